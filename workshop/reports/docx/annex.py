"""All notes as a document of its own: the appendix of a report that leaves it out."""

from typing import BinaryIO

from docx.document import Document

from workshop.reports.docx.appendix import appendix
from workshop.reports.docx.base import empty_document
from workshop.reports.docx.contents import Headings
from workshop.reports.docx.document import unlink_what_leads_nowhere
from workshop.reports.docx.summary import title_block
from workshop.reports.docx.xml import qn
from workshop.reports.words import Words
from workshop.views.record import Record


def write(record: Record, words: Words, stream: BinaryIO) -> None:
    made(record, words).save(stream)


def made(record: Record, words: Words) -> Document:
    document = empty_document(record, words)
    story = [*title_block(record, words), *appendix(record, words, Headings(words))]
    unlink_what_leads_nowhere(story)
    for begun in [each for element in story for each in element.iter(qn("w:pageBreakBefore"))]:
        begun.getparent().remove(begun)  # no page for the title alone
    last = document.element.body.sectPr
    for element in story:
        last.addprevious(element)
    return document
