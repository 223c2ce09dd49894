"""The XLSX report, read again with openpyxl."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.reports.report_samples import EMPTY, HOSTILE_NOTES, category, days, hostile, many, note, plain, record, voted
from workshop.reports.formats import FORMATS
from workshop.reports.words import Language
from workshop.reports.xlsx.sheet import LINE_POINTS, lines
from workshop.reports.xml_text import xml_text
from workshop.views.record import Record


def raw(report: Record, language: Language = "th") -> bytes:
    stream = io.BytesIO()
    FORMATS["xlsx"].write(report, language, stream)
    return stream.getvalue()


def book(report: Record, language: Language = "th") -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(raw(report, language)))


def notes_sheet(report: Record) -> Worksheet:
    return book(report).worksheets[2]


def values(sheet: Worksheet) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(values_only=True))


def test_the_sheets_have_thai_names_or_english_ones_on_request() -> None:
    assert book(plain()).sheetnames == ["สรุป", "กลุ่มความเห็น", "ความเห็นทั้งหมด", "ช่วงของการประชุม", "แผนภูมิ"]
    assert book(record(phases=()), "en").sheetnames == ["Summary", "Themes", "All notes"]


def test_every_note_is_a_row_with_group_category_theme_and_time() -> None:
    rows = values(notes_sheet(plain()))
    moment = datetime(2020, 10, 30, 9, 1)
    assert rows[1] == (1, "กลุ่มที่ 1", "ปัญหา/อุปสรรค", "งบมาช้า", "อยู่ในกลุ่มความเห็น", "งบประมาณล่าช้า", moment, 3, None, None)
    assert [row[0] for row in rows[1:]] == [1, 2, 4, 5, 6, 7]
    assert [row[5] for row in rows[4:]] == [None, None, None]


def test_votes_and_moods_have_sheets_only_where_there_were_any() -> None:
    found = book(replace(voted(), phases=()))
    assert found.sheetnames[3:] == ["ผลการลงคะแนน", "ความสุขมวลรวม", "แผนภูมิ"]
    votes = values(found.worksheets[3])
    assert votes[1] == (
        1,
        "เรื่องที่ควรทำก่อน",
        "ปัญหา/อุปสรรค",
        3,
        9,
        "เครื่อง",
        "งบประมาณล่าช้า",
        17,
        1,
        "ให้จุด",
        *(None,) * 3,
        "ปิดแล้ว",
        *(None,) * 3,
    )
    assert votes[3][:3] == (2, None, "ทุกประเภท")
    moods = values(found.worksheets[4])
    assert moods[1] == (1, "วันนี้เป็นอย่างไร", 8, 0, 1, 0, 4, 3, 4.125, None, None)
    assert moods[2] == (2, "ความสุขของผู้เข้าร่วม", 4, *(None,) * 8)
    assert len(book(replace(plain(), asked=voted().asked[:2])).sheetnames) == 6


def test_the_sheet_of_moods_has_the_time_of_day_and_the_words() -> None:
    found = values(book(days())["ความสุขมวลรวม"])
    assert found[0][-2:] == ("ช่วงเวลา", "คำ (เครื่อง)")
    assert [row[-2:] for row in found[1:]] == [("เช้า", None), ("เย็น", "สนุก 4, ได้ความรู้ 2")]


def test_every_hostile_note_comes_back_as_it_was() -> None:
    shown = [str(row[3]) for row in values(notes_sheet(hostile()))[1:]]
    assert shown == [xml_text(text) for text in HOSTILE_NOTES]


def test_no_cell_of_a_note_is_a_formula_a_link_or_a_number() -> None:
    for sheet in book(hostile()).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.coordinate
                assert cell.hyperlink is None, cell.coordinate
    texts = {row[3].value: row[3].data_type for row in notes_sheet(hostile()).iter_rows(min_row=2)}
    assert {texts["007"], texts["1e5"], texts["TRUE"], texts["=1+1"], texts["+66"]} == {"s"}


def test_the_themes_sheet_counts_every_note_received() -> None:
    rows = values(book(plain()).worksheets[1])
    assert rows[1] == ("ปัญหา/อุปสรรค", "งบประมาณล่าช้า", 2, 2, "ถ้อยคำจากความเห็น", "1, 2", None, 0)
    assert rows[2][4] == "ผู้จัดประชุมตั้งชื่อ"
    assert sum(row[2] for row in rows[1:]) == plain().figures.received


def test_the_summary_sheet_shows_the_accounting_and_thai_dates() -> None:
    sheet = book(plain()).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(
        cell.value == "ได้รับ 7 ความเห็น = อยู่ในกลุ่มความเห็น 3 + ยังไม่จัดกลุ่ม 2 + ไม่นำมาจัดกลุ่ม 1 + ซ่อนไว้ 1" for cell in cells
    )
    start = next(cell for cell in cells if cell.value == datetime(2020, 10, 30))
    assert start.number_format == "[$-107041E]d mmmm yyyy"
    total = next(row for row in values(sheet) if row[0] == "รวม")
    assert total == ("รวม", 7, 3, 2, 1, 1)


def test_every_cell_is_in_the_office_font_at_sixteen_points_or_more() -> None:
    for sheet in book(plain()).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    assert cell.font.name == "TH SarabunPSK", cell.coordinate
                    assert cell.font.size >= 16


def test_rows_are_high_enough_for_thai_and_for_long_notes() -> None:
    long = "การพัฒนาศักยภาพ" * 20
    sheet = notes_sheet(record(category(ungrouped=(note(1, "สั้น"), note(2, long), note(3, "ก\nข\nค")))))
    heights = [sheet.row_dimensions[row].height for row in range(1, 5)]
    assert heights[1] == LINE_POINTS
    assert heights[2] >= 4 * LINE_POINTS
    assert heights[3] == 3 * LINE_POINTS
    title = book(record(category(), title="การพัฒนาศักยภาพ" * 13)).worksheets[0].row_dimensions[2].height
    assert title >= 4 * 37  # its letters are larger than those of a note


def test_thai_marks_above_and_below_have_no_width() -> None:
    assert lines("ที่" * 30, 60) == lines("ท" * 30, 60) == 1


def test_a_heading_in_a_narrow_column_has_a_line_for_each_word() -> None:
    assert lines("Devices that voted", 12) == 3


def test_a_long_note_has_room_in_the_wider_font_of_an_office_without_th_sarabun_psk() -> None:
    sentence = "ปัญหาที่พบคือน้ำประปาหมู่บ้านไม่ไหลช่วงหน้าแล้งติดต่อกันหลายเดือน ผู้ใหญ่บ้านทำหนังสือไปหลายครั้งแล้วยังไม่ได้คำตอบ "
    assert lines((sentence * 6)[:294], 64) >= 6  # so many does LibreOffice need with Laksaman


@pytest.mark.parametrize("place", [1, 2])
def test_data_sheets_stay_readable_while_scrolling_and_in_print(place: int) -> None:
    sheet = book(plain()).worksheets[place]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert all(sheet.column_dimensions[column].width for column in "ABCDEF")


def test_an_empty_report_and_a_large_one_are_whole() -> None:
    assert len(values(notes_sheet(EMPTY))) == 1
    assert [row[0] for row in values(notes_sheet(many(3000)))[1:]] == list(range(1, 3001))


def test_a_moment_with_a_time_zone_is_written_as_the_clock_showed_it() -> None:
    from datetime import timedelta, timezone

    zoned = datetime(2020, 10, 30, 9, 1, tzinfo=timezone(timedelta(hours=7)))
    sheet = notes_sheet(record(category(ungrouped=(note(1, "ก", submitted_at=zoned),)), read_at=zoned))
    assert values(sheet)[1][6] == datetime(2020, 10, 30, 9, 1)


def test_a_text_longer_than_a_cell_is_refused_and_not_cut() -> None:
    with pytest.raises(ValueError, match="40,000 characters"):
        raw(record(category(ungrouped=(note(1, "ก" * 40_000),))))


def test_the_file_names_no_person() -> None:
    with zipfile.ZipFile(io.BytesIO(raw(plain()))) as package:
        core = package.read("docProps/core.xml").decode()
    assert "<dc:creator>สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น</dc:creator>" in core
    assert "<cp:lastModifiedBy>สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น</cp:lastModifiedBy>" in core


def test_charts_are_native_draw_the_cells_above_them_and_are_described() -> None:
    sheet = book(voted())["แผนภูมิ"]
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert ["งบประมาณล่าช้า", 1, 1] in rows
    assert ["งบประมาณล่าช้า", 17] in rows
    assert len(sheet._charts) == 3
    references = [series.val.numRef.f for chart in sheet._charts for series in chart.series]
    assert all(each.startswith(("'แผนภูมิ'!$", "แผนภูมิ!$")) for each in references)
    with zipfile.ZipFile(io.BytesIO(raw(voted()))) as parts:
        drawing = parts.read("xl/drawings/drawing1.xml").decode()
    assert drawing.count('descr="') == 3
    assert "งบประมาณล่าช้า ๑๗" in drawing
