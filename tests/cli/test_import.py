"""laena import: files as offices and Google Forms write them, into a workshop on a real database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from flask import Flask

from tests.room import Room
from workshop.cli import main
from workshop.domain import workshops
from workshop.intake.answers import answers
from workshop.intake.layout import Columns
from workshop.tables import Table
from workshop.views.read_record import read_record

Import = Callable[..., Result]

LOOK_BACK = "text,category,group\nงบประมาณมาช้า,ปัญหา/อุปสรรค,กลุ่มดอกคูน\nขาดคนทำบัญชี,cause,ดอกจาน\nอบรมก่อนเริ่ม,proposal,\n"


@pytest.fixture
def import_into(app: Flask, room: Room, tmp_path: Path) -> Import:
    """Writes a file and imports it into the room's workshop."""

    def run(content: str | bytes, *options: str, name: str = "notes.csv", code: str | None = None) -> Result:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        data = str(app.extensions["laena.settings"].data)
        return CliRunner().invoke(
            main, ["import", str(path), "--workshop", code or room.code, "--data", data, *options]
        )

    return run


def stored(room: Room) -> list[tuple[str, str, str]]:
    """(text, category, group) of the workshop's notes, by number."""
    record = room.feed.read(read_record, room.code)
    keys = {category.name: category.key for category in record.categories}
    return [(note.text, keys[note.category], note.group) for note in record.notes]


def added(result: Result) -> tuple[int, int, int]:
    """(added, already there, refused), and that they are all the file's notes."""
    assert result.exit_code == 0, result.output
    line = next(line for line in result.stdout.splitlines() if "notes in the file" in line)
    total, *parts = [int(word) for word in line.split() if word.isdigit()]
    assert total == sum(parts)
    return parts[0], parts[1], parts[3]


def test_a_note_a_row_with_category_and_group_by_key_or_name(room: Room, import_into: Import) -> None:
    assert added(import_into(LOOK_BACK)) == (3, 0, 0)
    assert stored(room) == [
        ("งบประมาณมาช้า", "problem", "กลุ่มดอกคูน"),
        ("ขาดคนทำบัญชี", "cause", "กลุ่มดอกจาน"),
        ("อบรมก่อนเริ่ม", "proposal", ""),
    ]


def test_a_second_import_adds_only_rows_that_are_new_in_the_file(room: Room, import_into: Import) -> None:
    import_into(LOOK_BACK)
    assert added(import_into(LOOK_BACK, name="notes (1).csv")) == (0, 3, 0)
    grown = LOOK_BACK.replace("ขาดคน", "เพิ่งส่งมา,cause,\nขาดคน")
    assert added(import_into(grown)) == (1, 3, 0)
    assert len(stored(room)) == 4


def test_equal_rows_of_one_file_are_separate_notes(room: Room, import_into: Import) -> None:
    assert added(import_into("text\nไม่มี\nไม่มี\nไม่มี\n", "--into", "problem")) == (3, 0, 0)
    assert added(import_into("text\nไม่มี\nไม่มี\nไม่มี\nไม่มี\n", "--into", "problem")) == (1, 3, 0)


def test_equal_rows_of_another_source_are_separate_notes(room: Room, import_into: Import) -> None:
    import_into("text\nงบไม่พอ\n", "--into", "problem")
    again = import_into("text\nงบไม่พอ\n", "--into", "problem", name="other.csv")
    assert added(again) == (0, 1, 0)
    assert "--source" in again.output
    assert added(import_into("text\nงบไม่พอ\n", "--into", "problem", "--source", "โต๊ะสอง")) == (1, 0, 0)


def test_refused_rows_are_reported_with_their_reason_and_the_others_imported(room: Room, import_into: Import) -> None:
    rows = ["งบไม่พอ,problem", "\N{ZERO WIDTH SPACE},problem", "ก" * 4_001 + ",problem", "ดี,ชมเชย", "รถไม่มี,problem"]
    result = import_into("text,category\n" + "\n".join(rows) + "\n")
    assert added(result) == (2, 0, 3)
    assert [line.strip() for line in result.stderr.splitlines() if line.startswith("  ")] == [
        "แถวที่ 2 / row 2: ไม่มีข้อความ / empty",
        "แถวที่ 3 / row 3: ยาวเกิน 4,000 ตัวอักษร แบ่งเป็นหลายแถว / longer than 4,000 characters: split it into rows",
        "แถวที่ 4 / row 4: ไม่มีประเภทนี้ในการประชุม / the workshop has no such category",
    ]
    assert [text for text, *_ in stored(room)] == ["งบไม่พอ", "รถไม่มี"]


