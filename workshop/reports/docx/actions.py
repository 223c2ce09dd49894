"""The chapter of the DOCX report with what the room decided to do."""

from __future__ import annotations

from collections.abc import Iterable

from workshop.reports.actions import counted, rows
from workshop.reports.docx.contents import Headings
from workshop.reports.docx.xml import Element, paragraph, table
from workshop.reports.words import Words
from workshop.views.record import Record


def actions_part(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield the counts, then a row an action; nothing where there is none."""
    if not record.actions:
        return
    yield headings.heading(1, words.actions)
    yield paragraph("Equation", counted(record, words))
    found = (
        [
            [
                paragraph("TableText", f"{words.digits(row.number)}. {row.what}"),
                *(paragraph("TableText", f"{words.action_measure}: {row.measure}") for _one in row.measure[:1]),
                *(paragraph("TableText", f"{words.theme}: {row.themes}") for _one in row.themes[:1]),
            ],
            [paragraph("TableText", row.unit)],
            [paragraph("TableText", row.due)],
            [paragraph("TableText", row.status), *(paragraph("TableText", step) for step in row.progress)],
        ]
        for row in rows(record, words)
    )
    titles = (words.actions, words.action_unit, words.action_due, words.status)
    head = [paragraph("TableHead", title) for title in titles]
    yield table((6.4, 3.0, 2.6, 4.0), found, head, title=words.actions)
