"""Every chart of the report as a picture, in the order of the report."""

from collections.abc import Callable
from weakref import ref

from lxml import etree

from workshop.reports.answers import answered
from workshop.reports.charts import bars, matrix, pairs, tiles, word_picture
from workshop.reports.charts.data import MOST, all_bars
from workshop.reports.charts.svg import LEADING, NS
from workshop.reports.charts.wrapping import wrapped
from workshop.reports.words import Words
from workshop.views.record import Record

_BARS = (6, 5, 4, 3)  # of a chart on a page with all others, as many as fit
_PAGE = 1_040.0  # height of two columns of a page below its heading, in units of the pictures
_last: tuple[Callable[[], Record | None], Words | None, list[etree._Element]] = (lambda: None, None, [])
_TITLE, _APART = 15.0, 31.0  # size of a title; what parts two rows


def all_pictures(record: Record, words: Words) -> list[etree._Element]:
    """Return the charts as SVG, each with its title and its description; none where there is nothing to count."""
    return [*_bars(record, words, MOST), *_others(record, words, MOST)]


def page_of_pictures(record: Record, words: Words) -> list[etree._Element]:
    """Return the same for paper: with fewer bars and one legend, where two columns of them then fit on a page.

    For the same record as before, in the same words, those of before: a parcel has them in the DOCX and the PDF.
    """
    global _last
    of, said, drawn = _last
    if of() is not record or said != words:
        drawn = _page_of_pictures(record, words)
        _last = (ref(record), words, drawn)
    return list(drawn)


def _page_of_pictures(record: Record, words: Words) -> list[etree._Element]:
    for most in _BARS:
        drawn = [*_bars(record, words, most, alike=True), *_others(record, words, most)]
        if _height(drawn) <= _PAGE:
            return drawn
    return [*_bars(record, words, _BARS[0]), *_others(record, words, _BARS[0])]


def _height(drawn: list[etree._Element]) -> float:
    heights = [float(each.get("viewBox", "").split()[3]) for each in drawn]
    titles = [len(wrapped(each.findtext(f"{{{NS}}}title") or "", bars.WIDTH / _TITLE, 2, bold=True)) for each in drawn]
    rows = range(0, len(drawn), 2)
    return sum(max(heights[at : at + 2]) + max(titles[at : at + 2]) * LEADING * _TITLE + _APART for at in rows)


def _bars(record: Record, words: Words, most: int, alike: bool = False) -> list[etree._Element]:
    """Return the charts of bars; where they are `alike`, the legend of several stands in the first one alone."""
    shown = all_bars(record, words, most, alike)
    legends = [tuple(name for name, _values in each.series) for each in shown]
    return [
        bars.drawn(each, words, f"b{at}", legend=not (alike and legends[at] in legends[:at]))
        for at, each in enumerate(shown)
    ]


def _others(record: Record, words: Words, most: int) -> list[etree._Element]:
    drawn = [matrix.drawn(each, words, f"m{at}") for at, each in enumerate(matrix.matrices(record))]
    others = (
        pairs.drawn(record, words, "pairs", min(most, pairs.MOST)),
        tiles.drawn(record, words, "tiles"),
        word_picture.drawn(record, words, "words"),
    )
    return [*drawn, *(each for each in others if each is not None)]


def any_pictures(record: Record, words: Words) -> bool:
    """Return whether there is any chart, without drawing them."""
    counted = bool(all_bars(record, words) or matrix.matrices(record) or answered(record)) or tiles.any_tiles(record)
    return counted or bool(word_picture.of_notes(record))
