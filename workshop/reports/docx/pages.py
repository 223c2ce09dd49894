"""The pages of headings, shown in the contents: counted here, as a file that makes Word count makes it ask first.

A DOCX file has no pages; only the program that shows it computes them. So the report is laid out here once: widths
of letters from the font, heights of lines from the styles, and what stays together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from docx.oxml.ns import qn

from workshop.reports.docx.lines import count_lines
from workshop.reports.docx.styles import PARAGRAPHS, Style
from workshop.reports.docx.xml import TWIPS_PER_CM, Element, el, xpath
from workshop.reports.fonts import WIDTH_RATIO
from workshop.reports.typefaces import SARABUN, Typeface

_CM = 72 / 2.54
_EMU_PER_POINT = 12_700
_CELL_MARGIN = 2 * 85 / 20
_ROW_MARGIN = (15 + 75) / 20 + 0.5
# How wide programs may make letters, and how many points of a page they may leave empty; the likely ones first.
_APART = ((1.0, 0.5), (0.985, 0.0), (1.0, 5.0), (1.015, 5.0))
_SPLITS_FROM = 4  # lines; a shorter paragraph would leave one line alone on a page


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the text stands on: its styles by id, "" for a paragraph that names none, and its room in points.

    `first_height`: of the first page, which may have another head. `font`: that of the built-in form; the styles of a
    template have its sizes and lines in them. `letters`: how wide they are for those that the font has.
    """

    styles: Mapping[str, Style]
    width: float
    height: float
    first_height: float
    font: Typeface | None = None
    letters: float = 1.0

    def size_of(self, style: Style) -> float:
        """Return the points of Sarabun whose letters are as wide as those of the style."""
        if self.font is None:
            return self.letters * style.points / WIDTH_RATIO
        return self.letters * self.font.half_points(style.points) / 2 * self.font.ratio * self.font.width / WIDTH_RATIO

    def line_of(self, style: Style) -> float:
        """Return the height of a line in points."""
        natural = self.font.points(style.points) * self.font.line if self.font else 0.0
        return max(style.line_points, natural)


def report_sheet(font: Typeface = SARABUN) -> Sheet:
    """Return the sheet of a report in the built-in form."""
    height = (29.7 - 2.5 - 2.0) * _CM
    styles = {style.id: style for style in PARAGRAPHS}
    return Sheet(styles, 16.0 * _CM, height, height, font)


