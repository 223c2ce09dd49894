"""A long table is read without going over each of its words again and again."""

from __future__ import annotations

import pytest

from analysis.folding import comparable
from workshop.intake import rows
from workshop.intake.rows import NoNote, no_notes
from workshop.tables import Table

HEADER = ["วันที่", "อำเภอ", "ปัญหา", "ตำแหน่ง"]
AROUND = 60  # cells of the header, of the two rows below it and of the last eight, which are looked at more closely


@pytest.fixture
def folded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The cells that were folded, once for each time."""
    cells: list[str] = []

    def counted(cell: str) -> str:
        cells.append(cell)
        return comparable(cell)

    monkeypatch.setattr(rows, "comparable", counted)
    return cells


def test_of_a_row_of_notes_the_first_cell_alone_is_folded(folded: list[str]) -> None:
    table = Table(HEADER, [[f"{row}/11/2563", "น้ำพอง", f"น้ำไม่พอ {row}", "พัฒนากร"] for row in range(1_000)])
    assert no_notes(table, [2]) == {}
    assert len(folded) <= len(table.rows) + AROUND


def test_a_cell_that_comes_again_is_folded_once(folded: list[str]) -> None:
    table = Table(HEADER, [["น้ำพอง", "", f"น้ำไม่พอ {row}", ""] for row in range(1_000)])
    assert no_notes(table, [2]) == {}
    assert folded.count("น้ำพอง") <= AROUND


def test_sums_footnotes_and_second_headers_are_still_told_apart() -> None:
    table = Table(
        HEADER,
        [
            ["1", "น้ำพอง", "น้ำไม่พอ", ""],
            ["หมายเหตุ: ข้อมูลเบื้องต้น", "", "", ""],
            HEADER,
            ["รวม", "12", "", " "],
            ["รวมอำเภอน้ำพอง", "3", "", ""],
            ["", "ค่าเฉลี่ย", "", "2.5"],
            ["รวม", "", "น้ำไม่พอ", ""],
            ["  ", "", "", ""],
            *[[str(row), "ชุมแพ", "ถนน", ""] for row in range(10)],
        ],
    )
    assert no_notes(table, [2]) == {
        1: NoNote.FOOTNOTE,
        2: NoNote.HEADER,
        3: NoNote.TOTAL,
        4: NoNote.TOTAL,
        5: NoNote.AVERAGE,
    }
