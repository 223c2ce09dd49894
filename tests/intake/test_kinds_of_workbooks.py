"""Workbooks as district offices make them: each kind is read rightly, or what is left out is told."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from flask import Flask
from openpyxl.comments import Comment

from tests.cli.test_import_again import Files, files  # noqa: F401  a fixture
from tests.intake.test_columns_of_forms import CATEGORIES
from tests.room import Room
from tests.web.importing import OnTheSpot, send
from workshop.intake.answers import Found, answers
from workshop.intake.layout import Columns
from workshop.intake.lists import items, without_mark
from workshop.intake.rows import NoNote
from workshop.tables import Table, read_tables_bytes

ROWS = [["ที่", "ปัญหา", "แนวทางแก้ไข"], ["๑", "งบน้อย", "ของบ"], ["๒", "ช้า", ""], ["๓", "ไกล", "รถ"]]


def workbook(rows: list[list[object]], change: Callable[[openpyxl.Workbook], None] = lambda _: None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(data: bytes, **columns: object) -> Found:
    return answers(read_tables_bytes(data, "a.xlsx"), Columns(**columns), CATEGORIES)  # type: ignore[arg-type]


def notes(found: Found) -> list[tuple[str, str]]:
    return [(each.note.category, each.note.text) for each in found.answers]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("1) งบน้อย 2) ช้า 3) คนขาด", ["งบน้อย", "ช้า", "คนขาด"]), ("๑. งบน้อย\n๒. ช้า", ["งบน้อย", "ช้า"]),
        ("1.งบน้อย\n2.ช้า\n(3) ไกล", ["งบน้อย", "ช้า", "ไกล"]), ("- งบน้อย\n- ช้า\n  มาก", ["งบน้อย", "ช้า\n  มาก"]),
        ("ข้อ 1) งบ ข้อ 2) คน", ["งบ", "คน"]), ("ที่พบคือ 1) งบ 2) คน", ["ที่พบคือ", "งบ", "คน"]),
        ("• งบ\n• คน", ["งบ", "คน"]),
    ],
)  # fmt: skip
def test_a_list_in_one_cell_has_its_items(cell: str, found: list[str]) -> None:
    assert items(cell) == found


@pytest.mark.parametrize(
    "cell",
    [
        "งบ 1.5 ล้าน และ 2.5 ล้าน",
        "ปี 2563) และ 2564)",
        "2) คน 3) รถ",
        "งบน้อย\nช้า",
        "1) งบน้อย",
        "-",
        "ข้อ 1 และ ข้อ 2",
        "10-20 คน",
    ],
)
def test_a_text_with_numbers_is_no_list(cell: str) -> None:
    assert items(cell) == [cell]


def test_lists_are_parted_where_a_person_asks_and_keep_their_row() -> None:
    table = Table(["ที่", "ปัญหา"], [["1", "1) งบน้อย 2) ช้า"], ["2", "ไกล"]])
    whole = answers([table], Columns(), CATEGORIES)
    assert (notes(whole), whole.lists) == ([("problem", "1) งบน้อย 2) ช้า"), ("problem", "ไกล")], 1)
    parted = answers([table], Columns(split=True), CATEGORIES)
    assert [(each.note.text, each.row) for each in parted.answers] == [("งบน้อย", 1), ("ช้า", 1), ("ไกล", 2)]
    assert len({each.note.id for each in parted.answers}) == 3


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("- งบน้อย", "งบน้อย"),
        ("• ช้า", "ช้า"),
        ("๑. ไกล", "ไกล"),
        ("-5 องศา", "-5 องศา"),
        ("1.5 ล้าน", "1.5 ล้าน"),
        ("-", "-"),
    ],
)
def test_the_mark_before_a_note_is_taken_off_and_counted(text: str, plain: str) -> None:
    assert without_mark(text) == plain
    found = answers([Table(["ปัญหา"], [[text]])], Columns(), CATEGORIES)
    assert (found.answers[0].note.text, found.marks) == (plain, int(text != plain))


def test_thai_digits_in_the_column_of_numbers_are_no_text() -> None:
    found = read(workbook(ROWS))
    assert len(found.answers) == 5
    assert found.others == []


def test_hidden_and_filtered_rows_are_read_and_counted_and_may_be_left_out() -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book.active.auto_filter.ref = "A1:C4"
        book.active.row_dimensions[3].hidden = True

    data = workbook(ROWS, hide)
    found = read(data)
    assert (len(found.answers), found.hidden) == (5, 1)
    left = read(data, hidden=False)
    assert [text for _, text in notes(left)] == ["งบน้อย", "ของบ", "ไกล", "รถ"]
    assert (left.no_notes, left.hidden) == ([("Sheet", 2, NoNote.HIDDEN)], 1)


def test_hidden_rows_are_counted_below_titles_and_without_a_header() -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book.active.row_dimensions[4].hidden = True

    rows = [["แบบรายงาน"], *ROWS]
    assert [row for _, row, _ in read(workbook(rows, hide), hidden=False).no_notes] == [2]
    (table,) = read_tables_bytes(workbook(ROWS, hide), "a.xlsx", (), 0)
    assert table.unseen.rows == {3}


def test_a_hidden_column_is_read_and_named_and_may_be_left_out() -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book.active.column_dimensions["C"].hidden = True

    data = workbook(ROWS, hide)
    assert (len(read(data).answers), read(data).hidden_columns) == (5, ["แนวทางแก้ไข"])
    left = read(data, hidden=False)
    assert ({category for category, _ in notes(left)}, left.others) == ({"problem"}, ["แนวทางแก้ไข"])


def test_hidden_sheets_are_named_as_not_read() -> None:
    def add(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("ของปีก่อน")
        sheet.append(["ปัญหา"])
        sheet.append(["เก่า"])
        sheet.sheet_state = "hidden"

    found = read(workbook(ROWS, add))
    assert (found.passed, len(found.answers)) == (["ของปีก่อน"], 5)


def test_a_hidden_sheet_may_be_chosen_in_the_console(app: Flask, room: Room) -> None:
    app.extensions["laena.import_process"] = OnTheSpot(room)

    def add(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("ของปีก่อน")
        sheet.append(["ปัญหา"])
        sheet.append(["เก่า"])
        sheet.sheet_state = "hidden"

    data = workbook(ROWS, add)
    assert send(room, data)["look"]["sheets"][1] == {"name": "ของปีก่อน", "rows": None, "read": False}
    assert send(room, data, sheets=["ของปีก่อน"])["look"]["first"][0]["text"] == "เก่า"


def test_comments_on_cells_are_counted_and_never_read() -> None:
    def remark(book: openpyxl.Workbook) -> None:
        book.active["B2"].comment = Comment("ตรวจแล้ว", "ผู้ตรวจ")
        book.active["B3"].comment = Comment("แก้ด้วย", "ผู้ตรวจ")

    found = read(workbook(ROWS, remark))
    assert (found.remarks, len(found.answers)) == (2, 5)
    assert "ตรวจแล้ว" not in str(found)


@pytest.mark.parametrize(("mark", "none"), [("/", ""), ("✓", "-"), ("x", ""), (True, False)])
def test_a_check_mark_in_a_category_s_column_is_the_category_of_the_row(mark: object, none: object) -> None:
    rows = [
        ["ที่", "ประเด็น", "ปัญหา", "สาเหตุ"], [1, "งบน้อยกว่าทุกปี", mark, none], [2, "แผนมาช้ามาก", none, mark],
        [3, "ไม่รู้ว่าเป็นอะไร", mark, mark],
    ]  # fmt: skip
    found = read(workbook(rows))
    assert notes(found) == [
        ("problem", "งบน้อยกว่าทุกปี"), ("cause", "แผนมาช้ามาก"), ("ปัญหา + สาเหตุ", "ไม่รู้ว่าเป็นอะไร"),
    ]  # fmt: skip


def test_questions_below_a_common_heading_keep_its_category() -> None:
    def merge(book: openpyxl.Workbook) -> None:
        book.active.merge_cells("B1:C1")
        book.active.merge_cells("A1:A2")

    rows: list[list[object]] = [["ที่", "ปัญหา", None], [None, "ด้านคน", "ด้านงบ"], [1, "คนขาด", "งบน้อย"]]
    assert notes(read(workbook(rows, merge))) == [("problem", "คนขาด"), ("problem", "งบน้อย")]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["", "หมายเหตุ: ข้อมูล ณ 30 กันยายน", ""], NoNote.FOOTNOTE), (["ที่มา : สพอ.น้ำพอง", "", ""], NoNote.FOOTNOTE),
        (["", "หน้า 2", ""], NoNote.FOOTNOTE), (["", "(ต่อ)", ""], NoNote.FOOTNOTE),
        (["รวมอำเภอน้ำพอง", "", "12"], NoNote.TOTAL), (["", "รวมทั้งจังหวัดขอนแก่น", "12"], NoNote.TOTAL),
    ],
)  # fmt: skip
def test_remarks_pages_and_totals_of_districts_are_no_notes(row: list[str], why: NoNote) -> None:
    found = answers([Table(["ที่", "ปัญหา", "จำนวน"], [["1", "งบน้อย", "2"], row])], Columns(), CATEGORIES)
    assert (notes(found), found.no_notes) == ([("problem", "งบน้อย")], [("", 2, why)])


def test_the_days_of_the_buddhist_era_and_scores_beside_a_question_are_read_as_such() -> None:
    rows: list[list[object]] = [
        ["วันที่", "ปัญหา", "คะแนน", "ผ่าน/ไม่ผ่าน"], ["๓๐ ต.ค. ๒๕๖๓", "งบน้อย", "๓", "ผ่าน"],
        ["30 ตุลาคม พ.ศ. 2563", "ช้า", "4", "ไม่ผ่าน"],
    ]  # fmt: skip
    found = read(workbook(rows))
    assert notes(found) == [("problem", "งบน้อย"), ("problem", "ช้า")]
    assert (str(found.days.first), str(found.days.last)) == ("2020-10-30", "2020-10-30")
    assert found.others == ["ผ่าน/ไม่ผ่าน"]


def test_the_console_shows_lists_marks_comments_and_what_is_hidden(app: Flask, room: Room) -> None:
    app.extensions["laena.import_process"] = OnTheSpot(room)

    def change(book: openpyxl.Workbook) -> None:
        book.active.row_dimensions[3].hidden = True
        book.active["B2"].comment = Comment("ตรวจแล้ว", "ผู้ตรวจ")

    data = workbook([["ปัญหา", "สาเหตุ"], ["1) งบ 2) คน", "- ช้า"], ["ไกล", ""]], change)
    look = send(room, data)["look"]
    assert (look["lists"], look["marks"], look["hidden"], look["remarks"], look["added"]) == (1, 1, 1, 1, 3)
    assert send(room, data, split=True)["look"]["added"] == 4
    assert send(room, data, hidden=False)["look"]["added"] == 2


def test_the_command_line_prints_them_too(room: Room, files: Files) -> None:  # noqa: F811
    def change(book: openpyxl.Workbook) -> None:
        book.active.row_dimensions[3].hidden = True
        book.active["B2"].comment = Comment("ตรวจแล้ว", "ผู้ตรวจ")

    data = workbook([["ปัญหา", "สาเหตุ"], ["1) งบ 2) คน", "- ช้า"], ["ไกล", ""]], change)
    result = files.run({"a.xlsx": data}, "--dry-run")
    for words in ("say --split", "taken off: 1", "say --no-hidden", "remarks on cells, not read: 1", "3 added"):
        assert words in result.output
    assert "4 added" in files.run({"a.xlsx": data}, "--dry-run", "--split").stdout
    assert "2 added" in files.run({"a.xlsx": data}, "--dry-run", "--no-hidden").stdout
