"""Stacked bars as SVG: the label above its bar, so that it is read on a phone too."""

from lxml import etree

from workshop.reports.charts.data import Bars
from workshop.reports.charts.svg import INK, RULE, SOFT, Canvas, on_fill
from workshop.reports.charts.wrapping import wrapped
from workshop.reports.font_widths import ems
from workshop.reports.words import Words

WIDTH, SIZE = 340.0, 13.0


def drawn(bars: Bars, words: Words, name: str, legend: bool = True) -> etree._Element:
    """Return the chart as a picture of its own; without `legend` a chart beside it has the same."""
    canvas = Canvas(WIDTH, name)
    height = draw(canvas, bars, words, 0, 0, WIDTH, SIZE, legend)
    return canvas.finished(height, bars.title, bars.alt(words))


def draw(
    canvas: Canvas, bars: Bars, words: Words, x: float, y: float, width: float, size: float, legend: bool = True
) -> float:
    """Draw bars with their legend in `width`, and return the y below."""
    longest = max(bars.totals, default=0)
    ends = [bars.remarks[at] if bars.remarks else words.digits(f"{total:,}") for at, total in enumerate(bars.totals)]
    room = width - max(map(ems, ends), default=0) * size * 1.1 - size
    thick = 1.25 * size
    for at, label in enumerate(bars.labels):
        y = canvas.text(x, y, width, label, size, 2, fill=INK) + 0.1 * size
        left, total = x, bars.totals[at]
        for series, (_name, values) in enumerate(bars.series):
            if values[at]:
                long = room * values[at] / (total if bars.whole else longest)
                canvas.box(left, y, long, thick, canvas.fill(series), stroke=INK, stroke_width=0.6)
                _figure(canvas, left, y, long, thick, words.digits(f"{values[at]:,}"), series, len(bars.series) > 1)
                left += long
        canvas.line(left + 0.4 * size, y - 0.15 * size, ends[at], size, bold=not bars.whole)
        y += thick + 0.3 * size
    if bars.left_out:
        more = words.more.format(count=words.digits(f"{bars.left_out:,}"))
        y = canvas.line(x, y, more, size, fill=SOFT)
    return _legend(canvas, bars, x, y + 0.2 * size, width, size) if legend and len(bars.series) > 1 else y


def _figure(canvas: Canvas, x: float, y: float, long: float, thick: float, text: str, series: int, split: bool) -> None:
    """Write the count on its part of the bar where there is room; on patterns it has a plate of its own."""
    size = 0.79 * thick
    wide = ems(text) * size + 0.4 * size
    if not split or wide > long:
        return
    middle = x + long / 2
    if on_fill(series) == INK:
        canvas.box(middle - wide / 2, y + 0.1 * thick, wide, 0.8 * thick, "#FFFFFF", rx=2)
    canvas.line(middle, y + 0.77 * thick - 1.1 * size, text, size, fill=on_fill(series), anchor="middle")


def _legend(canvas: Canvas, bars: Bars, x: float, y: float, width: float, size: float) -> float:
    canvas.box(x, y, width, 1.0, RULE)
    y += 0.4 * size
    left = x
    for series, (name, _values) in enumerate(bars.series):
        lines = wrapped(name, (width - 2 * size) / size, 2)
        wide = max(map(ems, lines)) * size + 3.2 * size
        if left > x and left + wide > x + width:
            left, y = x, y + 1.5 * size
        canvas.box(left, y + 0.25 * size, 1.1 * size, size, canvas.fill(series), stroke=INK, stroke_width=0.6)
        for at, line in enumerate(lines):
            canvas.line(left + 1.5 * size, y + at * 1.5 * size, line, size, fill=SOFT)
        left += wide
        if len(lines) > 1:
            left, y = x, y + 1.5 * len(lines) * size
    return y + 1.6 * size
