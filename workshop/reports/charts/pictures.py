"""Every chart of the report as a picture, in the order of the report."""

from lxml import etree

from workshop.reports.answers import answered
from workshop.reports.charts import bars, matrix, pairs, tiles, word_picture
from workshop.reports.charts.data import all_bars
from workshop.reports.words import Words
from workshop.views.record import Record


def all_pictures(record: Record, words: Words) -> list[etree._Element]:
    """Return the charts as SVG, each with its title and its description; none where there is nothing to count."""
    drawn = [bars.drawn(each, words, f"b{at}") for at, each in enumerate(all_bars(record, words))]
    drawn += [matrix.drawn(each, words, f"m{at}") for at, each in enumerate(matrix.matrices(record))]
    others = (
        pairs.drawn(record, words, "pairs"),
        tiles.drawn(record, words, "tiles"),
        word_picture.drawn(record, words, "words"),
    )
    return [*drawn, *(each for each in others if each is not None)]


def any_pictures(record: Record, words: Words) -> bool:
    """Return whether there is any chart, without drawing them."""
    counted = bool(all_bars(record, words) or matrix.matrices(record) or answered(record)) or tiles.any_tiles(record)
    return counted or bool(word_picture.of_notes(record))
