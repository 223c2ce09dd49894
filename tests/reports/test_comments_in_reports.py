"""Comments in every export: under what they are on, verbatim, counted, and without anybody's name or group."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.reports.texts import texts
from tests.room import Room
from tests.web.test_comment_calls import Table
from workshop.reports.cells import guarded
from workshop.reports.formats import FORMATS
from workshop.reports.words import Language
from workshop.views.read_record import read_record
from workshop.views.record import Record

ON_NOTE, FORMULA, ON_THEME, HIDDEN, STAFF = (
    "ควรโอนภายใน 15 วัน",
    "=HYPERLINK(1)",
    "เรื่องนี้สำคัญที่สุด",
    "ไม่สุภาพ",
    "ขอบคุณครับ",
)


@pytest.fixture
def report(room: Room) -> Record:
    table = Table(room)
    secret = room.new_phone(1, name="ผู้ทดสอบลับ", unit="หน่วยลับ")
    for text, about in ((ON_NOTE, {}), (FORMULA, {}), (ON_THEME, {"theme_id": table.theme})):
        table.comment(secret, text, **about)
    table.ok(f"/comments/{table.comment(text=HIDDEN)['id']}/hide")
    gone = table.comment(text="ถอนแล้ว")["id"]
    assert table.reader.call("DELETE", f"/comments/{gone}").status_code == 200
    table.ok("/comments/say", {"id": "facilitator-1", "note_id": table.note, "text": STAFF})
    return room.feed.read(read_record, room.code)


def written(report: Record, format: str, language: Language = "th") -> bytes:
    stream = io.BytesIO()
    FORMATS[format].write(report, language, stream)
    return stream.getvalue()


def text_of(report: Record, format: str) -> str:
    return texts(format, written(report, format))


def test_the_record_counts_every_comment_once(report: Record) -> None:
    assert report.attached["comments"] == {"received": 6, "shown": 4, "hidden": 1, "withdrawn": 1}
    (note,) = report.notes
    assert [(comment.text, comment.staff) for comment in note.on_it("comments")] == [
        (ON_NOTE, False),
        (FORMULA, False),
        (STAFF, True),
    ]
    assert [comment.text for comment in report.themes[0].on_it("comments")] == [ON_THEME]


@pytest.mark.parametrize("format", sorted(each.key for each in FORMATS.values() if each.key != "parcel"))
def test_every_export_has_what_is_shown_and_nothing_that_is_hidden_or_names_anybody(
    report: Record, format: str
) -> None:
    whole = text_of(report, format)
    if FORMATS[format].prefix is None:  # letters only count
        for text in (ON_NOTE, FORMULA, ON_THEME, STAFF):
            assert text in whole
    for secret in (HIDDEN, "ถอนแล้ว", "ผู้ทดสอบลับ", "หน่วยลับ"):
        assert secret not in whole


def test_a_table_has_a_row_for_each_comment_below_its_note_and_runs_none(report: Record) -> None:
    rows = list(csv.reader(io.StringIO(text_of(report, "csv"), newline="")))
    assert rows[0][-1] == "ข้อคิดเห็น"
    assert rows[1][-1] == "3"
    assert [(row[0], row[1], row[3], row[4]) for row in rows[2:]] == [
        ("1", "", ON_NOTE, "ข้อคิดเห็น"),
        ("1", "", guarded(FORMULA), "ข้อคิดเห็น"),
        ("1", "", STAFF, "ข้อคิดเห็น (วิทยากร)"),
        ("", "", ON_THEME, "ข้อคิดเห็น"),
    ]
    assert {len(row) for row in rows} == {len(rows[0])}


def test_data_has_comments_at_their_note_and_theme(report: Record) -> None:
    found: dict[str, Any] = json.loads(text_of(report, "json"))
    assert found["comments"] == {"received": 6, "shown": 4, "hidden": 1, "withdrawn": 1, "former_themes": []}
    assert found["notes"][0]["comments"][0] == {"text": ON_NOTE, "staff": False}
    assert found["categories"][0]["themes"][0]["comments"] == [{"text": ON_THEME, "staff": False}]


def test_the_workbook_has_a_sheet_of_comments(report: Record) -> None:
    sheet = load_workbook(io.BytesIO(written(report, "xlsx")))["ข้อคิดเห็น"]
    texts = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {ON_NOTE, FORMULA, ON_THEME, STAFF, "ความเห็นที่ 1"} <= texts
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_documents_sum_of_comments_is_shown(report: Record) -> None:
    assert "ได้รับ ๖ = แสดง ๔ + ซ่อน ๑ + ผู้เขียนถอน ๑" in text_of(report, "docx")
