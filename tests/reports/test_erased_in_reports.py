"""Notes whose words were erased stand in every report by number and reason, and nothing else of them does."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import docx
import pypdfium2
import pytest
from openpyxl import load_workbook

from tests.reports.report_samples import category, note, record
from tests.room import Room
from workshop.reports.formats import FORMATS
from workshop.views.read_record import read_record
from workshop.views.record import Erased, Record

WHY = ("มีชื่อบุคคล 2 คน", "=1+1 <b>")
REPORT = record(
    category(ungrouped=(note(1, "งบมาช้า"), note(4, "คนไม่พอ")), hidden=3),
    erased=(Erased(2, WHY[0]), Erased(5, WHY[1])),
)


def written(report: Record, format: str) -> bytes:
    stream = io.BytesIO()
    FORMATS[format].write(report, "th", stream)
    return stream.getvalue()


def test_the_document_counts_them_and_lists_number_and_reason() -> None:
    document = docx.Document(io.BytesIO(written(REPORT, "docx")))
    texts = [each.text for each in document.paragraphs]
    assert "ในจำนวนที่ซ่อนไว้ มี ๒ ความเห็นที่ผู้จัดประชุมลบข้อความ: ๒, ๕ เหตุผลอยู่ในภาคผนวก" in texts
    assert "ความเห็นที่ลบข้อความ (๒ ความเห็น)" in texts
    rows = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert rows == [["ที่", "ลบข้อความ"], ["๒", f"ลบข้อความ: {WHY[0]}"], ["๕", f"ลบข้อความ: {WHY[1]}"]]


def test_the_pdf_the_workbook_and_the_data_say_the_same() -> None:
    pages = pypdfium2.PdfDocument(written(REPORT, "pdf"))
    assert "มีชื่อบุคคล" in "".join(page.get_textpage().get_text_bounded() for page in pages)
    sheet = load_workbook(io.BytesIO(written(REPORT, "xlsx"))).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {f"ลบข้อความ: {why}" for why in WHY} <= {cell.value for cell in cells}
    assert all(cell.data_type != "f" for cell in cells)
    found = json.loads(written(REPORT, "json"))["erased"]
    assert found == [{"number": 2, "reason": WHY[0]}, {"number": 5, "reason": WHY[1]}]


def test_the_tables_of_notes_have_no_row_for_them() -> None:
    rows = csv.DictReader(io.StringIO(written(REPORT, "csv_data").decode(), newline=""))
    assert [row["number"] for row in rows] == ["1", "4"]


def test_a_report_without_any_says_nothing_of_erasing() -> None:
    document = docx.Document(io.BytesIO(written(replace(REPORT, erased=()), "docx")))
    assert not [each.text for each in document.paragraphs if "ลบข้อความ" in each.text]


def test_the_record_takes_number_and_reason_from_the_notes_and_no_word_of_them(room: Room) -> None:
    room.phone.note("งบมาช้า")
    note_id = room.phone.note("คุณสมมุติรับเงิน")["id"]
    assert room.desk.call(f"/notes/{note_id}/erase", {"reason": WHY[0]}).status_code == 200
    found = room.feed.read(read_record, room.code)
    assert [(each.number, each.reason) for each in found.erased] == [(2, WHY[0])]
    for format in ("docx", "csv", "csv_data", "json"):
        assert "คุณสมมุติ".encode() not in written(found, format)


def test_more_erased_notes_than_hidden_ones_are_refused() -> None:
    with pytest.raises(ValueError, match="2 notes erased and 0 unchecked"):
        record(category(hidden=1), erased=REPORT.erased)
    with pytest.raises(ValueError, match="contradict"):
        record(category(ungrouped=(note(1, "ก"),), hidden=1), erased=(Erased(1, "ก"),))
