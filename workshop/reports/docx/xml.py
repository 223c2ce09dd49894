"""WordprocessingML that python-docx does not offer, built fast enough for thousands of rows."""

import re
from collections.abc import Iterable, Sequence
from copy import copy
from functools import cache
from typing import Any

from docx.oxml.ns import nsmap
from lxml import etree

from workshop.reports.docx.direction import FROM_RIGHT, TURNING, direct
from workshop.reports.docx.elements import Element as Element
from workshop.reports.docx.elements import el as el
from workshop.reports.docx.elements import qn as qn
from workshop.reports.xml_text import xml_text

TWIPS_PER_CM = 567
# What makes more of a text than one run of one direction.
_SPECIAL = re.compile(f"[\t\n]|{FROM_RIGHT.pattern}|{TURNING.pattern}")


def xpath(element: Element, path: str) -> list[Any]:
    """Return what the path leads to; python-docx offers this for the elements alone that it has a class for."""
    return list(etree._Element.xpath(element, path, namespaces=nsmap))


def run(text: str, style: str | None = None) -> Element:
    """Return a run of `text`; line ends become breaks and tabs become tabs, which XML would lose."""
    text = xml_text(text)
    if text and "\n" not in text and "\t" not in text:
        plain = copy(_plain_run(style))
        plain[-1].text = text
        return plain
    made = el("r", el("rPr", el("rStyle", val=style))) if style else el("r")
    for at, line in enumerate(text.split("\n")):
        if at:
            made.append(el("br"))
        for place, piece in enumerate(line.split("\t")):
            if place:
                made.append(el("tab"))
            if piece:
                made.append(_leaf(piece))
    return made


@cache
def _plain_run(style: str | None) -> Element:
    """Return a run of any one text; a copy of it takes a fifth of the time of new elements."""
    return el("r", *([el("rPr", el("rStyle", val=style))] if style else []), _leaf("-"))


def _leaf(text: str) -> Element:
    made = el("t")
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def tab() -> Element:
    return el("r", el("tab"))


def paragraph(style: str, *content: Element | str, new_page: bool = False, keep_next: bool = False) -> Element:
    """Return a paragraph of the style with id `style`; strings become plain runs."""
    if len(content) == 1 and isinstance(content[0], str) and not new_page and not keep_next:
        text = xml_text(content[0])
        if text and not _SPECIAL.search(text):
            plain = copy(_plain(style))
            plain[1][0].text = text
            return plain
    made = copy(_empty(style))
    properties = made[0]
    if keep_next:
        properties.append(el("keepNext"))
    if new_page:
        properties.append(el("pageBreakBefore"))
    runs = [run(part) if isinstance(part, str) else part for part in content]
    direct(properties, runs)
    made.extend(runs)
    return made


@cache
def _plain(style: str) -> Element:
    made = copy(_empty(style))
    made.append(run("-"))
    return made


@cache
def _empty(style: str) -> Element:
    return el("p", el("pPr", el("pStyle", val=style)))


def field_begin(instruction: str) -> list[Element]:
    """Return the opening of a complex field, up to where its shown result starts."""
    code = el("instrText")
    code.text = f" {instruction} "
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [el("r", el("fldChar", fldCharType="begin")), el("r", code), el("r", el("fldChar", fldCharType="separate"))]


def field_end() -> Element:
    return el("r", el("fldChar", fldCharType="end"))


def field(instruction: str, shown: str) -> list[Element]:
    return [*field_begin(instruction), run(shown), field_end()]


def link(anchor: str, *content: Element) -> Element:
    """Return a link to the bookmark `anchor` of the same document."""
    return el("hyperlink", *content, anchor=anchor, history="1")


def bookmarked(name: str, number: int, *content: Element) -> list[Element]:
    """Return `content` inside a bookmark; `number` is unique in the document."""
    return [el("bookmarkStart", id=number, name=name), *content, el("bookmarkEnd", id=number)]


def table(
    widths_cm: Sequence[float],
    rows: Iterable[Sequence[Sequence[Element]]],
    header: Sequence[Element] = (),
    style: str = "Rows",
    title: str = "",
) -> Element:
    """Return a table of fixed widths, given both in its grid and in every cell. A cell is a list of paragraphs.

    `header` is one paragraph a column, in a row that repeats on every page. No row is split by a page's end.
    Screen readers read `title`, and as description the names of the columns.
    """
    widths = [round(width * TWIPS_PER_CM) for width in widths_cm]
    properties = el(
        "tblPr",
        el("tblStyle", val=style),
        el("tblW", w=sum(widths), type="dxa"),
        el("tblLayout", type="fixed"),
        _look(bool(header)),
    )
    if title:
        names = [text for cell in header if (text := "".join(leaf.text or "" for leaf in cell.iter(qn("w:t"))))]
        properties.append(el("tblCaption", val=xml_text(title)))
        properties.append(
            el("tblDescription", val=xml_text(": ".join([title, *([" · ".join(names)] if names else [])])))
        )
    made = el("tbl", properties, el("tblGrid", *(el("gridCol", w=width) for width in widths)))
    if header:
        made.append(_row(widths, [[cell] for cell in header], el("tblHeader")))
    for row in rows:
        made.append(_row(widths, row))
    return made


def _look(header: bool) -> Element:
    """Say where the names stand: in the first row, or without one in the first column."""
    marks = {"firstRow": int(header), "lastRow": 0, "firstColumn": int(not header), "lastColumn": 0}
    return el("tblLook", val="0420" if header else "0480", **marks, noHBand=0, noVBand=1)


def _row(widths: Sequence[int], cells: Sequence[Sequence[Element]], *properties: Element) -> Element:
    row = copy(_empty_row())
    row[0].extend(properties)
    for width, cell in zip(widths, cells, strict=True):
        made = copy(_empty_cell(width))
        made.extend(cell)
        row.append(made)
    return row


@cache
def _empty_row() -> Element:
    return el("tr", el("trPr", el("cantSplit")))


@cache
def _empty_cell(twips: int) -> Element:
    return el("tc", el("tcPr", el("tcW", w=twips, type="dxa")))
