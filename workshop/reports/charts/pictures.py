"""Every chart of the report as a picture, in the order of the report."""

from lxml import etree

from workshop.reports.answers import answered
from workshop.reports.charts import bars, pairs
from workshop.reports.charts.data import all_bars
from workshop.reports.words import Words
from workshop.views.record import Record


def all_pictures(record: Record, words: Words) -> list[etree._Element]:
    """Return the charts as SVG, each with its title and its description; none where there is nothing to count."""
    drawn = [bars.drawn(each, words, f"b{at}") for at, each in enumerate(all_bars(record, words))]
    linked = pairs.drawn(record, words, "pairs")
    return drawn if linked is None else [*drawn, linked]


def any_pictures(record: Record, words: Words) -> bool:
    """Return whether there is any chart, without drawing them."""
    return bool(all_bars(record, words)) or bool(answered(record))
