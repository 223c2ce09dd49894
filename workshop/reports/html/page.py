"""The HTML page: head, contents, summary, and the parts in the order of the printed report."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from workshop import __version__
from workshop.reports.actions import counted, decided
from workshop.reports.answers import answered
from workshop.reports.approval import status
from workshop.reports.charts.svg import font_faces
from workshop.reports.facts import equation
from workshop.reports.html import actions, comparison, figures, notes, programme, summaries
from workshop.reports.html.elements import Content, Element, h, numbered, to, verbatim
from workshop.reports.summary import findings, next_steps
from workshop.reports.thai_dates import date_range, long_moment
from workshop.reports.words import Words
from workshop.views.linked import End
from workshop.views.record import Record

_STEPS = 5  # so many of the actions and problems stand in the summary
# Nothing is loaded, no script runs, whatever was typed.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
)
# By chapter: the id of its section, "" where it has sections of its own.
_PARTS: dict[str, tuple[str, Callable[[Record, Words], Iterable[Element]]]] = {
    "facts": ("facts", figures.facts_part),
    "background": ("background", figures.background_part),
    "programme": ("programme", programme.programme_part),
    "figures": ("figures", figures.figures_part),
    "categories": ("", notes.categories),
    "answers": ("answers", figures.answers_part),
    "focus": ("focus", figures.focus_part),
    "former": ("former", figures.former_part),
    "asked": ("asked", figures.asked_part),
    "comparison": ("comparison", comparison.comparison_part),
    "summaries": ("summaries", summaries.summaries_part),
    "actions": ("actions", actions.actions_part),
    "conclusion": ("conclusion", figures.conclusion_part),
    "pictures": ("pictures", figures.pictures_part),
    "reading": ("reading", figures.reading_part),
    "charts": ("charts", figures.charts_part),
    "appendix": ("all", notes.appendix),
}


def write(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write the page. Characters that XML forbids come out as U+FFFD."""
    main = h("main", h("section", *_summary(record, words), id="summary"), id="main")
    for name, part in map(_PARTS.__getitem__, record.chapters.shown):
        content = list(part(record, words))
        if not name:
            main.extend(content)
        elif content:
            main.append(h("section", *content, id=name))
    _unlink_what_leads_nowhere(main)
    title = record.title or words.report_title
    body = h(
        "body",
        h("a", words.to_the_content, href="#main", class_="skip"),
        _header(record, words, title),
        _contents(main, words),
        main,
        h("footer", h("p", _made(record, words))),
    )
    page = h("html", head(title), body, lang=words.language)
    stream.write(b"<!DOCTYPE html>\n" + etree.tostring(page, method="html", encoding="utf-8") + b"\n")


def _unlink_what_leads_nowhere(main: Element) -> None:
    """Make plain text of links to what is in a chapter that was left out."""
    there = {element.get("id") for element in main.iter() if element.get("id")}
    for each in list(main.iter("a")):
        if each.get("href", "").removeprefix("#") not in there:
            each.tag = "span"
            each.attrib.clear()


def head(title: str) -> Element:
    style = Path(__file__).with_name("page.css").read_text("utf-8")
    return h(
        "head",
        h("meta", charset="utf-8"),
        h("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        h("meta", name="viewport", content="width=device-width, initial-scale=1"),
        h("meta", name="color-scheme", content="light dark"),
        h("meta", name="generator", content=f"Laena {__version__}"),
        h("title", title),
        h("style", font_faces() + style),
    )


def _header(record: Record, words: Words, title: str) -> Element:
    when = words.digits(date_range(record.starts_on, record.ends_on, words.language))
    where = " · ".join(part for part in (record.host_unit, record.venue, when) if part)
    return h(
        "header",
        h("p", words.report_title, class_="soft"),
        h("h1", title),
        h("p", where),
        h("p", status(record, words)),
    )


def _contents(main: Element, words: Words) -> Element:
    lines = []
    for at, heading in enumerate(main.iter("h2")):
        heading.set("id", heading.get("id") or f"h{at}")
        lines.append(h("li", to(heading.get("id"), heading.text or "")))
    thai = words.digits("1") != "1"
    chapters = h("ol", *lines, class_="thai-digits" if thai else None)
    return h("nav", h("h2", words.contents, id="contentsh"), chapters, aria_labelledby="contentsh")


def _made(record: Record, words: Words) -> str:
    seq = f" · {words.seq} {record.seq:,}" if record.seq else ""
    return words.digits(f"{words.generated_at} {long_moment(record.read_at, words.language)}{seq}")


def _summary(record: Record, words: Words) -> Iterator[Element]:
    yield h("h2", words.summary_title, id="summaryh")
    people = f"{words.participants} {words.people.format(count=f'{record.participants:,}')}"
    groups = f"{words.group_count} {len(record.groups):,}" if record.groups else ""
    yield h("p", words.digits(" · ".join(filter(None, (equation(record.figures, words), people, groups)))))
    if found := findings(record, words):
        yield h("ul", *(h("li", verbatim(each)) for each in found))
    yield from _problems(record, words)
    if record.focus:
        yield h("h3", words.focus)
        counts = [(issue.name, f"{len(record.in_focus(issue)):,}") for issue in record.focus]
        yield h("ul", *(h("li", verbatim(name), " ", _count(words, count)) for name, count in counts))
    if ahead := next_steps(record):
        anchors = {
            id(theme): notes.theme_anchor(at, place)
            for at, category in enumerate(record.categories)
            for place, theme in enumerate(category.themes)
        }
        yield h("h3", words.next_steps)
        yield h("ul", *(h("li", to(anchors[id(theme)], theme.label)) for _category, theme in ahead))
    if steps := decided(record, words):
        yield h("h3", words.actions)
        yield h("p", to("actions", counted(record, words)))
        more = len(steps) - _STEPS
        yield h("ul", *(h("li", verbatim(each)) for each in steps[:_STEPS]))
        if more > 0:
            yield h("p", words.more.format(count=words.digits(f"{more:,}")))


def _problems(record: Record, words: Words) -> Iterator[Element]:
    """Yield problems with their first answer, then those without one, as many as the summary has room for."""
    problems = answered(record)
    linked = [each for each in problems if each.answers]
    gaps = [each.problem for each in problems if not each.answers]
    pairs = [h("li", *_end(each.problem, words), " → ", *_end(each.answers[0].answer, words)) for each in linked]
    for title, lines in (
        (words.answers, pairs),
        (words.without_answer, [h("li", *_end(gap, words)) for gap in gaps]),
    ):
        if lines:
            yield h("h3", title)
            yield h("ul", *lines[:_STEPS])
        if len(lines) > _STEPS:
            yield h("p", words.more.format(count=words.digits(f"{len(lines) - _STEPS:,}")))


def _end(end: End, words: Words) -> list[Content]:
    if len(end.notes) == 1:
        return [verbatim(end.label), " ", *numbered(words, end.notes)]
    return [verbatim(end.label), f" ({_count(words, f'{len(end.notes):,}')})"]


def _count(words: Words, count: str) -> str:
    return words.digits(words.theme_facts.format(notes=count))
