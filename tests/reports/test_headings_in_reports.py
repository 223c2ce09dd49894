"""Own headings on which nobody wrote: named in every document, and counted with no note."""

from __future__ import annotations

import io
import json
from typing import Any

import openpyxl
import pypdfium2
import pytest
from docx import Document

from tests.reports.report_samples import category, note, record, theme
from workshop.reports.formats import FORMATS
from workshop.views.record import Record

NAMES = ("น้ำประปา", "=ถนน <และ> สะพาน")


@pytest.fixture
def found() -> Record:
    return record(category(themes=(theme("งบประมาณ", note(1, "งบมาช้า")),), unanswered=NAMES))


def written(found: Record, kind: str) -> io.BytesIO:
    stream = io.BytesIO()
    FORMATS[kind].write(found, "th", stream)
    return io.BytesIO(stream.getvalue())


def test_the_document_and_its_pdf_say_on_which_headings_nobody_wrote(found: Record) -> None:
    line = f"ไม่มีผู้เขียนถึง: {NAMES[0]}, {NAMES[1]}"
    assert line in [paragraph.text for paragraph in Document(written(found, "docx")).paragraphs]
    pages = pypdfium2.PdfDocument(written(found, "pdf"))
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "".join(line.split()) in "".join(text.split())


def test_the_workbook_has_a_row_without_notes_for_each_and_no_formula(found: Record) -> None:
    sheet: Any = openpyxl.load_workbook(written(found, "xlsx")).worksheets[1]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[1:3] for row in rows if row[1] in NAMES] == [[name, 0] for name in NAMES]
    assert sum(row[2] for row in rows[1:]) == found.figures.received
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_json_lists_them_in_their_category(found: Record) -> None:
    (only,) = json.loads(written(found, "json").getvalue())["categories"]
    assert only["unanswered"] == list(NAMES)
