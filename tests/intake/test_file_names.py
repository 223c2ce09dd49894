"""The group of notes from the name of their file, as in 26 files of districts without a column of groups."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cli.test_import_again import Files, as_xlsx, files  # noqa: F401  a fixture
from tests.intake.test_columns_of_forms import CATEGORIES
from tests.intake.test_near_names import stored
from tests.intake.test_zip import zipped
from tests.room import Room
from tests.web.importing import OnTheSpot, send
from workshop.domain import groups, undo
from workshop.domain.written_names import group_of, groups_by_name
from workshop.intake.answers import Found, answers
from workshop.intake.file_names import group_of_file
from workshop.intake.layout import Columns
from workshop.reports.words import Words
from workshop.tables import Table

DISTRICTS = ["น้ำพอง", "เมืองขอนแก่น", "พล", "กลุ่มดอกคูน", "กลุ่มที่ 2"]
FORM = "ปัญหา,สาเหตุ\nงบน้อย,แผนช้า\nรถเสีย,\n"


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("อำเภอน้ำพอง.xlsx", "น้ำพอง"),
        ("น้ำพอง.csv", "น้ำพอง"),
        ("อ.น้ำพอง.ods", "น้ำพอง"),
        ("01_นํ้าพอง 2563.xlsx", "น้ำพอง"),
        ("แบบรายงานอำเภอน้ำพอง (1).xlsx", "น้ำพอง"),
        ("สำเนาของ สพอ.น้ำพอง.XLSX", "น้ำพอง"),
        ("น้ำพอง - Copy (2).csv", "น้ำพอง"),
        ("น้ำพอง\N{ZERO WIDTH SPACE}.csv", "น้ำพอง"),
        ("อำเภอเมือง.xlsx", "เมืองขอนแก่น"),
        ("พล.xlsx", "พล"),
        ("ปัญหากลุ่มดอกคูน.txt", "กลุ่มดอกคูน"),
        ("ดอกคูน-ตอนเช้า.xlsx", "กลุ่มดอกคูน"),
        ("กลุ่ม 2.xlsx", "กลุ่มที่ 2"),
        ("งาน_โต๊ะที่ ๒.xlsx", "กลุ่มที่ 2"),
        ("งาน.zip › ขอนแก่น/อำเภอน้ำพอง.xlsx", "น้ำพอง"),
        ("งาน.zip › อำเภอน้ำพอง/แบบรายงาน.xlsx", "น้ำพอง"),
        ("งาน.zip › อำเภอน้ำพอง\\พล.xlsx", "พล"),
        # A district that the workshop has not got is offered as a group.
        ("อำเภอชุมแพ.xlsx", "ชุมแพ"),
        ("ชุมแพ.xlsx", "ชุมแพ"),
        ("2563 ชุมแพ (3).xlsx", "ชุมแพ"),
        ("กลุ่มที่ 7.xlsx", "กลุ่มที่ 7"),
        # The province says which capital district is meant.
        ("อำเภอเมือง จังหวัดเลย.xlsx", "เมืองเลย"),
        ("อ.เมือง จ.ขอนแก่น.xlsx", "เมืองขอนแก่น"),
        ("อำเภอพล.xlsx", "พล"),
    ],
)
def test_a_name_says_its_group(name: str, group: str) -> None:
    assert group_of_file(name, DISTRICTS) == group


def test_the_province_behind_a_capital_district_decides_which_group_is_meant() -> None:
    known = groups_by_name([("เมืองขอนแก่น", 1), ("น้ำพอง", 2)])
    assert [group_of(known, f"อำเภอเมือง {of}") for of in ("จังหวัดเลย", "จ.เลย", "จังหวัดขอนแก่น", "จ.ขอนแก่น", "")] == [
        None,
        None,
        1,
        1,
        1,
    ]


@pytest.mark.parametrize("name", ["อำเภอเมือง.xlsx", "เมือง.csv", "อ.เมือง (1).xlsx"])
def test_a_capital_district_is_offered_by_its_short_name_where_no_group_is_it(name: str) -> None:
    assert group_of_file(name, ["กลุ่มที่ 1"]) == "เมือง"


@pytest.mark.parametrize(
    "name",
    [
        "ผลการประชุม.xlsx", "พลังงาน.xlsx", "2.xlsx", "2563.csv", "รายงาน (2).xlsx", "น้ำพอง-พล.xlsx", "ขอนแก่น.xlsx",
        "ข้อมูล สอง.xlsx", "น้ำพอง.zip › แบบ.xlsx", "กลุ่ม.xlsx", "อำเภอ.xlsx", "", ".xlsx", "../../etc.csv", "a" * 300,
        "กลุ่มที่ 22.xlsx ok", "อ." * 150, "อำเภอชุมแพ อำเภอพล.xlsx", "อ.พล อ.ชุมแพ.csv", "พล.อ.สมชาย.xlsx",
        "รายชื่อ พล.ต.ต. สมชาย.xlsx", "คำสั่ง พล.อ. สมชาย.csv",
    ],
)  # fmt: skip
def test_a_name_that_says_no_group_or_two_says_nothing(name: str) -> None:
    assert group_of_file(name, DISTRICTS) == ""


def found(*tables: Table, file: str = "อำเภอน้ำพอง.xlsx", **columns: object) -> Found:
    return answers(tables, Columns(file=file, **columns), CATEGORIES, DISTRICTS)  # type: ignore[arg-type]


def test_all_notes_have_the_group_and_it_may_be_switched_off() -> None:
    table = Table(["ปัญหา", "สาเหตุ"], [["งบน้อย", "แผนช้า"], ["รถเสีย", ""]])
    read, left = found(table), found(table, of_file=False)
    assert ({each.note.group for each in read.answers}, len(read.answers)) == ({"น้ำพอง"}, 3)
    assert {each.note.group for each in left.answers} == {""}
    assert [(each.of_file.group, each.of_file.notes, each.of_file.on) for each in (read, left) if each.of_file] == [
        ("น้ำพอง", 3, True), ("น้ำพอง", 3, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "table",
    [
        Table(["กลุ่ม", "ปัญหา"], [["ดอกคูน", "งบน้อย"], ["", "ไกล"]]),
        Table(["ปัญหา", "สาเหตุ"], [["งบน้อย", ""]], "พล"),
        Table(["ที่", "ปัญหา", "สาเหตุ"], [["", "อำเภอชุมแพ", ""], ["1", "งบน้อย", "ช้า"]]),
        Table(["ปัญหา"], [["งบน้อย"]], above=(("อำเภอชุมแพ",),)),
    ],
    ids=["column", "sheet", "heading", "title"],
)
def test_what_the_file_itself_says_wins(table: Table) -> None:
    read = found(table)
    assert read.of_file is None
    assert "น้ำพอง" not in {each.note.group for each in read.answers}


def test_an_empty_column_of_groups_says_none_so_that_the_name_counts() -> None:
    assert found(Table(["อำเภอ", "ปัญหา"], [["", "งบน้อย"]])).answers[0].note.group == "น้ำพอง"


def test_an_own_export_without_groups_gets_none_from_its_name() -> None:
    words = Words("th")
    header = [words.number, words.group, words.category, words.note, words.status, words.theme]
    read = found(Table(header, [["1", "", "ปัญหา/อุปสรรค", "งบน้อย", words.ungrouped, ""]], "ความเห็น"))
    assert (read.of_file, [each.note.group for each in read.answers]) == (None, [""])


def test_the_same_rows_of_two_districts_are_told_apart_and_a_renamed_file_adds_nothing() -> None:
    table = Table(["ปัญหา"], [["งบน้อย"]])
    ids = [found(table, file=name).answers[0].note.id for name in ("น้ำพอง.csv", "พล.csv", "อำเภอน้ำพอง (1).xlsx")]
    assert (ids[0] != ids[1], ids[0] == ids[2]) == (True, True)


def test_files_of_districts_come_to_their_groups_on_the_command_line(room: Room, files: Files) -> None:  # noqa: F811
    room.feed.change(room.code, undo.ACTOR, groups.replace, ["น้ำพอง", "ชุมแพ"])
    sent = {"อำเภอน้ำพอง.xlsx": as_xlsx("ปัญหา,สาเหตุ\nงบน้อย,แผนช้า"), "2 ชุมแพ.csv": "ปัญหา,สาเหตุ\nรถเสีย,ฝนตก\n"}
    result = files.run(sent)
    assert "say --no-file-group" in result.stdout
    assert sorted(group for _, _, group in stored(room)) == ["ชุมแพ", "ชุมแพ", "น้ำพอง", "น้ำพอง"]
    left = files.run({"อำเภอน้ำพอง.csv": "ปัญหา,สาเหตุ\nไฟดับ,ลมแรง\n"}, "--no-file-group")
    assert "as asked" in left.stdout
    assert [group for _, text, group in stored(room) if text == "ไฟดับ"] == [""]


def test_a_zip_of_districts_comes_to_their_groups_on_the_command_line(room: Room, files: Files) -> None:  # noqa: F811
    room.feed.change(room.code, undo.ACTOR, groups.replace, ["น้ำพอง", "ชุมแพ"])
    files.run({"ขอนแก่น.zip": zipped({"น้ำพอง.csv": FORM, "อำเภอชุมแพ/แบบ.csv": "ปัญหา\nไฟดับ\n"})})
    assert {(text, group) for _, text, group in stored(room)} >= {("งบน้อย", "น้ำพอง"), ("ไฟดับ", "ชุมแพ")}


def test_the_console_says_it_switches_it_off_and_makes_the_district(app: Flask, room: Room) -> None:
    app.extensions["laena.import_process"] = OnTheSpot(room)
    look = send(room, FORM, name="อำเภอชุมแพ.csv")["look"]
    assert look["of_file"] == {"group": "ชุมแพ", "notes": 3, "on": True}
    assert [each["name"] for each in look["unknown_groups"]] == ["ชุมแพ"]
    off = send(room, FORM, name="อำเภอชุมแพ.csv", of_file=False)["look"]
    assert (off["of_file"]["on"], off["unknown_groups"]) == (False, [])
    assert send(room, FORM.replace(",", "\t"), name="อำเภอชุมแพ.csv", pasted=True)["look"]["of_file"] is None
    done = send(room, FORM, name="อำเภอชุมแพ.csv", make_groups=["ชุมแพ"], store=True)["done"]
    assert (done["added"], done["made_groups"]) == (3, ["ชุมแพ"])
    assert {group for _, _, group in stored(room)} == {"ชุมแพ"}
