"""Votes and moods as sheets of the workbook: a row an option, a row a question."""

from __future__ import annotations

from workshop.reports.facts import levels
from workshop.reports.words import Words
from workshop.reports.xlsx.sheet import Book, table_sheet
from workshop.views.record import Record


def write_votings(book: Book, record: Record, words: Words) -> None:
    columns = (
        (words.round, 10, "number"),
        (words.subject, 36, "text"),
        (words.category, 28, "text"),
        (words.dots_each, 12, "number"),
        (words.voters, 12, "number"),
        (words.theme, 56, "text"),
        (words.votes, 12, "number"),
    )
    rows = (
        (at, each.title, each.category or words.all_categories, each.dots, each.voters, option.label, option.votes)
        for at, each in enumerate(record.votings, start=1)
        for option in each.options
    )
    table_sheet(book, words, words.votings, columns, rows)


def write_pulses(book: Book, record: Record, words: Words) -> None:
    """Levels and mean stay empty where there are too few answers."""
    columns = (
        (words.round, 10, "number"),
        (words.subject, 56, "text"),
        (words.answers, 12, "number"),
        *((level, 16, "number") for level in levels(words)),
        (words.mean, 14, "mean"),
    )
    rows = (
        (
            at,
            each.question or words.pulse_untitled,
            each.answers,
            *(each.spread or ("",) * 5),
            "" if each.mean is None else each.mean,
        )
        for at, each in enumerate(record.pulses, start=1)
    )
    table_sheet(book, words, words.pulses, columns, rows)
