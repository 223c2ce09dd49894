"""A directive's board as a document, DOCX to be edited and PDF of the same paragraphs; as one HTML file; as slides."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from docx.document import Document
from flask_babel import force_locale
from sqlalchemy.orm import Session

from workshop.domain import office_fonts
from workshop.domain.office_fonts import OfficeFont
from workshop.reports.docx.base import titled_document
from workshop.reports.docx.contents import Headings
from workshop.reports.docx.styles import PARAGRAPHS
from workshop.reports.docx.xml import Element, paragraph, table
from workshop.reports.pdf.blocks import blocks
from workshop.reports.pdf.typeset import typeset
from workshop.reports.words import Language, Words
from workshop.views import dates
from workshop.year import board, board_html, board_slides, board_story
from workshop.year.board_story import Grid, Heading, Told


def write(
    session: Session, uid: str, kind: str, language: Language, looked_at: board.Filter = board.EVERYWHERE
) -> bytes:
    """Return the board as "docx", "pdf", "html" or "pptx".

    Raises UnknownDirective; BoardChanged before the first consolidation.
    """
    told, words = board_story.read(session, uid, looked_at), Words(language)
    fonts = office_fonts.read(session)
    with force_locale(language):
        if kind == "html":
            return board_html.write(told, words)
        if kind == "pptx":
            return board_slides.write(told, words, fonts)
        document = _document(told, words, fonts)
    if kind == "pdf":
        return _pdf(document, told, words, fonts)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _document(told: Told, words: Words, fonts: Sequence[OfficeFont]) -> Document:
    content = told.content
    assert told.whole.board is not None
    moment = dates.at(told.whole.board.at)
    document = titled_document(content.subject, content.issuer, content.number, moment, words, fonts)
    last = document.element.body.sectPr
    for element in _elements(told, words):
        last.addprevious(element)
    return document


def _pdf(document: Document, told: Told, words: Words, fonts: Sequence[OfficeFont]) -> bytes:
    content = told.content
    assert told.whole.board is not None
    section = document.sections[0]
    data = {
        "title": content.subject,
        "author": content.issuer,
        "keywords": content.number,
        "styles": {style.id: asdict(style) for style in PARAGRAPHS},
        "body": blocks(document.element.body),
        "footer": blocks(section.footer._element),
        "first_footer": blocks(section.first_page_footer._element),
        "draft": "",
        "page_of": words.page_of,
        "attached": [],
    }
    return typeset("report.typ", data, words, dates.at(told.whole.board.at), fonts)


def _elements(told: Told, words: Words) -> Iterator[Element]:
    headings = Headings(words)
    for part in board_story.story(told, words):
        if isinstance(part, Heading):
            yield headings.heading(1, part.text)
        elif isinstance(part, Grid):
            yield _table(part)
        else:
            yield paragraph(part.style, part.text)


def _table(grid: Grid) -> Element:
    head = [
        paragraph("TableHeadNumber" if at in grid.numbers else "TableHead", each) for at, each in enumerate(grid.head)
    ]
    rows = (
        [
            [paragraph("TableNumber" if at in grid.numbers else "TableText", line) for line in cell]
            for at, cell in enumerate(row)
        ]
        for row in grid.rows
    )
    return table(grid.widths, rows, head, title=grid.title)
