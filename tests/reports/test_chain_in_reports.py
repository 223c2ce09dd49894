"""The chain from problems to proposals is the same in every export: ways, gaps, and what was linked by whom."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from docx import Document
from lxml import html
from openpyxl import load_workbook
from pptx import Presentation

from tests.reports.report_samples import category, note, record, theme, whole
from tests.reports.test_charts import LONG
from workshop.reports.formats import FORMATS
from workshop.reports.words import Words
from workshop.views.linked import Link, Linked
from workshop.views.record import Record

STEPS = ("ปัญหา", "สาเหตุ", "แนวทาง", "ข้อเสนอ")
KEYS = ("problem", "cause", "solution", "proposal")
GAP = "– ยังไม่เชื่อม –"
FOUND, CONFIRMED, ADDED = "พบจากถ้อยคำ", "ผู้จัดประชุมยืนยัน", "ผู้จัดประชุมเพิ่ม"
TITLE = "จากปัญหาถึงข้อเสนอ"
# The ways of `linked()`: a cell a step, (label, numbers of its notes, how it was linked), or None for a gap.
WAYS = [
    [("งบช้า", [1, 2], ""), ("โอนช้า", [11], FOUND), ("โอนเร็ว", [21, 22], CONFIRMED), ("แก้ระเบียบ", [31], ADDED)],
    [("งบช้า", [1, 2], ""), ("โอนช้า", [11], FOUND), ("ยืมก่อน", [23], FOUND), None],
    [("คนน้อย", [3], ""), None, None, ("เพิ่มคน", [32], CONFIRMED)],
    [("ฝนตก", [4], ""), None, None, None],
]


def linked(long: str = "", more: int = 0) -> Record:
    """A workshop with a chain of which links were found, confirmed and added; `long` stands after each label."""
    names = {
        "problem": {"งบช้า": (1, 2), "คนน้อย": (3,), "ฝนตก": (4,)},
        "cause": {"โอนช้า": (11,)},
        "solution": {"โอนเร็ว": (21, 22), "ยืมก่อน": (23,)},
        "proposal": {"แก้ระเบียบ": (31,), "เพิ่มคน": (32,)},
    }
    names["problem"] |= {f"อีกข้อที่ {at}": (100 + at,) for at in range(more)}
    made, ends = [], {}
    for key, step in zip(KEYS, STEPS, strict=True):
        themes = tuple(
            replace(theme(f"{label}{long}"[:120], *(note(n, f"ข้อ {n}", category=step) for n in numbers)), id=label)
            for label, numbers in names[key].items()
        )
        ends |= {each.id: each.end(step) for each in themes}
        made.append(category(step, key=key, themes=themes))

    def link(start: str, end: str, decided: str = "") -> Link:
        return Link(ends[start], ends[end], 0.5, decided)

    answers = (link("คนน้อย", "เพิ่มคน", "confirmed"), link("งบช้า", "โอนเร็ว"), link("งบช้า", "ยืมก่อน"))
    rest = (link("งบช้า", "โอนช้า"), link("โอนช้า", "โอนเร็ว", "confirmed"), link("โอนช้า", "ยืมก่อน"))
    rest += (link("โอนเร็ว", "แก้ระเบียบ", "added"),)
    gaps = (ends["ฝนตก"], *(ends[f"อีกข้อที่ {at}"] for at in range(more)))
    return record(*made, linked=Linked(answers, gaps, rest))


def written(report: Record, format: str, language: str = "th") -> io.BytesIO:
    stream = io.BytesIO()
    FORMATS[format].write(report, language, stream)
    stream.seek(0)
    return stream


def filled(rows: list[list[str]]) -> list[list[str]]:
    """Say again what is left empty as it is that of the row above."""
    for above, row in pairwise(rows):
        row[:] = [cell or said for cell, said in zip(row, above, strict=True)]
    return rows


def in_html(report: Record) -> list[list[str]]:
    """The rows of the page's table, a cell that reaches over several rows in each of them."""
    page = html.parse(written(report, "html")).getroot()
    (table,) = page.xpath(f"//table[caption='{TITLE}']")
    grid: dict[tuple[int, int], str] = {}
    for at, row in enumerate(table.xpath("tbody/tr")):
        for cell in row:
            column = next(step for step in range(4) if (at, step) not in grid)
            for more in range(int(cell.get("rowspan", "1"))):
                grid[at + more, column] = " ".join(cell.text_content().split())
    rows = max(at for at, _ in grid) + 1
    return [[grid[at, step] for step in range(4)] for at in range(rows)]


