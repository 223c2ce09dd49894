"""All notes as a PDF of its own: the paragraphs of `docx/annex.py`."""

from typing import BinaryIO

from workshop.reports.docx import annex
from workshop.reports.pdf.document import set_pages
from workshop.reports.words import Words
from workshop.views.record import Record


def write(record: Record, words: Words, stream: BinaryIO) -> None:
    set_pages(annex.made(record, words), record, words, stream)
