"""The part of the HTML report with what the room decided to do."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.reports.actions import counted, rows
from workshop.reports.html.elements import Content, Element, h, table, verbatim
from workshop.reports.words import Words
from workshop.views.record import Record


def actions_part(record: Record, words: Words) -> Iterator[Element]:
    """Yield the counts, then a row an action; nothing where there is none."""
    if not record.actions:
        return
    yield h("h2", words.actions)
    yield h("p", counted(record, words))
    found: list[list[Content]] = []
    for row in rows(record, words):
        what: list[Content] = [f"{words.digits(row.number)}. ", verbatim(row.what)]
        if row.themes:
            what += [h("br"), h("span", f"{words.theme}: ", verbatim(row.themes), class_="soft")]
        status: list[Content] = [row.status, *(h("div", verbatim(step), class_="soft") for step in row.progress)]
        found.append(
            [h("span", *what), verbatim(row.unit), row.due, verbatim(row.measure), h("div", *status)],
        )
    heads = (words.actions, words.action_unit, words.action_due, words.action_measure, words.status)
    yield table(words.actions, heads, found)
