"""Which sheets and rows of a file are notes."""

from __future__ import annotations

import pytest

from tests.intake.test_columns_of_forms import CATEGORIES
from workshop.intake.answers import Found, answers
from workshop.intake.layout import Columns
from workshop.intake.rows import NoNote
from workshop.tables import Table

GROUPS = ["อำเภอน้ำพอง", "อำเภอชุมแพ"]


def found(*tables: Table, **columns: str) -> Found:
    return answers(list(tables), Columns(**columns), CATEGORIES, GROUPS)


def notes(read: Found) -> list[tuple[str, str, str]]:
    """(category, text, group)"""
    return [(each.note.category, each.note.text, each.note.group) for each in read.answers]


def test_a_sheet_a_district_gives_its_name_to_its_notes_and_a_cover_is_passed_over() -> None:
    cover = Table(["สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น"], [["รายงานผลการรับฟังความเห็นทุกอำเภอ"]], "ปก")
    of_district = [Table(["ที่", "ปัญหา", "สาเหตุ"], [["1", text, ""]], sheet) for text, sheet in
                   (("งบน้อย", "น้ำพอง"), ("งบน้อย", "อ.ชุมแพ"))]  # fmt: skip
    read = found(cover, *of_district)
    assert notes(read) == [("problem", "งบน้อย", "น้ำพอง"), ("problem", "งบน้อย", "อ.ชุมแพ")]
    assert len({each.note.id for each in read.answers}) == 2
    assert read.passed == ["ปก"]
    assert read.read[0] == ("น้ำพอง", "ปัญหา", "problem")


def test_sheets_that_people_named_are_groups_also_where_the_workshop_has_none_such() -> None:
    sheets = [Table(["ปัญหา"], [["งบน้อย"]], name) for name in ("น้ำพอง", "บ้านไผ่", "Sheet3", "แผ่น4", "สรุป")]
    assert [group for _, _, group in notes(found(*sheets))] == ["น้ำพอง", "บ้านไผ่", "", "", ""]


def test_a_sheet_a_category_gives_its_category_and_no_other_sheet_s_name_is_a_group() -> None:
    sheets = [Table(["ความเห็น"], [["งบน้อย"]], "1. ปัญหา"), Table(["ความเห็น"], [["ช้า"]], "สาเหตุ")]
    assert notes(found(*sheets)) == [("problem", "งบน้อย", ""), ("cause", "ช้า", "")]


def test_a_group_that_a_column_names_wins_over_the_sheet() -> None:
    table = Table(["ความเห็น", "กลุ่ม"], [["งบน้อย", "ชุมแพ"]], "น้ำพอง")
    assert notes(found(table, into="problem")) == [("problem", "งบน้อย", "ชุมแพ")]


def test_of_sheets_whose_columns_are_guessed_the_longest_is_read_and_those_like_it() -> None:
    long = Table(["ก", "ข"], [["งบน้อย", "1"], ["คนขาด", "2"]], "ข้อมูล")
    read = found(Table(["x"], [["คำชี้แจงยาวมากกว่าทุกอย่าง"]], "ปก"), long, Table(["ก", "ข"], [["รถเสีย", "3"]], "ต่อ"),
                 into="problem")  # fmt: skip
    assert [text for _, text, _ in notes(read)] == ["งบน้อย", "คนขาด", "รถเสีย"]
    assert read.passed == ["ปก"]


