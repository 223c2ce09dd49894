"""Ratings, rankings and matrices in every format: results with their counts, ties as ties, the matrix as a picture."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from tests.reports.report_samples import decided, plain
from workshop.reports.answers import votes
from workshop.reports.charts import matrix
from workshop.reports.charts.data import asked
from workshop.reports.charts.pictures import any_pictures
from workshop.reports.charts.svg import NS
from workshop.reports.docx import document
from workshop.reports.html import page
from workshop.reports.pptx import deck
from workshop.reports.words import Words
from workshop.reports.xlsx import book
from workshop.views.asked.pulse import Pulse
from workshop.views.asked.voting import Option, Voting
from workshop.views.record import Record

WORDS = Words("th", thai_digits=False)


def cells(table: object) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]  # type: ignore[attr-defined]


def test_the_word_file_has_a_table_for_each_kind_with_counts_and_spread() -> None:
    from docx import Document

    stream = io.BytesIO()
    document.write(decided(), WORDS, stream)
    found = Document(stream)
    tables = {table.rows[0].cells[1].text: cells(table) for table in found.tables}
    rating = next(rows for rows in map(cells, found.tables) if rows[0][2:] == ["เฉลี่ย", "1", "2", "3", "4", "5"])
    assert rating[1] == ["งบประมาณล่าช้า (อันดับ 1 ร่วม)", "4", "4.50", "0", "0", "0", "2", "2"]
    assert rating[4] == ["ไม่มีใครให้", "0", "–", "0", "0", "0", "0", "0"]
    assert tables["คะแนน"][1] == ["คนไม่พอ", "5", "2"]
    matrices = [rows for rows in map(cells, found.tables) if rows[0][-1] == "ช่อง"]
    assert matrices[0][1] == ["ขุดลอกคลอง", "3", "1.33 (2-1-0-0-0)", "4.67 (0-0-0-1-2)", "ทำทันที"]
    assert matrices[0][5][-1] == "อยู่บนเส้นแบ่ง"
    assert matrices[1][1][-1] == "วางแผนทำ"
    text = "\n".join(paragraph.text for paragraph in found.paragraphs)
    assert "อันดับ 1 ได้ 2 คะแนน" in text
    assert "ลงคะแนนด้วยบัตร" in text
    assert len(found.part.package.image_parts) >= 4


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_page_for_browsers_has_the_pictures_with_their_words(language: str) -> None:
    stream = io.BytesIO()
    page.write(decided(), Words(language, thai_digits=False), stream)
    text = stream.getvalue().decode()
    assert ("ทำทันที" if language == "th" else "Do now") in text
    assert ("แรงที่ใช้ 1.33" if language == "th" else "Effort 1.33") in text


def test_the_workbook_has_kind_means_and_corner_of_every_option() -> None:
    stream = io.BytesIO()
    book.write(decided(), WORDS, stream)
    rows = list(load_workbook(stream)["ผลการลงคะแนน"].iter_rows(values_only=True))
    by_kind = {row[9]: row for row in rows[:0:-1]}
    assert by_kind["ให้คะแนน 1–5"][7:] == (4, 1, "ให้คะแนน 1–5", 4.5, None, None, "ปิดแล้ว", None, "0-0-0-2-2", None)
    assert by_kind["เรียงลำดับ"][3:9] == (2, 3, "ใบ", "คนไม่พอ", 5, 1)
    assert by_kind["เรียงลำดับ"][13:] == ("ปิดแล้ว", 2, None, None)
    matrix = by_kind["แรงที่ใช้–ผลที่ได้"]
    assert matrix[8:13] == (None, "แรงที่ใช้–ผลที่ได้", 1.33, 4.67, "ทำทันที")
    assert matrix[13:] == ("ปิดแล้ว", None, "2-1-0-0-0", "0-0-0-1-2")


def test_the_slides_have_a_chart_of_the_spread_and_a_table_of_each_matrix() -> None:
    stream = io.BytesIO()
    deck.write(decided(), WORDS, stream)
    shapes = [shape for slide in Presentation(stream).slides for shape in slide.shapes]
    charts = [shape.chart for shape in shapes if shape.has_chart]
    assert charts[1].plots[0].series[0].name == "1 (น้อยที่สุด)"
    tables = [cells(shape.table) for shape in shapes if shape.has_table]
    assert [rows[1][-1] for rows in tables] == ["ทำทันที", "วางแผนทำ"]


def planes(record: Record) -> list[object]:
    stream = io.BytesIO()
    deck.write(record, WORDS, stream)
    shapes = [shape for slide in Presentation(stream).slides for shape in slide.shapes]
    return [shape.chart for shape in shapes if shape.has_chart and shape.chart.chart_type == XL_CHART_TYPE.XY_SCATTER]


def test_the_slides_have_each_matrix_as_a_chart_of_numbered_points() -> None:
    effort, urgency = planes(decided())
    series = effort.plots[0].series[0]
    options = matrix.numbered(matrix.matrices(decided())[0])
    assert sum(len(spot.numbers) for spot in matrix.spots(options)) == len(options)
    assert (next(series.iter_values()), series._element.xpath(".//c:xVal//c:v/text()")[0]) == (4.67, "1.33")
    labels = effort._chartSpace.xpath(".//c:dLbl//a:t/text()")
    assert sorted(number for label in labels for number in label.split()) == sorted(
        map(str, range(1, len(options) + 1))
    )
    for chart in (effort, urgency):
        fonts = {each.get("typeface") for tag in ("a:latin", "a:cs") for each in chart._chartSpace.xpath(f".//{tag}")}
        assert fonts == {"TH SarabunPSK"}
        runs = chart._chartSpace.xpath(".//a:r/a:rPr")
        assert runs
        assert all(run.xpath("./a:latin") and run.xpath("./a:cs") for run in runs)
    assert urgency.value_axis.axis_title.text_frame.text.startswith("ความสำคัญ")


def test_the_chart_of_a_matrix_has_its_numbers_as_a_workbook_without_formulas() -> None:
    chart = planes(decided())[0]
    rows = list(load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active.iter_rows(values_only=True))
    assert rows[0] == ("แรงที่ใช้", "ผลที่ได้")
    assert rows[1] == (1.33, 4.67)
    assert not any(str(cell).startswith("=") for row in rows for cell in row)


def test_a_rating_is_a_chart_of_its_spread_and_a_matrix_none_of_bars() -> None:
    rating, ranking = asked(decided(), WORDS)
    assert rating.labels == ("งบประมาณล่าช้า (อันดับ 1 ร่วม)", "คนไม่พอ (อันดับ 1 ร่วม)", '=ฝาย("http://x")')
    assert (rating.totals, rating.remarks, rating.whole) == ((4, 2, 3), ("เฉลี่ย 4.50", "เฉลี่ย 4.50", "เฉลี่ย 1.33"), True)
    assert ranking.totals == (5, 4, 0)


def test_the_picture_of_a_matrix_names_every_number_and_lets_none_hide_another() -> None:
    first, second = matrix.matrices(decided())
    near = replace(first, options=(*first.options[:2], replace(first.options[1], label="ใกล้กัน", means=(470, 465))))
    picture = matrix.drawn(near, WORDS, "m")
    texts = [each.text for each in picture.iter(f"{{{NS}}}text")]
    assert {"1", "2 3", "ขุดลอกคลอง", "ใกล้กัน", "ทำทันที", "วางแผนทำ", "ทำเมื่อมีเวลา", "ทบทวนก่อนทำ"} <= set(texts)
    assert matrix.alt(second, WORDS).startswith("ขุดลอกคลอง: วางแผนทำ (ความเร่งด่วน 1.33, ความสำคัญ 4.67)")
    many = replace(first, options=tuple(replace(first.options[0], label=f"ข้อ {n}") for n in range(14)))
    assert "และอีก 2" in etree.tostring(matrix.drawn(many, WORDS, "m"), encoding="unicode")


def test_only_dots_are_counted_as_the_votes_of_a_theme() -> None:
    dots = Voting("", "", 3, 2, True, (Option("งบ", 4, "t1"),))
    rating = Voting(
        "", "", 1, 2, True, (Option("งบ", 2, "t1", means=(500,), spread=((0, 0, 0, 0, 2),)),), kind="rating"
    )
    assert votes(replace(plain(), asked=(dots, rating))) == {"t1": 4}
    assert any_pictures(replace(plain(), asked=(rating,)), WORDS)


def test_results_that_do_not_add_up_are_refused() -> None:
    spread = ((0, 0, 0, 1, 1),)
    with pytest.raises(ValueError, match="2 values"):
        Voting("", "", 1, 1, True, (Option("งบ", 2, means=(450,), spread=spread),), kind="rating")
    with pytest.raises(ValueError, match="3 values"):
        Voting("", "", 1, 5, True, (Option("งบ", 3, means=(450,), spread=spread),), kind="rating")
    with pytest.raises(ValueError, match="but 7 votes"):
        Voting("", "", 2, 2, True, (Option("งบ", 7),), kind="ranking")


def test_the_word_file_in_thai_digits_has_no_arabic_one_in_places_and_levels() -> None:
    from docx import Document

    stream = io.BytesIO()
    document.write(decided(), Words("th"), stream)
    rows = [row for table in Document(stream).tables for row in cells(table)]
    first = [row[0] for row in rows]
    assert "งบประมาณล่าช้า (อันดับ ๑ ร่วม)" in first
    assert not any("อันดับ 1" in cell for row in rows for cell in row)


def test_the_mood_has_the_digits_of_the_report_and_words_of_people_stay_as_typed() -> None:
    asked = Pulse("", 5, (0, 0, 0, 5, 0), "evening", (("ทีม1", 5),), 5, 0, (3.0, 6))
    digits = Words("th").digits
    found, plain = asked.counts("th", digits), asked.counts("th")
    assert found is not None
    assert plain is not None
    assert (found.rows[0], plain.rows[0]) == (("๕ (มากที่สุด)", 0), ("5 (มากที่สุด)", 0))
    assert "เฉลี่ย ๓.๐๐ (๖ เครื่อง) เป็น ๔.๐๐ (๕ เครื่อง)" in asked.remark("th", digits)
    assert "หนึ่งคำ จาก ๕ เครื่อง: ทีม1 ๕" in asked.remark("th", digits)
    assert "หนึ่งคำ จาก 5 เครื่อง: ทีม1 5" in asked.remark("th")
