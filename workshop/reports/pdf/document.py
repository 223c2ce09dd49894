"""The report as PDF: the paragraphs of the DOCX report, set by typst."""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, BinaryIO

from docx.document import Document

from workshop.reports.approval import mark
from workshop.reports.charts.layers import layers
from workshop.reports.charts.pictures import page_of_pictures
from workshop.reports.docx import document as docx_document
from workshop.reports.docx.charts import CHARTS
from workshop.reports.docx.pictures import PICTURE, ROOM
from workshop.reports.docx.styles import PARAGRAPHS
from workshop.reports.pdf.blocks import Block, blocks
from workshop.reports.pdf.glyphs import BY_NUMBER, printable
from workshop.reports.pdf.typeset import Standard, typeset
from workshop.reports.pictures import captioned, fitted
from workshop.reports.words import Words
from workshop.reports.xml_text import xml_text
from workshop.views.record import Picture, Record


def write(record: Record, words: Words, stream: BinaryIO, attached: Sequence[dict[str, Any]] = ()) -> None:
    """Write the report with tags (PDF/UA-1), bookmarks and fonts inside; `docx/document.py` says what is in it.

    `attached`: files inside ({name, data: bytes as numbers, type, about}), which make it PDF/A-3a too.
    """
    set_pages(docx_document.made(record, words), record, words, stream, attached)


def set_pages(
    document: Document, record: Record, words: Words, stream: BinaryIO, attached: Sequence[dict[str, Any]] = ()
) -> None:
    """Write the paragraphs of a document of `docx/` as PDF."""
    section = document.sections[0]
    body = _with_pictures(blocks(document.element.body), record, words)
    data = {
        "title": record.title or words.report_title,
        "author": record.host_unit,
        "keywords": record.code,
        "styles": {style.id: asdict(style) for style in PARAGRAPHS},
        "body": _with_remark(body, words),
        "footer": blocks(section.footer._element),
        "first_footer": blocks(section.first_page_footer._element),
        "draft": mark(record, words),
        "page_of": words.page_of,
        "attached": list(attached),
    }
    standards: list[Standard] = ["ua-1", "a-3a"] if attached else ["ua-1"]
    stream.write(typeset("report.typ", data, words, record.read_at, record.office.fonts, standards))


def _with_remark(body: list[Block], words: Words) -> list[Block]:
    """Return the body; where letters stand by their numbers, a line below the first figures says what these are."""
    if BY_NUMBER not in json.dumps(body, ensure_ascii=False):
        return body
    styles = [block.get("p") for block in body]
    at = next((styles.index(each) + 1 for each in ("Equation", "Subtitle") if each in styles), len(body))
    text = {"t": words.letters_by_number, "s": ""}
    return [*body[:at], {"p": "Remark", "new_page": False, "from_right": False, "c": [text]}, *body[at:]]


def _with_pictures(body: list[Block], record: Record, words: Words) -> list[Block]:
    """Return the body with charts and pictures in the places of their paragraphs."""
    pictures = iter(captioned(record, words))
    made: list[Block] = []
    for block in body:
        if block.get("p") == CHARTS:
            made.append({"pictures": [layers(each) for each in page_of_pictures(record, words)]})
        elif block.get("p") == PICTURE:
            made.append({**block, "photo": _photo(*next(pictures))})
        else:
            made.append(block)
    return made


def _photo(picture: Picture, caption: str) -> dict[str, object]:
    """Return the picture inside of an SVG, as typst takes no bytes but those of a text."""
    width, height = fitted(picture, *ROOM)
    data = b64encode(picture.data).decode()
    size = f'width="{picture.width}" height="{picture.height}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="data:image/jpeg;base64,{data}"/></svg>'
    return {"svg": svg, "width": width, "height": height, "alt": printable(xml_text(caption))}
