"""A row with nothing but a district or a category, and a district above the header, count for the rows below."""

from __future__ import annotations

import pytest

from tests.intake.test_columns_of_forms import CATEGORIES
from workshop.intake.answers import Found, NoCategory, answers
from workshop.intake.layout import Columns
from workshop.intake.rows import NoNote
from workshop.tables import Table, read_tables_bytes
from workshop.tables.header import Grid, Merges, table_of

HEADER = ["ที่", "ปัญหา", "แนวทางแก้ไข"]


def found(grid: Grid, merges: Merges | None = None, groups: tuple[str, ...] = (), **columns: object) -> Found:
    table = table_of([list(row) for row in grid], merges or [], "1", "a.xlsx")
    return answers([table], Columns(**columns), CATEGORIES, groups)  # type: ignore[arg-type]


def notes(read: Found) -> list[tuple[str, str, str]]:
    return [(each.note.category, each.note.text, each.note.group) for each in read.answers]


def said(read: Found) -> list[tuple[int, str, str]]:
    return [(each.row, each.text, each.of) for each in read.headings]


@pytest.mark.parametrize(
    "band",
    [
        ["อำเภอน้ำพอง", "", ""], ["", "อำเภอน้ำพอง", ""], ["1", "อ.น้ำพอง", ""], ["๑. อำเภอน้ำพอง (12 ข้อ)", "", ""],
        ["อำเภอ", "น้ำพอง", ""], ["น้ำพอง", "", ""], ["สพอ.น้ำพอง", "", ""], ["", "", "อำเภอ : น้ำพอง"],
    ],
)  # fmt: skip
def test_a_row_with_nothing_but_a_district_is_the_group_of_the_rows_below_it(band: list[str]) -> None:
    read = found([HEADER, band, ["1", "งบน้อย", "ของบ"], ["2", "ช้า", ""], ["อำเภอชุมแพ", "", ""], ["1", "รถเสีย", ""]])
    assert [text for _, text, _ in notes(read)] == ["งบน้อย", "ของบ", "ช้า", "รถเสีย"]
    groups = [group for *_, group in notes(read)]
    assert [("น้ำพอง" in group) for group in groups] == [True, True, True, False]
    assert groups[3] == "อำเภอชุมแพ"
    assert [row for row, *_ in said(read)] == [1, 4]
    assert read.no_notes == []


def test_a_capital_district_may_stand_by_its_short_name() -> None:
    read = found([HEADER, ["อำเภอเมือง", "", ""], ["1", "งบน้อย", "ของบ"], ["รวมอำเภอเมือง", "", ""]])
    assert notes(read)[0] == ("problem", "งบน้อย", "อำเภอเมือง")
    assert [why for *_, why in read.no_notes] == ["total_row"]


def test_a_band_that_is_merged_over_the_table_counts_too() -> None:
    grid = [HEADER, ["อำเภอน้ำพอง", "", ""], ["1", "งบน้อย", ""]]
    assert notes(found(grid, [(1, 0, 1, 2)])) == [("problem", "งบน้อย", "อำเภอน้ำพอง")]


def test_bands_may_be_switched_off_and_are_named_then_too() -> None:
    grid = [HEADER, ["อำเภอน้ำพอง", "", ""], ["1", "งบน้อย", ""], ["", "อำเภอชุมแพ", ""]]
    read = found(grid, headings=False)
    assert notes(read) == [("problem", "งบน้อย", ""), ("problem", "อำเภอชุมแพ", "")]
    assert said(read) == []
    assert found([[*HEADER, "ฝาก"], ["", "", "", "อำเภอน้ำพอง"], ["1", "งบน้อย", "", ""]], headings=False).no_notes == [
        ("1", 1, NoNote.ELSEWHERE)
    ]


@pytest.mark.parametrize(
    "above",
    [
        [["อำเภอ", "น้ำพอง", ""]], [["อำเภอ : น้ำพอง", "", ""]], [["จังหวัด", "ขอนแก่น", ""], ["อำเภอ", "น้ำพอง", ""]],
        [["แบบรายงานผล สำนักงานพัฒนาชุมชนอำเภอน้ำพอง จังหวัดขอนแก่น", "", ""]],
        [["แบบรายงาน", "", ""], ["", "", ""], ["", "อำเภอ", "น้ำพอง"]],
    ],
)  # fmt: skip
def test_a_district_above_the_header_is_the_group_of_all_rows(above: Grid) -> None:
    read = found([*above, HEADER, ["1", "งบน้อย", ""], ["2", "ช้า", ""]])
    assert notes(read) == [("problem", "งบน้อย", "น้ำพอง"), ("problem", "ช้า", "น้ำพอง")]
    assert said(read) == [(0, "น้ำพอง", "group")]


def test_a_table_of_two_columns_keeps_its_header_below_the_district() -> None:
    read = found([["อำเภอ", "น้ำพอง"], ["ที่", "ปัญหา"], ["1", "งบน้อย"]])
    assert notes(read) == [("problem", "งบน้อย", "น้ำพอง")]


