"""A report with every kind of vote, all chapters and every script: each form has all of it, with the same figures."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import Any

import pytest
from docx import Document
from lxml import html
from openpyxl import load_workbook
from pptx import Presentation

from tests.reports.everything import SCRIPTS, everything
from workshop.domain.voting_kinds import KINDS
from workshop.reports.formats import FORMATS
from workshop.views.asked.voting import Voting

VOTINGS = [each for each in everything().asked if isinstance(each, Voting)]
# Heading of a voting, name of an option, its figure.
Figures = set[tuple[str, str, int]]


def written(key: str) -> io.BytesIO:
    stream = io.BytesIO()
    FORMATS[key].write(everything(), "th", stream, False)
    stream.seek(0)
    return stream


def of_record() -> Figures:
    return {
        (voting.heading("th"), voting.called(option, "th"), option.votes)
        for voting in VOTINGS
        for option in voting.options
    }


def untied(name: str) -> str:
    return re.sub(r" \(อันดับ \d+ ร่วม\)$", "", name)


def of_rows(heading: str, rows: list[list[str]]) -> Figures:
    """Return the figures of a table below a heading, without its head and its total."""
    return {(heading, untied(row[0]), int(row[1])) for row in rows[1:] if row[0] != "รวม"}


def in_docx() -> Figures:
    found: Figures = set()
    heading = ""
    wanted = {voting.heading("th") for voting in VOTINGS}
    document = Document(written("docx"))
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            if heading in wanted:
                found |= of_rows(heading, [[cell.text for cell in row.cells] for row in block.rows])
            heading = ""
        elif block.style is not None and block.style.name.lower() == "heading 2":
            heading = re.sub(r"^[\d.]+\s*", "", block.text)
    return found


def in_html() -> Figures:
    page = html.parse(written("html")).getroot()
    found: Figures = set()
    for table in page.iter("table"):
        heads = table.xpath("preceding::h3[1]")
        heading = heads[0].text_content().strip() if heads else ""
        if heading in {voting.heading("th") for voting in VOTINGS}:
            rows = [[cell.text_content().strip() for cell in row] for row in table.iter("tr")]
            found |= of_rows(heading, rows)
    return found


def in_xlsx() -> Figures:
    rows = list(load_workbook(written("xlsx"))["ผลการลงคะแนน"].iter_rows(min_row=2, values_only=True))
    return {(VOTINGS[int(str(row[0])) - 1].heading("th"), str(row[6]), int(str(row[7]))) for row in rows}


def in_json() -> Figures:
    votings = json.load(written("json"))["votings"]
    return {
        (each["title"] or VOTINGS[at].heading("th"), option["label"], option["votes"])
        for at, each in enumerate(votings)
        for option in each["options"]
    }


def open_data() -> list[dict[str, str]]:
    with zipfile.ZipFile(written("open_data")) as package:
        return list(csv.DictReader(io.StringIO(package.read("votes.csv").decode())))


def in_open_data() -> Figures:
    return {(row["voting_title"], row["option_label"], int(row["vote_count"])) for row in open_data()}


def test_the_sample_has_every_kind_of_vote_open_closed_tied_and_on_slips() -> None:
    assert {voting.kind for voting in VOTINGS} == {*KINDS}
    assert {voting.closed for voting in VOTINGS} == {voting.slips for voting in VOTINGS} == {True, False}
    assert any("ร่วม" in name for voting in VOTINGS for name, _votes in voting.counts("th").rows)


@pytest.mark.parametrize("figures", [in_docx, in_html, in_xlsx, in_json, in_open_data], ids=lambda each: each.__name__)
def test_every_option_of_every_vote_has_its_figure_in(figures: Any) -> None:
    assert figures() == of_record()


def test_the_open_data_have_state_place_and_how_many_gave_what_on_each_scale() -> None:
    rows = open_data()
    assert {row["voting_state"] for row in rows if row["voting_title"] == "รอบที่สอง"} == {"open"}
    tied = [row["place"] for row in rows if row["voting_title"] == "เรื่องที่ควรทำก่อน"]
    assert tied == ["1", "2", "2", ""]
    matrix = [row for row in rows if row["voting_kind"] == "effort_impact" and row["option_label"] == "ขุดลอกคลอง"]
    assert [(row["scale_key"], row["mean"], row["corner_key"]) for row in matrix] == [
        ("effort", "1.33", "now"),
        ("impact", "4.67", "now"),
    ]
    assert [[row[f"count_{at}"] for at in ("one", "two", "three", "four", "five")] for row in matrix] == [
        [*"21000"],
        [*"00012"],
    ]
    assert [row["first_count"] for row in rows if row["voting_kind"] == "ranking"] == ["2", "1", "0"]


def test_slides_say_how_a_vote_was_asked_whether_it_is_open_and_name_no_tie_by_half() -> None:
    said = [
        shape.text_frame.text
        for slide in Presentation(written("pptx")).slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    open_one = next(text for text in said if text.startswith("ทุกประเภท · ให้ได้เครื่องละ 2 จุด · ลงคะแนน 4 เครื่อง"))
    assert "ยังไม่ปิดลงคะแนน" in open_one
    assert [text for text in said if text.startswith("ผลการลงคะแนน") and "ยังเปิดอยู่" in text] == [
        "ผลการลงคะแนน: รอบที่สอง (ยังเปิดอยู่)"
    ]
    labels = [
        str(label)
        for slide in Presentation(written("pptx")).slides
        for shape in slide.shapes
        if shape.has_chart
        for label in shape.chart.plots[0].categories
    ]
    assert not [label for label in labels if re.search(r"\((อั?|อัน.*)?…$", label)]


def test_the_workbook_has_arabic_digits_in_what_is_written_out_too() -> None:
    stream = io.BytesIO()
    FORMATS["xlsx"].write(everything(), "th", stream, True)
    book = load_workbook(stream)
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert not [cell for cell in cells if re.search("[๐-๙]", cell)]


@pytest.mark.parametrize("key", ["docx", "html", "xlsx", "json", "csv", "csv_data"])
def test_words_in_every_script_stand_as_they_were_written_in(key: str) -> None:
    data = written(key)
    if key in ("docx", "xlsx"):
        with zipfile.ZipFile(data) as package:
            text = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))
    else:
        text = data.read().decode("utf-8-sig")
    text = json.dumps(json.loads(text), ensure_ascii=False) if key == "json" else text
    assert not [each for each in SCRIPTS if each not in text]


@pytest.mark.parametrize("thai_digits", [True, False])
def test_the_page_for_browsers_sums_up_what_the_first_page_on_paper_does(thai_digits: bool) -> None:
    stream = io.BytesIO()
    FORMATS["html"].write(everything(), "th", stream, thai_digits)
    summary = html.fromstring(stream.getvalue()).get_element_by_id("summary").text_content()
    digits = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙") if thai_digits else {}
    for said in (
        "ได้รับ 73 ความเห็น = อยู่ในกลุ่มความเห็น 56 + ยังไม่จัดกลุ่ม 11 + ไม่นำมาจัดกลุ่ม 4 + ซ่อนไว้ 2",
        "อุปกรณ์ที่เข้าร่วม 42 เครื่อง",
        "ปัญหาที่ยังไม่มีแนวทาง",
        "และอีก 2 เรื่อง",
        "ยังไม่เริ่ม 2",
    ):
        assert said.translate(digits) in summary
    assert "โคก หนอง นา โมเดล 8 ความเห็น".translate(digits) in summary


def test_the_one_page_picture_shows_the_last_vote_beside_the_mood_before_cards_of_last_year() -> None:
    picture = written("picture_svg").read().decode()
    assert "ให้คะแนนแต่ละเรื่อง" in picture or "ผลการลงคะแนน" in picture
    assert "ความสุขมวลรวม" in picture
    assert "บัตรของปีที่แล้ว" not in picture


def test_no_chart_of_the_workbook_is_cut_by_the_end_of_a_page_and_each_says_what_its_rows_are() -> None:
    sheet = load_workbook(written("xlsx"))["แผนภูมิ"]
    breaks = [each.id for each in sheet.row_breaks.brk]  # 1-based: of the last row of a page
    assert breaks
    spans = [(chart.anchor._from.row, chart.anchor.to.row) for chart in sheet._charts]
    assert not [(first, last, at) for first, last in spans for at in breaks if first < at <= last]
    heads = {str(row[0]) for row in sheet.iter_rows(values_only=True) if row[1] and not isinstance(row[1], int)}
    assert {"กลุ่มความเห็น", "คำตอบ", "คำถาม", "สถานะ"} <= heads
