"""The slides: native text, tables and charts with the report's figures; nothing overflows and nothing computes."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn

from tests.reports.random_records import records
from tests.reports.report_samples import EMPTY, category, hostile, note, plain, planned, record, theme, voted, whole
from tests.reports.test_charts import LONG
from workshop.reports.charts.wrapping import wrapped
from workshop.reports.font_widths import ems
from workshop.reports.formats import FORMATS
from workshop.reports.pptx.slide import fitted, height_of
from workshop.views.linked import Link, Linked
from workshop.views.record import Record

LABEL, NOTE = (LONG * 2)[:120], (LONG * 3)[:300]


def slides(report: Record) -> Any:
    stream = io.BytesIO()
    FORMATS["pptx"].write(report, "th", stream)
    return Presentation(stream)


def crowded() -> Record:
    """Labels of 120 letters and notes of 300, more of everything than slides have room for."""
    problems = [
        replace(theme(f"{at}{LABEL}"[:120], *(note(at * 10 + n, NOTE) for n in range(9))), id=f"p{at}")
        for at in range(1, 41)
    ]
    answers = [
        replace(theme(f"ก{at}{LABEL}"[:120], note(1000 + at, NOTE, category="แนวทาง")), id=f"s{at}") for at in range(12)
    ]
    one, two = category(themes=tuple(problems)), category("แนวทาง", key="solution", themes=tuple(answers))
    ends, found = [each.end(one.name) for each in problems], [each.end(two.name) for each in answers]
    links = tuple(Link(ends[at // 3], found[at], 0.5, "") for at in range(12))
    return record(one, two, title=NOTE, host_unit=NOTE, linked=Linked(links, tuple(ends[4:])), conclusion=NOTE * 9)


def boxes(slide: Any) -> list[Any]:
    return [shape for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text]


def height(shape: Any) -> float:
    """Return the centimetres that the texts of a box need, in a font as wide as what stands in for the office's."""
    total = 0.0
    for paragraph in shape.text_frame.paragraphs:
        points = paragraph.runs[0].font.size.pt
        room = (shape.width.cm - 0.6) * 72 / 2.54 / (points / 1.54)
        total += len(wrapped(paragraph.runs[0].text, room, 99)) * points * 1.2 + points * 0.25
    return total * 2.54 / 72


@pytest.mark.parametrize(
    "report", [crowded(), whole(), hostile(), plain()], ids=["crowded", "whole", "hostile", "plain"]
)
def test_no_text_or_table_leaves_its_slide_or_lies_over_another(report: Record) -> None:
    made = slides(report)
    assert (made.slide_width.cm / made.slide_height.cm) == pytest.approx(16 / 9, abs=0.01)
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left.cm + shape.width.cm <= made.slide_width.cm + 0.01
        placed = [
            (each.top.cm, each.top.cm + height(each), each.left.cm, each.left.cm + each.width.cm)
            for each in boxes(slide)
        ]
        placed += [
            (
                each.top.cm,
                each.top.cm + sum(row.height.cm for row in each.table.rows),
                each.left.cm,
                each.left.cm + each.width.cm,
            )
            for each in slide.shapes
            if each.has_table
        ]
        assert max(below for _top, below, _left, _right in placed) <= made.slide_height.cm
        for at, (top, _, left, right) in enumerate(placed):
            for other, (above, below, start, end) in enumerate(placed):
                apart = end <= left or right <= start or below <= top or above >= top
                assert at == other or apart or (above, start) == (top, left), slide.shapes.title.text


def test_slides_have_titles_fonts_for_every_script_and_words_for_charts_and_tables() -> None:
    for slide in slides(whole()).slides:
        assert slide.shapes.title.text
        for run in slide._element.iter(qn("a:r")):
            fonts = {tag: run.rPr.find(qn(f"a:{tag}")).get("typeface") for tag in ("latin", "ea", "cs")}
            assert set(fonts.values()) == {"TH SarabunPSK"}
            assert run.rPr.get("lang") == "th-TH"
        for frame in slide._element.iter(qn("p:graphicFrame")):
            assert frame.nvGraphicFramePr.cNvPr.get("descr")


