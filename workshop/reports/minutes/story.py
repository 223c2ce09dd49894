"""The paragraphs of minutes, each in the form of a named style: an office's template may have another of this name."""

from collections.abc import Iterator
from typing import Any

from workshop.reports.docx.xml import Element, run, tab
from workshop.reports.font_widths import ems
from workshop.reports.fonts import WIDTH_RATIO
from workshop.reports.letters import measures as m
from workshop.reports.letters.lines import bold, line, plain_styles, style_of
from workshop.reports.minutes.paper import Agenda, Matter, Paper, Person
from workshop.reports.typefaces import Typeface

_CM = 72 / 2.54
_BETWEEN = 6.0  # points between a name and the post
_PERSON = (("left", m.PERSON_LEFT, None), ("left", m.POST_LEFT, None))
_AGENDA = (("left", m.AGENDA_LEFT, None),)
# Name and form of each style, by its id.
STYLES: dict[str, tuple[str, dict[str, Any]]] = {
    "MinutesTitle": ("Minutes Title", {"align": "center"}),
    "MinutesHeading": ("Minutes Heading", {"before": m.PARAGRAPH_BEFORE}),
    "MinutesPerson": ("Minutes Person", {"left": m.POST_LEFT, "first": -m.POST_LEFT, "tabs": _PERSON}),
    "MinutesName": ("Minutes Name", {"left": m.PERSON_LEFT, "first": -m.PERSON_LEFT, "tabs": _PERSON}),
    "MinutesPost": ("Minutes Post", {"left": m.POST_LEFT}),
    "MinutesAgenda": (
        "Minutes Agenda",
        {"before": m.PARAGRAPH_BEFORE, "left": m.AGENDA_LEFT, "first": -m.AGENDA_LEFT, "tabs": _AGENDA},
    ),
    "MinutesMatter": ("Minutes Matter", {"left": m.AGENDA_LEFT}),
    "MinutesText": ("Minutes Text", {"align": "thaiDistribute", "first": m.FIRST_LINE}),
    "MinutesResolution": (
        "Minutes Resolution",
        {"left": m.AGENDA_LEFT, "first": -m.AGENDA_LEFT, "tabs": _AGENDA},
    ),
    "MinutesEnd": ("Minutes End", {"before": m.CLOSING_BEFORE}),
    "MinutesSignature": ("Minutes Signature", {"align": "center", "left": m.SIGNATURE_LEFT}),
}


def minutes_styles(font: Typeface) -> list[Element]:
    """Return the defaults, and every style."""
    return [*plain_styles(font), *(style_of(id, name, line(**form)) for id, (name, form) in STYLES.items())]


def story(paper: Paper, wide: float = 1.0) -> Iterator[Element]:
    """Yield every paragraph in a font so `wide` for TH SarabunPSK."""
    for text in paper.head:
        yield _line("MinutesTitle", bold(text, m.BODY), together=True)
    yield _line("MinutesTitle", run("_" * m.RULE))
    yield from people(paper, wide)
    yield _line("MinutesHeading", bold(paper.began, m.BODY))
    yield from agendas(paper)
    yield _line("MinutesEnd", bold(paper.ended, m.BODY), together=True)
    yield from signatures(paper)


def people(paper: Paper, wide: float = 1.0) -> Iterator[Element]:
    for heading, persons in paper.people:
        yield _line("MinutesHeading", bold(heading, m.BODY), together=True)
        for each in persons:
            yield from _person(each, wide)


def agendas(paper: Paper) -> Iterator[Element]:
    for agenda in paper.agendas:
        yield from _agenda(agenda)


def signatures(paper: Paper) -> Iterator[Element]:
    for name, role in paper.signatures:
        yield from (_line("MinutesSignature", together=True) for _ in range(m.SIGNATURE_LINES - 1))
        yield _line("MinutesSignature", run(f"({name})"), together=True)
        yield _line("MinutesSignature", run(role))


def _line(style: str, *content: Element, together: bool = False) -> Element:
    return line(*content, style=style, together=together, **STYLES[style][1])


def _person(person: Person, wide: float = 1.0) -> Iterator[Element]:
    """Yield a line, what follows of a long post below it; beside a name that is too long, the post has its own line.

    `wide`: how wide the font is for TH SarabunPSK.
    """
    long = wide * ems(person.name) * m.BODY / WIDTH_RATIO > (m.POST_LEFT - m.PERSON_LEFT) * _CM - _BETWEEN
    beside = bool(person.post) and not long
    post = [tab(), run(person.post)] if beside else []
    below = bool(person.post) and long
    style = "MinutesPerson" if beside else "MinutesName"
    yield _line(style, run(person.number), tab(), run(person.name), *post, together=below)
    if below:
        yield _line("MinutesPost", run(person.post))


def _agenda(agenda: Agenda) -> Iterator[Element]:
    name = (bold(agenda.label, m.BODY), tab(), bold(agenda.name, m.BODY))
    yield _line("MinutesAgenda", *name, together=True)
    for matter in agenda.matters:
        yield from _matter(matter)


def _matter(matter: Matter) -> Iterator[Element]:
    title = f"{matter.number} {matter.title}".strip()
    follows = bool(matter.paragraphs or matter.resolution)
    yield _line("MinutesMatter", run(title), together=follows)
    for text in matter.paragraphs:
        yield _line("MinutesText", run(text))
    if matter.resolution:
        first, *others = matter.resolution
        yield _line("MinutesResolution", bold("มติที่ประชุม", m.BODY), tab(), run(first))
        yield from (_line("MinutesMatter", run(text)) for text in others)
