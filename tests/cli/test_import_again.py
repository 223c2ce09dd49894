"""laena import of what is there already, of several files, and a look before."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from flask import Flask

from tests.cli.test_import import added, stored
from tests.room import Room
from workshop.cli import main
from workshop.domain import workshops

FORM = "กลุ่ม,ปัญหา/อุปสรรค,สาเหตุ\nดอกคูน,งบไม่พอ,ช้า\nดอกจาน,รถไม่มี,\n"
CHANGED = {
    "an added column": "กลุ่ม,ปัญหา/อุปสรรค,สาเหตุ,คะแนน\nดอกคูน,งบไม่พอ,ช้า,5\nดอกจาน,รถไม่มี,,4\n",
    "an empty trailing column": "กลุ่ม,ปัญหา/อุปสรรค,สาเหตุ,\nดอกคูน,งบไม่พอ,ช้า,\nดอกจาน,รถไม่มี,,\n",
    "a corrected group": FORM.replace("ดอกจาน", "ดอกคูน"),
    "spaces": FORM.replace("งบไม่พอ", " งบ ไม่พอ"),
}


class Files:
    def __init__(self, app: Flask, room: Room, folder: Path) -> None:
        self.data, self.room, self.folder = str(app.extensions["laena.settings"].data), room, folder

    def run(self, files: dict[str, str | bytes], *options: str) -> Result:
        paths = []
        for name, content in files.items():
            path = self.folder / name
            if content:
                path.write_bytes(content.encode() if isinstance(content, str) else content)
            paths.append(str(path))
        return CliRunner().invoke(main, ["import", *paths, "--workshop", self.room.code, "--data", self.data, *options])


@pytest.fixture
def files(app: Flask, room: Room, tmp_path: Path) -> Files:
    return Files(app, room, tmp_path)


def as_xlsx(text: str) -> bytes:
    book = openpyxl.Workbook()
    for line in text.splitlines():
        book.active.append(line.split(","))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("changed", CHANGED.values(), ids=CHANGED)
def test_the_same_notes_from_a_changed_file_are_named_and_not_added(room: Room, files: Files, changed: str) -> None:
    assert added(files.run({"a.csv": FORM})) == (3, 0, 0)
    result = files.run({"b.csv": changed})
    assert result.exit_code == 0
    assert "0 added" in result.stdout
    assert "--again" in result.stderr
    assert len(stored(room)) == 3


def test_the_same_notes_as_xlsx_are_not_added_unless_asked(room: Room, files: Files) -> None:
    files.run({"a.csv": FORM})
    assert "0 added" in files.run({"a.xlsx": as_xlsx(CHANGED["an added column"])}).stdout
    assert added(files.run({"a.xlsx": as_xlsx(CHANGED["an added column"])}, "--again")) == (3, 0, 0)
    assert len(stored(room)) == 6


def test_a_text_that_the_file_has_more_often_than_the_workshop_is_added_so_often(room: Room, files: Files) -> None:
    room.phone.note("ไม่มี", category="problem")
    result = files.run({"a.csv": "text\nไม่มี\nไม่มี\nไม่มี\n"}, "--into", "problem")
    assert "3 notes in the file = 2 added + 0 already there + 1 texts there already + 0 refused" in result.stdout
    assert [text for text, *_ in stored(room)] == ["ไม่มี"] * 3


def test_a_look_imports_nothing_and_shows_what_would_be(room: Room, files: Files) -> None:
    before = room.feed.read(workshops.find, room.code).seq
    look = files.run({"a.csv": FORM + "ไม่รู้จัก,คนขาด,\n"}, "--dry-run")
    assert added(look) == (4, 0, 0)
    assert "nothing was imported" in look.stdout
    assert "“ไม่รู้จัก” (1)" in look.stderr
    assert (stored(room), room.feed.read(workshops.find, room.code).seq) == ([], before)


def test_several_files_are_imported_with_a_table_of_what_happened_to_each(room: Room, files: Files) -> None:
    result = files.run({"น้ำพอง.csv": FORM, "missing.csv": "", "ชุมแพ.csv": FORM.replace("งบไม่พอ", "คนขาด")})
    assert result.exit_code == 1
    table = [line.split() for line in result.stdout.splitlines() if ".csv" in line and "│" in line]
    assert [line[1] for line in table] == ["น้ำพอง.csv", "missing.csv", "ชุมแพ.csv"]
    assert [int(word) for word in table[0] if word.isdigit()] == [3, 0, 0, 0]
    assert "ไม่ได้อ่าน" in table[1]
    # Of the other file, one row is the same and one text is there in another row.
    assert [int(word) for word in table[2] if word.isdigit()] == [1, 1, 1, 0]
    assert "Cannot open missing.csv" in result.stderr
    assert len(stored(room)) == 4


def test_a_workbook_of_districts_is_imported_by_its_sheets(room: Room, files: Files) -> None:
    book = openpyxl.Workbook()
    book.active.title = "ปก"
    book.active.append(["แบบรายงานความเห็นทั้งหมด"])
    for title in ("ดอกคูน", "ดอกจาน"):
        sheet = book.create_sheet(title)
        for row in (["ที่", "ปัญหา"], [1, f"งบไม่พอที่{title}"], ["รวม", 1], ["", "ลงชื่อ.........."]):
            sheet.append(row)
    book.save(files.folder / "อำเภอ.xlsx")
    result = files.run({"อำเภอ.xlsx": ""})
    assert added(result) == (2, 0, 0)
    assert stored(room) == [(f"งบไม่พอที่{group}", "problem", f"กลุ่ม{group}") for group in ("ดอกคูน", "ดอกจาน")]
    assert "“ปก”" in result.stderr
    assert "row 2 (“ดอกคูน”): แถวรวม / a total" in result.stderr


def test_headings_and_cells_for_those_below_are_named_and_may_be_switched_off(room: Room, files: Files) -> None:
    bands = "ที่,ปัญหา,สาเหตุ\nกลุ่มดอกคูน,,\n1,งบไม่พอ,ช้า\n"
    result = files.run({"a.csv": bands}, "--dry-run")
    assert "headings, which count for the rows below them: 1 (--no-headings" in result.stdout
    assert "row 1: “กลุ่มดอกคูน”" in result.stdout
    assert "headings" not in files.run({"a.csv": bands}, "--dry-run", "--no-headings").stdout
    blocks = "กลุ่ม,ปัญหา,สาเหตุ\nดอกคูน,งบไม่พอ,\n,รถไม่มี,\n"
    assert "ช่องว่างใต้ “กลุ่ม” 1 ช่อง ใช้ค่าจากช่องบน" in files.run({"a.csv": blocks}, "--dry-run").stdout
    assert "say --carry" in files.run({"a.csv": blocks}, "--no-carry").stderr
    assert [group for *_, group in stored(room)] == ["กลุ่มดอกคูน", ""]
