"""The package: a CSV a table (UTF-8, RFC 4180), their dictionary, metadata, and in README.txt what is missing."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from workshop.reports.cells import encodable
from workshop.reports.open_data.metadata import metadata
from workshop.reports.open_data.tables import TABLES
from workshop.reports.words import Words
from workshop.views.record import Record

_DICTIONARY = ("file_name", "table_title_th", "column_name", "title_th", "description_th", "data_type")


def write(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write the package. Texts are as they were written: a spreadsheet may take some of them for formulas."""
    files = {
        f"{table.name}.csv": _csv([each.name for each in table.columns], table.rows(record, words)) for table in TABLES
    }
    described = metadata(record, files)
    files["data_dictionary.csv"] = _csv(_DICTIONARY, _dictionary())
    files["metadata.json"] = json.dumps(described, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace")
    files["README.txt"] = _readme(described).encode("utf-8", "replace")
    at = record.read_at.timetuple()[:6]
    with ZipFile(stream, "w") as package:
        for name, data in files.items():
            package.writestr(ZipInfo(name, (max(at[0], 1980), *at[1:])), data, ZIP_DEFLATED)


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([encodable(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return table.getvalue().encode()


def _dictionary() -> Iterable[Sequence[object]]:
    for table in TABLES:
        for column in table.columns:
            yield (f"{table.name}.csv", table.title, column.name, column.title, column.about, column.kind)


def _readme(described: dict[str, Any]) -> str:
    lines = [
        "ชุดข้อมูลนี้ยังไม่ได้ตรวจว่าข้อความมีข้อมูลส่วนบุคคลหรือไม่ อ่านทุกความเห็นก่อนเผยแพร่",
        "คำอธิบายของแต่ละคอลัมน์อยู่ใน data_dictionary.csv คำอธิบายชุดข้อมูลอยู่ใน metadata.json",
        "",
        "ช่องของบัญชีข้อมูลภาครัฐที่ยังไม่มีค่า หน่วยงานกรอกเอง:",
        *(f"- {each['title_th']} ({each['field']}): {each['fill_in_th']}" for each in described["missing"]),
    ]
    return "\r\n".join([*lines, ""])
