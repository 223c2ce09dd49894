"""The programme as the rows of a table, a day after the other: for every document alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from workshop.reports.thai_dates import date_range
from workshop.reports.words import Words
from workshop.views.record import Record


def days(record: Record, words: Words) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield (the day in words, [(its time, its title)]) of each day that has an item."""
    for day, items in groupby(record.programme, key=lambda item: item.day):
        on = record.starts_on and record.starts_on + timedelta(days=day - 1)
        named = words.programme_day.format(day=day)
        title = f"{named} · {date_range(on, None, words.language)}" if on else named
        times = [(words.digits(f"{item.starts}–{item.ends}"), item.title) for item in items]
        yield words.digits(title), times