def test_a_merged_problem_is_one_note_and_its_answers_are_each_their_own() -> None:
    rows = [["ชุมแพ", "งบน้อย", "ของบ"], ["ชุมแพ", "งบน้อย", "ขายของ"], ["ชุมแพ", "งบน้อย", ""]]
    merged = frozenset((row, column) for row in (1, 2) for column in (0, 1))
    read = found(Table(["อำเภอ", "ปัญหา", "แนวทางแก้ไข"], rows, "1", merged))
    assert notes(read) == [
        ("problem", "งบน้อย", "ชุมแพ"), ("solution", "ของบ", "ชุมแพ"), ("solution", "ขายของ", "ชุมแพ"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["ที่", "ความเห็น", "จำนวน"], NoNote.HEADER), (["รวม", "", "12"], NoNote.TOTAL),
        (["", "รวมทั้งสิ้น", "12"], NoNote.TOTAL),
        (["", "ลงชื่อ..............ผู้รายงาน", ""], NoNote.SIGNATURE), (["", "(นายสมมุติ ใจดี)", ""], NoNote.SIGNATURE),
        (["", "(........................)", ""], NoNote.SIGNATURE),
        (["3", "#NAME?", ""], NoNote.ERROR), (["3", "#REF!", "1"], NoNote.ERROR),
        (["3", "#ERROR!", "1"], NoNote.ERROR), (["3", "Err:508", "1"], NoNote.ERROR),
        (["3", "#####", "1"], NoNote.ERROR),
        (["", "รวมทั้งสิ้น 12 ข้อ", ""], NoNote.TOTAL), (["", "ยอดรวมทั้งหมด", "3"], NoNote.TOTAL),
        (["", "ผู้รายงาน นายสมมุติ ใจดี", ""], NoNote.SIGNATURE),
        (["", "เฉลี่ย", "3.25"], NoNote.AVERAGE), (["ค่าเฉลี่ย", "", "4.1"], NoNote.AVERAGE),
        (["", "คิดเป็นร้อยละ", "45.5"], NoNote.AVERAGE), (["", "ร้อยละ 45.5", ""], NoNote.AVERAGE),
        (["ร้อยละ", "45.50%", "12"], NoNote.AVERAGE), (["", "ค่าเฉลี่ยรวม", "๓.๒๕"], NoNote.AVERAGE),
        (["", "S.D.", "0.7"], NoNote.AVERAGE),
    ],
)  # fmt: skip
def test_a_row_that_is_no_note_is_left_out_and_named(row: list[str], why: NoNote) -> None:
    read = found(Table(["ที่", "ความเห็น", "จำนวน"], [["1", "งบน้อย", "2"], row]), into="problem")
    assert [text for _, text, _ in notes(read)] == ["งบน้อย"]
    assert read.no_notes == [("", 2, why)]


def test_numbers_of_the_columns_under_the_header_are_no_notes() -> None:
    rows = [["(1)", "(2)", "(3)"], ["1", "งบน้อย", "ช้า"], ["2", "3", "4"]]
    read = found(Table(["ที่", "ปัญหา", "สาเหตุ"], rows))
    assert read.no_notes == [("", 1, NoNote.HEADER)]
    assert notes(read)[0] == ("problem", "งบน้อย", "")


@pytest.mark.parametrize("second", ["Open-Ended Response", '{"ImportId":"QID1_TEXT"}', "คำตอบปลายเปิด"])
def test_the_second_header_of_a_survey_is_no_note(second: str) -> None:
    read = found(Table(["ความเห็น"], [[second], ["งบน้อย"]]), into="problem")
    assert ([text for _, text, _ in notes(read)], read.no_notes) == (["งบน้อย"], [("", 1, NoNote.HEADER)])


@pytest.mark.parametrize(
    "text",
    [
        "รวมกลุ่มทำปุ๋ย",
        "เฉลี่ยแล้วได้รับงบน้อยกว่าทุกปี",
        "ร้อยละของครัวเรือนที่ตกเกณฑ์ยังสูง",
        "รวม",
        "รวม 3 ตำบลเป็นศูนย์เดียว",
        "ผู้รายงานไม่พอ",
        "ลงชื่อไม่ครบ งานล่าช้าเพราะเอกสาร",
        "(ร่าง) แผนยังไม่เสร็จ",
        "#ขอนแก่นไม่ทิ้งกัน",
        "response time นาน",
    ],
)
def test_a_note_that_begins_like_such_a_row_is_a_note(text: str) -> None:
    rows = [["1", text, "คนเดียวทำทั้งหมด"]] + [[str(i), f"งบน้อย {i}", "ขอเพิ่ม"] for i in range(10)]
    assert found(Table(["ที่", "ความเห็น", "หมายเหตุ"], rows), into="problem").no_notes == []


def test_what_is_signed_below_the_signature_is_left_out_too() -> None:
    rows = [["1", "งบน้อย"], ["", "ลงชื่อ.........."], ["", "พัฒนาการอำเภอชุมแพ"], ["", "30 ตุลาคม 2563"]]
    read = found(Table(["ที่", "ความเห็น"], rows), into="problem")
    assert [row for _, row, _ in read.no_notes] == [2, 3, 4]
