"""The report as PDF: the paragraphs of the DOCX report, set by typst."""

from dataclasses import asdict
from typing import BinaryIO

from workshop.reports.approval import mark
from workshop.reports.charts.layers import layers
from workshop.reports.charts.pictures import all_pictures
from workshop.reports.docx import document as docx_document
from workshop.reports.docx.charts import CHARTS
from workshop.reports.docx.styles import PARAGRAPHS
from workshop.reports.fonts import WIDTH_RATIO
from workshop.reports.pdf.blocks import Block, blocks
from workshop.reports.pdf.typeset import typeset
from workshop.reports.words import Words
from workshop.views.record import Record


def write(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write the report with tags (PDF/UA-1), bookmarks and fonts inside; `docx/document.py` says what is in it."""
    document = docx_document.made(record, words)
    section = document.sections[0]
    data = {
        "title": record.title or words.report_title,
        "author": record.host_unit,
        "keywords": record.code,
        "ratio": WIDTH_RATIO,
        "styles": {style.id: asdict(style) for style in PARAGRAPHS},
        "body": _with_charts(blocks(document.element.body), record, words),
        "footer": blocks(section.footer._element),
        "first_footer": blocks(section.first_page_footer._element),
        "draft": mark(record, words),
        "page_of": words.page_of,
    }
    stream.write(typeset("report.typ", data, words, record.read_at))


def _with_charts(body: list[Block], record: Record, words: Words) -> list[Block]:
    """Return the body with the charts in the place of their paragraph."""
    return [
        {"pictures": [layers(each) for each in all_pictures(record, words)]} if block.get("p") == CHARTS else block
        for block in body
    ]
