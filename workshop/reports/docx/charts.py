"""The charts of the DOCX report: pictures drawn by the code of the PDF's charts, with what they show in words.

Two stand beside each other, in one paragraph: a table that only lays out is read aloud as one of data.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from workshop.reports.charts.layers import layers
from workshop.reports.charts.pictures import any_pictures, page_of_pictures
from workshop.reports.charts.svg import LEADING
from workshop.reports.charts.wrapping import wrapped
from workshop.reports.docx.contents import Headings
from workshop.reports.docx.drawing import Drawings, style_of
from workshop.reports.docx.xml import Element, paragraph
from workshop.reports.pdf.typeset import as_pngs
from workshop.reports.words import Words
from workshop.views.record import Record

CHARTS = "Charts"  # the style of the paragraph in whose place the charts stand
_WIDTH, _HEIGHT = 7.6, 21.5  # cm
_GAP = "\N{NO-BREAK SPACE}" * 6 + " "
_TITLE = 15.0  # size of a title, in units of the charts
_PIXELS_PER_INCH = 144  # of a unit's inch: 220 on paper


def charts_part(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield the heading and a paragraph in whose place the charts stand."""
    if any_pictures(record, words):
        yield headings.heading(1, words.charts)
        yield paragraph(CHARTS)


def painted_charts(story: Sequence[Element], record: Record, words: Words, drawings: Drawings) -> list[Element]:
    """Return `story` with the charts in the place of their paragraph."""
    made: list[Element] = []
    for element in story:
        made += _charts(record, words, drawings) if style_of(element) == CHARTS else [element]
    return made


def _charts(record: Record, words: Words, drawings: Drawings) -> list[Element]:
    """Return a paragraph for each two charts, which are as high as the higher one of them."""
    drawn = [layers(each) for each in page_of_pictures(record, words)]
    rows = [drawn[at : at + 2] for at in range(0, len(drawn), 2)]
    for row in rows:
        titles = [wrapped(each["title"], each["width"] / _TITLE, 2, bold=True) for each in row]
        above = max(map(len, titles)) * LEADING * _TITLE + _TITLE / 2
        height = above + max(each["height"] for each in row) + _TITLE / 2
        for each, lines in zip(row, titles, strict=True):
            each["page"] = {"lines": lines, "above": above, "height": height}
    pngs = iter(as_pngs("pictures.typ", {"pictures": drawn}, words, _PIXELS_PER_INCH))
    made = []
    for row in rows:
        first, *second = (_chart(drawings, next(pngs), each) for each in row)
        made.append(paragraph(CHARTS, first, *([_GAP, *second] if second else [])))
    return made


def _chart(drawings: Drawings, png: bytes, chart: dict[str, Any]) -> Element:
    ratio = chart["page"]["height"] / chart["width"]
    width = min(_WIDTH, _HEIGHT / ratio)
    return drawings.run(png, width, width * ratio, chart["alt"])
