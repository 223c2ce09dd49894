"""XLSX: the report as sheets: summary, themes, every note; votes and moods where there are any.

No cell is a formula, a link or a guessed number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from workshop.reports.content import ReportContent, ThemeContent
from workshop.reports.fonts import OFFICE_FONT
from workshop.reports.words import WORDS
from workshop.reports.xlsx_opinions import write_pulses, write_votings
from workshop.reports.xlsx_sheet import Column, Sheet, workbook
from workshop.reports.xlsx_summary import write_summary


def write(content: ReportContent, stream: BinaryIO, font: str = OFFICE_FONT) -> None:
    """Write the workbook in `font`, sized for TH SarabunPSK.

    Characters that XML forbids come out as U+FFFD. Raises ValueError when a text is longer than a cell holds.
    """
    words = WORDS[content.language]
    book = workbook(content, stream, font)
    write_summary(book, content)
    _themes(Sheet(book, words.themes, content, landscape=True), content)
    _notes(Sheet(book, words.all_notes, content, landscape=True), content)
    if content.votings:
        write_votings(Sheet(book, words.votings, content, landscape=True), content)
    if content.pulses:
        write_pulses(Sheet(book, words.pulses, content, landscape=True), content)
    book.close()


def _themes(sheet: Sheet, content: ReportContent) -> None:
    words = WORDS[content.language]
    columns = (
        Column(words.category, 28),
        Column(words.theme, 48),
        Column(words.notes, 18, "number"),
        Column(words.group_count, 14, "number"),
        Column(words.label_origin, 22),
        Column(words.note_numbers, 60),
    )
    rows = []
    for category in content.categories:
        rows += [_theme(content, category.name, theme) for theme in category.themes]
        for name, notes in ((words.ungrouped, category.ungrouped), (words.set_aside, category.set_aside)):
            if notes:
                numbers = ", ".join(str(note.number) for note in notes)
                rows.append((category.name, name, len(notes), len({note.group for note in notes}), "", numbers))
        if category.hidden_count:
            rows.append((category.name, words.hidden, category.hidden_count, "", "", ""))
    sheet.table(columns, rows)


def _theme(content: ReportContent, category: str, theme: ThemeContent) -> Sequence[object]:
    words = WORDS[content.language]
    origin = words.label_given if theme.label_given else words.label_found
    numbers = ", ".join(str(note.number) for note in theme.notes)
    return (category, theme.label, theme.note_count, len({note.group for note in theme.notes}), origin, numbers)


def _notes(sheet: Sheet, content: ReportContent) -> None:
    words = WORDS[content.language]
    columns = (
        Column(words.number, 8, "number"),
        Column(words.group, 24),
        Column(words.category, 28),
        Column(words.note, 64),
        Column(words.status, 22),
        Column(words.theme, 36),
        Column(words.sent_at, 22, "moment"),
        Column(words.agreed, 14, "number"),
    )
    sheet.table(
        columns,
        [
            (
                note.number,
                note.group or words.no_group,
                note.category,
                note.text,
                words.statuses[note.status],
                note.theme,
                note.submitted_at,
                note.agreed,
            )
            for note in content.all_notes
        ],
    )
