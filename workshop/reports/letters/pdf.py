"""Official letters as PDF, set by typst after the measures of the DOCX."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, BinaryIO

from workshop.domain.office_fonts import OfficeFont
from workshop.reports.letters import measures
from workshop.reports.letters.letter import Kind, Letter, letter_of
from workshop.reports.pdf.spelling import pieces
from workshop.reports.pdf.typeset import typeset
from workshop.reports.words import Words
from workshop.reports.xml_text import xml_text
from workshop.views.record import Record


def letter(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write หนังสือภายนอก to the department."""
    _write(record, words, "letter", stream)


def memo(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write บันทึกข้อความ to the superior."""
    _write(record, words, "memo", stream)


def _write(record: Record, words: Words, kind: Kind, stream: BinaryIO) -> None:
    office = record.office
    write_letter(letter_of(record, words, kind), record.host_unit, record.read_at, office.fonts, words, stream)


def write_letter(
    content: Letter, author: str, moment: datetime, fonts: Sequence[OfficeFont], words: Words, stream: BinaryIO
) -> None:
    """Write a letter or memorandum of any content in its form."""
    data: dict[str, Any] = {
        name: list(value) if name == "emblem" else spelled(value) for name, value in asdict(content).items()
    }
    data |= {"kind": content.kind, "title": xml_text(content.subject), "author": xml_text(author)}
    numbers = {name: value for name, value in vars(measures).items() if name.isupper()}
    stream.write(typeset("letter.typ", {**data, "m": numbers}, words, moment, fonts))


def spelled(value: Any) -> Any:
    """Return each text as pieces that typst keeps together or may divide."""
    if isinstance(value, tuple):
        return [spelled(each) for each in value]
    return [{kind: text} for kind, text in pieces(xml_text(value))]
