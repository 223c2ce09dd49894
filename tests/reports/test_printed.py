"""What LibreOffice prints of the files, where it is installed: no last line is lost, and contents name their pages."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.document import Document
from docx.text.paragraph import Paragraph

from tests.reports.demo_records import demo_of
from tests.reports.report_samples import category, note, record, theme, whole
from tests.reports.test_office_templates import edited, with_template
from workshop.reports.docx.styles import styles
from workshop.reports.fonts import font_files
from workshop.reports.formats import FORMATS
from workshop.views.record import Record

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
SAID = "การพัฒนาศักยภาพผู้นำชุมชนท้องถิ่นอย่างต่อเนื่อง กตัญญู ผู้ใหญ่ ปั๊มน้ำ "


def printed(report: Record, kind: str, folder: Path, *, thai_digits: bool = True) -> list[str]:
    """Return the letters of each page."""
    stream = io.BytesIO()
    FORMATS[kind].write(report, "th", stream, thai_digits)
    file = folder / f"report.{kind}"
    file.write_bytes(stream.getvalue())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    convert(command, {**os.environ, **fonts_for(kind, folder)})
    pages = pypdfium2.PdfDocument((folder / "report.pdf").read_bytes())
    return [letters(page.get_textpage().get_text_bounded()) for page in pages]


def convert(command: list[str], environment: dict[str, str]) -> None:
    """Run LibreOffice, whose processes end together: the one that started the others waits for them for ever."""
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, start_new_session=True
    ) as running:
        try:
            assert running.wait(timeout=180) == 0
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)


def fonts_for(kind: str, folder: Path) -> dict[str, str]:
    """Return what offers Sarabun to programs: a DOCX alone has it inside, and not every machine has a Thai font."""
    if kind == "docx":
        return {}
    file = folder / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{font_files()['Regular'].parent}</dir><cachedir>{folder / 'fonts'}</cachedir></fontconfig>"
    )
    return {"FONTCONFIG_FILE": str(file)}


def test_every_note_of_a_workbook_is_printed_to_its_last_word(tmp_path: Path) -> None:
    notes = [note(n, f"{(SAID * 8)[n % 13 : 20 + n * 37 % 270].strip()} จบ{n}ท้าย") for n in range(1, 40)]
    notes.append(note(40, "\n".join(["ก"] * 12) + "\nจบ40ท้าย"))
    pages = "".join(printed(record(category(ungrouped=tuple(notes))), "xlsx", tmp_path))
    assert [n for n in range(1, 41) if letters(f"จบ{n}ท้าย") not in pages] == []


def in_sarabun(document: Document) -> None:
    document.styles.element[:] = styles("th")


# An office's own template in Sarabun, which it only names.
@pytest.mark.parametrize("own", [None, in_sarabun])
@pytest.mark.parametrize("report", [whole(), demo_of(293)])
def test_the_contents_name_the_page_of_each_chapter(
    report: Record, own: Callable[[Document], object] | None, tmp_path: Path
) -> None:
    if own:
        report = with_template(report, edited(own))
    pages = printed(report, "docx", tmp_path)
    assert wrong_pages(pages, tmp_path / "report.docx") == []
    if not own:
        assert before_the_appendix(pages) <= 7


@pytest.mark.parametrize(("count", "thai_digits"), [(23, False), (293, False), (513, True)])
def test_the_contents_of_a_room_of_any_size_name_no_wrong_page(count: int, thai_digits: bool, tmp_path: Path) -> None:
    pages = printed(demo_of(count), "docx", tmp_path, thai_digits=thai_digits)
    assert wrong_pages(pages, tmp_path / "report.docx") == []


def wrong_pages(pages: list[str], file: Path) -> list[list[str]]:
    """Return the lines of the contents whose heading does not stand on the page that they name."""
    lines = [each.text.split("\t") for each in docx.Document(str(file)).paragraphs if of_contents(each)]
    assert len(lines) >= 5
    contents = next(at for at, page in enumerate(pages) if letters("สารบัญ") in page)
    return [
        line
        for line in lines
        for heading, at in [(letters("".join(line[:-1])), int(line[-1]) - 1)]
        if pages[at].count(heading) < (2 if at == contents else 1)
    ]


def before_the_appendix(pages: list[str]) -> int:
    """Return how many pages there are of summary, contents, text and charts."""
    return max(at for at, page in enumerate(pages) if letters("แผนภูมิ") in page) + 1


def of_contents(line: Paragraph) -> bool:
    return (line.style.name if line.style else "") in ("toc 1", "toc 2")


def letters(text: str) -> str:
    """Return the text without blanks and marks, which readers of a PDF put in other places."""
    return "".join(each for each in text if not each.isspace() and unicodedata.category(each) != "Mn").replace("ำ", "า")


def test_rows_of_a_slides_table_are_as_high_as_what_is_printed_in_them(tmp_path: Path) -> None:
    label = "การพัฒนาศักยภาพผู้นำชุมชนให้ทำงานร่วมกับท้องถิ่น" * 3
    themes = tuple(theme(f"{n} {label}", note(n, "ก")) for n in range(1, 12))
    pages = printed(record(category(themes=themes)), "pptx", tmp_path)
    table = next(page for page in pages if page.startswith(letters("กลุ่มความเห็นอื่น")))
    assert table.count("…") == 7
