"""The document: title and facts, contents, figures, the categories, what the room was asked, every note."""

from collections.abc import Iterable, Mapping
from typing import BinaryIO

from docx.document import Document

from workshop.reports.docx.answers import answers_part, focus_part
from workshop.reports.docx.base import empty_document
from workshop.reports.docx.contents import Headings, contents_field
from workshop.reports.docx.facts import counts, cover, figures_part
from workshop.reports.docx.pages import estimated_pages
from workshop.reports.docx.xml import Element, bookmarked, link, paragraph, run, tab, table
from workshop.reports.facts import equation
from workshop.reports.thai_dates import digits
from workshop.reports.words import Words
from workshop.views.asked import PARTS
from workshop.views.attached import KINDS
from workshop.views.attached.part import Part
from workshop.views.record import Attached, Category, Note, Record

_FIRST_NOTE_BOOKMARK = 100_000  # bookmark ids of notes, clear of those of the headings


def write(record: Record, words: Words, stream: BinaryIO) -> None:
    made(record, words).save(stream)


def made(record: Record, words: Words) -> Document:
    """Return the report with Sarabun embedded, in sizes that look like those of TH SarabunPSK.

    Characters that XML forbids come out as U+FFFD, line ends as line breaks. The PDF is set from the same paragraphs.
    """
    document = empty_document(record, words)
    headings = Headings(words.language)
    opening = [*cover(record, words), paragraph("TOCHeading", words.contents, new_page=True)]
    findings = [*figures_part(record, words, headings)]
    for category in record.categories:
        findings += _category(record, words, category, headings)
    findings += answers_part(record, words, headings)
    findings += focus_part(record, words, headings)
    findings += _former(record, words, headings)
    findings += _asked(record, words, headings)
    findings += _appendix(record, words, headings)
    # Page numbers take no line of their own, so the pages found with empty ones are those of the filled ones.
    pages = estimated_pages([*opening, *contents_field(headings, {}), *findings])
    last = document.element.body.sectPr
    for element in (*opening, *contents_field(headings, pages), *findings):
        last.addprevious(element)
    return document


def _category(record: Record, words: Words, category: Category, headings: Headings) -> Iterable[Element]:
    yield headings.heading(1, category.name)
    yield paragraph("Equation", equation(category.figures, words))
    if not category.notes:
        yield paragraph("BodyText", words.no_notes)
    if category.unanswered:
        yield paragraph("BodyText", words.nobody_wrote.format(names=", ".join(category.unanswered)))
    parts = [(theme.label, theme.given, theme.notes, theme.attached) for theme in category.themes]
    parts += [(words.ungrouped, False, category.ungrouped, {}), (words.set_aside, False, category.set_aside, {})]
    for name, given, notes, attached in parts:
        if notes:
            count = words.note_count.format(count=digits(len(notes), words.language))
            yield headings.heading(2, f"{name} ({count})")
            if given:
                yield paragraph("ThemeFacts", words.label_given_remark)
            yield from _by_group(record.group_order, words, notes)
            for part in KINDS:
                if on_it := attached.get(part.name):
                    yield paragraph("GroupName", part.of_theme.in_(words.language).format(count=len(on_it)))
                    yield from _attached(words, part, on_it)


def _by_group(order: Mapping[str, int], words: Words, notes: Iterable[Note]) -> Iterable[Element]:
    """Yield the notes verbatim, under the names of their breakout groups, in the order of the workshop."""
    current = None
    for note in sorted(notes, key=lambda n: (order.get(n.group, len(order)), n.group, n.merged, n.number)):
        group = words.of_group(note)
        if group != current:
            current = group
            yield paragraph("GroupName", group)
        number = link(f"note_{note.number}", run(f"[{note.number}]", "Hyperlink"))
        yield paragraph("Note", number, tab(), note.text, *_signed(note), *_agreed(words, note))
        for part in KINDS:
            yield from _attached(words, part, note.on_it(part.name))


def _attached(words: Words, part: Part, on_it: Iterable[Attached]) -> Iterable[Element]:
    for each in on_it:
        kind = part.kind(each.staff, words.language)
        yield paragraph("Note", tab(), run(f"{kind}: ", "Agreed"), each.text)


def _former(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield what is attached to removed themes and went to no other."""
    for part in KINDS:
        formers = [former for former in record.former_themes if former.on_it(part.name)]
        if formers:
            yield headings.heading(1, part.former.in_(words.language))
        for former in formers:
            yield paragraph("GroupName", former.label)
            yield from _attached(words, part, former.on_it(part.name))


def _asked(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield what the room was asked, without parts that have no entry."""
    language = words.language
    for part in PARTS:
        entries = part.of(record.asked)
        if entries:
            yield headings.heading(1, part.title.in_(language))
        for entry in entries:
            found = entry.counts(language)
            yield headings.heading(2, entry.heading(language))
            yield paragraph("Equation" if found else "BodyText", entry.line(language))
            if found:
                yield counts((13.0, 3.0), found.head, found.rows, (words.total, found.total))
            if entry.remark(language):
                yield paragraph("Remark", entry.remark(language))


def _signed(note: Note) -> list[Element]:
    return [run(f"\N{EM SPACE}– {note.signed}", "Agreed")] if note.signed else []


def _agreed(words: Words, note: Note) -> list[Element]:
    """Return how many agree, set apart by its colour and an em space, and never broken over two lines."""
    count = words.agreed_count.format(count=f"{note.agreed:,}").replace(" ", "\N{NO-BREAK SPACE}")
    return [run(f"\N{EM SPACE}({count})", "Agreed")] if note.agreed else []


def _appendix(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    yield headings.heading(1, words.appendix, numbered=False, new_page=bool(record.notes))
    if not record.notes:
        yield paragraph("BodyText", words.no_notes)
        return
    head = (words.number, words.group, words.category, words.note, words.theme)
    styles = ("TableHeadNumber", *("TableHead",) * 4)
    yield table(
        (1.1, 3.0, 2.5, 6.0, 3.4),
        (_appendix_row(words, note) for note in record.notes),
        [paragraph(style, word) for style, word in zip(styles, head, strict=True)],
    )


def _appendix_row(words: Words, note: Note) -> list[list[Element]]:
    number = bookmarked(f"note_{note.number}", _FIRST_NOTE_BOOKMARK + note.number, run(str(note.number)))
    texts = (words.of_writer(note), note.category, note.text, note.theme or words.of_status(note.status))
    return [[paragraph("TableNumber", *number)], *([paragraph("TableText", text)] for text in texts)]
