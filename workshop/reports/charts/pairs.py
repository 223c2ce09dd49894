"""The picture of problems and answers as SVG: problems left, answers right, a line where one answers the other."""

from lxml import etree

from workshop.reports.answers import answered
from workshop.reports.charts.svg import ACCENT, INK, LEADING, RULE, SOFT, Canvas
from workshop.reports.charts.wrapping import wrapped
from workshop.reports.font_widths import ems
from workshop.reports.words import Words
from workshop.views.linked import End, Link
from workshop.views.record import Record

WIDTH, SIZE = 340.0, 13.0
MOST = 8  # problems of the picture; the table has all
_LINES = 3


def drawn(record: Record, words: Words, name: str, most: int = MOST) -> etree._Element | None:
    """Return the picture, or None where there are neither problems with answers nor without."""
    if not answered(record):
        return None
    canvas = Canvas(WIDTH, name)
    height = draw(canvas, record, words, 0, 0, WIDTH, SIZE, most)
    return canvas.finished(height, words.answers, alt(record, words, most))


def alt(record: Record, words: Words, most: int = MOST) -> str:
    """Return the picture in words."""
    found = answered(record)[:most]
    parts = [f"{each.problem.label} → {_names(each.answers, words)}" for each in found]
    return f"{words.answers}: {'; '.join(parts)}"


def draw(
    canvas: Canvas, record: Record, words: Words, x: float, y: float, width: float, size: float, most: int
) -> float:
    """Draw up to `most` problems, those with answers first, and return the y below."""
    column = 0.43 * width
    right = x + width - column
    for at, heading in ((x, words.problem), (right, words.answer)):
        canvas.line(at, y, heading, size, bold=True, fill=ACCENT)
    y += (LEADING + 0.3) * size
    found = answered(record)
    shown = found[:most]
    answers = list(dict.fromkeys(link.answer for each in shown for link in each.answers))
    places, below = {}, y
    for end in answers:
        places[end], below = below, _box(canvas, end, words, right, below, column, size) + 0.7 * size
    top = y
    for each in shown:
        bottom = _box(canvas, each.problem, words, x, top, column, size, dashed=not each.answers)
        middle = top + (bottom - top) / 2
        for link in each.answers:
            to = places[link.answer] + _height(link.answer, words, column, size) / 2
            start, half = x + column, x + width / 2
            way = f"M{start:.1f} {middle:.1f}C{half:.1f} {middle:.1f} {half:.1f} {to:.1f} {right:.1f} {to:.1f}"
            canvas.add("path", d=way, fill="none", stroke=ACCENT, stroke_width=1 + 2.5 * link.strength)
        if not each.answers:
            bottom = canvas.line(x, bottom, words.no_answer, size, fill=SOFT)
        top = bottom + 0.7 * size
    y = max(top, below)
    if len(found) > most:
        y = canvas.line(x, y, words.more.format(count=words.digits(f"{len(found) - most:,}")), size, fill=SOFT)
    return y


def _box(
    canvas: Canvas, end: End, words: Words, x: float, y: float, width: float, size: float, dashed: bool = False
) -> float:
    height = _height(end, words, width, size)
    dash = "5 3" if dashed else None
    canvas.box(x + 0.5, y, width - 1, height, "#F4F7F8", stroke=INK if dashed else RULE, stroke_dasharray=dash, rx=4)
    inner = y + 0.15 * size
    for line in _lines(end, words, width, size):
        inner = canvas.line(x + 0.5 * size, inner, line, size)
    return y + height


def _height(end: End, words: Words, width: float, size: float) -> float:
    return len(_lines(end, words, width, size)) * LEADING * size + 0.4 * size


def _lines(end: End, words: Words, width: float, size: float) -> list[str]:
    room = (width - size) / size
    count = words.digits(f"[{end.notes[0]}]" if len(end.notes) == 1 else f"({len(end.notes):,})")
    *above, last = wrapped(end.label, room, _LINES)
    return [*above, f"{last} {count}"] if ems(f"{last} {count}") <= room else [*above, last, count]


def _names(links: tuple[Link, ...], words: Words) -> str:
    return ", ".join(link.answer.label for link in links) or words.no_answer
