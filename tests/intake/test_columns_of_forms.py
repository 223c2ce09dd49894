"""Columns of forms whose names are nearly those of a workshop's categories."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.written_names import category_keys, near_group
from workshop.intake.answers import NoCategory, answers
from workshop.intake.layout import Columns
from workshop.intake.questions import category_of
from workshop.tables import Table, TableError

CATEGORIES = [
    {"key": "result", "name": "ผลงาน"},
    {"key": "problem", "name": "ปัญหา/อุปสรรค"},
    {"key": "cause", "name": "สาเหตุ"},
    {"key": "solution", "name": "แนวทางแก้ไข"},
    {"key": "proposal", "name": "ข้อเสนอแนะ/การพัฒนาต่อยอด"},
]
KEYS = category_keys(CATEGORIES)


def taken(header: list[str], *rows: list[str], **columns: str) -> list[tuple[str, str]]:
    """(category, text) of the notes."""
    found = answers([Table(header, list(rows))], Columns(**columns), CATEGORIES)
    return [(each.note.category, each.note.text) for each in found.answers]


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("แนวทางการแก้ไข", "solution"), ("แนวทางแก้ไขปัญหา", "solution"), ("4) แนวทางในการแก้ไข", "solution"),
        ("1. ปัญหา/อุปสรรค", "problem"), ("ข้อที่ ๑ ปัญหาและอุปสรรค", "problem"), ("Q2: ปัญหา (ถ้ามี)", "problem"),
        ("ปัญหา 2", "problem"), ("ปัญหาและอุปสรรคในปีที่ผ่านมา", "problem"), ("อุปสรรค", "problem"),
        ("สาเหตุของปัญหา", "cause"), ("ข้อเสนอแนะในการแก้ปัญหา", "proposal"), ("พัฒนาต่อยอด", "proposal"),
        ("ผลงานเด่น", "result"), ("ด้านเศรษฐกิจ [สาเหตุ]", "cause"), ("หมวดที่ 1/ปัญหา", "problem"),
        ("ประทับเวลา", None), ("ชื่อ-นามสกุล", None), ("ความเห็น", None), ("1", None), ("", None),
    ],
)  # fmt: skip
def test_a_name_that_differs_a_little_means_the_category(name: str, category: str | None) -> None:
    assert category_of(name, KEYS) == category


@given(
    st.sampled_from(list(KEYS)),
    st.integers(1, 40),
    st.sampled_from(["{n}. {c}", "{n}) {c}", "ข้อ {n} {c}", "{c} ({n})", "{c}:"]),
)
def test_a_numbered_name_means_the_same_as_the_name_alone(name: str, number: int, form: str) -> None:
    assert category_of(form.format(n=number, c=name), KEYS) == KEYS[name]


def test_no_question_is_lost_that_differs_by_a_syllable() -> None:
    header = ["ปัญหา/อุปสรรค", "สาเหตุ", "แนวทางการแก้ไข"]
    assert taken(header, ["งบน้อย", "อนุมัติช้า", "ของบกลาง"]) == [
        ("problem", "งบน้อย"), ("cause", "อนุมัติช้า"), ("solution", "ของบกลาง"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "อำเภอ",
        "2. อำเภอ",
        "อำเภอของท่าน",
        "ท่านอยู่อำเภออะไร",
        "กลุ่มที่ท่านสังกัด",
        "โต๊ะที่",
        "เลือกอำเภอของท่าน",
        "ข้อมูลทั่วไป [อำเภอ]",
    ],
)
def test_the_group_is_found_however_a_form_asks_for_it(name: str) -> None:
    found = answers([Table([name, "ปัญหา"], [["น้ำพอง", "งบน้อย"]])], Columns(), CATEGORIES)
    assert [(each.note.text, each.note.group) for each in found.answers] == [("งบน้อย", "น้ำพอง")]


@pytest.mark.parametrize("time", ["ประทับเวลา", "1. วันที่", "submitdate. Date submitted", "เวลาเสร็จสมบูรณ์"])
def test_the_days_are_found_however_a_survey_calls_them(time: str) -> None:
    found = answers([Table([time, "ปัญหา"], [["2020-10-30", "งบน้อย"]])], Columns(), CATEGORIES)
    assert found.days.first is not None


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("ปัญหาและอุปสรรค", "problem"),
        ("1. ปัญหา", "problem"),
        ("แนวทางการแก้ไข", "solution"),
        ("ปัญหากับข้อเสนอ", "ปัญหากับข้อเสนอ"),
    ],
)
def test_a_category_beside_a_note_may_differ_as_a_heading_may(written: str, key: str) -> None:
    assert taken(["ความเห็น", "ประเภท"], ["งบน้อย", written]) == [(key, "งบน้อย")]


def test_two_columns_of_one_name_are_both_read() -> None:
    assert taken(["ปัญหา", "ปัญหา"], ["งบน้อย", "คนขาด"], ["", "รถเสีย"]) == [
        ("problem", "งบน้อย"), ("problem", "คนขาด"), ("problem", "รถเสีย"),
    ]  # fmt: skip
    twice = [("problem", "งบน้อย"), ("problem", "คนขาด")]
    assert taken(["ความเห็น", "ความเห็น"], ["งบน้อย", "คนขาด"], into="problem") == twice
    assert taken(["ทั่วไป", "ทั่วไป"], ["งบน้อย", "คนขาด"], text="ทั่วไป", into="problem") == twice


def test_one_question_alone_needs_no_option() -> None:
    assert taken(["ประทับเวลา", "1. ปัญหาที่พบ"], ["30/10/2563", "งบน้อย"]) == [("problem", "งบน้อย")]


def test_a_date_beside_a_category_is_no_question() -> None:
    header = ["ปัญหา", "สาเหตุ", "ผลงานวันที่"]
    assert taken(header, ["งบน้อย", "ช้า", "30/10/2563"]) == [("problem", "งบน้อย"), ("cause", "ช้า")]


def test_what_was_read_and_what_was_not_is_named() -> None:
    header = ["ตำแหน่ง", "1. ปัญหา", "สาเหตุ", "อื่น ๆ", "เวลา"]
    found = answers([Table(header, [["พช.", "งบน้อย", "ช้า", "ขอบคุณ", "9:00"]])], Columns(), CATEGORIES)
    assert found.read == [("", "1. ปัญหา", "problem"), ("", "สาเหตุ", "cause")]
    assert found.others == ["ตำแหน่ง", "อื่น ๆ"]


def test_a_table_without_a_category_is_refused() -> None:
    with pytest.raises(NoCategory):
        taken(["ความเห็น"], ["งบน้อย"])


@pytest.mark.parametrize(
    ("written", "near"), [("นำ้พอง", "อำเภอน้ำพอง"), ("น้ำพองง", "อำเภอน้ำพอง"), ("แวงใหญ", "แวงใหญ่"), ("เมืองเลย", None)]
)
def test_the_group_whose_name_is_nearly_the_same_is_offered(written: str, near: str | None) -> None:
    assert near_group(["อำเภอน้ำพอง", "แวงใหญ่", "กลุ่มที่ 1"], written) == near


@pytest.mark.parametrize("header", [["น้ำพอง", "แวงใหญ่", "ชุมแพ"], ["ที่", "อำเภอน้ำพอง", "อ.ชุมแพ"]])
def test_columns_for_districts_are_refused_and_a_person_may_still_choose_one(header: list[str]) -> None:
    with pytest.raises(TableError, match="น้ำพอง") as refused:
        taken(header, ["1", "งบน้อย", "ไกล"], into="problem")
    assert refused.value.code == "districts_as_columns"
    assert taken(header, ["1", "งบน้อย", "ไกล"], into="problem", text=header[1]) == [("problem", "งบน้อย")]
    assert taken(["อำเภอ", "น้ำพอง"], ["ชุมแพ", "งบน้อย"], into="problem") == [("problem", "งบน้อย")]
