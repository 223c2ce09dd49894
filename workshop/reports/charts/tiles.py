"""The tile map of groups as SVG: a tile a group in their order, its notes as a figure and a shade."""

from lxml import etree

from workshop.reports.charts.svg import INK, LEADING, PAPER, SOFT, Canvas
from workshop.reports.charts.wrapping import middle_shortened, wrapped
from workshop.reports.facts import groups_table
from workshop.reports.words import Words
from workshop.views.record import Record

WIDTH, SIZE = 340.0, 13.0
_GAP = 5.0
_LINES = 3
# From few to many; told apart in grey by lightness alone.
_SHADES = ("#FFFFFF", "#DCE8EC", "#B4CDD6", "#6E9BAB", "#1F4E5F")
_DARK = 3  # from here on texts are white


def any_tiles(record: Record) -> bool:
    """Return whether at least two groups have notes that are shown with them, which can be compared."""
    return sum(group.notes > 0 for group in record.groups) > 1


def drawn(record: Record, words: Words, name: str) -> etree._Element | None:
    """Return the picture with the counts of the table of groups, or None where there is nothing to compare.

    A group without a figure there, as its notes are shown with no group, has none here.
    """
    if not any_tiles(record):
        return None
    rows = groups_table(record, words)[1 : len(record.groups) + 1]
    most = max(int(count) for _name, _people, count in rows if count != "")
    columns = 3 if len(rows) <= 9 else 4
    side = (WIDTH - (columns - 1) * _GAP) / columns
    high = (_LINES * LEADING + 2.1) * SIZE
    canvas = Canvas(WIDTH, name)
    for at, (group, _people, count) in enumerate(rows):
        x, y = (at % columns) * (side + _GAP), (at // columns) * (high + _GAP)
        figure = "–" if count == "" else words.digits(f"{count:,}")
        shade = 0 if count == "" else _shade(int(count), most)
        dash = "4 3" if count == "" else None
        canvas.box(x + 0.5, y + 0.5, side - 1, high - 1, _SHADES[shade], stroke=INK, stroke_dasharray=dash, rx=4)
        ink = PAPER if shade >= _DARK + 1 else INK
        canvas.line(x + 6, y, figure, 1.4 * SIZE, bold=True, fill=ink)
        below = y + 1.4 * LEADING * SIZE - 2
        for line in _name(str(group), (side - 12) / SIZE):
            below = canvas.line(x + 6, below, line, SIZE, fill=ink)
    y = -(-len(rows) // columns) * (high + _GAP)
    y = canvas.text(0, y, WIDTH, words.tiles_remark, SIZE, 3, fill=SOFT)
    return canvas.finished(y + 4, words.tiles, _alt(rows, words))


def _name(group: str, room: float) -> list[str]:
    """Return the lines of a group's name; of one too long the end too, by which groups alike are told apart."""
    lines = wrapped(group, room, _LINES)
    return wrapped(middle_shortened(group, (_LINES - 0.5) * room), room, _LINES) if lines[-1].endswith("…") else lines


def _shade(count: int, most: int) -> int:
    """Return 0 for none, else 1 to 4 by the count's part of the largest one."""
    return -(-count * (len(_SHADES) - 1) // most) if count else 0


def _alt(rows: list[tuple[str | int, ...]], words: Words) -> str:
    parts = (f"{name} {'–' if count == '' else words.digits(f'{count:,}')}" for name, _people, count in rows)
    return f"{words.tiles}: {', '.join(parts)}"
