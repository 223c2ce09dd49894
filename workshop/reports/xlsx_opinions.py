"""Votes and moods as sheets of the workbook: a row an option, a row a question."""

from __future__ import annotations

from workshop.reports.content import ReportContent
from workshop.reports.facts import levels
from workshop.reports.words import WORDS
from workshop.reports.xlsx_sheet import Column, Sheet


def write_votings(sheet: Sheet, content: ReportContent) -> None:
    words = WORDS[content.language]
    columns = (
        Column(words.round, 10, "number"),
        Column(words.subject, 36),
        Column(words.category, 28),
        Column(words.dots_each, 12, "number"),
        Column(words.voters, 12, "number"),
        Column(words.theme, 56),
        Column(words.votes, 12, "number"),
    )
    rows = [
        (
            place,
            voting.title,
            voting.category or words.all_categories,
            voting.dots,
            voting.voters,
            option.label,
            option.votes,
        )
        for place, voting in enumerate(content.votings, start=1)
        for option in voting.options
    ]
    sheet.table(columns, rows)


def write_pulses(sheet: Sheet, content: ReportContent) -> None:
    """Levels and mean stay empty where there are too few answers."""
    words = WORDS[content.language]
    columns = (
        Column(words.round, 10, "number"),
        Column(words.subject, 56),
        Column(words.answers, 12, "number"),
        *(Column(level, 16, "number") for level in levels(content.language)),
        Column(words.mean, 14, "mean"),
    )
    rows = [
        (
            place,
            pulse.question or words.pulse_untitled,
            pulse.answers,
            *(pulse.spread or ("",) * 5),
            "" if pulse.mean is None else pulse.mean,
        )
        for place, pulse in enumerate(content.pulses, start=1)
    ]
    sheet.table(columns, rows)