def test_a_strict_import_takes_all_rows_or_none(room: Room, import_into: Import) -> None:
    result = import_into("text\nงบไม่พอ\n-\n" + "ก" * 4_001 + "\n", "--into", "problem", "--strict")
    assert result.exit_code == 1
    assert "row 3" in result.stderr
    assert stored(room) == []
    assert added(import_into("text\nงบไม่พอ\n-\n", "--into", "problem", "--strict")) == (2, 0, 0)


def test_an_unknown_group_is_reported_and_its_note_imported(room: Room, import_into: Import) -> None:
    result = import_into("text,กลุ่ม\nงบไม่พอ,ดอกทองกวาว\nรถไม่มี,ดอกทองกวาว\n", "--into", "ปัญหา")
    assert added(result) == (2, 0, 0)
    assert "“ดอกทองกวาว” (2)" in result.stderr
    assert {group for _, _, group in stored(room)} == {""}


def test_a_form_with_a_question_for_each_category_needs_no_options(room: Room, import_into: Import) -> None:
    form = (
        "ประทับเวลา,ชื่อ-นามสกุล,กลุ่มของท่าน,ปัญหา/อุปสรรค,สาเหตุ\n"
        "1/11/2563,-,ดอกคูน,งบไม่พอ,ได้รับจัดสรรน้อย\n2/11/2563,-,ดอกจาน,รถไม่มี,\n"
    )
    assert added(import_into(form)) == (3, 0, 0)
    assert stored(room) == [
        ("งบไม่พอ", "problem", "กลุ่มดอกคูน"),
        ("ได้รับจัดสรรน้อย", "cause", "กลุ่มดอกคูน"),
        ("รถไม่มี", "problem", "กลุ่มดอกจาน"),
    ]


def test_a_form_whose_header_is_the_question_is_read_by_its_longest_answers(room: Room, import_into: Import) -> None:
    form = "ประทับเวลา,หน่วยงาน,ปีที่ผ่านมาอะไรติดขัด\n1/11/2563,สพอ.,งบประมาณมาช้ากว่าแผน\n"
    assert added(import_into(form, "--into", "problem")) == (1, 0, 0)
    assert stored(room)[0][0] == "งบประมาณมาช้ากว่าแผน"


def test_the_columns_that_were_read_and_those_that_were_not_are_named(room: Room, import_into: Import) -> None:
    form = "ตำแหน่ง,1. ปัญหา,สาเหตุของปัญหา,ฝากถึงกรม\nพัฒนากร,งบไม่พอ,แผนมาช้า,ขอบคุณ\n"
    result = import_into(form)
    assert added(result) == (2, 0, 0)
    assert "“1. ปัญหา” → ปัญหา/อุปสรรค, “สาเหตุของปัญหา” → สาเหตุ" in result.stdout
    assert "“ตำแหน่ง”, “ฝากถึงกรม”" in result.stderr
    assert "--text" in result.stderr
    assert added(import_into(form, "--text", "ฝากถึงกรม", "--into", "proposal")) == (1, 0, 0)


def test_a_group_of_nearly_this_name_is_offered(room: Room, import_into: Import) -> None:
    result = import_into("text,กลุ่ม\nงบไม่พอ,ดอกคูณ\n", "--into", "ปัญหา")
    assert "“ดอกคูณ” (1) คล้าย / like “กลุ่มดอกคูน”" in result.stderr


def test_groups_are_made_where_asked_but_for_names_that_are_near_another(room: Room, import_into: Import) -> None:
    table = "text,กลุ่ม\nงบไม่พอ,ดอกคูณ\nรถไม่มี,ชุมแพ\nแผนช้า,ดอกจัน\n"
    options = ["--into", "ปัญหา", "--make-groups", "--means", "ดอกจัน=ดอกจัน"]
    assert "groups made: “ชุมแพ”, “ดอกจัน”" in import_into(table, *options, "--dry-run").stdout
    assert stored(room) == []
    result = import_into(table, *options)
    assert "“ดอกคูณ” (1) คล้าย / like “กลุ่มดอกคูน”" in result.stderr
    assert [group for _, _, group in stored(room)] == ["", "ชุมแพ", "ดอกจัน"]


def test_days_are_taken_from_the_column_of_times_and_wrong_ones_are_named(room: Room, import_into: Import) -> None:
    form = "วันที่,ปัญหา/อุปสรรค\n1/11/2563,งบไม่พอ\nเมื่อวาน,รถไม่มี\n"
    assert "--days day-first" in import_into(form, "--dry-run").stderr
    result = import_into(form, "--days", "month-first")
    assert "11 มกราคม 2563 / 11 January 2020 (“วันที่”)" in result.stdout
    assert "row 2: ไม่ใช่วันที่ / not a day" in result.stderr
    first, second = room.feed.read(read_record, room.code).notes
    assert (first.submitted_at.date().isoformat(), second.submitted_at.year > 2020) == ("2020-01-11", True)


