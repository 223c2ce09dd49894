"""What the room decided to do is the same in every export, and hostile words in it do nothing."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from pptx import Presentation

from tests.reports.laid_out import estimated_pages
from tests.reports.report_samples import plain, planned, wordy
from tests.reports.texts import texts
from workshop.domain.chapters import Chapters
from workshop.reports.actions import decided
from workshop.reports.docx.document import made
from workshop.reports.docx.pages import fit_on_a_page
from workshop.reports.formats import FORMATS
from workshop.reports.words import Words
from workshop.views.actions import Action
from workshop.views.content import digest
from workshop.views.record import Record

WITH_ACTIONS = ("docx", "pdf", "html", "xlsx", "csv", "csv_data", "json", "pptx", "open_data")


def file(kind: str, report: Record, language: Any = "th") -> bytes:
    stream = io.BytesIO()
    FORMATS[kind].write(report, language, stream)
    return stream.getvalue()


@pytest.mark.parametrize("kind", WITH_ACTIONS)
def test_every_format_has_each_action_with_its_unit_in_order(kind: str) -> None:
    found = "".join(texts(kind, file(kind, planned())).split())
    places = [found.rindex(words) for words in ("ขุดลอกคลอง", "ฝาย", "อบรมบัญชีครัวเรือน")]
    assert places == sorted(places)
    assert "อำเภอพล" in found
    assert "อบรมบัญชีครัวเรือน" not in "".join(texts(kind, file(kind, plain())).split())


def test_json_tables_and_slides_have_the_same_days_and_statuses() -> None:
    found = json.loads(file("json", planned()))["actions"]
    assert [(each["number"], each["due"], each["status"], each["overdue"]) for each in found] == [
        (1, "2021-03-31", "doing", False), (2, "2020-11-02", "waiting", True), (3, None, "waiting", False),
    ]  # fmt: skip
    assert found[0]["steps"] == [
        {"at": "2020-12-01T09:00:00+07:00", "status": "doing", "note": "สำรวจแล้ว 2 แห่ง", "link": ""}
    ]
    with ZipFile(io.BytesIO(file("open_data", planned()))) as package:
        rows = list(csv.DictReader(io.StringIO(package.read("actions.csv").decode(), newline="")))
    assert [each["due_date"] for each in rows] == ["2021-03-31", "2020-11-02", ""]
    assert [each["status_date"] for each in rows] == ["2020-12-01", "", ""]
    sheet = openpyxl.load_workbook(io.BytesIO(file("xlsx", planned())))["สิ่งที่จะทำ"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    (first,) = [row for row in cells if row[1] == "ขุดลอกคลอง"]
    assert first[:4] == [1, "ขุดลอกคลอง", "อำเภอพล", "31 มีนาคม 2564"]
    assert [row[6] for row in cells[-3:]] == ["กำลังทำ", "ยังไม่เริ่ม (เลยกำหนด)", "ยังไม่เริ่ม"]
    (table,) = [
        shape.table
        for slide in Presentation(io.BytesIO(file("pptx", planned()))).slides
        for shape in slide.shapes
        if shape.has_table and shape.table.cell(0, 1).text == "หน่วยงาน"
    ]
    assert [table.cell(at, 3).text for at in (1, 2, 3)] == [row[6] for row in cells[-3:]]


def test_hostile_words_of_an_action_are_no_formula_and_no_markup() -> None:
    table = list(csv.reader(io.StringIO(file("csv", planned()).decode("utf-8-sig"), newline="")))
    (row,) = [row for row in table if "ฝาย" in row[3]]
    assert (row[1], row[-1]) == ('="+หน่วย"', '="๒ พฤศจิกายน ๒๕๖๓"')
    assert row[3].startswith('="=ฝาย')
    assert {len(row) for row in table} == {len(table[0])}
    assert b"<b>" not in file("html", planned()).partition(b"<main")[2]
    sheet = openpyxl.load_workbook(io.BytesIO(file("xlsx", planned())))["สิ่งที่จะทำ"]
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_a_day_that_passes_changes_no_approved_content_and_a_status_does() -> None:
    report = planned()
    first, late, *rest = report.actions
    assert digest(replace(report, actions=(first, replace(late, overdue=False), *rest))) == digest(report)
    assert digest(replace(report, actions=(replace(first, status="done"), late, *rest))) != digest(report)


def test_the_summary_has_what_is_still_to_be_done_by_its_day_and_how_many_in_each_state() -> None:
    done = Action("เสร็จไปแล้ว", "อำเภอพล", date(2020, 11, 1), status="done")
    report = replace(planned(), actions=(*planned().actions, done))
    lines = decided(report, Words("th"))
    assert [line.split()[0] for line in lines] == ["๒.", "๑.", "๓."]
    assert "– +หน่วย · ภายในวันที่ ๒ พฤศจิกายน ๒๕๖๓ (เลยกำหนด)" in lines[0]
    assert lines[2] == "๓. อบรมบัญชีครัวเรือน"


@pytest.mark.parametrize("kind", ["docx", "pdf", "html", "pptx", "xlsx"])
def test_the_summary_of_every_form_that_is_read_names_the_first_action(kind: str) -> None:
    def summary(report: Record) -> str:
        return "".join(texts(kind, file(kind, report)).split()).replace("\N{WORD JOINER}", "")

    line = "".join(["–", "อำเภอพล", "·", "ภายในวันที่", "๓๑", "มีนาคม", "๒๕๖๔"])
    if kind == "xlsx":  # the sheet has Arabic digits, as a program counts with them
        line = line.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))
    report = replace(planned(), actions=planned().actions[:1])
    assert line in summary(report)
    left_out = replace(report, chapters=Chapters(left_out=("actions",)))
    assert line not in summary(left_out)
    assert digest(left_out) != digest(report)


def test_a_long_list_of_actions_leaves_the_summary_on_one_page() -> None:
    long = Action("พัฒนาศักยภาพผู้นำชุมชนให้ทำงานร่วมกับท้องถิ่น " * 4, "อำเภอพล", date(2021, 3, 31))
    report = replace(wordy(), actions=(long,) * 12)
    document = made(report, Words("th"))
    pages = estimated_pages(document.element.body[:-1])
    contents = next(each for each in document.paragraphs if each.style.name == "TOC Heading")
    before = list(document.element.body[: document.element.body.index(contents._p)])
    assert fit_on_a_page(before)
    assert pages["_Toc000001"] == 1
