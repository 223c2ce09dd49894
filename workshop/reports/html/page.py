"""The HTML page: head, contents, summary, and the parts in the order of the printed report."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from workshop import __version__
from workshop.reports.approval import status
from workshop.reports.charts.svg import font_faces
from workshop.reports.html import figures, notes
from workshop.reports.html.elements import Element, h, to, verbatim
from workshop.reports.summary import findings, next_steps
from workshop.reports.thai_dates import date_range, long_moment
from workshop.reports.words import Words
from workshop.views.record import Record

# Nothing is loaded, no script runs, whatever was typed.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
)
_PARTS: tuple[tuple[str, Callable[[Record, Words], Iterable[Element]]], ...] = (
    ("summary", lambda record, words: _summary(record, words)),
    ("facts", figures.facts_part),
    ("background", figures.background_part),
    ("figures", figures.figures_part),
    ("charts", figures.charts_part),
    ("", notes.categories),
    ("answers", figures.answers_part),
    ("focus", figures.focus_part),
    ("former", figures.former_part),
    ("asked", figures.asked_part),
    ("conclusion", figures.conclusion_part),
    ("all", notes.appendix),
)


def write(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write the page. Characters that XML forbids come out as U+FFFD."""
    main = h("main", id="main")
    for name, part in _PARTS:
        content = list(part(record, words))
        if not name:
            main.extend(content)
        elif content:
            main.append(h("section", *content, id=name))
    title = record.title or words.report_title
    body = h(
        "body",
        h("a", words.to_the_content, href="#main", class_="skip"),
        _header(record, words, title),
        _contents(main, words),
        main,
        h("footer", h("p", _made(record, words))),
    )
    page = h("html", _head(title), body, lang=words.language)
    stream.write(b"<!DOCTYPE html>\n" + etree.tostring(page, method="html", encoding="utf-8") + b"\n")


def _head(title: str) -> Element:
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
    if found := findings(record, words):
        yield h("ul", *(h("li", verbatim(each)) for each in found))
    if ahead := next_steps(record):
        anchors = {
            id(theme): notes.theme_anchor(at, place)
            for at, category in enumerate(record.categories)
            for place, theme in enumerate(category.themes)
        }
        yield h("h3", words.next_steps)
        yield h("ul", *(h("li", to(anchors[id(theme)], theme.label)) for _category, theme in ahead))
