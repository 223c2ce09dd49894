"""Official letters as PDF, set by typst after the measures of the DOCX."""

from dataclasses import asdict
from typing import Any, BinaryIO

from workshop.reports.letters import measures
from workshop.reports.letters.letter import Kind, letter_of
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
    content = letter_of(record, words, kind)
    data: dict[str, Any] = {
        name: list(value) if name == "emblem" else spelled(value) for name, value in asdict(content).items()
    }
    data |= {"kind": kind, "title": xml_text(content.subject), "author": xml_text(record.host_unit)}
    numbers = {name: value for name, value in vars(measures).items() if name.isupper()}
    stream.write(typeset("letter.typ", {**data, "m": numbers}, words, record.read_at, record.office.fonts))


def spelled(value: Any) -> Any:
    """Return each text as pieces that typst keeps together or may divide."""
    if isinstance(value, tuple):
        return [spelled(each) for each in value]
    return [{kind: text} for kind, text in pieces(xml_text(value))]
