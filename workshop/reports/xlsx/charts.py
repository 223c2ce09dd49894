"""A sheet of native charts, each below the cells that it draws, told apart in grey by patterns."""

from collections.abc import Iterable
from math import ceil
from typing import Any

from workshop.reports.charts.data import Bars
from workshop.reports.charts.svg import FILLS
from workshop.reports.words import Words
from workshop.reports.xlsx.sheet import Book, Sheet
from workshop.reports.xml_text import xml_text

_WIDTHS = (48, *(16,) * len(FILLS))
_ROW, _BAR, _REST = 20, 44, 110  # pixels: of an empty row, of a bar, of legend and margins
_WIDE = 900
# Points of a page at the largest scale, in per cent, at which programs make the columns as wide as the paper.
_PAGE = (29.7 / 2.54 - 1.4) * 72 * 100 / 67
_PATTERNS = ("", "wide_upward_diagonal", "", "large_confetti", "light_horizontal", "outlined_diamond")


def charts_sheet(book: Book, words: Words, shown: Iterable[Bars]) -> None:
    """Add the sheet; counts are numbers in cells, from which the program that opens it draws."""
    sheet = Sheet(book, words.charts, words, _WIDTHS)
    breaks, top = [], 0.0
    for bars in shown:
        begun, above = sheet.row, sheet.points
        sheet.across(bars.title, "heading")
        names = [name for name, _counts in bars.series]
        sheet.line([bars.of, *names], ["head"] * (1 + len(names)))
        first = sheet.row
        for at, label in enumerate(bars.labels):
            counts = [values[at] for _name, values in bars.series]
            sheet.line([label, *counts], ["text", *["number"] * len(counts)])
        chart = _chart(book, words, bars, first)
        height = _REST + _BAR * len(bars.labels)
        chart.set_size({"width": _WIDE, "height": height})
        sheet.page.insert_chart(sheet.row, 0, chart, {"description": xml_text(bars.alt(words))[:1000], "y_offset": 6})
        empty = ceil(height / _ROW) + 2
        sheet.row += empty
        sheet.points += empty * _ROW * 0.75
        if above > top and sheet.points - top > _PAGE:
            breaks.append(begun)
            top = above
    sheet.page.set_h_pagebreaks(breaks)


def _chart(book: Book, words: Words, bars: Bars, first: int) -> Any:
    chart = book.add_chart({"type": "bar", "subtype": "percent_stacked" if bars.whole else "stacked"})
    last = first + len(bars.labels) - 1
    font = {"name": book.font.name, "size": book.size(14)}
    for at in range(len(bars.series)):
        ink, paper, _path = FILLS[at]
        pattern = {"pattern": _PATTERNS[at], "fg_color": ink, "bg_color": paper}
        chart.add_series(
            {
                "name": [words.charts, first - 1, 1 + at],
                "categories": [words.charts, first, 0, last, 0],
                "values": [words.charts, first, 1 + at, last, 1 + at],
                "border": {"color": "#1B2A33", "width": 0.75},
                "gap": 45,
                "data_labels": {
                    "value": True,
                    "num_format": '#,##0;;""',
                    "font": {**font, "bold": True, "color": "#000000" if at else "#FFFFFF"},
                    **({"fill": {"color": "#FFFFFF"}} if _PATTERNS[at] else {}),
                },
                **({"pattern": pattern} if _PATTERNS[at] else {"fill": {"color": ink}}),
            }
        )
    chart.set_title({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": font})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom", "font": font} if len(bars.series) > 1 else {"none": True})
    return chart
