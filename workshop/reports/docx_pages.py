"""On which page a heading will stand: an estimate, shown in the contents until Word has counted.

A DOCX file has no pages; only the program that shows it knows them. Word counts when it opens the report
(and asks first), LibreOffice keeps what the file says. So the report is laid out here once, roughly: widths
of letters from the font, heights of lines from the styles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from docx.oxml.ns import qn

from workshop.reports.docx_styles import PARAGRAPHS, Style
from workshop.reports.docx_xml import TWIPS_PER_CM, Element
from workshop.reports.font_widths import ems
from workshop.reports.fonts import WIDTH_RATIO

_PAGE_POINTS = (29.7 - 2.5 - 2.0) / 2.54 * 72
_CM = 72 / 2.54
_TEXT_WIDTH = 16.0 * _CM
_CELL_MARGIN = 2 * 85 / 20
_ROW_MARGIN = (15 + 75) / 20 + 0.5
_RAGGED = 0.97  # share of a line that words fill before the next one wraps
_STYLES = {style.id: style for style in PARAGRAPHS}


def estimated_pages(story: Iterable[Element]) -> dict[str, int]:
    """The page, counted from 1, of every bookmark that stands directly in a paragraph of `story`."""
    page, used, after = 1, 0.0, 0.0
    kept = 0.0
    waiting: list[str] = []  # headings go to the page of the text after them
    found: dict[str, int] = {}
    for height, anchors, style, new_page in _blocks(story):
        between = max(after, style.before) if used else 0.0  # the larger of the two, in Word and LibreOffice
        if new_page or used + between + height > _PAGE_POINTS:
            # What keeps with its next goes over the page with it.
            page, used, between = page + 1, 0.0 if new_page else kept, 0.0
        used += between + height
        after = style.after
        kept = kept + between + height if style.keep_next else 0.0
        waiting += anchors
        if not style.keep_next:
            found.update(dict.fromkeys(waiting, page))
            waiting = []
    return found | dict.fromkeys(waiting, page)


def _blocks(story: Iterable[Element]) -> Iterator[tuple[float, list[str], Style, bool]]:
    """Height, bookmarks, style and page break of every paragraph and every table row."""
    for element in story:
        if element.tag == qn("w:tbl"):
            for row in element.iter(qn("w:tr")):
                yield max(map(_cell_height, row.iter(qn("w:tc")))) + _ROW_MARGIN, [], _STYLES["Normal"], False
        else:
            style = _STYLES[element.find(f".//{qn('w:pStyle')}").get(qn("w:val"))]
            anchors = [mark.get(qn("w:name")) for mark in element.iter(qn("w:bookmarkStart"))]
            broken = element.find(f".//{qn('w:pageBreakBefore')}") is not None
            yield _paragraph_height(element, style, _TEXT_WIDTH - style.left * _CM), anchors, style, broken


def _cell_height(cell: Element) -> float:
    width = int(cell.find(f".//{qn('w:tcW')}").get(qn("w:w"))) / TWIPS_PER_CM * _CM - _CELL_MARGIN
    styled = ((each, _STYLES[each.find(f".//{qn('w:pStyle')}").get(qn("w:val"))]) for each in cell.iter(qn("w:p")))
    return sum(_paragraph_height(each, style, width) for each, style in styled)


def _paragraph_height(element: Element, style: Style, width: float) -> float:
    lines, across = 0, 0.0
    size = style.points / WIDTH_RATIO
    for piece in element.iter(qn("w:t"), qn("w:br")):
        if piece.tag == qn("w:br"):
            lines, across = lines + max(1, ceil(across / (width * _RAGGED))), 0.0
        else:
            across += ems(piece.text or "") * size
    return (lines + max(1, ceil(across / (width * _RAGGED)))) * style.line_points
