"""Sheets in Thai: fonts, dates of the Buddhist era, row heights that clip no mark, print set-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from math import ceil
from typing import Any, BinaryIO, Literal

import xlsxwriter

from workshop.reports.content import ReportContent
from workshop.reports.font_widths import ems
from workshop.reports.fonts import WIDTH_RATIO
from workshop.reports.words import WORDS
from workshop.reports.xml_text import xml_text

Kind = Literal["text", "number", "mean", "moment"]
POINTS = 16
LINE_POINTS = 24  # a line of 16-point Thai with room for stacked marks; Excel's own 15 clips them
_MAX_ROW_POINTS = 409
_UNIT_POINTS = 5.25  # a unit of column width: one digit of the default font, 7 pixels
_FILLED = 0.85  # share of a line that words fill, with some room for a wider font in place of ours
_A4 = 9
# 107041E: Arabic digits, Buddhist calendar, Thai words. 1000409: the same day for English readers.
_DAY = {"th": "[$-107041E]d mmmm yyyy", "en": "[$-409]d mmmm yyyy"}
_MOMENT = {"th": "[$-107041E]d mmm yyyy hh:mm", "en": "[$-409]d mmm yyyy hh:mm"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, its width in Excel's units, and what its cells are."""

    title: str
    width: int
    kind: Kind = "text"


class Book(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook that knows its cell formats by name."""

    styles: dict[str, Any]
    font: str


def workbook(content: ReportContent, stream: BinaryIO, font: str) -> Book:
    """A workbook in memory whose cells are what they are given as, never formulas or links."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Book(stream, options)
    book.set_properties(
        {
            "title": xml_text(content.title)[:255],
            "author": xml_text(content.host_unit)[:255],
            "created": content.generated_at.replace(tzinfo=None),
        }
    )
    base = {"font_name": font, "font_size": POINTS, "valign": "top"}
    ruled = {**base, "border": 1, "border_color": "#B8C4CA"}
    shaded = {**ruled, "bold": True, "bg_color": "#E8EEF0", "text_wrap": True, "valign": "vcenter"}
    count = {**ruled, "num_format": "#,##0", "align": "right", "indent": 1}
    date_cell = {**ruled, "align": "left"}
    book.styles = {
        "plain": book.add_format({**base, "text_wrap": True}),
        "title": book.add_format({**base, "bold": True, "font_size": 22, "font_color": "#1F4E5F", "text_wrap": True}),
        "heading": book.add_format({**base, "bold": True, "font_size": 18, "font_color": "#1F4E5F"}),
        "head": book.add_format(shaded),
        "text": book.add_format({**ruled, "text_wrap": True}),
        "name": book.add_format({**ruled, "text_wrap": True, "bold": True}),
        "number": book.add_format(count),
        "mean": book.add_format({**count, "num_format": "0.00"}),
        "total": book.add_format({**count, "bold": True}),
        "day": book.add_format({**date_cell, "num_format": _DAY[content.language]}),
        "moment": book.add_format({**date_cell, "num_format": _MOMENT[content.language]}),
    }
    book.font = font
    return book


class Sheet:
    """One worksheet, written from the top down; `row` is the next free row, counted from 0."""

    def __init__(self, book: Book, name: str, content: ReportContent, *, landscape: bool = False) -> None:
        self.styles = book.styles
        self.page = book.add_worksheet(name)
        self.row = 0
        if landscape:
            self.page.set_landscape()
        else:
            self.page.set_portrait()
        self.page.set_paper(_A4)
        self.page.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        self.page.fit_to_pages(1, 0)
        pages = WORDS[content.language].page_of.format(page="&P", pages="&N")
        self.page.set_footer(f'&C&"{book.font},Regular"&14{pages}')

    def cell(self, column: int, value: object, style: str) -> None:
        """Write one value by its type. Raises ValueError when Excel cannot hold it."""
        form = self.styles[style]
        if isinstance(value, datetime):
            refused = self.page.write_datetime(self.row, column, value.replace(tzinfo=None), form)
        elif isinstance(value, date):
            refused = self.page.write_datetime(self.row, column, datetime.combine(value, time()), form)
        elif isinstance(value, int | float):
            refused = self.page.write_number(self.row, column, value, form)
        elif value == "":
            refused = self.page.write_blank(self.row, column, None, form)
        else:
            refused = self.page.write_string(self.row, column, xml_text(str(value)), form)
        if refused:
            raise ValueError(
                f"a cell of the workbook cannot hold {str(value)[:40]!r}… ({len(str(value)):,} characters)"
            )

    def line(self, values: Sequence[object], styles: Sequence[str], widths: Sequence[int]) -> None:
        """Write a row, as high as its longest text needs, and go to the next."""
        for column, (value, style) in enumerate(zip(values, styles, strict=True)):
            self.cell(column, value, style)
        needed = max(
            (lines(str(value), width) for value, width in zip(values, widths, strict=True) if isinstance(value, str)),
            default=1,
        )
        self.page.set_row(self.row, min(needed * LINE_POINTS, _MAX_ROW_POINTS))
        self.row += 1

    def across(self, value: object, style: str, widths: Sequence[int], name: str | None = None) -> None:
        """Write one value over all columns of `widths`; after `name`, where given, which takes the first."""
        first = 0 if name is None else 1
        self.page.merge_range(self.row, first, self.row, len(widths) - 1, "", self.styles[style])
        self.cell(first, value, style)
        needed = lines(value, sum(widths[first:])) if isinstance(value, str) else 1
        if name is not None:
            self.cell(0, name, "name")
            needed = max(needed, lines(name, widths[0]))
        points = {"title": 34, "heading": 28}.get(style, LINE_POINTS)
        self.page.set_row(self.row, min(needed * points, _MAX_ROW_POINTS))
        self.row += 1

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[object]]) -> None:
        """A sheet that is one table: filter, frozen and repeated heading row."""
        widths = [column.width for column in columns]
        for at, width in enumerate(widths):
            self.page.set_column(at, at, width)
        self.line([column.title for column in columns], ["head"] * len(columns), widths)
        styles = [column.kind for column in columns]
        for row in rows:
            self.line(row, styles, widths)
        self.page.freeze_panes(1, 0)
        self.page.repeat_rows(0)
        self.page.autofilter(0, 0, max(self.row - 1, 1), len(columns) - 1)


def lines(text: str, width: int) -> int:
    """Lines that `text` takes in a column of `width` units, on the high side: a clipped note would be a lost one."""
    room = width * _UNIT_POINTS * _FILLED
    points = POINTS / WIDTH_RATIO
    return sum(max(1, ceil(ems(line) * points / room)) for line in text.splitlines() or [""])
