"""The pages of headings: an estimate, shown in the contents until Word has counted.

A DOCX file has no pages; only the program that shows it computes them. Word counts when it opens the report
(after a question), LibreOffice shows what the file contains. So the report is laid out here once, roughly: widths
of letters from the font, heights of lines from the styles.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from docx.oxml.ns import qn

from workshop.reports.docx.styles import PARAGRAPHS, Style
from workshop.reports.docx.xml import TWIPS_PER_CM, Element
from workshop.reports.font_widths import ems
from workshop.reports.fonts import WIDTH_RATIO

_PAGE_POINTS = (29.7 - 2.5 - 2.0) / 2.54 * 72
_CM = 72 / 2.54
_TEXT_WIDTH = 16.0 * _CM
_CELL_MARGIN = 2 * 85 / 20
_ROW_MARGIN = (15 + 75) / 20 + 0.5
_RAGGED = 0.97  # share of a line that words fill before the next one wraps
_SPLITS_FROM = 4  # lines; a shorter paragraph would leave one line alone on a page
_STYLES = {style.id: style for style in PARAGRAPHS}


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph or a table row; `repeated` is the height of the heading row above it on a new page."""

    height: float
    style: Style
    anchors: tuple[str, ...] = ()
    new_page: bool = False
    repeated: float = 0.0


def estimated_pages(story: Iterable[Element]) -> dict[str, int]:
    """Return the page, counted from 1, of every bookmark directly in a paragraph of `story`."""
    page, used, after = 1, 0.0, 0.0
    kept = 0.0  # height of the paragraphs that must share a page with the next
    waiting: list[str] = []  # its bookmarks
    found: dict[str, int] = {}
    for block in _blocks(story):
        style = block.style
        between = max(after, style.before) if used else 0.0  # the larger of the two, in Word and LibreOffice
        least = 2 * style.line_points if block.height >= _SPLITS_FROM * style.line_points else block.height
        if block.new_page or used + between + (block.height if block.repeated else least) > _PAGE_POINTS:
            page, used, between = page + 1, 0.0 if block.new_page else kept + block.repeated, 0.0
        used += between + block.height
        while used > _PAGE_POINTS:
            page, used = page + 1, used - _PAGE_POINTS
        after = style.after
        kept = kept + between + block.height if style.keep_next else 0.0
        waiting += block.anchors
        if not style.keep_next:
            found.update(dict.fromkeys(waiting, page))
            waiting = []
    return found | dict.fromkeys(waiting, page)


def _blocks(story: Iterable[Element]) -> Iterator[_Block]:
    for element in story:
        if element.tag == qn("w:tbl"):
            yield from _rows(element)
        else:
            style = _STYLES[element.find(f".//{qn('w:pStyle')}").get(qn("w:val"))]
            anchors = tuple(mark.get(qn("w:name")) for mark in element.iter(qn("w:bookmarkStart")))
            broken = element.find(f".//{qn('w:pageBreakBefore')}") is not None
            yield _Block(_paragraph_height(element, style, _TEXT_WIDTH - style.left * _CM), style, anchors, broken)


def _rows(table: Element) -> Iterator[_Block]:
    heights = [max(map(_cell_height, row.iter(qn("w:tc")))) + _ROW_MARGIN for row in table.iter(qn("w:tr"))]
    head = heights[0] if table.find(f".//{qn('w:tblHeader')}") is not None else 0.0
    for height in heights:
        yield _Block(height, _STYLES["Normal"], repeated=head)


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
