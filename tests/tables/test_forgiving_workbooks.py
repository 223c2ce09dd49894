"""Workbooks that are valid, though not as Excel writes them by default."""

import io
import zipfile

import pytest
import xlsxwriter
from openpyxl import Workbook

from tests.tables.old_excel import OLD_EXCEL
from tests.tables.test_spreadsheets import refusal_of, repacked, saved, workbook
from workshop.tables import TableError, read_table_bytes, read_tables_bytes
from workshop.tables.spreadsheet import cell_text

STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}
ODS = "urn:oasis:names:tc:opendocument:xmlns"


def with_formulas(*cells):
    """A sheet of which each row has a text and a formula: (formula, saved value)."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["text", "n"])
        for row, (formula, value) in enumerate(cells, start=1):
            sheet.write_string(row, 0, "งบน้อย")
            sheet.write_formula(row, 1, formula, None, value)
    return out.getvalue()


def in_styles(old, new):
    data = workbook(["text"], ["งบน้อย"])
    changed = repacked(data, lambda name, part: part.replace(old, new) if "styles" in name else part)
    assert changed != data
    return changed


def ods(rows):
    """An ODS file with this XML as its rows."""
    content = (
        f'<office:document-content xmlns:office="{ODS}:office:1.0" xmlns:table="{ODS}:table:1.0" '
        f'xmlns:text="{ODS}:text:1.0"><office:body><office:spreadsheet><table:table table:name="ความเห็น">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr("content.xml", content)
    return out.getvalue()


def cell(text, **repeated):
    times = "".join(f' table:number-{what}-repeated="{count}"' for what, count in repeated.items())
    return f'<table:table-cell{times} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def row(*cells, times=1):
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def test_strict_open_xml_is_read():
    def strictly(name, part):
        for old, new in STRICT.items():
            part = part.replace(old, new)
        return part

    assert read_table_bytes(repacked(workbook(["text"], ["งบน้อย"]), strictly), "a.xlsx").rows == [["งบน้อย"]]


@pytest.mark.parametrize(
    ("old", "new"), [(b'family val="2"', b'family val="34"'), (b'<color theme="1" />', b'<color rgb="auto" />')]
)
def test_an_odd_font_does_not_make_a_workbook_damaged(old, new):
    assert read_table_bytes(in_styles(old, new), "a.xlsx").rows == [["งบน้อย"]]


def test_a_broken_date_of_the_document_does_not_make_it_damaged():
    data = repacked(workbook(["text"], ["งบน้อย"]), lambda name, part: b"<x" if "core" in name else part)
    assert read_table_bytes(data, "a.xlsx").rows == [["งบน้อย"]]


def test_a_formula_may_have_an_empty_text_as_its_saved_value():
    rows = read_table_bytes(with_formulas(("=1+1", 2), ('=IF(A9="","",A9)', "")), "a.xlsx").rows
    assert rows == [["งบน้อย", "2"], ["งบน้อย", ""]]

    def typed(name, part):
        return part.replace(b'<c r="B2"', b'<c r="B2" t="str"') if "sheet1" in name else part

    only = repacked(with_formulas(('=IF(A9="","",A9)', "")), typed)
    assert read_table_bytes(only, "a.xlsx").rows == [["งบน้อย", ""]]
    assert refusal_of(with_formulas(("=A9", ""))) == "formula_without_value"


def test_an_error_of_the_spreadsheet_is_read_as_it_is_shown():
    rows = read_table_bytes(with_formulas(("=1/0", "#DIV/0!"), ("=x()", "#NAME?"), ("=1", 1)), "a.xlsx").rows
    assert [value for _, value in rows] == ["#DIV/0!", "#NAME?", "1"]


def test_an_old_excel_file_is_read():
    table = read_table_bytes(OLD_EXCEL, "a.xls")
    assert table.header == ["ประเภท", "ความเห็น", "กลุ่ม"]
    assert table.rows == [["ปัญหา/อุปสรรค", "งบน้อย", "1"], ["สาเหตุ", "อนุมัติช้า", "2"]]


def test_an_open_document_is_read():
    data = ods(row(cell("text"), cell("กลุ่ม")) + row(cell("งบน้อย", columns=2)) + row(cell("รถเสีย"), times=2))
    assert read_table_bytes(data, "a.ods").rows == [["งบน้อย", "งบน้อย"], ["รถเสีย", ""], ["รถเสีย", ""]]


def test_an_open_document_formatted_to_its_last_row_is_read():
    blank = '<table:table-cell table:style-name="ce1" table:number-columns-repeated="16384"/>'
    data = ods(row(cell("text")) + row(cell("งบน้อย")) + row(blank, times=1_048_574))
    assert read_table_bytes(data, "a.ods").rows == [["งบน้อย"]]


@pytest.mark.parametrize(
    "rows",
    [row(cell("x", columns=16384), times=1_048_576), row(cell("x"), times=10**9),
     row(times=1_048_575) + row('<table:table-cell table:number-columns-repeated="9"/>', cell("x"))],
)  # fmt: skip
def test_an_open_document_of_billions_of_cells_is_refused_before_it_is_unpacked(rows):
    assert refusal_of(ods(row(cell("text")) + rows)) == "too_big"


def test_a_sheet_formatted_to_its_last_row_is_read():
    def formatted(name, part):
        last = b'<row r="1048576"><c r="A1048576" s="0"/><c r="XFD1048576" s="0" /></row></sheetData>'
        return part.replace(b"</sheetData>", last) if "sheet1" in name else part

    assert read_table_bytes(repacked(workbook(["text"], ["งบน้อย"]), formatted), "a.xlsx").rows == [["งบน้อย"]]


@pytest.mark.parametrize(
    "far",
    [b'<row><c r="XFD1048576"><v>1</v></c></row>', b"<row><c spans='>' r='XFD1048576'><v>1</v></c></row>",
     b'<x:row xmlns:x="y"><x:c\n r = "XFD1048576"><x:v>1</x:v></x:c></x:row>',
     b'<row r="1048576"><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c></row>'],
)  # fmt: skip
def test_a_cell_far_away_is_refused_however_it_is_written(far):
    def plant(name, part):
        return part.replace(b"</sheetData>", far + b"</sheetData>") if "sheet1" in name else part

    assert refusal_of(repacked(workbook(["text"], ["งบน้อย"]), plant)) == "too_big"


def test_all_visible_sheets_are_read_with_their_names_and_hidden_ones_by_name():
    book = Workbook()
    book.active.title = "น้ำพอง"
    book.active.append(["text"])
    book.create_sheet("ว่าง")
    for title in ("ชุมแพ", "ซ่อน"):
        book.create_sheet(title).append(["text"])
    book["ซ่อน"].sheet_state = "hidden"
    data = saved(book)
    assert [table.sheet for table in read_tables_bytes(data, "a.xlsx")] == ["น้ำพอง", "ชุมแพ"]
    assert [table.sheet for table in read_tables_bytes(data, "a.xlsx", ("ซ่อน",))] == ["ซ่อน"]
    with pytest.raises(TableError, match=r"“เลย”.*“น้ำพอง”, “ว่าง”") as refusal:
        read_tables_bytes(data, "a.xlsx", ("เลย",))
    assert refusal.value.code == "no_sheet"


@pytest.mark.parametrize(
    "titles",
    [[["แบบสรุปความเห็น"]], [["แบบสรุปความเห็น", None, "ปี 2563"]], [["สพจ.ขอนแก่น"], ["อำเภอ", "น้ำพอง"], [None]],
     [["ที่ ขก 0019/123"], ["วันที่ 30 ตุลาคม 2563"]]],
)  # fmt: skip
def test_titles_that_nobody_merged_are_no_header(titles):
    header = ["ที่", "ปัญหา/อุปสรรค", "สาเหตุ", "แนวทางแก้ไข"]
    rows = [[1, "ควรเพิ่มงบ ปัญหาเดิม", "ช้า", "ของบ"], [2, "รถ", "เก่า", "ซื้อ"]]
    table = read_table_bytes(workbook(*titles, header, *rows), "a.xlsx")
    assert (table.header, len(table.rows)) == (header, 2)


def test_a_header_in_two_rows_that_nobody_merged_is_one() -> None:
    rows = [["ที่", "ปัญหา", None], [None, "ปัญหา", "สาเหตุ"], [1, "งบน้อย", "ช้า"]]
    table = read_table_bytes(workbook(*rows), "a.xlsx")
    assert (table.header, table.rows) == (["ที่", "ปัญหา", "สาเหตุ"], [["1", "งบน้อย", "ช้า"]])
    table = read_table_bytes(workbook(["ที่", "ปัญหา", None], [1, "ปัญหาน้ำ", "สาเหตุฝน"]), "a.xlsx")
    assert table.rows == [["1", "ปัญหาน้ำ", "สาเหตุฝน"]]


def test_a_header_of_names_that_nobody_knows_stays_the_header():
    table = read_table_bytes(workbook(["Q1", "Q2"], ["ควรเพิ่มงบ", "ปัญหาเดิม"], ["ปัญหา", "ควร"]), "a.xlsx")
    assert (table.header, len(table.rows)) == (["Q1", "Q2"], 2)


def test_the_cells_that_repeat_a_merged_one_are_marked():
    data = workbook(["text", "กลุ่ม"], ["งบน้อย", 1], [None, 2], ["รถเสีย", 2], merges=["A2:A3"])
    table = read_table_bytes(data, "a.xlsx")
    assert table.rows[1] == ["งบน้อย", "2"]
    assert table.repeated == {(1, 0)}


def test_no_value_is_an_empty_text():
    assert cell_text(None) == cell_text(float("nan")) == ""
