"""The programme in documents and JSON: a table a day, in order of time, never what only facilitators read."""

from __future__ import annotations

import io
import json
from typing import Any

from docx import Document
from lxml import html

from tests.reports.report_samples import plain, timed
from tests.reports.texts import texts
from tests.room import Room
from workshop.reports.formats import FORMATS
from workshop.views.record import Record


def file(kind: str, report: Record, language: Any = "th") -> bytes:
    stream = io.BytesIO()
    FORMATS[kind].write(report, language, stream)
    return stream.getvalue()


def test_each_day_has_a_table_with_its_date_in_docx_and_html() -> None:
    document = Document(io.BytesIO(file("docx", timed())))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    first, second = (table for table in tables if table[0] == ["เวลา", "กำหนดการ"])
    assert [row[0] for row in first[1:]] == ["๐๙:๐๐–๑๐:๓๐", "๑๐:๓๐–๑๐:๔๕"]
    assert first[1][1] == "เหลียวหลัง"
    assert second[1:] == [["๑๓:๐๐–๑๔:๐๐", "สรุปร่วมกัน"]]
    assert "๑.๒\tวันที่ ๒ · ๓๑ ตุลาคม ๒๕๖๓" in [paragraph.text for paragraph in document.paragraphs]
    page = html.fromstring(file("html", timed()).decode())
    (section,) = page.xpath("//section[@id='programme']")
    assert [each.text_content() for each in section.xpath(".//h3")] == [
        "วันที่ ๑ · ๓๐ ตุลาคม ๒๕๖๓",
        "วันที่ ๒ · ๓๑ ตุลาคม ๒๕๖๓",
    ]
    assert "=พัก" in section.text_content()
    assert not section.xpath(".//b")
    assert "Day 2" in file("html", timed(), "en").decode()


def test_the_pdf_has_it_too_where_the_number_of_a_raised_mark_contains_a_bracket() -> None:
    """In this report the mark of ทั้ง is the 93rd glyph, whose byte is that of ]: the text layer could not be made."""
    words = "".join(texts("pdf", file("pdf", timed())).split())
    assert "๑๓:๐๐–๑๔:๐๐" in words
    assert words.index("เหลียวหลัง") < words.index("สรุปร่วมกัน")


def test_without_a_programme_there_is_no_chapter_and_json_has_an_empty_list() -> None:
    assert "กำหนดการ" not in file("html", plain()).decode()
    assert json.loads(file("json", plain()))["workshop"]["programme"] == []
    assert [item["starts"] for item in json.loads(file("json", timed()))["workshop"]["programme"]] == [
        "09:00",
        "10:30",
        "13:00",
    ]


def test_the_script_for_facilitators_is_in_no_export(room: Room) -> None:
    item = {"day": 1, "at": "9:00", "minutes": 30, "kind": "plenary", "title": "เปิดการประชุม", "script": "อย่าลืมไมค์"}
    item |= {"phase": ""}
    saved = room.desk.post(f"/workshops/{room.code}/programme", data=item)
    assert saved.status_code in (200, 302)
    for kind in ("json", "html", "docx"):
        answer = room.desk.client.get(f"/workshops/{room.code}/export/{kind}").data
        text = (
            "\n".join(
                cell.text for table in Document(io.BytesIO(answer)).tables for row in table.rows for cell in row.cells
            )
            if kind == "docx"
            else answer.decode()
        )
        assert "เปิดการประชุม" in text
        assert "อย่าลืมไมค์" not in text
