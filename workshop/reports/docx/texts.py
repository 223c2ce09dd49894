"""The chapters of the DOCX report that are prose: background, objectives, how to read it, the conclusion."""

from collections.abc import Iterable

from workshop.reports.docx.contents import Headings
from workshop.reports.docx.xml import Element, paragraph
from workshop.reports.facts import paragraphs
from workshop.reports.reading import how_to_read
from workshop.reports.words import Words
from workshop.views.record import Record


def background_part(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield the chapters that were written before the workshop."""
    for title, text in ((words.background, record.background), (words.objectives, record.objectives)):
        yield from _chapter(title, text, headings)


def conclusion_part(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    yield from _chapter(words.conclusion, record.conclusion, headings)


def reading_part(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    yield headings.heading(1, words.reading)
    for text in how_to_read(record, words):
        yield paragraph("Remark", text)


def _chapter(title: str, text: str, headings: Headings) -> Iterable[Element]:
    """Yield a paragraph a line; nothing for a text that nobody wrote."""
    lines = paragraphs(text)
    if lines:
        yield headings.heading(1, title)
    for line in lines:
        yield paragraph("BodyText", line)
