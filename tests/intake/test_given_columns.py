"""A person gives a column that was not read a category, or leaves one out: all columns come in one step."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cli.test_import import Import, added, import_into, stored  # noqa: F401  a fixture
from tests.intake.test_columns_of_forms import CATEGORIES
from tests.room import Room
from tests.web.importing import OnTheSpot, send
from workshop.intake.answers import Found, NoCategory, answers
from workshop.intake.layout import Columns
from workshop.intake.questions import near_question
from workshop.tables import Table, TableError
from workshop.views.read_record import read_record

HEADER = ["อำเภอ", "ปัญหา", "จะทำอะไรต่อ"]
ROWS = [["น้ำพอง", "งบน้อย", "ของบกลาง"], ["ชุมแพ", "", "ขายของ"]]
FORM = "กลุ่ม,ปัญหา/อุปสรรค,จะทำอะไรต่อ\nดอกคูน,งบไม่พอ,ของบกลาง\nดอกจาน,รถไม่มี,เช่ารถ\n"


def found(given: dict[str, str], *tables: Table, **columns: str) -> Found:
    return answers(tables or [Table(HEADER, ROWS)], Columns(given=given, **columns), CATEGORIES)


def notes(read: Found) -> list[tuple[str, str, str]]:
    return [(each.note.category, each.note.text, each.note.group) for each in read.answers]


def test_a_column_with_a_category_is_read_beside_those_that_were_found() -> None:
    read = found({"จะทำอะไรต่อ": "แนวทางแก้ไข"})
    assert notes(read) == [
        ("problem", "งบน้อย", "น้ำพอง"), ("solution", "ของบกลาง", "น้ำพอง"), ("solution", "ขายของ", "ชุมแพ"),
    ]  # fmt: skip
    assert (read.read, read.others) == ([("", "ปัญหา", "problem"), ("", "จะทำอะไรต่อ", "solution")], [])


def test_the_ids_of_the_other_columns_stay_so_that_a_second_import_adds_only_the_new_column() -> None:
    before = {each.note.id for each in found({}).answers}
    after = {each.note.id for each in found({"จะทำอะไรต่อ": "solution"}).answers}
    assert before < after


def test_a_column_that_is_left_out_is_named_as_not_read() -> None:
    read = found({"ปัญหา": "", "จะทำอะไรต่อ": "solution"})
    assert [text for _, text, _ in notes(read)] == ["ของบกลาง", "ขายของ"]
    assert read.others == ["ปัญหา"]
    assert notes(found({"อำเภอ": ""}))[0][2] == ""


def test_where_nothing_is_known_by_its_name_only_the_columns_with_a_category_are_read() -> None:
    table = Table(["เล่าให้ฟัง", "แล้วไงต่อ", ""], [["งบน้อยมากจนทำอะไรไม่ได้", "ของบกลาง", "รถเสีย"]])
    assert notes(found({"แล้วไงต่อ": "solution"}, table)) == [("solution", "ของบกลาง", "")]
    assert notes(found({"เล่าให้ฟัง": "problem", "c": "problem"}, table)) == [
        ("problem", "งบน้อยมากจนทำอะไรไม่ได้", ""), ("problem", "รถเสีย", ""),
    ]  # fmt: skip
    assert notes(found({"แล้วไงต่อ": "solution"}, table, into="problem"))[0] == ("problem", "งบน้อยมากจนทำอะไรไม่ได้", "")


def test_a_column_of_some_sheets_is_read_where_it_is() -> None:
    sheets = [Table(HEADER, ROWS, "1"), Table(HEADER[:2], [["น้ำพอง", "ช้า"]], "2")]
    assert [text for _, text, _ in notes(found({"จะทำอะไรต่อ": "solution"}, *sheets))] == [
        "งบน้อย",
        "ของบกลาง",
        "ขายของ",
        "ช้า",
    ]


def test_a_column_that_is_not_there_and_a_category_that_is_none_are_refused() -> None:
    with pytest.raises(TableError, match="ไม่พบคอลัมน์ “อื่น”"):
        found({"อื่น": "solution"})
    with pytest.raises(NoCategory, match="ไม่มีประเภท “ชมเชย”"):
        found({"จะทำอะไรต่อ": "ชมเชย"})


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("ควรแก้ไขอย่างไร", "solution"),
        ("3. วิธีแก้", "solution"),
        ("วิธีการแก้ปัญหา", "solution"),
        ("อยากเสนออะไร", "proposal"),
        ("เจอปัญหาไหม", "problem"),
        ("อำเภอ", None),
        ("ฝากถึงกรม", None),
    ],
)
def test_a_category_is_offered_for_a_question_that_shares_its_words(name: str, near: str | None) -> None:
    assert near_question(name, CATEGORIES) == near


def test_the_console_shows_the_column_offers_a_category_and_imports_all_in_one_step(app: Flask, room: Room) -> None:
    app.extensions["laena.import_process"] = OnTheSpot(room)
    (other,) = send(room, FORM)["look"]["others"]
    assert (other["name"], other["cells"], other["personal"]) == ("จะทำอะไรต่อ", 2, False)
    look = send(room, FORM, columns={"จะทำอะไรต่อ": "proposal"})["look"]
    assert [column["role"] for column in look["columns"]] == ["group", "problem", "proposal"]
    assert (look["added"], look["others"]) == (4, [])
    assert send(room, FORM, columns={"จะทำอะไรต่อ": "proposal"}, store=True)["done"]["added"] == 4
    assert len(room.feed.read(read_record, room.code).notes) == 4
    room.desk.call("/undo")
    assert room.feed.read(read_record, room.code).notes == ()


def test_the_command_line_takes_several_columns(room: Room, import_into: Import) -> None:  # noqa: F811
    assert "--column" in import_into(FORM, "--dry-run").stderr
    assert added(import_into(FORM, "--column", "จะทำอะไรต่อ=proposal", "--column", "ปัญหา/อุปสรรค=สาเหตุ")) == (4, 0, 0)
    assert [category for _, category, _ in stored(room)] == ["cause", "proposal", "cause", "proposal"]
    assert added(import_into(FORM, "--column", "ปัญหา/อุปสรรค=", "--column", "จะทำอะไรต่อ=proposal")) == (0, 2, 0)
    for wrong, message in (
        ("จะทำอะไรต่อ", "คอลัมน์=ประเภท"),
        ("จะทำอะไรต่อ=ชมเชย", "there is no category"),
        ("ก=สาเหตุ", "no column"),
    ):
        result = import_into(FORM, "--column", wrong)
        assert result.exit_code != 0
        assert message in result.stderr
