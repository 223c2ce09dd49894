"""What LibreOffice prints of the files, where it is installed: no last line is lost, and contents name their pages."""

from __future__ import annotations

import io
import shutil
import subprocess
import unicodedata
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.text.paragraph import Paragraph

from tests.reports.report_samples import category, many, note, record, theme, whole
from tests.reports.test_office_templates import edited, with_template
from workshop.reports.docx.styles import styles
from workshop.reports.formats import FORMATS
from workshop.views.record import Record

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
SAID = "การพัฒนาศักยภาพผู้นำชุมชนท้องถิ่นอย่างต่อเนื่อง กตัญญู ผู้ใหญ่ ปั๊มน้ำ "


def printed(report: Record, kind: str, folder: Path) -> list[str]:
    """Return the letters of each page."""
    stream = io.BytesIO()
    FORMATS[kind].write(report, "th", stream)
    file = folder / f"report.{kind}"
    file.write_bytes(stream.getvalue())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pages = pypdfium2.PdfDocument((folder / "report.pdf").read_bytes())
    return [letters(page.get_textpage().get_text_bounded()) for page in pages]


def test_every_note_of_a_workbook_is_printed_to_its_last_word(tmp_path: Path) -> None:
    notes = [note(n, f"{(SAID * 8)[n % 13 : 20 + n * 37 % 270].strip()} จบ{n}ท้าย") for n in range(1, 40)]
    notes.append(note(40, "\n".join(["ก"] * 12) + "\nจบ40ท้าย"))
    pages = "".join(printed(record(category(ungrouped=tuple(notes))), "xlsx", tmp_path))
    assert [n for n in range(1, 41) if letters(f"จบ{n}ท้าย") not in pages] == []


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("report", [whole(), many(90)])
def test_the_contents_name_the_page_of_each_chapter(report: Record, own: bool, tmp_path: Path) -> None:
    if own:
        # In a font that looks alike where it is missing, unlike TH SarabunPSK.
        data = edited(lambda document: document.styles.element.__setitem__(slice(None), styles("th")))
        report = with_template(report, data)
    pages = printed(report, "docx", tmp_path)
    lines = [
        each.text.split("\t") for each in docx.Document(str(tmp_path / "report.docx")).paragraphs if of_contents(each)
    ]
    assert len(lines) >= 5
    assert [line for line in lines if letters("".join(line[:-1])) not in pages[int(line[-1]) - 1]] == []


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
