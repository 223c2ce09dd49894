"""Names that differ from those of the workshop as people type them, through to what is stored."""

from __future__ import annotations

import pytest

from tests.cli.test_import_again import Files, as_xlsx, files  # noqa: F401  a fixture
from tests.intake.test_columns_of_forms import taken
from tests.room import Room
from tests.web.importing import OnTheSpot, send
from workshop.domain import groups, undo
from workshop.views.read_record import read_record

WRITTEN = {
    "น้ำพอง": ("น้ำพอง", "อำเภอน้ำพอง", "อ.น้ำพอง", "อ. น้ำพอง", "นํ้าพอง", "อําเภอ นํ้าพอง", "น้ำพอง\N{ZERO WIDTH SPACE}"),
    "อำเภอน้ำพอง": ("น้ำพอง", "อ.น้ำพอง", "สพอ.น้ำพอง", "นํ้าพอง"),
    "เมืองขอนแก่น": ("เมือง", "อ.เมือง", "อำเภอเมือง", "สพอ.เมืองขอนแก่น"),
    "แวงใหญ่": ("เเวงใหญ่", "อำเภอเเวงใหญ่", "อ.แวงใหญ่"),
    "กลุ่มที่ 1": ("1", "1.0", "๑", "01", "กลุ่ม 1"),
}  # fmt: skip


def stored(room: Room) -> list[tuple[str, str, str]]:
    """(category, text, group)"""
    return [(note.category, note.text, note.group) for note in room.feed.read(read_record, room.code).notes]


@pytest.mark.parametrize(("group", "written"), [(group, each) for group, names in WRITTEN.items() for each in names])
def test_a_note_comes_to_the_group_that_is_meant(room: Room, files: Files, group: str, written: str) -> None:  # noqa: F811
    room.feed.change(room.code, undo.ACTOR, groups.replace, [group, "กลุ่มที่ 2"])
    result = files.run({"a.xlsx": as_xlsx(f"อำเภอ,ปัญหา\n{written},งบน้อย\n")})
    assert result.exit_code == 0, result.output
    assert stored(room) == [("ปัญหา/อุปสรรค", "งบน้อย", group)]


def test_of_two_capital_districts_the_short_name_means_neither(room: Room, files: Files) -> None:  # noqa: F811
    room.feed.change(room.code, undo.ACTOR, groups.replace, ["เมืองขอนแก่น", "เมืองเลย", "เมืองเก่า"])
    files.run({"a.xlsx": as_xlsx("อำเภอ,ปัญหา\nเมือง,งบน้อย\nเมืองเลย,รถเสีย\n")})
    assert stored(room) == [("ปัญหา/อุปสรรค", "งบน้อย", ""), ("ปัญหา/อุปสรรค", "รถเสีย", "เมืองเลย")]


@pytest.mark.parametrize(
    "header",
    [
        "ปัญหา/อุปสรรค,สาเหตุ,แนวทางการแก้ไข", "1. ปัญหา/อุปสรรค,2. สาเหตุ,3. แนวทางการแก้ไข",
        "ปัญหา อุปสรรค,สาเหตุ ,แนวทาง แก้ไข", "ปัญหา\N{ZERO WIDTH SPACE}/อุปสรรค,\N{ZERO WIDTH SPACE}สาเหตุ,แนวทางการแก้ไขฯ",
    ],
)  # fmt: skip
def test_each_question_is_read_and_one_without_a_category_of_the_workshop_is_named(room: Room, header: str) -> None:
    room.app.extensions["laena.import_process"] = OnTheSpot(room)
    form = f"{header}\nงบน้อย,แผนช้า,ของบ\n"
    assert taken([*header.split(",")], ["งบน้อย", "แผนช้า", "ของบ"]) == [
        ("problem", "งบน้อย"), ("cause", "แผนช้า"), ("solution", "ของบ"),
    ]  # fmt: skip
    look = send(room, form, store=False)["look"]
    assert [each["name"] for each in look["others"]] == [header.split(",")[2]]  # this workshop has no such category
    send(room, form, store=True)
    assert stored(room) == [("ปัญหา/อุปสรรค", "งบน้อย", ""), ("สาเหตุ", "แผนช้า", "")]


def test_two_columns_of_one_name_are_both_stored_and_named(room: Room, files: Files) -> None:  # noqa: F811
    result = files.run({"a.csv": "ปัญหา,ปัญหา,สาเหตุ\nงบน้อย,คนขาด,แผนช้า\n"})
    assert result.output.count("“ปัญหา”") == 2
    assert [text for _, text, _ in stored(room)] == ["งบน้อย", "คนขาด", "แผนช้า"]


@pytest.mark.parametrize(
    "written",
    [
        "ปัญหา/อุปสรรค\N{ZERO WIDTH SPACE}",
        "\N{ZERO WIDTH SPACE}ปัญหา",
        "ปัญ\N{ZERO WIDTH SPACE}หา/อุปสรรค",
        "ปัญหา\N{NO-BREAK SPACE}",
    ],
)
def test_a_category_with_a_letter_that_cannot_be_seen_is_the_same_category(room: Room, written: str) -> None:
    room.app.extensions["laena.import_process"] = OnTheSpot(room)
    look = send(room, f"ความเห็น,ประเภท\nงบน้อย,ปัญหา\nรถเสีย,{written}\n", store=True)["done"]
    assert look["added"] == 2
    assert {category for category, _, _ in stored(room)} == {"ปัญหา/อุปสรรค"}
