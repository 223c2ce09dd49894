"""Workshops that are empty, tiny, huge in their words, or still at work: every form is written, opened, and has all."""

from __future__ import annotations

import csv
import io
import json
import os
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest
from docx import Document
from lxml import html
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation

from tests.reports.report_samples import EMPTY, category, hostile, many, note, record, theme, voted
from workshop.reports.formats import FORMATS
from workshop.views.record import Group, Record

LONG = "การพัฒนาศักยภาพผู้นำชุมชนท้องถิ่นอย่างต่อเนื่อง" * 6  # 282 letters without a space
RUN = "ก" * 300
RECORDS = {
    "no_notes": EMPTY,
    "no_themes": record(category(ungrouped=(note(1, "งบมาช้า"), note(2, "ฝนตก")))),
    "import_only": record(category(ungrouped=(note(1, "นำเข้า", group=""),)), groups=(), phases=(), without_group=1),
    "one_group": record(category(themes=(theme("ก", note(1, "ก")),)), groups=(Group("กลุ่มเดียว", 1, 1),)),
    "many_groups": replace(many(52), groups=tuple(Group(f"กลุ่มที่ {at + 1}", 2, 2) for at in range(26))),
    "gone_category": record(category("solution", key="solution", ungrouped=(note(1, "ก", category="solution"),))),
    "open_vote": voted(),
    "grouping_at_work": record(category(ungrouped=tuple(note(at, f"เพิ่งส่ง {at}", waiting=True) for at in range(1, 9)))),
    "long_words": record(category(themes=(theme(LONG, note(1, RUN), note(2, LONG)), theme(RUN, note(3, "A" * 300))))),
    "hostile": hostile(),
    "no_title": record(category(), title="", host_unit="", venue="", starts_on=None, ends_on=None),
}


def written(report: Record, key: str, thai_digits: bool = True) -> io.BytesIO:
    stream = io.BytesIO()
    FORMATS[key].write(report, "th", stream, thai_digits)
    stream.seek(0)
    return stream


@pytest.fixture(params=RECORDS, scope="module")
def report(request: pytest.FixtureRequest) -> Record:
    return RECORDS[request.param]


def test_documents_open_with_every_note_once_in_their_appendix(report: Record) -> None:
    for key in ("docx", "annex_docx"):
        numbers = [
            row.cells[0].text
            for table in Document(written(report, key, False)).tables
            for row in table.rows[1:]
            if table.rows[0].cells[0].text == "ที่"
        ]
        assert sorted(map(int, numbers)) == sorted(note.number for note in report.notes)
    for key in ("letter_docx", "memo_docx"):
        assert Document(written(report, key)).paragraphs


@pytest.mark.parametrize("key", ["pdf", "annex_pdf", "letter_pdf", "memo_pdf", "pdf_archive"])
def test_pdfs_open_and_no_letter_runs_off_a_page(report: Record, key: str) -> None:
    pdf = pypdfium2.PdfDocument(written(report, key).getvalue())
    assert len(pdf)
    for page in pdf:
        text = page.get_textpage()
        boxes = [text.get_charbox(at) for at in range(text.count_chars())]
        assert all(left >= 0 and right <= page.get_width() + 0.5 for left, _bottom, right, _top in boxes)


def test_tables_have_a_row_for_each_note(report: Record) -> None:
    count = len(report.notes)
    sheet = load_workbook(written(report, "xlsx"))["ความเห็นทั้งหมด"]
    assert sheet.max_row == count + 1
    for key in ("csv", "csv_data"):
        rows = list(csv.reader(io.StringIO(written(report, key).getvalue().decode("utf-8-sig"), newline="")))
        assert len(rows) == count + 1
    with zipfile.ZipFile(written(report, "open_data")) as package:
        assert len(list(csv.reader(io.StringIO(package.read("notes.csv").decode(), newline="")))) == count + 1


def test_data_and_pages_open_with_the_same_figures(report: Record) -> None:
    data = json.load(written(report, "json"))
    assert data["figures"]["received"] == report.figures.received
    page = html.parse(written(report, "html")).getroot()
    assert len(page.xpath("//*[starts-with(@id, 'n') and translate(substring(@id, 2), '0123456789', '') = '']")) == len(
        report.notes
    )


def test_slides_and_pictures_open(report: Record) -> None:
    assert len(Presentation(written(report, "pptx")).slides) >= 2
    assert Image.open(written(report, "picture_png")).width == 2160
    assert b"</svg>" in written(report, "picture_svg").getvalue()
    with zipfile.ZipFile(written(report, "parcel")) as parcel:
        assert parcel.testzip() is None


@pytest.fixture
def zone() -> Iterator[None]:
    before = os.environ.get("TZ")
    yield
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.parametrize("key", ["csv", "csv_data", "json", "html", "pdf", "open_data"])
def test_a_machine_in_any_zone_writes_the_same(key: str, zone: None) -> None:
    found = []
    for name in ("UTC", "Asia/Bangkok", "America/New_York"):
        os.environ["TZ"] = name
        time.tzset()
        found.append(written(voted(), key).getvalue())
    assert found[0] == found[1] == found[2]
