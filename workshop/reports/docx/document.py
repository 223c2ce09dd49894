"""The document: summary, facts, the categories, what the notes lead to, what was asked, conclusion, every note."""

from collections.abc import Iterable
from typing import BinaryIO

from docx.document import Document

from workshop.reports.docx.answers import answers_part, focus_part
from workshop.reports.docx.appendix import appendix
from workshop.reports.docx.base import empty_document
from workshop.reports.docx.body import attached, body
from workshop.reports.docx.contents import Headings, contents_field
from workshop.reports.docx.facts import counts, facts_part, figures_part
from workshop.reports.docx.pages import estimated_pages
from workshop.reports.docx.summary import summary
from workshop.reports.docx.texts import background_part, conclusion_part, reading_part
from workshop.reports.docx.xml import Element, paragraph
from workshop.reports.words import Words
from workshop.views.asked import PARTS
from workshop.views.attached import KINDS
from workshop.views.record import Record


def write(record: Record, words: Words, stream: BinaryIO) -> None:
    made(record, words).save(stream)


def made(record: Record, words: Words) -> Document:
    """Return the report with Sarabun embedded, in sizes that look like those of TH SarabunPSK.

    Characters that XML forbids come out as U+FFFD, line ends as line breaks. The PDF is set from the same paragraphs.
    """
    document = empty_document(record, words)
    headings = Headings(words)
    opening = [*summary(record, words, headings), paragraph("TOCHeading", words.contents, new_page=True)]
    rest = [
        *facts_part(record, words),
        *background_part(record, words, headings),
        *figures_part(record, words, headings),
        *body(record, words, headings),
        *answers_part(record, words, headings),
        *focus_part(record, words, headings),
        *_former(record, words, headings),
        *_asked(record, words, headings),
        *conclusion_part(record, words, headings),
        *reading_part(record, words, headings),
        *appendix(record, words, headings),
    ]
    # Page numbers take no line of their own, so the pages found with empty ones are those of the filled ones.
    pages = estimated_pages([*opening, *contents_field(headings, {}), *rest])
    last = document.element.body.sectPr
    for element in (*opening, *contents_field(headings, pages), *rest):
        last.addprevious(element)
    return document


def _former(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield what is attached to removed themes and went to no other."""
    for part in KINDS:
        formers = [former for former in record.former_themes if former.on_it(part.name)]
        if formers:
            yield headings.heading(1, part.former.in_(words.language))
        for former in formers:
            yield paragraph("GroupName", former.label)
            yield from attached(words, part, former.on_it(part.name), "ThemeNote")


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
            yield paragraph("Equation" if found else "BodyText", words.digits(entry.line(language)))
            if found:
                total = (words.total, found.total)
                yield counts(words, (13.0, 3.0), found.head, found.rows, total, entry.heading(language))
            if entry.remark(language):
                yield paragraph("Remark", entry.remark(language))
