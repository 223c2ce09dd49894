"""What Word needs to open the report without a question and to lay it out whole: contents, tables, own phrases."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn

from tests.reports.laid_out import estimated_pages
from tests.reports.report_samples import (
    decided,
    hostile,
    many,
    plain,
    voted,
    whole,
)
from workshop.reports.docx.document import write
from workshop.reports.docx.lines import line_of
from workshop.reports.docx.pages import settled_pages
from workshop.reports.docx.styles import PARAGRAPHS
from workshop.reports.docx.unbroken import plain as without_joiners
from workshop.reports.docx.unbroken import unbroken
from workshop.reports.docx.xml import Element, bookmarked, paragraph, run
from workshop.reports.docx.xml import table as table_of
from workshop.reports.words import Words
from workshop.views.record import Group, Record

ALL = [plain(), voted(), decided(), whole(), hostile(), many(60)]
PAGE_POINTS = (29.7 - 2.5 - 2.0) / 2.54 * 72
LINE = next(style for style in PARAGRAPHS if style.id == "SummaryLine").line_points


def read(report: Record) -> DocumentType:
    stream = io.BytesIO()
    write(report, Words("th"), stream)
    return Document(io.BytesIO(stream.getvalue()))


@pytest.mark.parametrize("report", ALL)
def test_word_opens_the_report_without_asking_to_update_fields(report: Record) -> None:
    document = read(report)
    assert document.settings.element.find(qn("w:updateFields")) is None
    assert not document.element.xpath("//w:fldChar[@w:dirty]")


def lines(count: int) -> list[Element]:
    return [paragraph("SummaryLine", "ก") for _ in range(count)]


def heading(name: str) -> Element:
    return paragraph("Heading2", *bookmarked(name, 1, run("หัวข้อ")))


def test_a_heading_is_on_the_page_where_it_stands_though_its_text_runs_over() -> None:
    story: Sequence[Element] = [heading("a"), paragraph("BodyText", "ปัญหา " * 3000), heading("b")]
    found = estimated_pages(story)
    assert found["a"] == 1
    assert found["b"] > 2


def test_a_heading_moves_to_the_next_page_with_the_table_that_it_names() -> None:
    full = int(PAGE_POINTS / LINE)
    rows = [[[paragraph("TableText", "ก")]] for _ in range(3)]
    table = table_of((16.0,), rows, [paragraph("TableHead", "ชื่อ")])
    assert estimated_pages([*lines(full - 2), heading("a"), table])["a"] == 2
    assert estimated_pages([*lines(full - 6), heading("a"), table])["a"] == 1


def test_a_paragraph_is_divided_between_its_lines_two_of_them_at_least_on_the_next_page() -> None:
    full = int(PAGE_POINTS / LINE)
    text = paragraph("SummaryLine", "\n".join("ก" * 5))
    for above, left_over in ((full - 2, 3), (full - 3, 2), (full - 4, 2)):
        story = [*lines(above), text, *lines(full - left_over - 2)]  # with two lines' room on the second page
        assert estimated_pages([*story, heading("a"), *lines(1)])["a"] == 3, above
        assert estimated_pages([*story[:-2], heading("a"), *lines(1)])["a"] == 2, above


@pytest.mark.parametrize(
    ("text", "width", "count"),
    [
        ("รายงาน: เกิดรายงานตามมา, ไม่มีเจ้าภาพดูภาพรวม", 99.25, 2),
        ("การเลื่อนขั้นไม่โปร่งใส คนทำงานหน้างานไม่ได้ คนใกล้ชิดได้", 212.65, 1),
        ("ไม่ใช่\nสองบรรทัด", 204.15, 2),
        ("ก" * 200, 100.0, 12),
        ("[115–117, 119]", 20.0, 3),
    ],
)
def test_lines_are_counted_as_libreoffice_prints_them(text: str, width: float, count: int) -> None:
    assert line_of(paragraph("TableText", text)).count(9.0, width) == count


@pytest.mark.parametrize(("above", "page", "begins"), [(33, 1, False), (35, 2, True), (36, 2, False)])
def test_a_heading_whose_page_would_depend_on_a_hair_begins_a_page(above: int, page: int, begins: bool) -> None:
    story = [*lines(above), heading("a"), paragraph("GroupName", "ก"), *lines(1)]
    assert settled_pages(story)["a"] == page
    assert bool(story[above].findall(f".//{qn('w:pageBreakBefore')}")) == begins


@pytest.mark.parametrize("report", ALL)
def test_a_total_is_never_alone_on_a_page(report: Record) -> None:
    totals = [each for each in read(report).tables if each.rows[-1].cells[0].text == "รวม"]
    assert totals
    for table in totals:
        paragraphs = [cell.paragraphs[0] for cell in table.rows[-2].cells]
        assert all(
            each.paragraph_format.keep_with_next or each.style.paragraph_format.keep_with_next for each in paragraphs
        )


@pytest.mark.parametrize("report", ALL)
def test_every_table_has_a_title_and_a_description_and_marks_its_names(report: Record) -> None:
    for table in read(report).element.body.iter(qn("w:tbl")):
        title, description = (table.xpath(f"w:tblPr/w:{name}/@w:val") for name in ("tblCaption", "tblDescription"))
        assert title[0].strip()
        assert description[0].startswith(title[0])
        head = bool(table.xpath("w:tr[1]/w:trPr/w:tblHeader"))
        assert table.xpath("w:tblPr/w:tblLook/@w:firstRow") == [str(int(head))]
        assert table.xpath("w:tblPr/w:tblLook/@w:firstColumn") == [str(int(not head))]
        assert [each.tag for each in table.tblPr][-2:] == [qn("w:tblCaption"), qn("w:tblDescription")]


def test_own_phrases_are_not_divided_inside_a_word() -> None:
    cells = {cell.text for table in read(plain()).tables for row in table.rows for cell in row.cells}
    assert "งบประมาณล่าช้า\nเห็น\N{WORD JOINER}ด้วย\N{NO-BREAK SPACE}๓" in cells
    assert "ผู้\N{WORD JOINER}อื่นรู้อะไรเกี่ยว\N{WORD JOINER}กับผู้\N{WORD JOINER}เขียน" in cells
    assert without_joiners(unbroken("ผู้อื่นรู้อะไรเกี่ยวกับผู้เขียน")) == "ผู้อื่นรู้อะไรเกี่ยวกับผู้เขียน"


def test_no_joiner_comes_into_what_people_wrote() -> None:
    notes = [row.cells[2].text for row in read(plain()).tables[-2].rows]
    assert not [text for text in notes if "\N{WORD JOINER}" in text]


def test_groups_with_long_names_stand_one_in_a_row_and_the_table_is_not_moved_to_a_page_of_its_own() -> None:
    short = replace(plain(), groups=tuple(Group(f"กลุ่มที่ {at}", 7, 2) for at in range(1, 27)))
    name = "องค์การบริหารส่วนตำบลหนองบัวลำภูเหนือและเครือข่ายพัฒนา"
    long = replace(short, groups=tuple(Group(f"{name} {at}", 7, 2) for at in range(1, 27)))
    columns = [len(of_groups(report).columns) for report in (short, long)]
    assert columns == [6, 3]
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in of_groups(long).rows]
    assert kept.count(True) == 1, "the row before the total alone"


def of_groups(report: Record) -> Any:
    return next(table for table in read(report).tables if table.cell(0, 0).text == "กลุ่ม" and len(table.rows) > 5)
