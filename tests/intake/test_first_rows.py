"""A first row that is taken for the header, and may be a note, is named."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cli.test_import_again import Files, files  # noqa: F401  a fixture
from tests.intake.test_columns_of_forms import CATEGORIES
from tests.room import Room
from tests.web.importing import OnTheSpot, send
from workshop.intake.answers import answers
from workshop.intake.layout import Columns
from workshop.tables import Table

LIST = "งบมาช้าทุกปี\nรถเสียบ่อย\n"


def test_the_console_names_it_and_reads_it_as_a_note_where_a_person_says_so(app: Flask, room: Room) -> None:
    app.extensions["laena.import_process"] = OnTheSpot(room)
    assert send(room, LIST, into="problem")["look"]["headers"] == ["งบมาช้าทุกปี"]
    look = send(room, LIST, into="problem", header=0)["look"]
    assert (look["headers"], look["added"]) == ([], 2)


def test_so_does_the_command_line(room: Room, files: Files) -> None:  # noqa: F811
    shown = files.run({"a.txt": LIST}, "--into", "problem", "--dry-run")
    assert ("“งบมาช้าทุกปี”" in shown.stderr, "say --header 0" in shown.stderr, "1 added" in shown.stdout) == (True,) * 3
    result = files.run({"a.txt": LIST}, "--into", "problem", "--header", "0")
    assert ("--header" in result.stderr, "2 added" in result.stdout) == (False, True)


@pytest.mark.parametrize(
    ("header", "may_be"),
    [
        ("ความเห็น", False), ("ข้อความ", False), ("ปัญหา", False), ("๑. สาเหตุ", False),
        ("ชื่อ,เล่าให้ฟัง", False), ("อยากให้แก้อะไร,อื่น", False),
        ("งบน้อย", True), ("น้ำพอง,งบน้อย", True),
    ],
)  # fmt: skip
def test_a_header_with_a_name_that_is_known_is_none(header: str, may_be: bool) -> None:
    names = header.split(",")
    found = answers([Table(names, [["งบมาช้าทุกปี"] * len(names)])], Columns(into="problem"), CATEGORIES)
    assert found.headers == ([" · ".join(names)] if may_be else [])
