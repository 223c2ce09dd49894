"""laena export: the report as a file, under a name of its own."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from docx import Document
from flask import Flask

from tests.room import Room
from workshop.cli import main
from workshop.reports.formats import FORMATS

Export = Callable[..., Result]


@pytest.fixture
def export(app: Flask, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Export:
    """Exports the room's workshop, in an empty folder."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    data = str(app.extensions["laena.settings"].data)
    return lambda *options, code=room.code: CliRunner().invoke(main, ["export", code, "--data", data, *options])


@pytest.mark.parametrize("kind", list(FORMATS))
def test_each_format_is_written_under_the_reports_own_name(room: Room, export: Export, kind: str) -> None:
    room.phone.note("งบประมาณมาช้า")
    result = export("--format", kind)
    assert result.exit_code == 0, result.output
    (written,) = Path().iterdir()
    assert written.suffix == FORMATS[kind].suffix
    assert room.code in written.name
    assert f"{written} (1 ความเห็น / notes)" in result.stdout
    assert written.stat().st_size > 100


def test_a_second_export_does_not_replace_the_first(room: Room, export: Export) -> None:
    export("--format", "csv")
    (first,) = Path().iterdir()
    first.write_bytes(b"mine")
    for _ in range(2):
        assert export("--format", "csv").exit_code == 0
    assert sorted(path.name for path in Path().iterdir()) == sorted(
        [first.name, f"{first.stem} (2).csv", f"{first.stem} (3).csv"]
    )
    assert first.read_bytes() == b"mine"


def test_the_output_of_an_export_may_be_a_file_or_a_folder(room: Room, export: Export) -> None:
    room.phone.note("งบประมาณมาช้า")
    Path("reports").mkdir()
    assert export("--format", "json", "--output", "reports").exit_code == 0
    assert export("--format", "json", "--output", "report.json").exit_code == 0
    (inside,) = Path("reports").iterdir()
    for written in (inside, Path("report.json")):
        assert "งบประมาณมาช้า" in json.dumps(json.loads(written.read_bytes()), ensure_ascii=False)


def test_the_exported_report_is_in_the_requested_language(room: Room, export: Export) -> None:
    export("--format", "csv", "--language", "en", "--output", "en.csv")
    export("--format", "csv", "--output", "th.csv")
    assert "Note" in Path("en.csv").read_text("utf-8-sig")
    assert "ความเห็น" in Path("th.csv").read_text("utf-8-sig")


def test_a_code_may_be_typed_as_people_type_it(room: Room, export: Export) -> None:
    assert export("--format", "csv", code=f"{room.code[:3]}-{room.code[3:]}".lower()).exit_code == 0


def test_an_unknown_workshop_is_refused_in_both_languages_with_those_there_are(room: Room, export: Export) -> None:
    result = export(code="AAAAAA")
    assert result.exit_code == 1
    assert "ไม่พบการประชุมรหัส AAAAAA" in result.stderr
    assert "there is no workshop AAAAAA" in result.stderr
    assert f"there are:\n  {room.code} เหลียวหลัง แลหน้า ปี 2564" in result.stderr
    assert list(Path().iterdir()) == []


def test_an_unwritable_output_is_reported_and_leaves_no_file(export: Export) -> None:
    result = export("--output", os.path.join("nowhere", "report.docx"))
    assert result.exit_code == 1
    assert "cannot write" in result.stderr
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("kind", ["docx", "letter_docx", "memo_docx"])
def test_the_digits_of_a_thai_report_are_thai_unless_arabic_ones_are_chosen(
    room: Room, export: Export, kind: str
) -> None:
    room.phone.note("งบประมาณมาช้า")
    found = {}
    for digits in ("thai", "arabic"):
        assert export("--format", kind, "--digits", digits, "--output", f"{digits}.docx").exit_code == 0
        with ZipFile(f"{digits}.docx") as package:
            parts = [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
        found[digits] = "".join(parts).replace("TH SarabunIT๙", "")  # the name of a font
    export("--format", kind, "--output", "without.docx")
    assert re.search("[๐-๙]", found["thai"])
    assert "thaiNumbers" in found["thai"]
    assert not re.search("[๐-๙]|thaiNumbers", found["arabic"])
    assert Document("without.docx").element.xpath("//w:pgNumType/@w:fmt") == ["thaiNumbers"]
