"""Sheets in Thai: fonts, dates of the Buddhist era, row heights that clip no mark, print set-up."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from math import ceil
from typing import Any, BinaryIO

import xlsxwriter

from workshop.domain.office_fonts import OfficeFont
from workshop.reports.font_widths import ems
from workshop.reports.fonts import WIDTH_RATIO
from workshop.reports.typefaces import OFFICIAL, Typeface, typeface
from workshop.reports.words import Words
from workshop.reports.xml_text import xml_text
from workshop.views.asked.entry import Text
from workshop.views.record import Record

# A column's heading, its width in Excel's units, and what its cells are: text, number, mean or moment.
Column = tuple[Text, int, str]
POINTS = 16
LINE_POINTS = 27  # a line of 16-point Thai with stacked marks, in Laksaman too; Excel's own 15 clips them
_TITLE_POINTS, _HEADING_POINTS = 22, 18
_AROUND = 1.1  # of a line of the font, what Excel and LibreOffice leave above and below
MAX_ROW_POINTS = 409
_UNIT_POINTS = 5.25  # a unit of column width: one digit of the default font, 7 pixels
# Share of a line that words fill, with room for a wider font in place of ours: LibreOffice on Linux takes Laksaman.
_FILLED = 0.7
_A4 = 9
# 107041E: Arabic digits, Buddhist calendar, Thai words. 1000409: the same day for English readers.
_DAY = {"th": "[$-107041E]d mmmm yyyy", "en": "[$-409]d mmmm yyyy"}
_MOMENT = {"th": "[$-107041E]d mmm yyyy hh:mm", "en": "[$-409]d mmm yyyy hh:mm"}


class Book(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook with its cell formats by name, and its typeface."""

    styles: dict[str, Any]
    font: Typeface

    def size(self, of_form: float) -> float:
        """Return the size that looks like so many points of TH SarabunPSK, in halves, as Excel has them."""
        return self.font.half_points(of_form) / 2

    @property
    def line_points(self) -> int:
        """The height of a line of cells, also in a font that stands in for this one."""
        size = self.size(POINTS)
        return max(ceil(LINE_POINTS * size / POINTS), ceil(size * self.font.line * _AROUND))


def workbook(record: Record, words: Words, stream: BinaryIO) -> Book:
    """Return the workbook of a report."""
    return named_workbook(record.title, record.host_unit, record.read_at, words, stream, record.office.fonts)


def named_workbook(
    title: str, author: str, created: datetime, words: Words, stream: BinaryIO, fonts: Sequence[OfficeFont] = ()
) -> Book:
    """Return a workbook with its properties and styles."""
    book = new_book(stream, fonts)
    book.set_properties(
        {
            "title": xml_text(title)[:255],
            "author": xml_text(author)[:255],
            "created": created.astimezone(UTC).replace(tzinfo=None),  # written with a Z
        }
    )
    base = {"font_name": book.font.name, "font_size": book.size(POINTS), "valign": "top"}
    ruled = {**base, "border": 1, "border_color": "#B8C4CA"}
    shaded = {**ruled, "bold": True, "bg_color": "#E8EEF0", "text_wrap": True, "valign": "vcenter"}
    count = {**ruled, "num_format": "#,##0", "align": "right", "indent": 1}
    date_cell = {**ruled, "align": "left"}
    book.styles = {
        "plain": book.add_format({**base, "text_wrap": True}),
        "title": book.add_format(
            {**base, "bold": True, "font_size": book.size(_TITLE_POINTS), "font_color": "#1F4E5F", "text_wrap": True}
        ),
        "heading": book.add_format(
            {**base, "bold": True, "font_size": book.size(_HEADING_POINTS), "font_color": "#1F4E5F"}
        ),
        "head": book.add_format(shaded),
        "text": book.add_format({**ruled, "text_wrap": True}),
        "name": book.add_format({**ruled, "text_wrap": True, "bold": True}),
        "number": book.add_format(count),
        "mean": book.add_format({**count, "num_format": "0.00"}),
        "total": book.add_format({**count, "bold": True}),
        "day": book.add_format({**date_cell, "num_format": _DAY[words.language]}),
        "moment": book.add_format({**date_cell, "num_format": _MOMENT[words.language]}),
    }
    return book