def test_tis_620_is_read_right(room: Room, import_into: Import) -> None:
    thai = "ความเห็น\nน้ำท่วมถนนเข้าหมู่บ้านทุกปี\nอยากให้ขุดลอกคลองก่อนหน้าฝน\n"
    assert added(import_into(thai.encode("cp874"), "--into", "problem")) == (2, 0, 0)
    assert stored(room)[0][0] == "น้ำท่วมถนนเข้าหมู่บ้านทุกปี"


def test_an_xlsx_with_merged_cells_is_read_right(room: Room, import_into: Import, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["แบบสอบถามความเห็น", None], ["ประเภท", "ความเห็น"], ["problem", "งบไม่พอ"], [None, "รถไม่มี"]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A3:A4")
    book.save(tmp_path / "merged.xlsx")
    assert added(import_into((tmp_path / "merged.xlsx").read_bytes(), name="merged.xlsx")) == (2, 0, 0)
    assert [(text, category) for text, category, _ in stored(room)] == [("งบไม่พอ", "problem"), ("รถไม่มี", "problem")]


@pytest.mark.parametrize(
    ("content", "options", "message"),
    [
        (LOOK_BACK, ["--text", "เนื้อหา"], "There is no column “เนื้อหา”"),
        (LOOK_BACK, ["--group", "โต๊ะ"], "There is no column “โต๊ะ”"),
        ("no,n\n1,2\n", ["--into", "problem"], "No column holds text"),
        ("text\nงบไม่พอ\n", [], "say --into CATEGORY or --category COLUMN"),
        ("text\nงบไม่พอ\n", ["--into", "ชมเชย"], "there is no category “ชมเชย”"),
        (b"%PDF-1.7 ...", [], "PDF"),
        (b"", [], "is empty"),
        (b"PK\x03\x04 not a workbook", [], "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(
    room: Room, import_into: Import, content: str | bytes, options: list[str], message: str
) -> None:
    before = room.feed.read(workshops.find, room.code).seq
    result = import_into(content, *options)
    assert result.exit_code == 1
    assert message in result.stderr
    assert any("ก" <= letter <= "๛" for letter in result.stderr)
    assert (stored(room), room.feed.read(workshops.find, room.code).seq) == ([], before)


def test_an_unknown_workshop_is_refused_and_the_known_ones_named(room: Room, import_into: Import) -> None:
    result = import_into(LOOK_BACK, code="AAAAAA")
    assert result.exit_code == 1
    assert "there is no workshop AAAAAA" in result.stderr
    assert room.code in result.stderr


def test_an_import_of_a_missing_file_is_refused_by_name(app: Flask, room: Room) -> None:
    data = str(app.extensions["laena.settings"].data)
    result = CliRunner().invoke(main, ["import", "nothing.csv", "--workshop", room.code, "--data", data])
    assert result.exit_code == 1
    assert "Cannot open nothing.csv" in result.stderr


def test_an_imported_note_waits_for_the_grouping_and_nobody_can_edit_it(room: Room, import_into: Import) -> None:
    import_into(LOOK_BACK)
    found = room.desk.board()
    assert found["figures"]["waiting"] == 3
    note = found["notes"][0]
    assert room.phone.call("DELETE", f"/notes/{note['id']}").get_json()["error"] == "not_yours"
    assert room.phone.state()["notes"] == []
    room.group_notes()
    assert room.desk.board()["figures"]["waiting"] == 0


def test_an_open_console_is_sent_the_imported_notes(app: Flask, room: Room, import_into: Import) -> None:
    """The import has a database connection of its own, as another process has."""
    console = app.extensions["laena.socketio"].test_client(
        app, auth={"code": room.code, "view": "console"}, flask_test_client=room.desk.client
    )
    import_into(LOOK_BACK)
    app.extensions["laena.delivery"].round(10.0)
    deltas = [event["args"][0] for event in console.get_received() if event["name"] == "changes"]
    assert [note["text"] for delta in deltas for note in delta["notes"]] == [text for text, *_ in stored(room)]
    assert len(stored(room)) == 3


def test_a_row_has_the_id_that_earlier_versions_gave_it() -> None:
    """The ids of notes that are stored already: another one would take the file in twice."""
    table = Table(["text", "ประเภท", "ตำแหน่ง"], [["น้ำไม่พอ", "ปัญหา/อุปสรรค", "นักวิชาการ"]])
    categories = [{"key": "problem", "name": "ปัญหา/อุปสรรค"}]
    ids = [each.note.id for each in answers([table], Columns(source="notes"), categories).answers]
    assert ids == ["i1f4e4974efae1b7149919746f02c0a26d31c79c3"]
