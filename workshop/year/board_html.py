"""A directive's board as one HTML file, which loads nothing and runs nothing."""

from __future__ import annotations

from lxml import etree

from workshop.reports.html.elements import Element, h, table, to, verbatim
from workshop.reports.html.page import head
from workshop.reports.thai_dates import long_moment
from workshop.reports.words import Words
from workshop.views import dates
from workshop.year.board_story import Grid, Heading, Line, Told, story


def write(told: Told, words: Words) -> bytes:
    main, header = h("main", id="main"), h("header")
    inside, headings = header, list[Element]()
    for part in story(told, words):
        if isinstance(part, Heading):
            headings.append(h("h2", verbatim(part.text), id=f"h{len(headings) + 1}"))
            inside = h("section", headings[-1])
            main.append(inside)
        elif isinstance(part, Grid):
            inside.append(_table(part))
        else:
            inside.append(_line(part))
    chapters = h("ol", *(h("li", to(each.get("id"), each[0].text or "")) for each in headings))
    assert told.whole.board is not None
    made = words.digits(f"{words.generated_at} {long_moment(dates.at(told.whole.board.at), words.language)}")
    body = h(
        "body",
        h("a", words.to_the_content, href="#main", class_="skip"),
        header,
        h("nav", h("h2", words.contents, id="contentsh"), chapters, aria_labelledby="contentsh"),
        main,
        h("footer", h("p", made)),
    )
    page = h("html", head(told.content.subject), body, lang=words.language)
    text: bytes = etree.tostring(page, method="html", encoding="utf-8")
    return b"<!DOCTYPE html>\n" + text + b"\n"


def _line(line: Line) -> Element:
    if line.style == "Title":
        return h("h1", verbatim(line.text))
    return h("p", verbatim(line.text), class_="soft" if line.style in ("ReportKind", "Remark") else None)


def _table(grid: Grid) -> Element:
    rows = [[_cell(cell) for cell in row] for row in grid.rows]
    return table(grid.title, grid.head, rows)


def _cell(paragraphs: tuple[str, ...]) -> Element | str:
    if len(paragraphs) == 1:
        return verbatim(paragraphs[0])
    first, *others = paragraphs
    return h("div", h("p", verbatim(first)), *(h("p", verbatim(each)) for each in others))
