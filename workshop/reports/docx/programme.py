"""The chapter of the DOCX report with the programme of the days."""

from __future__ import annotations

from collections.abc import Iterable

from workshop.reports.docx.contents import Headings
from workshop.reports.docx.xml import Element, paragraph, table
from workshop.reports.programme import days
from workshop.reports.words import Words
from workshop.views.record import Record


def programme_part(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield a table a day; nothing without a programme."""
    if record.programme:
        yield headings.heading(1, words.programme)
    for day, items in days(record, words):
        yield headings.heading(2, day)
        rows = ([[paragraph("TableText", time)], [paragraph("TableText", title)]] for time, title in items)
        head = [paragraph("TableHead", title) for title in (words.programme_time, words.programme)]
        yield table((3.4, 12.6), rows, head, title=f"{words.programme} {day}")