@pytest.mark.parametrize("title", ["รายงานทุกอำเภอ", "อำเภอน้ำพองและอำเภอชุมแพ", "ระดับอำเภอ ปี 2564", "อำเภอเล็ก ๆ"])
def test_a_title_that_names_no_district_or_several_is_no_group(title: str) -> None:
    assert notes(found([[title, "", ""], HEADER, ["1", "งบน้อย", ""]])) == [("problem", "งบน้อย", "")]


@pytest.mark.parametrize(
    "text", ["อำเภอไม่มีงบ", "กลุ่มอาชีพไม่เข้มแข็ง", "เขตห่างไกลเดินทางลำบาก", "น้ำ", "ตำบลห่างไกล", "พัฒนาชุมชน", "ปัญหาเยอะ"]
)
def test_a_short_note_that_begins_like_a_heading_is_a_note(text: str) -> None:
    read = found([HEADER, ["", text, ""], ["1", "งบน้อย", ""]])
    assert [each.note.text for each in read.answers] == [text, "งบน้อย"]
    assert said(read) == []


def test_a_column_of_groups_wins_over_headings() -> None:
    read = found([["อำเภอ", "ปัญหา"], ["ชุมแพ", "งบน้อย"]], groups=("น้ำพอง",))
    assert notes(read) == [("problem", "งบน้อย", "ชุมแพ")]


def test_headings_of_categories_in_a_list_are_the_categories_of_what_is_below_them() -> None:
    rows = [["ปัญหา/อุปสรรค"], ["1. งบน้อย"], ["2. ช้า"], ["สาเหตุ"], ["แผนมาช้า"], ["3) แนวทางการแก้ไข"], ["ของบ"]]
    assert notes(answers([Table(["ความเห็น"], rows)], Columns(), CATEGORIES)) == [
        ("problem", "งบน้อย", ""), ("problem", "ช้า", ""), ("cause", "แผนมาช้า", ""), ("solution", "ของบ", ""),
    ] == notes(answers([Table(rows[0], rows[1:])], Columns(), CATEGORIES))  # fmt: skip


def test_districts_under_categories_and_categories_under_districts() -> None:
    inner = [["ปัญหา"], ["อำเภอน้ำพอง"], ["งบน้อย"], ["อำเภอชุมแพ"], ["ช้า"], ["สาเหตุ"], ["แผน"]]
    assert notes(answers([Table(["ความเห็น"], inner)], Columns(), CATEGORIES)) == [
        ("problem", "งบน้อย", "อำเภอน้ำพอง"), ("problem", "ช้า", "อำเภอชุมแพ"), ("cause", "แผน", ""),
    ]  # fmt: skip
    outer = [["อำเภอน้ำพอง"], ["ปัญหา"], ["งบน้อย"], ["สาเหตุ"], ["แผน"], ["อำเภอชุมแพ"], ["ปัญหา"], ["ช้า"]]
    assert notes(answers([Table(["ความเห็น"], outer)], Columns(), CATEGORIES)) == [
        ("problem", "งบน้อย", "อำเภอน้ำพอง"), ("cause", "แผน", "อำเภอน้ำพอง"), ("problem", "ช้า", "อำเภอชุมแพ"),
    ]  # fmt: skip


def test_what_stands_above_the_first_heading_asks_for_its_category() -> None:
    read = answers([Table(["ความเห็น"], [["งบน้อย"], ["สาเหตุ"], ["ช้า"]])], Columns(), CATEGORIES)
    assert notes(read) == [("", "งบน้อย", ""), ("cause", "ช้า", "")]
    with pytest.raises(NoCategory):
        answers([Table(["ความเห็น"], [["งบน้อย"], ["สาเหตุ"]])], Columns(headings=False), CATEGORIES)


def test_a_category_that_a_person_chose_for_all_rows_wins_over_headings() -> None:
    read = answers([Table(["ความเห็น"], [["สาเหตุ"], ["ช้า"]])], Columns(into="problem"), CATEGORIES)
    assert notes(read) == [("problem", "ช้า", "")]


def test_a_district_above_the_header_of_a_text_file_counts_too() -> None:
    (table,) = read_tables_bytes("อำเภอ,น้ำพอง,\nที่,ปัญหา,สาเหตุ\n1,งบน้อย,ช้า\n".encode(), "a.csv")
    assert {each.note.group for each in answers([table], Columns(), CATEGORIES).answers} == {"น้ำพอง"}


def test_empty_rows_between_blocks_are_no_rows() -> None:
    read = answers(
        [Table(["ความเห็น", "x"], [["งบน้อย", ""], ["", " "], ["ช้า", ""]])], Columns(into="problem"), CATEGORIES
    )
    assert [each.note.text for each in read.answers] == ["งบน้อย", "ช้า"]
