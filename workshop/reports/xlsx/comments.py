"""Comments as a sheet of the workbook: a row each, with what it is on."""

from collections.abc import Iterator

from workshop.reports.words import Words
from workshop.reports.xlsx.sheet import Book, table_sheet
from workshop.views.record import Comment, Record


def write_comments(book: Book, record: Record, words: Words) -> None:
    columns = (
        (words.comment_on, 40, "text"),
        (words.category, 28, "text"),
        (words.theme, 40, "text"),
        (words.comments, 64, "text"),
        (words.status, 24, "text"),
    )
    rows = (
        (on, category, theme, comment.text, words.comment_staff if comment.staff else words.comment)
        for on, category, theme, comment in _all(record, words)
    )
    table_sheet(book, words, words.comments, columns, rows)


def _all(record: Record, words: Words) -> Iterator[tuple[str, str, str, Comment]]:
    """(what it is on, category, theme, comment): notes first, then themes, then those that have gone."""
    for note in record.notes:
        for comment in note.comments:
            yield words.comment_on_note.format(number=note.number), note.category, note.theme, comment
    for category in record.categories:
        for theme in category.themes:
            for comment in theme.comments:
                yield words.theme, category.name, theme.label, comment
    for former in record.former_themes:
        for comment in former.comments:
            yield words.former_theme, "", former.label, comment