def new_book(stream: BinaryIO, fonts: Sequence[OfficeFont]) -> Book:
    """Return a workbook in memory that stores cells as they are given, never as formulas or links."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Book(stream, options)
    book.font = typeface(fonts, OFFICIAL)
    return book


class Sheet:
    """One worksheet, written from the top down; `row` is the next free row, from 0, `points` are above it."""

    def __init__(self, book: Book, name: str, words: Words, widths: Sequence[int]) -> None:
        self.book, self.styles = book, book.styles
        self.widths = widths
        self.page = book.add_worksheet(name)
        self.row, self.points = 0, 0.0
        self.page.set_portrait()
        self.page.set_paper(_A4)
        self.page.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        self.page.fit_to_pages(1, 0)
        pages = words.page_of.format(page="&P", pages="&N")
        self.page.set_footer(f'&C&"{book.font.name},Regular"&{round(book.size(14))}{pages}')
        for at, width in enumerate(widths):
            self.page.set_column(at, at, width)

    def cell(self, column: int, value: object, style: str) -> None:
        """Write one value by its type. Raises ValueError when Excel cannot hold it."""
        if isinstance(value, datetime):
            value = value.replace(tzinfo=None)
        elif isinstance(value, str):
            value = xml_text(value)
        if self.page.write(self.row, column, value, self.styles[style]):
            raise ValueError(
                f"a cell of the workbook cannot hold {str(value)[:40]!r}… ({len(str(value)):,} characters)"
            )

    def line(self, values: Sequence[object], styles: Sequence[str]) -> None:
        """Write a row, as high as its longest text needs, and go to the next."""
        for column, (value, style) in enumerate(zip(values, styles, strict=True)):
            self.cell(column, value, style)
        texts = ((value, width) for value, width in zip(values, self.widths, strict=False) if isinstance(value, str))
        self._next(max((self._lines(text, width) for text, width in texts), default=1))

    def across(self, value: object, style: str, name: str | None = None) -> None:
        """Write one value over all columns; after `name`, where given, which takes the first."""
        first = 0 if name is None else 1
        self.page.merge_range(self.row, first, self.row, len(self.widths) - 1, "", self.styles[style])
        self.cell(first, value, style)
        letters = POINTS / _TITLE_POINTS if style == "title" else 1
        needed = self._lines(value, int(sum(self.widths[first:]) * letters)) if isinstance(value, str) else 1
        if name is not None:
            self.cell(0, name, "name")
            needed = max(needed, self._lines(name, self.widths[0]))
        self._next(needed, {"title": 38, "heading": 28}.get(style, 0))

    def _lines(self, text: str, width: int) -> int:
        return lines(text, width, self.book.font.width)

    def _next(self, needed: int, points: int = 0) -> None:
        """Make the row so many lines high, and go to the next."""
        high = min(needed * max(points, self.book.line_points), MAX_ROW_POINTS)
        self.page.set_row(self.row, high)
        self.row, self.points = self.row + 1, self.points + high


def table_sheet(
    book: Book, words: Words, name: str, columns: Sequence[Column], rows: Iterable[Sequence[object]]
) -> None:
    """Add a sheet that is one table: filter, frozen and repeated heading row."""
    sheet = Sheet(book, name, words, [column[1] for column in columns])
    sheet.page.set_landscape()
    sheet.line([heading.in_(words.language) for heading, _width, _kind in columns], ["head"] * len(columns))
    for row in rows:
        sheet.line(row, [column[2] for column in columns])
    sheet.page.freeze_panes(1, 0)
    sheet.page.repeat_rows(0)
    sheet.page.autofilter(0, 0, max(sheet.row - 1, 1), len(columns) - 1)


def lines(text: str, width: int, letters: float = 1.0) -> int:
    """Return how many lines `text` takes in `width` units, rather too many: a clipped note would be a lost one.

    `letters`: how wide they are for those of TH SarabunPSK.
    """
    room = width * _UNIT_POINTS * _FILLED * WIDTH_RATIO / POINTS / letters
    return sum(_broken(line, room) for line in text.splitlines() or [""])


def _broken(line: str, room: float) -> int:
    """Return how many lines a line becomes in `room` ems. Latin words stay whole, Thai fills each line."""
    needed, filled = 1, 0.0
    for word in line.split(" "):
        long = ems(word)
        if filled and filled + long > room and word.isascii():
            needed, filled = needed + 1, 0.0
        filled += long + ems(" ")
        needed, filled = needed + int(filled // room), filled % room
    return needed