def test_charts_are_native_and_have_the_figures_of_the_report() -> None:
    charts = [shape.chart for slide in slides(voted()).slides for shape in slide.shapes if shape.has_chart]
    found = [
        (list(plot.categories), {each.name: list(each.values) for each in plot.series})
        for chart in charts
        for plot in chart.plots
    ]
    assert found[0] == (["งบประมาณล่าช้า", "คนไม่พอ"], {"กลุ่มที่ 1": [1, 1], "กลุ่มที่ 2": [1, 0]})
    assert found[1] == (["งบประมาณล่าช้า", "คนไม่พอ"], {"จุดที่ได้": [17, 6]})
    assert found[2][0] == ["วันนี้เป็นอย่างไร · เฉลี่ย ๔.๑๓"]


@pytest.mark.parametrize(("beginning", "rows"), [("", 3), ("ฌ" * 40, 3)], ids=["short", "alike"])
def test_a_legend_of_long_names_leaves_the_bars_their_height_and_its_names_apart(beginning: str, rows: int) -> None:
    names = [f"{beginning}{at} กลุ่มศูนย์ประสานงานองค์การชุมชนระดับอำเภอ"[:60] for at in range(5)]
    notes = [note(at, "งบน้อย", group=name) for at, name in enumerate(names, start=1)]
    made = slides(record(category(themes=(theme("งบ", *notes), theme("คน", note(9, "คน", group=names[0]))))))
    (frame,) = (shape for slide in made.slides for shape in slide.shapes if shape.has_chart)
    shown = [series.name for series in frame.chart.plots[0].series]
    assert len(set(shown)) == 5
    assert frame.height.cm == pytest.approx(1.2 + 1.0 * rows + 1.75 * 2, abs=0.01)


def test_what_a_slide_says_is_as_large_as_its_box_has_room_for() -> None:
    few, many_words = theme("งบ", note(1, "งบน้อย")), theme("คน", *(note(n, NOTE) for n in range(2, 6)))
    report = replace(record(category(themes=(few, many_words))), actions=planned().actions)
    sizes = {}
    for slide in slides(report).slides:
        for box in boxes(slide):
            lines = [each.text for each in box.text_frame.paragraphs]
            points = int(box.text_frame.paragraphs[0].runs[0].font.size.pt)
            if not box.is_placeholder:
                assert height_of(lines, box.width.cm, points) <= box.height.cm + 0.3, lines
            sizes[lines[0][:6]] = points
    assert sizes["“งบน้อ"] == 30


def test_the_data_behind_a_chart_contains_no_formula() -> None:
    charts = [shape.chart for slide in slides(hostile()).slides for shape in slide.shapes if shape.has_chart]
    for chart in charts:
        sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).worksheets[0]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert charts


def test_gaps_other_themes_and_the_conclusion_have_slides_and_say_what_is_left_out() -> None:
    made = slides(crowded())
    titles = [slide.shapes.title.text for slide in made.slides]
    assert "ปัญหาที่ยังไม่มีแนวทาง (๓๖)" in titles
    assert sum(title.startswith("กลุ่มความเห็นอื่น") for title in titles) == 4
    assert titles[-1] == "ข้อสรุปของวิทยากร"
    assert any(title.startswith("กลุ่มความเห็นอื่น (และอีก ๑๘ เรื่อง)") for title in titles)
    tables = [shape.table for slide in made.slides for shape in slide.shapes if shape.has_table]
    assert "จุดที่ได้" not in {cell.text for table in tables for cell in table.rows[0].cells}  # nobody voted


def test_every_slide_of_a_draft_says_that_it_is_one() -> None:
    for slide in slides(plain()).slides:
        assert [each.text_frame.text for each in boxes(slide) if each.text_frame.text.startswith("ฉบับร่าง")]


@settings(max_examples=10)
@given(records())
def test_slides_of_random_workshops_open_again(report: Record) -> None:
    assert len(slides(report).slides) >= 2


def test_an_empty_workshop_has_its_title_and_says_that_there_are_no_notes() -> None:
    made = slides(EMPTY)
    assert "ไม่มีความเห็น" in "".join(each.text_frame.text for slide in made.slides for each in boxes(slide))


def test_a_text_that_is_fitted_is_whole_or_ends_with_an_ellipsis() -> None:
    assert fitted("  งบ  น้อย ", 30, 24, 2) == "งบ น้อย"
    short = fitted(NOTE, 20, 24, 2)
    assert short.endswith("…")
    assert NOTE.startswith(short[:-1])
    assert ems(short) <= 2 * 20 * 72 / 2.54 / (24 / 1.54)
