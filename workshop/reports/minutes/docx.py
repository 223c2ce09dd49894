"""Minutes as DOCX, in TH SarabunPSK 16 or the office's own font, to be edited before they are signed."""

from collections.abc import Iterator
from typing import BinaryIO

from workshop.reports.docx.xml import Element, run, tab
from workshop.reports.font_widths import ems
from workshop.reports.fonts import WIDTH_RATIO
from workshop.reports.letters import measures as m
from workshop.reports.letters.lines import bold, document_of, line, signed
from workshop.reports.minutes.paper import Agenda, Matter, Paper, Person, paper_of
from workshop.reports.typefaces import OFFICIAL, typeface
from workshop.reports.words import Words
from workshop.views.minutes import Meeting

_CM = 72 / 2.54
_BETWEEN = 6.0  # points between a name and the post


def write(meeting: Meeting, words: Words, stream: BinaryIO) -> None:
    paper = paper_of(meeting, words)
    wide = typeface(meeting.fonts, OFFICIAL).width
    document_of(_lines(paper, wide), paper.head[0], words, meeting.fonts).save(stream)


def _lines(paper: Paper, wide: float) -> Iterator[Element]:
    for text in paper.head:
        yield line(bold(text, m.BODY), align="center", together=True)
    yield line(run("_" * m.RULE), align="center")
    for heading, people in paper.people:
        yield line(bold(heading, m.BODY), before=m.PARAGRAPH_BEFORE, together=True)
        for each in people:
            yield from _person(each, wide)
    yield line(bold(paper.began, m.BODY), before=m.PARAGRAPH_BEFORE)
    for agenda in paper.agendas:
        yield from _agenda(agenda)
    yield line(bold(paper.ended, m.BODY), before=m.CLOSING_BEFORE, together=True)
    for name, role in paper.signatures:
        yield from (signed("", 0) for _ in range(m.SIGNATURE_LINES - 1))
        yield signed(f"({name})", 0)
        yield signed(role, 0, last=True)


def _person(person: Person, wide: float = 1.0) -> Iterator[Element]:
    """Yield a line, what follows of a long post below it; beside a name that is too long, the post has its own line.

    `wide`: how wide the font is for TH SarabunPSK.
    """
    stops = tuple(("left", at, None) for at in (m.PERSON_LEFT, m.POST_LEFT))
    long = wide * ems(person.name) * m.BODY / WIDTH_RATIO > (m.POST_LEFT - m.PERSON_LEFT) * _CM - _BETWEEN
    beside = bool(person.post) and not long
    left = m.POST_LEFT if beside else m.PERSON_LEFT
    post = [tab(), run(person.post)] if beside else []
    below = bool(person.post) and long
    yield line(run(person.number), tab(), run(person.name), *post, left=left, first=-left, tabs=stops, together=below)
    if below:
        yield line(run(person.post), left=m.POST_LEFT)


def _agenda(agenda: Agenda) -> Iterator[Element]:
    stop = (("left", m.AGENDA_LEFT, None),)
    yield line(
        bold(agenda.label, m.BODY),
        tab(),
        bold(agenda.name, m.BODY),
        before=m.PARAGRAPH_BEFORE,
        left=m.AGENDA_LEFT,
        first=-m.AGENDA_LEFT,
        tabs=stop,
        together=True,
    )
    for matter in agenda.matters:
        yield from _matter(matter)


def _matter(matter: Matter) -> Iterator[Element]:
    title = f"{matter.number} {matter.title}".strip()
    follows = bool(matter.paragraphs or matter.resolution)
    yield line(run(title), left=m.AGENDA_LEFT, together=follows)
    for text in matter.paragraphs:
        yield line(run(text), align="thaiDistribute", first=m.FIRST_LINE)
    if matter.resolution:
        first, *others = matter.resolution
        stop = (("left", m.AGENDA_LEFT, None),)
        yield line(bold("มติที่ประชุม", m.BODY), tab(), run(first), left=m.AGENDA_LEFT, first=-m.AGENDA_LEFT, tabs=stop)
        yield from (line(run(text), left=m.AGENDA_LEFT) for text in others)