REPORT = report_sheet()


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph or a table row.

    least     height that must fit on a page for it to begin there
    kept      it shares a page with what follows
    repeated  height of the heading row that a new page shows above it; 0 for the row right below the heading
    line      height of a line of what pages divide between lines, 0 of what they do not
    """

    height: float
    least: float
    before: float = 0.0
    after: float = 0.0
    kept: bool = False
    anchors: tuple[str, ...] = ()
    new_page: bool = False
    repeated: float = 0.0
    line: float = 0.0


def settled_pages(story: Sequence[Element], sheet: Sheet = REPORT) -> dict[str, int]:
    """Return the page, counted from 1, of every bookmark directly in a paragraph of `story`, a report of ours.

    A heading of which it would depend on a hair where it stands begins a page. No two programs set a text quite alike:
    so it is laid out in narrower and wider letters and on shorter pages too.
    """
    sheets = [
        replace(sheet, letters=wide, height=sheet.height - less, first_height=sheet.first_height - less)
        for wide, less in _APART
    ]
    laid = [list(_blocks(story, each)) for each in sheets]
    forced: set[str] = set()

    def agree(name: str, also: set[str]) -> bool:
        return len({_pages(blocks, each, 1, also)[0][name] for blocks, each in zip(laid, sheets, strict=True)}) == 1

    for heading in (each for each in story if each.tag == qn("w:p") and _style(each, sheet).level is not None):
        name = heading.find(qn("w:bookmarkStart")).get(qn("w:name"))
        if not agree(name, forced) and agree(name, {*forced, name}):
            forced.add(name)
            heading.find(qn("w:pPr")).append(el("pageBreakBefore"))
    return _pages(laid[0], sheets[0], 1, forced)[0]


def pages_on(story: Iterable[Element], sheet: Sheet, first_page: int = 1) -> tuple[dict[str, int], int]:
    """Return the page of every bookmark on sheets of one form, counted from `first_page`, and the last page."""
    return _pages(_blocks(story, sheet), sheet, first_page, set())


def _pages(blocks: Iterable[_Block], sheet: Sheet, first_page: int, forced: set[str]) -> tuple[dict[str, int], int]:
    """Return the same; a block with one of the bookmarks `forced` begins a page."""
    page, used, after = first_page, 0.0, 0.0
    together: list[_Block] = []  # what must share a page
    found: dict[str, int] = {}
    for block in blocks:
        together.append(block)
        if block.kept:
            continue
        height, least, end = 0.0, 0.0, after
        for each in together:
            # Of two distances the larger one stands, in Word and LibreOffice; none at the top of a page.
            between = max(end, each.before) if used or height else 0.0
            least, height, end = height + between + each.least, height + between + each.height, each.after
        first, room = together[0], sheet.first_height if page == first_page else sheet.height
        new_page = first.new_page or not forced.isdisjoint(first.anchors)
        if used and (new_page or used + least > room):
            # At the top of a page stands no distance, but that of a paragraph that begins it by itself.
            height -= max(after, first.before) - (first.before if new_page else 0.0)
            page, used, room = page + 1, first.repeated, sheet.height
        found |= dict.fromkeys((anchor for each in together for anchor in each.anchors), page)
        used, after, together = used + height, end, []
        while used > room:
            page, used, room = page + 1, _on_next(used - room, block.line), sheet.height
    found |= dict.fromkeys((anchor for each in together for anchor in each.anchors), page)
    return found, page


def _on_next(over: float, line: float) -> float:
    """Return the height of whole lines, two at least, of what does not fit on a page; of what has no lines as it is."""
    return max(2, ceil(over / line - 0.01)) * line if line else over


def height_of(story: Iterable[Element], sheet: Sheet) -> float:
    """Return the height of `story` on one long sheet, without the distance below its last block."""
    height, after = 0.0, 0.0
    for block in _blocks(story, sheet):
        height += (max(after, block.before) if height else 0.0) + block.height
        after = block.after
    return height


def fit_on_a_page(story: Sequence[Element], sheet: Sheet = REPORT) -> bool:
    """Return whether `story` needs one page at most, with two lines to spare, as programs set the same text apart."""
    line = [block.least for block in _blocks(story[-1:], sheet)][-1] if story else 0.0
    return height_of(story, sheet) + 2 * line <= sheet.height


def _blocks(story: Iterable[Element], sheet: Sheet) -> Iterator[_Block]:
    break_before = False
    for element in story:
        if element.tag == qn("w:tbl"):
            yield from _rows(element, sheet)
        elif element.tag == qn("w:sdt"):
            yield from _blocks(element.find(qn("w:sdtContent")), sheet)
        elif element.tag == qn("w:p"):
            block = _paragraph(element, sheet)
            yield replace(block, new_page=True) if break_before else block
            break_before = bool(xpath(element, "./w:r/w:br[@w:type='page']"))


def _paragraph(element: Element, sheet: Sheet) -> _Block:
    style = _style(element, sheet)
    anchors = tuple(mark.get(qn("w:name")) for mark in element.iter(qn("w:bookmarkStart")))
    broken = element.find(f".//{qn('w:pageBreakBefore')}") is not None
    line = sheet.line_of(style)
    height = _paragraph_height(element, style, sheet.width - style.left * _CM, sheet, style.hanging * _CM)
    drawn = element.find(f".//{qn('wp:extent')}") is not None
    splits = not style.keep_next and not drawn and height >= _SPLITS_FROM * line
    least = 2 * line if splits else height
    return _Block(
        height, least, style.before, style.after, style.keep_next, anchors, broken, line=line if splits else 0.0
    )


def _style(element: Element, sheet: Sheet) -> Style:
    named = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return sheet.styles.get("" if named is None else named.get(qn("w:val")), sheet.styles["Normal"])


def _rows(table: Element, sheet: Sheet) -> Iterator[_Block]:
    rows = list(table.iter(qn("w:tr")))
    heights = [
        max((_cell_height(cell, sheet) for cell in row.iter(qn("w:tc"))), default=0.0) + _ROW_MARGIN for row in rows
    ]
    head = heights[0] if table.find(f".//{qn('w:tblHeader')}") is not None else 0.0
    for at, (row, height) in enumerate(zip(rows, heights, strict=True)):
        yield _Block(height, height, kept=_kept(row, sheet), repeated=head if at > 1 else 0.0)


def _kept(row: Element, sheet: Sheet) -> bool:
    """Return whether a paragraph of the row is kept with the next, by itself or by its style."""
    styles = (_style(each, sheet) for each in row.iter(qn("w:p")))
    return row.find(f".//{qn('w:keepNext')}") is not None or all(style.keep_next for style in styles)


def _cell_height(cell: Element, sheet: Sheet) -> float:
    given = cell.find(f".//{qn('w:tcW')}")
    width = int(given.get(qn("w:w"), "0")) / TWIPS_PER_CM * _CM if given is not None else 0.0
    # A template of an office may give no width, or one in another unit.
    width = (width if width > _CELL_MARGIN else sheet.width / 2) - _CELL_MARGIN
    return sum(_paragraph_height(each, _style(each, sheet), width, sheet) for each in cell.iter(qn("w:p")))


def _paragraph_height(element: Element, style: Style, width: float, sheet: Sheet, hanging: float = 0.0) -> float:
    lines = count_lines(element, sheet.size_of(style), width, hanging, style.bold)
    pictures = (int(extent.get("cy")) / _EMU_PER_POINT for extent in element.iter(qn("wp:extent")))
    return max(lines * sheet.line_of(style), *pictures, 0.0)
