"""Laena's own exports come back as the notes that they were made of."""

from __future__ import annotations

import io
import json

import pytest

from tests.room import Room
from workshop.domain.imports import outlook
from workshop.intake.answers import Found, answers
from workshop.intake.layout import Columns
from workshop.intake.rows import NoNote
from workshop.reports import csv, csv_data
from workshop.reports import json as json_export
from workshop.reports.words import Language, Words
from workshop.reports.xlsx import book
from workshop.tables import TableError, read_tables_bytes
from workshop.views.read_record import read_record

TEXTS = ["งบไม่พอ", "=1+1 เอกสารซ้ำ", "-", "'อ้างคำพูด'", "ยาว\nสองบรรทัด", "0112345678", '- พูดว่า "ไม่"', "3/4"]


@pytest.fixture(params=["th", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    return request.param  # type: ignore[no-any-return]


@pytest.mark.parametrize("writer", [csv, csv_data, book, json_export], ids=["csv", "csv_data", "xlsx", "json"])
def test_an_own_export_comes_back_with_category_and_group(room: Room, writer: object, language: Language) -> None:
    for text in TEXTS:
        room.phone.note(text)
    record = room.feed.read(read_record, room.code)
    found = _read_again(record, writer, language)
    assert [each.note.text for each in found.answers] == TEXTS
    assert [each.note.group for each in found.answers] == [note.group for note in record.notes]
    look = room.feed.read(outlook, room.code, [each.note for each in found.answers])
    assert (look.new, look.refused, len(look.alike)) == ((), (), len(TEXTS))


def test_what_is_on_a_note_is_no_note(room: Room) -> None:
    room.phone.note("งบไม่พอ")
    record = room.feed.read(read_record, room.code)
    out = io.BytesIO()
    csv.write(record, Words("th"), out)
    out.write('"1","","ปัญหา","เห็นด้วย","ผู้เข้าร่วม","","",""\r\n'.encode())
    found = answers(read_tables_bytes(out.getvalue(), "a.csv"), Columns(), record_categories(record))
    assert [each.note.text for each in found.answers] == ["งบไม่พอ"]
    assert [why for *_, why in found.no_notes] == [NoNote.ATTACHED]


def test_a_json_export_of_another_version_or_damaged_is_refused_and_says_what_to_do(room: Room) -> None:
    room.phone.note("งบไม่พอ")
    out = io.BytesIO()
    json_export.write(room.feed.read(read_record, room.code), Words("th"), out)
    whole = json.loads(out.getvalue())
    for change, code, says in (
        ({"schema_version": 99}, "unknown_version", "รุ่น 99 แต่โปรแกรมนี้อ่านได้เฉพาะรุ่น 3"),
        ({"schema_version": None}, "unknown_version", "CSV"),
        ({"schema": "other"}, "not_a_table", "JSON"),
        ({"notes": [{"text": 1}]}, "damaged_export", "ส่งออกจากการประชุมนั้นอีกครั้ง"),
        ({"notes": None}, "damaged_export", "Export it again"),
    ):
        with pytest.raises(TableError, match=says) as refused:
            read_tables_bytes(json.dumps({**whole, **change}).encode(), "a.json")
        assert refused.value.code == code


def test_an_export_of_an_earlier_version_comes_back_without_its_apostrophes(room: Room) -> None:
    room.phone.note("งบไม่พอ")
    record = room.feed.read(read_record, room.code)
    out = io.BytesIO()
    csv.write(record, Words("th"), out)
    category, status = record.notes[0].category, Words("th").ungrouped
    for number, text in enumerate(("'-", "'=1+1", "'อ้าง'", "0112345678"), start=2):
        out.write(f'"{number}","","{category}","{text}","{status}","","","0","",""\r\n'.encode())
    found = answers(read_tables_bytes(out.getvalue(), "a.csv"), Columns(), record_categories(record))
    assert [each.note.text for each in found.answers] == ["งบไม่พอ", "-", "=1+1", "'อ้าง'", "0112345678"]


def record_categories(record: object) -> list[dict[str, str]]:
    return [{"key": each.key, "name": each.name} for each in record.categories]  # type: ignore[attr-defined]


def _read_again(record: object, writer: object, language: Language) -> Found:
    out = io.BytesIO()
    writer.write(record, Words(language), out)  # type: ignore[attr-defined]
    return answers(read_tables_bytes(out.getvalue(), "laena"), Columns(), record_categories(record))
