"""Native charts of the slides: stacked bars with counts on them, told apart in grey by patterns."""

import io
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Cm, Pt

from workshop.reports.charts.data import Bars
from workshop.reports.charts.svg import FILLS
from workshop.reports.charts.wrapping import middle_shortened, shortened
from workshop.reports.font_widths import ems
from workshop.reports.pptx.slide import HEIGHT, INK, INNER, MARGIN, SOFT, TOP, Deck, described, fitted, height_of, thai
from workshop.reports.xml_text import xml_text
from workshop.views.asked import voting_words

_LABEL = 20.0  # ems of a name in the legend
_BAR_LABEL = 12.0  # of a bar: LibreOffice breaks what is longer, and leaves out the next one for it
_POINTS, _BAR_POINTS, _ABOUT = 18, 16, 20
_ROW = 1.0  # centimetres of a row of the legend
_KEY = 2.0  # ems of the mark before a name in it, and of the room behind it
_PATTERNS = (
    None,
    MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    None,
    MSO_PATTERN.LARGE_CONFETTI,
    MSO_PATTERN.LIGHT_HORIZONTAL,
    MSO_PATTERN.OUTLINED_DIAMOND,
)
_COUNT = {True: '[$-D00041E]#,##0;;""', False: '#,##0;;""'}  # nothing for 0; Thai digits by the language's number


def add_chart(deck: Deck, slide: Any, bars: Bars) -> None:
    """Add the chart below the slide's title, with its data as a workbook that contains no formula."""
    ends = bars.remarks or ("",) * len(bars.labels)
    shown = [
        f"{shortened(label, _LABEL)} · {end}" if end else _bar_label(label, deck)
        for label, end in zip(bars.labels, ends, strict=True)
    ]
    data = CategoryChartData()
    data.categories = [xml_text(label) for label in shown]
    names = _names([name for name, _counts in bars.series])
    for name, (_name, counts) in zip(names, bars.series, strict=True):
        data.add_series(xml_text(name), counts)
    kind = XL_CHART_TYPE.BAR_STACKED_100 if bars.whole else XL_CHART_TYPE.BAR_STACKED
    top = TOP
    if bars.about:
        line = fitted(bars.about, INNER, _ABOUT, 2)
        high = height_of([line], INNER, _ABOUT)
        deck.text(slide, [line], MARGIN, TOP, INNER, high, _ABOUT, colour=SOFT)
        top += high
    height = min(HEIGHT - top - 1.3, 1.2 + _ROW * _legend_rows(names) + 1.75 * len(shown))
    frame = slide.shapes.add_chart(kind, Cm(MARGIN), Cm(top), Cm(INNER), Cm(height), data)
    described(frame, bars.alt(deck.words))
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(data))
    chart.font.size = Pt(_POINTS)
    thai(chart.font._rPr, deck.font)
    chart.has_title = False
    chart.has_legend = len(bars.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_labels.font.size = Pt(_BAR_POINTS)
    thai(chart.category_axis.tick_labels.font._rPr, deck.font)
    chart.category_axis.format.line.color.rgb = RGBColor.from_string(INK)
    skip = chart.category_axis._element.makeelement(qn("c:tickLblSkip"), {"val": "1"})
    chart.category_axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for at, series in enumerate(plot.series):
        _painted(deck, series, at % len(FILLS))


def _bar_label(label: str, deck: Deck) -> str:
    """Return the label; of one that is too long for a tie to be named too, equal bars show that it is one."""
    short = shortened(label, _BAR_LABEL)
    return label if short == label else shortened(voting_words.untied(label, deck.words.language), _BAR_LABEL)


def _names(names: list[str]) -> list[str]:
    """Return the names of the legend, shortened so that they still differ from each other."""
    for shorten in (shortened, middle_shortened):
        short = [shorten(name, _LABEL) for name in names]
        if len(set(short)) == len(set(names)):
            return short
    return names


def _legend_rows(names: list[str]) -> int:
    """Return how many rows the legend takes in Sarabun, which is as wide as what stands in for the office's font."""
    widest = max((ems(name) for name in names), default=0.0) + _KEY
    a_row = max(1, int(INNER * 72 / 2.54 / _POINTS / widest))
    return -(-len(names) // a_row)


def _painted(deck: Deck, series: Any, at: int) -> None:
    ink, paper, _path = (colour.lstrip("#").upper() for colour in FILLS[at])
    pattern = _PATTERNS[at]
    if pattern is None:
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(ink)
    else:
        series.format.fill.patterned()
        series.format.fill.pattern = pattern
        series.format.fill.fore_color.rgb = RGBColor.from_string(ink)
        series.format.fill.back_color.rgb = RGBColor.from_string(paper)
    series.format.line.color.rgb = RGBColor.from_string(INK)
    labels = series.data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    labels.number_format = _COUNT[deck.words.digits(1) != "1"]
    labels.font.size, labels.font.bold = Pt(_POINTS), True
    labels.font.color.rgb = RGBColor.from_string("FFFFFF" if at == 0 else "000000")
    thai(labels.font._rPr, deck.font)
    if pattern is not None:
        plate = parse_xml(f'<c:spPr {nsdecls("c", "a")}><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></c:spPr>')
        labels._element.find(qn("c:numFmt")).addnext(plate)


def _workbook(data: CategoryChartData) -> bytes:
    """Return the chart's data where python-pptx expects it, each text as a text."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    sheet = book.add_worksheet("Sheet1")
    sheet.write_column(1, 0, [each.label for each in data.categories])
    for at, series in enumerate(data, start=1):
        sheet.write(0, at, series.name)
        sheet.write_column(1, at, list(series.values))
    book.close()
    return stream.getvalue()
