"""On which page a heading will stand: an estimate, shown in the contents until Word has counted.

A DOCX file has no pages; only the program that shows it knows them. Word counts when it opens the report
(and asks first), LibreOffice keeps what the file says. So the report is laid out here once, roughly: widths
of letters from the font, heights of lines from the styles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from math import ceil
from struct import unpack_from

from docx.oxml.ns import qn

from workshop.reports.docx_styles import PARAGRAPHS, Style
from workshop.reports.docx_xml import TWIPS_PER_CM, Element
from workshop.reports.fonts import WIDTH_RATIO

_PAGE_POINTS = (29.7 - 2.5 - 2.0) / 2.54 * 72
_CM = 72 / 2.54
_TEXT_WIDTH = 16.0 * _CM
_CELL_MARGIN = 2 * 85 / 20
_ROW_MARGIN = 2 * 40 / 20 + 0.5
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
    lines = 1
    across = 0.0
    size = style.points / WIDTH_RATIO
    for piece in element.iter(qn("w:t"), qn("w:br")):
        if piece.tag == qn("w:br"):
            lines, across = lines + ceil(across / (width * _RAGGED) or 1) - 1 + 1, 0.0
        else:
            across += sum(map(_advance, piece.text or "")) * size
    return (lines + max(1, ceil(across / (width * _RAGGED))) - 1) * style.line_points


def _advance(character: str) -> float:
    """Width of one character in ems of Sarabun; letters that it lacks count as one of its own."""
    return _advances().get(ord(character), 0.6)


@cache
def _advances() -> dict[int, float]:
    """Advance widths by code point, read from the tables cmap (format 4), hhea and hmtx of the font file."""
    from workshop.reports.docx_fonts import font_files

    data = font_files()["embedRegular"].read_bytes()
    tables = {
        data[at : at + 4].decode(): unpack_from(">I", data, at + 8)[0]
        for at in range(12, 12 + 16 * unpack_from(">H", data, 4)[0], 16)
    }
    units = unpack_from(">H", data, tables["head"] + 18)[0]
    measured = unpack_from(">H", data, tables["hhea"] + 34)[0]
    return {
        code: unpack_from(">H", data, tables["hmtx"] + 4 * min(glyph, measured - 1))[0] / units
        for code, glyph in _glyphs(data, tables["cmap"]).items()
    }


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    records = (unpack_from(">HHI", data, cmap + 4 + 8 * at) for at in range(unpack_from(">H", data, cmap + 2)[0]))
    table = next(cmap + offset for _, _, offset in records if unpack_from(">H", data, cmap + offset)[0] == 4)
    segments = unpack_from(">H", data, table + 6)[0] // 2
    ends, starts = table + 14, table + 16 + 2 * segments
    deltas, ranges = starts + 2 * segments, starts + 4 * segments
    found: dict[int, int] = {}
    for at in range(segments):
        last, first, delta, offset = (
            unpack_from(">H", data, base + 2 * at)[0] for base in (ends, starts, deltas, ranges)
        )
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = unpack_from(">H", data, ranges + 2 * at + offset + 2 * (code - first))[0]
            found[code] = (glyph + delta) & 0xFFFF
    return found
