"""The native chart of a matrix: its options as numbered points between four named corners, and what they name."""

import io
from typing import Any

import xlsxwriter
from pptx.chart.data import XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Cm, Pt

from workshop.domain.voting_kinds import KINDS
from workshop.reports.charts.matrix import alt, numbered, spots
from workshop.reports.pptx.slide import ACCENT, HEIGHT, INK, INNER, MARGIN, SOFT, TOP, Deck, described, fitted, thai
from workshop.reports.xml_text import xml_text
from workshop.views.asked import voting_words
from workshop.views.asked.voting import Voting

_LOW, _MIDDLE, _HIGH, _ROOM = 1.0, 3.0, 5.0, 0.5  # of a scale, and beyond its ends for points on an edge
_POINTS = 18
_WIDE, _CORNER = 17.5, 1.0  # centimetres of the plane, and of the words above and below it
_ALL = 12  # lines of names beside it


def add_plane(deck: Deck, slide: Any, voting: Voting) -> None:
    """Add the plane below the slide's title, with its data as a workbook that contains no formula."""
    language, options = deck.words.language, numbered(voting)
    found = spots(options)
    across, up = (voting_words.SCALES[scale].in_(language) for scale in KINDS[voting.kind].scales)
    data = XyChartData()
    series = data.add_series(xml_text(up))
    for spot in found:
        series.add_data_point(*(round(_LOW + share * (_HIGH - _LOW), 2) for share in (spot.x, spot.y)))
    tall = HEIGHT - TOP - 1.5 - 2 * _CORNER
    place = (Cm(MARGIN), Cm(TOP + _CORNER), Cm(_WIDE), Cm(tall))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *place, data)
    described(frame, alt(voting, deck.words))
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(across, up, data))
    chart.has_title = chart.has_legend = False
    chart.font.size = Pt(_POINTS)
    thai(chart.font._rPr, deck.font)
    low, high = (word.in_(language) for word in (voting_words.LOW, voting_words.HIGH))
    for axis, name in ((chart.category_axis, across), (chart.value_axis, up)):
        _axis(deck, axis, f"{name} ({low} → {high})")
    _points(deck, chart.plots[0].series[0], [" ".join(deck.words.digits(n) for n in spot.numbers) for spot in found])
    corners = [voting_words.CORNERS[corner].in_(language) for corner in voting.corners]
    for at, corner in enumerate(corners):
        x, y = MARGIN + 1.5 + (at % 2) * _WIDE / 2, TOP if at < 2 else TOP + _CORNER + tall
        deck.text(
            slide,
            [fitted(corner, _WIDE / 2 - 1.5, _POINTS, 1)],
            x,
            y,
            _WIDE / 2 - 1,
            _CORNER,
            _POINTS,
            bold=True,
            colour=ACCENT,
        )
    _names(deck, slide, voting, [option.name for option in options])


def _names(deck: Deck, slide: Any, voting: Voting, names: list[str]) -> None:
    """Add what the numbers name, and how many more there are."""
    words, x = deck.words, MARGIN + _WIDE + 0.5
    wide = INNER - _WIDE - 0.5
    lines = _ALL // len(names) if names else 1
    found = [
        f"{words.digits(number)}. {fitted(name, wide - 1.2, _POINTS, max(1, min(3, lines)))}"
        for number, name in enumerate(names, start=1)
    ]
    rest = sum(1 for option in voting.options if option.means) - len(names)
    more = [words.more.format(count=words.digits(f"{rest:,}"))] if rest else []
    deck.text(slide, [*found, *more], x, TOP, wide, HEIGHT - TOP - 1.5, _POINTS)


def _axis(deck: Deck, axis: Any, name: str) -> None:
    """Let the axis cross the other in the middle, so that both part the plane into its corners."""
    axis.minimum_scale, axis.maximum_scale = _LOW - _ROOM, _HIGH + _ROOM
    axis.major_unit, axis.has_major_gridlines = 1, False
    axis.tick_label_position, axis.major_tick_mark = XL_TICK_LABEL_POSITION.NONE, XL_TICK_MARK.NONE
    axis.crosses_at = _MIDDLE
    axis.format.line.color.rgb, axis.format.line.width = RGBColor.from_string(SOFT), Pt(1.5)
    axis.has_title = True
    deck.fill(axis.axis_title.text_frame, [name], _POINTS, bold=True, colour=INK)


def _points(deck: Deck, series: Any, labels: list[str]) -> None:
    series.format.line.fill.background()
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 14
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = RGBColor.from_string(ACCENT)
    series.marker.format.line.color.rgb = RGBColor.from_string(INK)
    for at, label in enumerate(labels):
        shown = series.points[at].data_label
        shown.position = XL_LABEL_POSITION.RIGHT
        deck.fill(shown.text_frame, [label], _POINTS + 2, bold=True, colour=INK)
        # On a plate, as the axes would cross it out.
        plate = parse_xml(f'<c:spPr {nsdecls("c", "a")}><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></c:spPr>')
        shown._dLbl.find(qn("c:tx")).addnext(plate)


def _workbook(across: str, up: str, data: XyChartData) -> bytes:
    """Return the chart's data where python-pptx expects it, each text as a text."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Sheet1")
    sheet.write_row(0, 0, [xml_text(across), xml_text(up)])
    for at, (x, y) in enumerate(zip(data[0].x_values, data[0].y_values, strict=True), start=1):
        sheet.write_row(at, 0, [x, y])
    book.close()
    return stream.getvalue()
