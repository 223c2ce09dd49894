"""What the room was asked, as sheets of the workbook: one a part, left out where there was none."""

from workshop.reports.words import Words
from workshop.reports.xlsx.sheet import Book, table_sheet
from workshop.views.asked import PARTS
from workshop.views.record import Record


def write_asked(book: Book, record: Record, words: Words) -> None:
    language = words.language
    for part in PARTS:
        entries = part.of(record.asked)
        if not entries:
            continue
        given = ((text.in_(language), width, kind) for text, width, kind in part.columns)
        columns = ((words.round, 10, "number"), *given)
        rows = ((at, *row) for at, entry in enumerate(entries, start=1) for row in entry.rows(language))
        table_sheet(book, words, part.title.in_(language), columns, rows)
