"""The part of the HTML report with the summaries of groups."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.reports.html.elements import Element, h, verbatim
from workshop.reports.summaries import origin
from workshop.reports.words import Words
from workshop.views.record import Record


def summaries_part(record: Record, words: Words) -> Iterator[Element]:
    """Yield a heading a group and its points; nothing without a summary."""
    if record.summaries:
        yield h("h2", words.summaries)
    for summary in record.summaries:
        yield h("h3", verbatim(summary.group))
        for number, point in enumerate(summary.points, start=1):
            yield h("p", f"{words.digits(number)}. ", verbatim(point.text))
            if come := origin(point, words):
                yield h("p", verbatim(come), class_="soft")
