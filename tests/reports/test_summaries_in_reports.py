"""The summaries of groups in every kind of report."""

from __future__ import annotations

import io
from dataclasses import replace

from docx import Document
from openpyxl import load_workbook

from tests.reports.report_samples import plain
from workshop.reports.docx.document import write as write_docx
from workshop.reports.html.page import write as write_html
from workshop.reports.words import Words
from workshop.reports.xlsx.book import write as write_xlsx
from workshop.views.summaries import GroupPoint, Summary

POINTS = (GroupPoint("ซ่อมถนนก่อนฤดูฝน", (1,), ("ถนน",)), GroupPoint("=1+1", (), ("น้ำ",)))


def test_each_format_has_the_points_of_a_group_and_where_they_come_from() -> None:
    record = replace(plain(), summaries=(Summary("กลุ่มดอกคูน", POINTS),))
    words, streams = Words("th"), [io.BytesIO() for _format in range(3)]
    for write, stream in zip((write_docx, write_html, write_xlsx), streams, strict=True):
        write(record, words, stream)
        stream.seek(0)
    document = "\n".join(paragraph.text for paragraph in Document(streams[0]).paragraphs)
    page = streams[1].read().decode()
    for text in ("ข้อสรุปของกลุ่ม", "กลุ่มดอกคูน", "ซ่อมถนนก่อนฤดูฝน", "=1+1"):
        assert text in document
        assert text in page
    sheet = load_workbook(streams[2])["ข้อสรุปของกลุ่ม"]
    found = [row for row in sheet.iter_rows(values_only=True) if row[0] == "กลุ่มดอกคูน"]
    assert [row[2:5] for row in found] == [("ซ่อมถนนก่อนฤดูฝน", "1", "ถนน"), ("=1+1", None, "น้ำ")]


def test_a_report_without_summaries_has_no_chapter_of_them() -> None:
    stream = io.BytesIO()
    write_html(plain(), Words("th"), stream)
    assert "ข้อสรุปของกลุ่ม" not in stream.getvalue().decode()
