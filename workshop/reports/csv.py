"""CSV: one row a note, opens right in Excel (UTF-8 with BOM, CRLF, everything quoted)."""

from __future__ import annotations

import csv
import io
import unicodedata
from typing import BinaryIO

from workshop.reports.format import Format
from workshop.reports.thai_dates import short_moment
from workshop.reports.words import Words
from workshop.views.record import Record

FORMAT = Format(
    key="csv",
    suffix=".csv",
    media_type="text/csv; charset=utf-8",
    title={"th": "ข้อมูลตาราง (CSV)", "en": "Table data (CSV)"},
    about={"th": "เปิดได้ใน Excel และโปรแกรมอื่น", "en": "Opens in Excel and other programs"},
    place=3,
    writer=__name__,
)
# Full-width forms count too: Excel with an East Asian input method reads them as operators.
_STARTS_A_FORMULA = frozenset("=+-@＝＋－＠")
_MOVES_TO_ANOTHER_CELL = frozenset("\t\r\n")


def guarded(text: str) -> str:
    """`text`, with an apostrophe in front where a spreadsheet would take it for a formula.

    Leading blanks and invisible characters do not hide a formula. Take the apostrophe off and the text is verbatim.
    """
    if text[:1] in _MOVES_TO_ANOTHER_CELL and text:
        return "'" + text
    first = next((c for c in text if unicodedata.category(c)[0] not in "CZ"), "")
    return "'" + text if first in _STARTS_A_FORMULA and first else text


def write(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write the notes by number. A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD."""
    table = io.StringIO(newline="")
    rows = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    head = (words.number, words.group, words.category, words.note, words.status, words.theme, words.sent_at)
    rows.writerow((*head, words.agreed))
    for note in record.notes:
        texts = (note.group, note.category, note.text, words.of_status(note.status), note.theme)
        sent = short_moment(note.submitted_at, words.language)
        rows.writerow((note.number, *(guarded(_encodable(text)) for text in texts), sent, note.agreed))
    stream.write(table.getvalue().encode("utf-8-sig"))


def _encodable(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
