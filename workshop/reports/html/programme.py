"""The part of the HTML report with the programme of the days."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.reports.html.elements import Element, h, table, verbatim
from workshop.reports.programme import days
from workshop.reports.words import Words
from workshop.views.record import Record


def programme_part(record: Record, words: Words) -> Iterator[Element]:
    """Yield a table a day; nothing without a programme."""
    if record.programme:
        yield h("h2", words.programme)
    for day, items in days(record, words):
        yield h("h3", day)
        rows = [(time, verbatim(title)) for time, title in items]
        yield table(f"{words.programme} {day}", (words.programme_time, words.programme), rows)
