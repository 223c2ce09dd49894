"""The workbook: summary, themes, every note; comments and what the room was asked, where there is any.

No cell is a formula, a link or a guessed number.
"""

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from workshop.reports.fonts import OFFICE_FONT
from workshop.reports.words import Words
from workshop.reports.xlsx.asked import write_asked
from workshop.reports.xlsx.comments import write_comments
from workshop.reports.xlsx.sheet import Book, table_sheet, workbook
from workshop.reports.xlsx.summary import write_summary
from workshop.views.record import Category, Note, Record


def write(record: Record, words: Words, stream: BinaryIO, font: str = OFFICE_FONT) -> None:
    """Write the workbook in `font`, sized for TH SarabunPSK.

    Characters that XML forbids come out as U+FFFD. Raises ValueError when a text is longer than a cell holds.
    """
    book = workbook(record, words, stream, font)
    write_summary(book, record, words)
    _themes(book, record, words)
    _notes(book, record, words)
    if record.comments["shown"]:
        write_comments(book, record, words)
    write_asked(book, record, words)
    book.close()


def _themes(book: Book, record: Record, words: Words) -> None:
    columns = (
        (words.category, 28, "text"),
        (words.theme, 48, "text"),
        (words.notes, 18, "number"),
        (words.group_count, 14, "number"),
        (words.label_origin, 22, "text"),
        (words.note_numbers, 60, "text"),
    )
    rows = (row for category in record.categories for row in _of_category(category, words))
    table_sheet(book, words, words.themes, columns, rows)


def _of_category(category: Category, words: Words) -> Iterable[Sequence[object]]:
    for theme in category.themes:
        yield _row(category, theme.label, words.label_given if theme.given else words.label_found, theme.notes)
    for name, notes in ((words.ungrouped, category.ungrouped), (words.set_aside, category.set_aside)):
        if notes:
            yield _row(category, name, "", notes)
    if category.hidden:
        yield (category.name, words.hidden, category.hidden, "", "", "")


def _row(category: Category, name: str, origin: str, notes: Sequence[Note]) -> Sequence[object]:
    numbers = ", ".join(str(note.number) for note in notes)
    return (category.name, name, len(notes), len({note.group for note in notes}), origin, numbers)


def _notes(book: Book, record: Record, words: Words) -> None:
    columns = (
        (words.number, 8, "number"),
        (words.group, 24, "text"),
        (words.category, 28, "text"),
        (words.note, 64, "text"),
        (words.status, 22, "text"),
        (words.theme, 36, "text"),
        (words.sent_at, 22, "moment"),
        (words.agreed, 14, "number"),
    )
    rows = (
        (
            each.number,
            each.group or words.no_group,
            each.category,
            each.text,
            words.of_status(each.status),
            each.theme,
            each.submitted_at,
            each.agreed,
        )
        for each in record.notes
    )
    table_sheet(book, words, words.all_notes, columns, rows)