def in_slides(report: Record) -> list[list[str]]:
    found: list[list[str]] = []
    for slide in Presentation(written(report, "pptx")).slides:
        if slide.shapes.title.text.startswith(TITLE):
            (table,) = [shape.table for shape in slide.shapes if shape.has_table]
            found += filled([[cell.text for cell in row.cells] for row in list(table.rows)[1:]])
    return found


def in_document(report: Record) -> list[list[str]]:
    tables = Document(written(report, "docx")).tables
    (table,) = [each for each in tables if [cell.text for cell in each.rows[0].cells] == list(STEPS)]
    return filled([[cell.text for cell in row.cells] for row in table.rows[1:]])


def numbers(words: str) -> str:
    return Words("th").digits(words)


def test_the_workbook_has_a_row_a_way_with_notes_and_how_each_was_linked() -> None:
    head, *rows = load_workbook(written(linked(), "xlsx"))[TITLE].iter_rows(values_only=True)
    assert (head[0], *head[4::4]) == STEPS
    found = []
    for row in rows:
        cells = [row[0:3], *(row[at : at + 4] for at in (3, 7, 11))]
        ways = []
        for cell in cells:
            how, (label, count, which) = ("", cell) if len(cell) == 3 else (cell[0] or "", cell[1:])
            if label == GAP:
                assert (count, which, how) == (None, None, "")
            ways.append(None if label == GAP else (label, [int(each) for each in which.split(", ")], how))
            assert label == GAP or count == len(ways[-1][1])
        found.append(ways)
    assert found == WAYS


def test_the_page_has_the_same_ways_and_every_number_leads_to_its_note() -> None:
    expected = [
        [
            GAP if cell is None else f"{cell[0]} {' '.join(f'[{numbers(str(n))}]' for n in cell[1])}{cell[2]}"
            for cell in row
        ]
        for row in WAYS
    ]
    assert in_html(linked()) == expected
    page = html.parse(written(linked(), "html")).getroot()
    for anchor in page.xpath(f"//table[caption='{TITLE}']//a/@href"):
        assert page.xpath(f"//*[@id='{anchor.removeprefix('#')}']")
    assert "ฝนตก" in page.xpath("//section[@id='answers']")[0].text_content()


def test_slides_have_the_same_ways_with_the_same_counts() -> None:
    def said(cell: Any) -> str:
        if cell is None:
            return GAP
        label, found, how = cell
        count = f"[{found[0]}]" if len(found) == 1 else f"({len(found)})"
        return f"{label} {numbers(count)}" + (f" ({how})" if how else "")

    assert in_slides(linked()) == [[said(cell) for cell in row] for row in WAYS]


def test_the_document_has_the_same_ways_and_marks_those_that_were_found() -> None:
    def said(cell: Any) -> str:
        if cell is None:
            return GAP
        label, found, how = cell
        return f"{label}{numbers(f' ({len(found)})')}" + (f" ({how})" if how == FOUND else "")

    assert in_document(linked()) == [[said(cell) for cell in row] for row in WAYS]


def test_the_json_has_the_same_links() -> None:
    data = json.load(written(linked(), "json"))
    ends = [(each["from"]["label"], each["to"]["label"], each["decided"]) for each in data["chain"]]
    ends += [(each["problem"]["label"], each["answer"]["label"], each["decided"]) for each in data["links"]]
    names = {FOUND: "", CONFIRMED: "confirmed", ADDED: "added", "": ""}
    for row in WAYS:
        there = [cell for cell in row if cell is not None]
        for one, other in pairwise(there):
            assert (one[0], other[0], names[other[2]]) in ends
    assert [gap["label"] for gap in data["gaps"]] == ["ฝนตก"]


def test_without_a_chain_no_export_has_one() -> None:
    assert TITLE not in load_workbook(written(whole(), "xlsx")).sheetnames
    assert not html.parse(written(whole(), "html")).getroot().xpath(f"//table[caption='{TITLE}']")
    assert in_slides(whole()) == []


def test_slides_say_how_many_ways_they_leave_out() -> None:
    made = [slide.shapes.title.text for slide in Presentation(written(linked(more=20), "pptx")).slides]
    titles = [title for title in made if title.startswith(TITLE)]
    assert len(titles) == 4
    assert numbers("12") in titles[-1]
    assert len(in_html(linked(more=20))) == 24


@pytest.mark.parametrize("language", ["th", "en"])
def test_labels_of_many_letters_stay_on_their_slides(language: str) -> None:
    for slide in Presentation(written(linked(LONG * 2), "pptx", language)).slides:
        for shape in slide.shapes:
            if shape.has_table:
                assert shape.top.cm + sum(row.height.cm for row in shape.table.rows) <= 19.05 - 1.2
