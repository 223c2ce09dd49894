"""The preview through the office's template: LibreOffice's pages where it is there, and in words where they are not."""

from __future__ import annotations

import io
import os
import stat
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest

from tests.reports.report_samples import plain
from workshop.domain.office_templates import OfficeTemplate
from workshop.domain.offices import Office
from workshop.jobs import at_once
from workshop.reports.font_tables import line_height
from workshop.reports.font_widths import width_ratio
from workshop.reports.office_templates import libreoffice
from workshop.reports.office_templates.preview import laid_out
from workshop.reports.office_templates.shipped import shipped
from workshop.reports.office_templates.stand_in import stand_in
from workshop.reports.typefaces import OFFICIAL
from workshop.reports.words import Words
from workshop.views.record import Record


def with_template(data: bytes) -> Record:
    return replace(plain(), office=Office(templates=(OfficeTemplate("report", "own.docx", data),)))


OWN = with_template(shipped(Words("th")))


def preview(report: Record) -> tuple[bytes, str]:
    return laid_out(report, "th", True, at_once, at_once)


def text_of(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def test_without_a_template_that_fits_the_preview_is_of_the_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: "/soffice")
    monkeypatch.setattr(libreoffice, "as_pdf", lambda *_given: b"never")
    for report in (plain(), with_template(b"no document")):
        pdf, laid = preview(report)
        assert (pdf[:5], laid) == (b"%PDF-", "built_in")


@pytest.mark.parametrize(("program", "pages", "laid"), [("", b"%PDF-", "absent"), ("/soffice", b"", "failed")])
def test_where_libreoffice_is_absent_or_fails_the_pdf_is_shown_and_it_says_so(
    monkeypatch: pytest.MonkeyPatch, program: str, pages: bytes, laid: str
) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: program)
    monkeypatch.setattr(libreoffice, "as_pdf", lambda *_given: pages)
    pdf, found = preview(OWN)
    assert found == laid
    assert "งบประมาณล่าช้า" in text_of(pdf)


def test_what_libreoffice_lays_out_is_the_report_in_the_template(monkeypatch: pytest.MonkeyPatch) -> None:
    document = docx.Document(io.BytesIO(shipped(Words("th"))))
    document.paragraphs[0].insert_paragraph_before("คำของหน่วยงานเอง")
    stream = io.BytesIO()
    document.save(stream)
    given: list[bytes] = []
    monkeypatch.setattr(libreoffice, "program", lambda: "/soffice")
    monkeypatch.setattr(libreoffice, "as_pdf", lambda data, _fonts: given.append(data) or b"pages")
    assert preview(with_template(stream.getvalue())) == (b"pages", "template")
    words = "".join(each.text for each in docx.Document(io.BytesIO(given[0])).paragraphs)
    assert "คำของหน่วยงานเอง" in words
    assert "งบประมาณล่าช้า" in words


@pytest.mark.skipif(not libreoffice.program(), reason="no LibreOffice on this machine")
def test_libreoffice_draws_the_template_in_letters_as_wide_as_those_that_offices_have() -> None:
    pdf, laid = preview(OWN)
    assert laid == "template"
    pages = pypdfium2.PdfDocument(pdf)
    assert "งบประมาณล่าช้า" in text_of(pdf)
    assert len(pages) <= 5, "letters of another width would take more pages"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for the program")
@pytest.mark.parametrize("body", ["exec sleep 600", "exit 3", "true"], ids=["hangs", "fails", "writes nothing"])
def test_a_program_that_makes_no_pages_ends_and_leaves_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: str
) -> None:
    script, began, folder = tmp_path / "soffice", tmp_path / "began", tmp_path / "folder"
    folder.mkdir()
    script.write_text(f"#!/bin/sh\nls {folder}/*/report.docx > {began}.ls\necho $$ > {began}\n{body}\n", "utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(libreoffice, "program", lambda: str(script))
    monkeypatch.setattr(libreoffice, "_SECONDS", 2 if body.startswith("exec") else 60)
    assert libreoffice.as_pdf(b"document") == b""
    assert (tmp_path / "began.ls").read_text("utf-8").count("report.docx") == 1, "it was given the document"
    assert list(folder.iterdir()) == []
    with pytest.raises(ProcessLookupError):
        os.kill(int(began.read_text("utf-8")), 0)


@pytest.mark.parametrize("face", ["Regular", "Bold"])
def test_what_stands_in_for_the_offices_font_is_as_wide_and_as_high(face: str) -> None:
    data = stand_in(face)
    assert line_height(data) == pytest.approx(OFFICIAL.line, abs=0.01)
    assert b"Sarabun" not in data
    if face == "Regular":
        assert width_ratio(data) == pytest.approx(1.0, abs=0.01)
