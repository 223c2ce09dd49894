"""The picture of words as SVG: in rows, larger the more notes have the word, which stands beside it as a figure."""

from collections.abc import Callable, Set
from weakref import ref

from lxml import etree

from workshop.domain.frequent_words import FEWEST, frequent_words
from workshop.domain.unfit import unfit
from workshop.reports.charts.svg import ACCENT, INK, LEADING, SOFT, Canvas
from workshop.reports.charts.wrapping import shortened
from workshop.reports.font_widths import ems
from workshop.reports.words import Words
from workshop.settings import own_coarse_words
from workshop.views.figures import Status
from workshop.views.record import Record

WIDTH = 340.0
_MOST = 24
_LARGEST, _SMALLEST, _FIGURE = 26.0, 13.0, 13.0
_BOLD = 1.06  # Sarabun Bold is so much wider
_Found = list[tuple[str, int]]
_last: tuple[Callable[[], Record | None], _Found] = (lambda: None, [])


def of_notes(record: Record, but: Set[int] = frozenset()) -> _Found:
    """Return the words of the notes that say something, without those numbered in `but`.

    For all notes of the same record as before without reading it again.
    """
    global _last
    if but:
        return _words(record, but)
    of, found = _last
    if of() is not record:
        found = _words(record, but)
        _last = (ref(record), found)
    return found


def _words(record: Record, but: Set[int]) -> _Found:
    says = (note for note in record.notes if note.status is not Status.SET_ASIDE and note.number not in but)
    return frequent_words((note.text for note in says), _MOST, record.glossary, unfit(own_coarse_words()))


def drawn(record: Record, words: Words, name: str) -> etree._Element | None:
    """Return the picture, or None where no word stands in enough notes."""
    found = of_notes(record)
    if not found:
        return None
    canvas = Canvas(WIDTH, name)
    y = 0.0
    for row in _rows(found, words):
        tallest, x = row[0][2], 0.0
        for text, figure, size in row:
            bold = size > (_LARGEST + _SMALLEST) / 2
            # One baseline for words of all sizes.
            canvas.line(x, y + 1.1 * (tallest - size), text, size, bold=bold, fill=ACCENT if bold else INK)
            x += _wide(text, size)
            canvas.line(x + 2, y + 1.1 * (tallest - _FIGURE), figure, _FIGURE, fill=SOFT)
            x += _wide(figure, _FIGURE) + 14
        y += LEADING * tallest
    remark = words.digits(words.word_remark.format(fewest=FEWEST))
    y = canvas.text(0, y + 4, WIDTH, remark, 13.0, 3, fill=SOFT)
    listed = ", ".join(f"{word} {words.digits(f'{count:,}')}" for word, count in found)
    return canvas.finished(y + 4, words.word_picture, f"{words.word_picture}: {listed}. {remark}")


def _rows(found: _Found, words: Words) -> list[list[tuple[str, str, float]]]:
    """Return rows of (word, its figure, size), each as long as there is room."""
    most, least = found[0][1], found[-1][1]
    rows: list[list[tuple[str, str, float]]] = []
    room = 0.0
    for word, count in found:
        share = (count - least) / (most - least) if most > least else 0.5
        size = round(_SMALLEST + (_LARGEST - _SMALLEST) * share, 1)
        text, figure = shortened(word, WIDTH / size / _BOLD - 2), words.digits(f"{count:,}")
        wide = _wide(text, size) + _wide(figure, _FIGURE) + 14
        if not rows or wide > room:
            rows.append([])
            room = WIDTH
        rows[-1].append((text, figure, size))
        room -= wide
    return rows


def _wide(text: str, size: float) -> float:
    return ems(text) * size * _BOLD
