"""A group or category in the first of several rows, without merged cells, counts for the empty cells below it."""

from __future__ import annotations

import pytest

from tests.intake.test_columns_of_forms import CATEGORIES
from workshop.intake.answers import Found, answers
from workshop.intake.layout import Columns
from workshop.tables import Table

DISTRICTS = [["น้ำพอง", "1", "งบน้อย"], ["", "2", "ช้า"], ["", "3", "คนขาด"], ["ชุมแพ", "1", "รถเสีย"], ["", "2", "ไกล"]]


def found(header: list[str], rows: list[list[str]], carry: bool | None = None, into: str | None = None) -> Found:
    return answers([Table(header, rows, "1")], Columns(carry=carry, into=into), CATEGORIES)


def groups(read: Found) -> list[str]:
    return [each.note.group for each in read.answers]


def test_the_district_of_a_block_is_the_group_of_its_rows() -> None:
    read = found(["อำเภอ", "ที่", "ปัญหา"], DISTRICTS)
    assert groups(read) == ["น้ำพอง", "น้ำพอง", "น้ำพอง", "ชุมแพ", "ชุมแพ"]
    (carried,) = read.carried
    assert (carried.column, carried.cells, carried.on) == ("อำเภอ", 3, True)


def test_it_may_be_switched_off_and_is_still_offered() -> None:
    read = found(["อำเภอ", "ที่", "ปัญหา"], DISTRICTS, carry=False)
    assert groups(read) == ["น้ำพอง", "", "", "ชุมแพ", ""]
    assert [(each.cells, each.on) for each in read.carried] == [(3, False)]


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (["อำเภอ", "ปัญหา"], [["น้ำพอง", "ก่อน"], ["", "ช้า"], ["น้ำพอง", "ไกล"], ["ชุมแพ", "ขาด"]]),
        (["อำเภอ", "ปัญหา"], [["", "ก่อน"], ["น้ำพอง", "ช้า"], ["", "ไกล"]]),
        (["ประทับเวลา", "อำเภอ", "ปัญหา"], [["2020-10-30", "น้ำพอง", "ก่อน"], ["2020-10-30", "", "ช้า"]]),
    ],
    ids=["a group comes again", "the first is empty", "answers of a form"],
)
def test_where_people_may_have_left_it_out_it_is_offered_and_not_done(header: list[str], rows: list[list[str]]) -> None:
    read = found(header, rows)
    assert [(each.cells, each.on) for each in read.carried] == [(1, False)]
    assert "" in groups(read)
    assert "" not in groups(found(header, rows, carry=True))[1:]


def test_a_column_without_gaps_or_with_gaps_above_only_offers_nothing() -> None:
    assert found(["อำเภอ", "ปัญหา"], [["", "งบน้อย"], ["น้ำพอง", "ช้า"]]).carried == []
    assert found(["อำเภอ", "ปัญหา"], [["ชุมแพ", "งบน้อย"], ["น้ำพอง", "ช้า"], ["", ""]]).carried == []


def test_categories_are_carried_down_in_each_block_and_totals_carry_nothing() -> None:
    rows = [
        ["น้ำพอง", "ปัญหา", "งบน้อย"], ["", "", "ช้า"], ["", "สาเหตุ", "แผนช้า"],
        ["ชุมแพ", "ปัญหา", "รถเสีย"], ["รวม", "", "5"], ["", "", "ไกล"],
    ]  # fmt: skip
    read = found(["อำเภอ", "ประเภท", "ความเห็น"], rows)
    assert [(each.note.category, each.note.group) for each in read.answers] == [
        ("ปัญหา", "น้ำพอง"), ("ปัญหา", "น้ำพอง"), ("สาเหตุ", "น้ำพอง"), ("ปัญหา", "ชุมแพ"), ("ปัญหา", "ชุมแพ"),
    ]  # fmt: skip


def test_a_district_in_a_row_of_its_own_in_the_column_of_groups_is_a_heading() -> None:
    rows = [["น้ำพอง", "", ""], ["", "1", "งบน้อย"], ["ชุมแพ", "", ""], ["", "1", "ช้า"]]
    read = found(["อำเภอ", "ที่", "ความเห็น"], rows, into="problem")
    assert [(each.note.text, each.note.group) for each in read.answers] == [("งบน้อย", "น้ำพอง"), ("ช้า", "ชุมแพ")]
    assert [(each.row, each.text) for each in read.headings] == [(1, "น้ำพอง"), (3, "ชุมแพ")]


def test_the_ids_are_of_what_the_file_says_so_that_the_same_file_adds_nothing() -> None:
    with_it, without = (found(["อำเภอ", "ที่", "ปัญหา"], DISTRICTS, carry=carry) for carry in (True, False))
    assert [each.note.id for each in with_it.answers] == [each.note.id for each in without.answers]


def test_a_list_of_texts_with_one_empty_cell_is_no_table_of_blocks() -> None:
    rows = [["ดอกคูน", "งบน้อย"], ["ดอกจาน", "ช้า"], ["", "ไกล"]]
    read = answers([Table(["กลุ่ม", "ปัญหา"], rows)], Columns(), CATEGORIES)
    assert ([(each.cells, each.on) for each in read.carried], groups(read)[-1]) == ([(1, False)], "")
