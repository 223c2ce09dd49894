"""The appendix of the DOCX report: every note once, by category and number."""

from collections.abc import Iterable

from workshop.reports.docx.body import attached
from workshop.reports.docx.contents import Headings
from workshop.reports.docx.unbroken import unbroken
from workshop.reports.docx.xml import Element, bookmarked, paragraph, run, table
from workshop.reports.facts import erased_rows
from workshop.reports.words import Words
from workshop.views.attached import KINDS
from workshop.views.record import Category, Note, Record

_FIRST_NOTE_BOOKMARK = 100_000  # bookmark ids of notes, clear of those of the headings


def appendix(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield a table a category. What is attached to a note stands below it, its agreement below its theme."""
    yield headings.heading(1, words.appendix, numbered=False, new_page=bool(record.notes or record.erased))
    if not record.notes:
        yield paragraph("BodyText", words.no_notes)
    head = (words.number, words.group, words.note, words.theme)
    styles = ("TableHeadNumber", *("TableHead",) * 3)
    for category in record.categories:
        if category.notes:
            count = words.digits(words.note_count.format(count=f"{len(category.notes):,}"))
            yield headings.heading(2, f"{category.name} ({count})", numbered=False)
            yield table(
                (1.4, 3.0, 7.8, 3.8),
                (_row(words, note) for note in by_number(category)),
                [paragraph(style, word) for style, word in zip(styles, head, strict=True)],
                title=f"{words.appendix}: {category.name}",
            )
    if record.erased:
        count = words.digits(words.erased_count.format(count=f"{len(record.erased):,}"))
        yield headings.heading(2, count, numbered=False)
        rows = (
            [[paragraph("TableNumber", words.digits(number))], [paragraph("TableText", why)]]
            for number, why in erased_rows(record, words)
        )
        names = [paragraph("TableHeadNumber", words.number), paragraph("TableHead", words.erased)]
        yield table((1.4, 14.6), rows, names, title=words.erased)


def by_number(category: Category) -> list[Note]:
    return sorted(category.notes, key=lambda note: note.number)


def _row(words: Words, note: Note) -> list[list[Element]]:
    number = bookmarked(f"note_{note.number}", _FIRST_NOTE_BOOKMARK + note.number, run(words.digits(note.number)))
    said = [each for part in KINDS for each in attached(words, part, note.on_it(part.name), "TableText")]
    agreed = [paragraph("TableText", run(_agreed(words, note), "Agreed"))] if note.agreed else []
    return [
        [paragraph("TableNumber", *number)],
        [paragraph("TableText", words.of_writer(note))],
        [paragraph("TableText", note.text), *said],
        [paragraph("TableText", note.theme or words.of_status(note.status)), *agreed],
    ]


def _agreed(words: Words, note: Note) -> str:
    """Return how many agree, never broken over two lines."""
    count = words.digits(words.agreed_count.format(count=f"{note.agreed:,}"))
    return unbroken(count).replace(" ", "\N{NO-BREAK SPACE}")
