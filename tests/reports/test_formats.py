"""A format that declares itself is offered everywhere; the docs list those that there are."""

from __future__ import annotations

import importlib
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from click.testing import CliRunner
from flask import Flask

import workshop.reports
from tests.room import Room
from workshop.cli import export as command
from workshop.domain import chapters
from workshop.messages.incoming import SetChapters
from workshop.reports import formats
from workshop.reports.formats import FORMATS
from workshop.views.read_record import read_record
from workshop.views.record import Record

ROOT = Path(__file__).resolve().parents[2]
OFFICE = ("docx", "pdf", "xlsx", "csv", "json")
ANNEX = ("annex_docx", "annex_pdf")
LETTERS = ("letter_docx", "letter_pdf", "memo_docx", "memo_pdf")
PROBE = """
from workshop.reports.format import Format

FORMAT = Format(
    key="probe", suffix=".txt", media_type="text/plain; charset=utf-8", title={"th": "ทดลอง <b>", "en": "Probe <b>"},
    about={"th": "ข้อความล้วน", "en": "Plain text"}, place=99, writer=__name__, needs=(NEEDS,),
)

def write(record, words, stream):
    stream.write(f"{words.note}: {record.notes[0].text}".encode())
"""


@pytest.fixture
def add_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A module more in the package, and what was made from the list of formats made again."""
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "probe.py").write_text(PROBE.replace("NEEDS", "'click'"), "utf-8")
    (tmp_path / "more" / "lacking.py").write_text(
        PROBE.replace("NEEDS", "'not_installed'").replace('"probe"', '"lacking"'), "utf-8"
    )
    with monkeypatch.context() as patch:
        patch.setattr(workshop.reports, "__path__", [*workshop.reports.__path__, str(tmp_path / "more")])
        before = dict(FORMATS)
        FORMATS.update(formats.found())
        importlib.reload(command)
        yield
        FORMATS.clear()
        FORMATS.update(before)
    for name in ("probe", "lacking"):
        sys.modules.pop(f"workshop.reports.{name}", None)
    importlib.reload(command)


@pytest.mark.usefixtures("add_module")
def test_a_new_format_is_offered_by_the_page_the_command_line_and_the_api(
    app: Flask, room: Room, tmp_path: Path
) -> None:
    room.phone.note("งบมาช้า")
    assert list(FORMATS) == [
        *OFFICE,
        *LETTERS,
        "csv_data",
        *ANNEX,
        "pptx",
        "html",
        "picture_png",
        "picture_svg",
        "open_data",
        "pdf_archive",
        "parcel",
        "probe",
    ]
    client, address = room.desk.client, f"/workshops/{room.code}/export/probe"
    page = client.get(f"/workshops/{room.code}").text
    assert (
        f'href="{address}" data-format="probe" download><b>ทดลอง &lt;b&gt;</b><span class="soft">ข้อความล้วน</span>'
        in page
    )
    assert client.get(f"/api/w/{room.code}/exports").get_json()["exports"][-1] == {
        "key": "probe",
        "title": "ทดลอง <b>",
        "about": "ข้อความล้วน",
        "suffix": ".txt",
        "media_type": "text/plain; charset=utf-8",
        "address": address,
    }
    answer = client.get(address)
    assert (answer.text, answer.headers["Content-Type"]) == ("ความเห็น: งบมาช้า", "text/plain; charset=utf-8")
    target = tmp_path / "probe.txt"
    data = str(app.extensions["laena.settings"].data)
    options = [room.code, "--format", "probe", "--language", "en", "--data", data, "--output", str(target)]
    assert CliRunner().invoke(command.export, options).exit_code == 0
    assert target.read_text("utf-8") == "Note: งบมาช้า"


@pytest.mark.usefixtures("add_module")
def test_a_format_without_its_packages_is_not_offered(room: Room) -> None:
    assert "lacking" not in room.desk.client.get(f"/workshops/{room.code}").text
    assert room.desk.client.get(f"/workshops/{room.code}/export/lacking").status_code == 404
    assert "lacking" not in CliRunner().invoke(command.export, ["--help"]).output


def test_the_page_the_command_line_and_the_api_offer_the_same_formats(room: Room) -> None:
    page = room.desk.client.get(f"/workshops/{room.code}").text
    help_text = CliRunner().invoke(command.export, ["--help"]).output
    shown = [key for key in FORMATS if key not in ANNEX]
    assert re.findall(r'class="export-choice" href="[^"]+" data-format="(\w+)"', page) == shown
    assert f"[{'|'.join(FORMATS)}]" in help_text
    offered = room.desk.client.get(f"/api/w/{room.code}/exports").get_json()["exports"]
    assert [each["key"] for each in offered] == shown


def test_all_notes_are_offered_as_a_file_of_their_own_where_the_report_leaves_them_out(room: Room) -> None:
    room.phone.note("งบมาช้า")
    was = chapters.Chapters().version
    shown = [key for key in chapters.KEYS if key != "appendix"]
    sent = SetChapters(order=list(chapters.KEYS), shown=shown, was=was)
    room.feed.change(room.code, "facilitator", chapters.arrange, sent)
    for page in ("", "/report"):
        text = room.desk.client.get(f"/workshops/{room.code}{page}").text
        assert {f"/export/{key}" in text for key in ANNEX} == {True}
    listed = [each["key"] for each in room.desk.client.get(f"/api/w/{room.code}/exports").get_json()["exports"]]
    assert set(ANNEX) <= set(listed)
    record = room.feed.read(read_record, room.code)
    assert texts_of(record, "annex_docx").count("งบมาช้า") == 1
    assert "ภาคผนวก" not in texts_of(record, "docx")
    names = ZipFile(io.BytesIO(file_of(record, "parcel"))).namelist()
    assert [name for name in names if name.startswith("ภาคผนวก")] == [
        f"ภาคผนวก {record.title} {record.code}.docx",
        f"ภาคผนวก {record.title} {record.code}.pdf",
    ]


def file_of(record: Record, key: str) -> bytes:
    stream = io.BytesIO()
    FORMATS[key].write(record, "th", stream)
    return stream.getvalue()


def texts_of(record: Record, key: str) -> str:
    document = docx.Document(io.BytesIO(file_of(record, key)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(each.text for each in document.paragraphs)])


def test_titles_follow_the_readers_language(room: Room) -> None:
    room.desk.client.set_cookie("language", "en")
    assert "Excel tables (XLSX)" in room.desk.client.get(f"/workshops/{room.code}").text
    offered = room.desk.client.get(f"/api/w/{room.code}/exports").get_json()["exports"]
    assert offered[0]["title"] == "Word document (DOCX)"


def test_only_the_facilitator_gets_the_list_of_exports(room: Room) -> None:
    assert room.phone.call("GET", "/exports").status_code == 401
    assert room.app.test_client().get(f"/api/w/{room.code}/exports").status_code == 401
    assert room.desk.client.get("/api/w/AAAAAA/exports").status_code == 404


def test_the_docs_list_every_format_and_name_only_files_that_exist() -> None:
    text = (ROOT / "docs" / "adding.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| `(\.\w+)` \| `([\w/.]+)` \|$", text, re.MULTILINE)
    assert [(key, suffix) for key, suffix, _ in rows] == [(each.key, each.suffix) for each in FORMATS.values()]
    for _, _, path in rows:
        assert "FORMAT = Format(" in (ROOT / path).read_text("utf-8")
    named = re.findall(r"`([\w/]+/\w+\.(?:py|md))`", text)
    assert len(named) > 12
    assert [path for path in named if not (ROOT / path).is_file()] == []


def test_listing_the_formats_loads_none_of_their_libraries() -> None:
    code = "import json, sys, workshop.reports.formats; print(json.dumps([*sys.modules]))"
    loaded = json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT).stdout)
    assert not {"docx", "pptx", "lxml", "xlsxwriter", "openpyxl", "fontpkg_sarabun", "typst"} & set(loaded)
