"""The report as PDF/A-3a (ISO 19005-3, level A), with the tables and the data that it was made from inside."""

import io
from typing import Any, BinaryIO

from workshop.reports import formats
from workshop.reports.pdf import document
from workshop.reports.words import Words
from workshop.views.record import Record

_INSIDE = ("xlsx", "json")


def write(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write the PDF of `document.write` as PDF/A-3a and PDF/UA-1 with XLSX and JSON attached."""
    document.write(record, words, stream, [_attached(record, words, key) for key in _INSIDE])


def _attached(record: Record, words: Words, key: str) -> dict[str, Any]:
    format = formats.FORMATS[key]
    content = io.BytesIO()
    format.write(record, words.language, content, words.thai_digits)
    return {
        "name": f"laena-{record.code}{format.suffix}",
        "data": list(content.getvalue()),
        "type": format.media_type,
        "about": format.title[words.language],
    }
