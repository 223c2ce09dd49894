"""What the room was asked, in the DOCX report; a part is left out where there was none."""

from collections.abc import Iterable

from workshop.reports.docx.contents import Headings
from workshop.reports.docx.facts import counts
from workshop.reports.docx.xml import Element, paragraph
from workshop.reports.words import Words
from workshop.views.asked import PARTS
from workshop.views.record import Record


def asked_parts(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
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
