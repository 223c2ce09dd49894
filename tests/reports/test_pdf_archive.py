"""The PDF/A-3a for the archive says what the PDF says, and has the very XLSX and JSON inside."""

from __future__ import annotations

import io
from ctypes import byref, c_ulong, create_string_buffer
from dataclasses import replace
from zipfile import ZipFile

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tests.reports.font_samples import faces
from tests.reports.picture_samples import picture
from tests.reports.report_samples import EMPTY, category, hostile, note, record, whole
from tests.reports.test_letters import OFFICE, text_of, written
from workshop.views.record import Record

FULL = replace(whole(), office=replace(OFFICE, fonts=faces("Regular")), pictures=(picture(40, 30, "ภาพ"),))
# Letters of fonts of old Thai programs, which have a meaning in one font alone, and one of no font.
PRIVATE = record(category(ungrouped=(note(1, "ป\uf70aา \uf8ff \U000f0000"),)))


def attached(pdf: bytes) -> dict[str, bytes]:
    """The files inside by name."""
    document, found = pypdfium2.PdfDocument(pdf), {}
    for at in range(pdfium.FPDFDoc_GetAttachmentCount(document)):
        each, size = pdfium.FPDFDoc_GetAttachment(document, at), c_ulong()
        name = create_string_buffer(pdfium.FPDFAttachment_GetName(each, None, 0))
        pdfium.FPDFAttachment_GetName(each, pdfium.cast(name, pdfium.POINTER(pdfium.FPDF_WCHAR)), len(name))
        pdfium.FPDFAttachment_GetFile(each, None, 0, byref(size))
        data = create_string_buffer(size.value)
        pdfium.FPDFAttachment_GetFile(each, data, size.value, byref(size))
        found[name.raw.decode("utf-16-le").rstrip("\0")] = data.raw
    return found


@pytest.mark.parametrize("report", [FULL, hostile(), EMPTY, PRIVATE], ids=["full", "hostile", "empty", "private"])
def test_any_report_becomes_an_archive_that_names_its_standards_and_what_is_inside(report: Record) -> None:
    pdf = written(report, "pdf_archive")
    for mark in (b"<pdfaid:part>3</", b"<pdfaid:conformance>A</", b"<pdfuaid:part>1</"):
        assert mark in pdf
    assert pdf.count(b"/AFRelationship/Data") == 2
    assert b"/OutputIntents" in pdf
    assert text_of(pdf) == text_of(written(report, "pdf"))


def test_the_files_inside_are_those_that_the_formats_write() -> None:
    found = attached(written(FULL, "pdf_archive"))
    assert list(found) == ["laena-K7M4QX.json", "laena-K7M4QX.xlsx"]
    assert found["laena-K7M4QX.json"] == written(FULL, "json")
    inside, alone = (ZipFile(io.BytesIO(data)) for data in (found["laena-K7M4QX.xlsx"], written(FULL, "xlsx")))
    assert {name: inside.read(name) for name in inside.namelist()} == {
        name: alone.read(name) for name in alone.namelist()
    }


def test_the_pdf_for_print_has_no_files_inside() -> None:
    assert attached(written(FULL, "pdf")) == {}
