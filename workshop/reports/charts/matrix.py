"""The picture of a matrix as SVG: four named corners, the options on it as numbers, and below it what they name."""

import math
from dataclasses import dataclass

from lxml import etree

from workshop.domain.voting_kinds import KINDS
from workshop.reports.charts.svg import ACCENT, INK, PAPER, RULE, SOFT, Canvas
from workshop.reports.font_widths import ems
from workshop.reports.words import Words
from workshop.views.asked import voting_words
from workshop.views.asked.voting import Option, Voting, shown
from workshop.views.record import Record

WIDTH, SIZE = 340.0, 14.0
_MOST = 12  # numbers of the picture; the table has all
_LEFT, _ROOM = 44.0, 14.0  # of the words beside the plane, and around it for numbers on its edge
_LOW, _HIGH = 100, 500
_NEAR = 0.08  # of the plane: numbers nearer than this stand on one spot


def matrices(record: Record) -> list[Voting]:
    """Return the votings whose result is a matrix with anything on it."""
    found = (each for each in record.asked if isinstance(each, Voting) and each.corners)
    return [each for each in found if numbered(each)]


def numbered(voting: Voting) -> list[Option]:
    """Return the options that stand on the picture, in the order of their numbers."""
    return [option for option in voting.options if option.means][:_MOST]


@dataclass
class Spot:
    """Numbers that would hide each other, between their places; x and y from 0 to 1."""

    x: float
    y: float
    numbers: list[int]


def spots(options: list[Option]) -> list[Spot]:
    """Return where the options stand, by their numbers; those that would hide each other on one spot."""
    found: list[Spot] = []
    for number, option in enumerate(options, start=1):
        x, y = ((mean - _LOW) / (_HIGH - _LOW) for mean in option.means)
        near = next((spot for spot in found if math.hypot(spot.x - x, spot.y - y) < _NEAR), None)
        if near is None:
            found.append(Spot(x, y, [number]))
            continue
        n = len(near.numbers)
        near.x, near.y = (near.x * n + x) / (n + 1), (near.y * n + y) / (n + 1)
        near.numbers.append(number)
    return found


def drawn(voting: Voting, words: Words, name: str) -> etree._Element:
    """Return the matrix as a picture of its own."""
    canvas = Canvas(WIDTH, name)
    y = _plane(canvas, voting, words)
    options = numbered(voting)
    for number, option in enumerate(options, start=1):
        canvas.line(2 * SIZE - 4, y, words.digits(number), SIZE, bold=True, fill=ACCENT, anchor="end")
        y = canvas.text(2 * SIZE, y, WIDTH - 2 * SIZE, option.name, SIZE, 2)
    rest = sum(1 for option in voting.options if option.means) - len(options)
    if rest:
        y = canvas.line(2 * SIZE, y, words.more.format(count=words.digits(f"{rest:,}")), 0.9 * SIZE, fill=SOFT)
    return canvas.finished(y + 0.3 * SIZE, title_of(voting, words), alt(voting, words))


def title_of(voting: Voting, words: Words) -> str:
    title = f"{voting_words.KINDS[voting.kind].in_(words.language)}: {voting.heading(words.language)}"
    return title if voting.closed else f"{title} ({voting_words.OPEN.in_(words.language)})"


def alt(voting: Voting, words: Words) -> str:
    """Return the picture in words."""
    scales = [voting_words.SCALES[scale].in_(words.language) for scale in KINDS[voting.kind].scales]
    parts = []
    for option in numbered(voting):
        means = ", ".join(f"{scale} {shown(mean)}" for scale, mean in zip(scales, option.means, strict=True))
        parts.append(f"{option.name}: {voting.corner(option, words.language)} ({means})")
    return words.digits("; ".join(parts))


def _plane(canvas: Canvas, voting: Voting, words: Words) -> float:
    """Draw the plane with its words, and return the y below."""
    language, small = words.language, 0.86 * SIZE
    corners = [voting_words.CORNERS[corner].in_(language) for corner in voting.corners]
    across, up = (voting_words.SCALES[scale].in_(language) for scale in KINDS[voting.kind].scales)
    low, high = voting_words.LOW.in_(language), voting_words.HIGH.in_(language)
    left, wide, tall = _LEFT + _ROOM, WIDTH - _LEFT - 2 * _ROOM, 200.0
    quarters = left + wide / 4, left + 3 * wide / 4
    y = canvas.line(0, 0, up, small, bold=True)
    for at, x in enumerate(quarters):
        canvas.line(x, y, corners[at], SIZE, bold=True, fill=ACCENT, anchor="middle")
    top = y + 1.5 * SIZE + _ROOM
    canvas.box(left, top, wide, tall, PAPER, stroke=RULE, stroke_width=1.5)
    canvas.box(left + wide / 2 - 0.75, top, 1.5, tall, RULE)
    canvas.box(left, top + tall / 2 - 0.75, wide, 1.5, RULE)
    canvas.line(_LEFT - 4, top - 0.8 * small, high, small, fill=SOFT, anchor="end")
    canvas.line(_LEFT - 4, top + tall - 0.8 * small, low, small, fill=SOFT, anchor="end")
    for spot in spots(numbered(voting)):
        text = " ".join(words.digits(number) for number in spot.numbers)
        half = max(0.5 * ems(text) * SIZE + 0.4 * SIZE, 0.75 * SIZE)
        x, middle = left + spot.x * wide, top + (1 - spot.y) * tall
        canvas.box(x - half, middle - 0.75 * SIZE, 2 * half, 1.5 * SIZE, ACCENT, rx=0.75 * SIZE, stroke=PAPER)
        canvas.line(x, middle - 0.76 * SIZE, text, SIZE, bold=True, fill=PAPER, anchor="middle")
    y = top + tall + _ROOM
    for at, x in enumerate(quarters):
        canvas.line(x, y, corners[2 + at], SIZE, bold=True, fill=ACCENT, anchor="middle")
    y += 1.5 * SIZE
    canvas.line(left, y, low, small, fill=SOFT, anchor="middle")
    canvas.line(left + wide / 2, y, across, small, bold=True, fill=INK, anchor="middle")
    return canvas.line(left + wide, y, high, small, fill=SOFT, anchor="middle") + 0.4 * SIZE
