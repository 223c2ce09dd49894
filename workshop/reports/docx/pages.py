"""The pages of headings, shown in the contents: counted here, as a file that makes Word count makes it ask first.

A DOCX file has no pages; only the program that shows it computes them. So the report is laid out here once: widths
of letters from the font, heights of lines from the styles, and what stays together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil

from workshop.reports.docx.lines import Line, line_of
from workshop.reports.docx.styles import PARAGRAPHS, Style
from workshop.reports.docx.xml import TWIPS_PER_CM, Element, el, qn, xpath
from workshop.reports.fonts import WIDTH_RATIO
from workshop.reports.typefaces import SARABUN, Typeface

_CM = 72 / 2.54
_EMU_PER_POINT = 12_700
_CELL_MARGIN = 2 * 85 / 20
_ROW_MARGIN = (15 + 75) / 20 + 0.5
# How wide programs may make letters, and how many points of a page they may leave empty; the likely ones first.
_APART = ((1.0, 0.5), (0.985, 0.0), (1.0, 5.0), (1.015, 5.0))
_TABLE, _CONTROL, _PARAGRAPH, _VALUE = qn("w:tbl"), qn("w:sdt"), qn("w:p"), qn("w:val")
_PROPERTIES, _NAMED = qn("w:pPr"), qn("w:pStyle")
_SPLITS_FROM = 4  # lines; a shorter paragraph would leave one line alone on a page


@dataclass(frozen=True)
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

    @cached_property
    def measures(self) -> Mapping[str, tuple[float, float]]:
        """`size_of` and `line_of` of each style by its own id, worked out once."""
        return {style.id: (self.size_of(style), self.line_of(style)) for style in self.styles.values()}

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
    texts = list(_read(story, sheet))
    # Heights of blocks depend on the width of letters alone, so they are found once for each.
    blocks = {each.letters: list(_blocks(texts, each)) for each in sheets}
    laid = [blocks[each.letters] for each in sheets]

    def pages(forced: set[str]) -> list[dict[str, int]]:
        return [_pages(blocks, each, 1, forced)[0] for blocks, each in zip(laid, sheets, strict=True)]

    forced: set[str] = set()
    found = pages(forced)
    for heading in (each for each in story if each.tag == qn("w:p") and _style(each, sheet).level is not None):
        name = heading.find(qn("w:bookmarkStart")).get(qn("w:name"))
        if _agree(found, name):
            continue
        broken = pages({*forced, name})
        if _agree(broken, name):
            forced.add(name)
            found = broken
            heading.find(qn("w:pPr")).append(el("pageBreakBefore"))
    return found[0]


def _agree(found: Sequence[dict[str, int]], name: str) -> bool:
    return len({pages[name] for pages in found}) == 1


def pages_on(story: Iterable[Element], sheet: Sheet, first_page: int = 1) -> tuple[dict[str, int], int]:
    """Return the page of every bookmark on sheets of one form, counted from `first_page`, and the last page."""
    return _pages(_blocks(_read(story, sheet), sheet), sheet, first_page, set())


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
    for block in _blocks(_read(story, sheet), sheet):
        height += (max(after, block.before) if height else 0.0) + block.height
        after = block.after
    return height


def fit_on_a_page(story: Sequence[Element], sheet: Sheet = REPORT) -> bool:
    """Return whether `story` needs one page at most, with two lines to spare, as programs set the same text apart."""
    line = [block.least for block in _blocks(_read(story[-1:], sheet), sheet)][-1] if story else 0.0
    return height_of(story, sheet) + 2 * line <= sheet.height


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph as it stands in the file, read once for all sheets; `drawn` is the height of its highest picture."""

    style: Style
    line: Line
    drawn: float
    anchors: tuple[str, ...] = ()
    new_page: bool = False

    def height(self, width: float, sheet: Sheet, hanging: float = 0.0) -> float:
        size, high = sheet.measures[self.style.id]
        return max(self.line.count(size, width, hanging) * high, self.drawn)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table: cells with their room, and whether it is kept with the next."""

    cells: tuple[tuple[float, tuple[_Text, ...]], ...]
    kept: bool

    def height(self, sheet: Sheet) -> float:
        heights = (sum(text.height(width, sheet) for text in texts) for width, texts in self.cells)
        return max(heights, default=0.0) + _ROW_MARGIN


@dataclass(frozen=True, slots=True)
class _Rows:
    """A table; where it is `headed`, its first row stands on each page that it comes to."""

    rows: tuple[_Row, ...]
    headed: bool


def _read(story: Iterable[Element], sheet: Sheet) -> Iterator[_Text | _Rows]:
    """Yield the texts and tables of `story`; of `sheet` count its styles and its width."""
    break_before = False
    for element in story:
        if element.tag == _TABLE:
            headed = _has(element, "w:tblHeader")
            yield _Rows(tuple(_row(row, sheet) for row in element.iter(qn("w:tr"))), headed)
        elif element.tag == _CONTROL:
            yield from _read(element.find(qn("w:sdtContent")), sheet)
        elif element.tag == _PARAGRAPH:
            anchors = tuple(mark.get(qn("w:name")) for mark in element.iter(qn("w:bookmarkStart")))
            new_page = break_before or _has(element, "w:pageBreakBefore")
            yield _text(element, sheet, anchors, new_page)
            break_before = bool(xpath(element, "./w:r/w:br[@w:type='page']"))


def _text(element: Element, sheet: Sheet, anchors: tuple[str, ...] = (), new_page: bool = False) -> _Text:
    style = _style(element, sheet)
    drawn = max((int(each.get("cy")) / _EMU_PER_POINT for each in element.iter(qn("wp:extent"))), default=0.0)
    return _Text(style, line_of(element, style.bold), drawn, anchors, new_page)


def _has(element: Element, name: str) -> bool:
    return next(element.iter(qn(name)), None) is not None


def _style(element: Element, sheet: Sheet) -> Style:
    properties = element.find(_PROPERTIES)
    named = None if properties is None else properties.find(_NAMED)
    return sheet.styles.get("" if named is None else named.get(_VALUE), sheet.styles["Normal"])


def _row(row: Element, sheet: Sheet) -> _Row:
    cells = tuple(_cell(cell, sheet) for cell in row.iter(qn("w:tc")))
    styles = [text.style for _width, texts in cells for text in texts]
    kept = all(style.keep_next for style in styles) or _has(row, "w:keepNext")
    return _Row(cells, kept)


def _cell(cell: Element, sheet: Sheet) -> tuple[float, tuple[_Text, ...]]:
    given = next(cell.iter(qn("w:tcW")), None)
    width = int(given.get(qn("w:w"), "0")) / TWIPS_PER_CM * _CM if given is not None else 0.0
    # A template of an office may give no width, or one in another unit.
    width = (width if width > _CELL_MARGIN else sheet.width / 2) - _CELL_MARGIN
    return width, tuple(_text(each, sheet) for each in cell.iter(_PARAGRAPH))


def _blocks(read: Iterable[_Text | _Rows], sheet: Sheet) -> Iterator[_Block]:
    for each in read:
        if isinstance(each, _Rows):
            heights = [row.height(sheet) for row in each.rows]
            head = heights[0] if each.headed else 0.0
            for at, (row, height) in enumerate(zip(each.rows, heights, strict=True)):
                yield _Block(height, height, kept=row.kept, repeated=head if at > 1 else 0.0)
        else:
            yield _paragraph(each, sheet)


def _paragraph(text: _Text, sheet: Sheet) -> _Block:
    style, line = text.style, sheet.measures[text.style.id][1]
    height = text.height(sheet.width - style.left * _CM, sheet, style.hanging * _CM)
    splits = not style.keep_next and not text.drawn and height >= _SPLITS_FROM * line
    return _Block(
        height,
        2 * line if splits else height,
        *(style.before, style.after, style.keep_next),
        *(text.anchors, text.new_page),
        line=line if splits else 0.0,
    )
