"""The pages of headings, shown in the contents: counted here, as a file that makes Word count makes it ask first.

A DOCX file has no pages; only the program that shows it computes them. So the report is laid out here once: widths
of letters from the font, heights of lines from the styles, and what stays together.
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
_EMU_PER_POINT = 12_700
_TEXT_WIDTH = 16.0 * _CM
_CELL_MARGIN = 2 * 85 / 20
_ROW_MARGIN = (15 + 75) / 20 + 0.5
_RAGGED = 12.0  # points at the end of a line that the next word, which wraps, leaves empty: half a Thai word
_SPLITS_FROM = 4  # lines; a shorter paragraph would leave one line alone on a page
_STYLES = {style.id: style for style in PARAGRAPHS}


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph or a table row.

    least     height that must fit on a page for it to begin there
    kept      it shares a page with what follows
    repeated  height of the heading row that a new page shows above it; 0 for the row right below the heading
    """

    height: float
    least: float
    before: float = 0.0
    after: float = 0.0
    kept: bool = False
    anchors: tuple[str, ...] = ()
    new_page: bool = False
    repeated: float = 0.0


def estimated_pages(story: Iterable[Element]) -> dict[str, int]:
    """Return the page, counted from 1, of every bookmark directly in a paragraph of `story`."""
    page, used, after = 1, 0.0, 0.0
    together: list[_Block] = []  # what must share a page
    found: dict[str, int] = {}
    for block in _blocks(story):
        together.append(block)
        if block.kept:
            continue
        height, least, end = 0.0, 0.0, after
        for each in together:
            # Of two distances the larger one stands, in Word and LibreOffice; none at the top of a page.
            between = max(end, each.before) if used or height else 0.0
            least, height, end = height + between + each.least, height + between + each.height, each.after
        first = together[0]
        if first.new_page or used + least > _PAGE_POINTS:
            height -= max(after, first.before) if used else 0.0
            page, used = page + 1, first.repeated
        found |= dict.fromkeys((anchor for each in together for anchor in each.anchors), page)
        used, after, together = used + height, end, []
        while used > _PAGE_POINTS:
            page, used = page + 1, used - _PAGE_POINTS
    return found | dict.fromkeys((anchor for each in together for anchor in each.anchors), page)


def fit_on_a_page(story: Iterable[Element]) -> bool:
    """Return whether `story` needs one page at most, with a line to spare, as programs set the same text apart."""
    height, after, line = 0.0, 0.0, 0.0
    for block in _blocks(story):
        height += (max(after, block.before) if height else 0.0) + block.height
        after, line = block.after, block.least
    return height + line <= _PAGE_POINTS


def _blocks(story: Iterable[Element]) -> Iterator[_Block]:
    for element in story:
        if element.tag == qn("w:tbl"):
            yield from _rows(element)
        else:
            style = _STYLES[element.find(f".//{qn('w:pStyle')}").get(qn("w:val"))]
            anchors = tuple(mark.get(qn("w:name")) for mark in element.iter(qn("w:bookmarkStart")))
            broken = element.find(f".//{qn('w:pageBreakBefore')}") is not None
            height = _paragraph_height(element, style, _TEXT_WIDTH - style.left * _CM)
            drawn = element.find(f".//{qn('wp:extent')}") is not None
            splits = not style.keep_next and not drawn and height >= _SPLITS_FROM * style.line_points
            least = 2 * style.line_points if splits else height
            yield _Block(height, least, style.before, style.after, style.keep_next, anchors, broken)


def _rows(table: Element) -> Iterator[_Block]:
    rows = list(table.iter(qn("w:tr")))
    heights = [max(map(_cell_height, row.iter(qn("w:tc")))) + _ROW_MARGIN for row in rows]
    head = heights[0] if table.find(f".//{qn('w:tblHeader')}") is not None else 0.0
    for at, (row, height) in enumerate(zip(rows, heights, strict=True)):
        yield _Block(height, height, kept=_kept(row), repeated=head if at > 1 else 0.0)


def _kept(row: Element) -> bool:
    """Return whether a paragraph of the row is kept with the next, by itself or by its style."""
    styles = (_STYLES[each.get(qn("w:val"))] for each in row.iter(qn("w:pStyle")))
    return row.find(f".//{qn('w:keepNext')}") is not None or all(style.keep_next for style in styles)


def _cell_height(cell: Element) -> float:
    width = int(cell.find(f".//{qn('w:tcW')}").get(qn("w:w"))) / TWIPS_PER_CM * _CM - _CELL_MARGIN
    styled = ((each, _STYLES[each.find(f".//{qn('w:pStyle')}").get(qn("w:val"))]) for each in cell.iter(qn("w:p")))
    return sum(_paragraph_height(each, style, width) for each, style in styled)


def _paragraph_height(element: Element, style: Style, width: float) -> float:
    lines, across = 0, 0.0
    size = style.points / WIDTH_RATIO
    for piece in element.iter(qn("w:t"), qn("w:br")):
        if piece.tag == qn("w:br"):
            lines, across = lines + _lines(across, width), 0.0
        else:
            across += ems(piece.text or "") * size
    pictures = (int(extent.get("cy")) / _EMU_PER_POINT for extent in element.iter(qn("wp:extent")))
    return max((lines + _lines(across, width)) * style.line_points, *pictures, 0.0)


def _lines(across: float, width: float) -> int:
    return max(1, ceil((across - _RAGGED) / (width - _RAGGED)))
