"""XLSX as people and Google Forms write it."""

import io
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook

from workshop.tables import TableError, guess_text_column, read_table_bytes


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(*rows, merges=()):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for merge in merges:
        book.active.merge_cells(merge)
    return saved(book)


def repacked(data, change):
    """The package with `change(filename, content)` applied to every part; None leaves a part out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def refusal_of(data):
    with pytest.raises(TableError) as refusal:
        read_table_bytes(data, "ความเห็น.xlsx")
    assert " / " in str(refusal.value)
    return refusal.value.code


def test_the_notes_of_a_google_form_are_read():
    header = ["ประทับเวลา", "ปัญหา/อุปสรรค ที่พบในปี 2563", "กลุ่มที่"]
    data = workbook(header, [datetime(2020, 10, 30, 9, 15, 7), "งบน้อย\nคนขาด", 3.0], [None, "รถเสีย", None])
    table = read_table_bytes(data, "form.xlsx")
    assert table.header == header
    assert table.rows == [["2020-10-30 09:15:07", "งบน้อย\nคนขาด", "3"], ["", "รถเสีย", ""]]
    assert guess_text_column(table) == 1


def test_every_kind_of_value_becomes_text():
    values = [7, 2.5, 0.1 + 0.2, 1e20, True, date(2020, 11, 2), time(9, 30), timedelta(hours=30), "  007 ", "#N/A"]
    (row,) = read_table_bytes(workbook([f"c{i}" for i in range(len(values))], values), "a.xlsx").rows
    assert row == ["7", "2.5", "0.3", "1e+20", "TRUE", "2020-11-02", "09:30:00", "1 day, 6:00:00", "  007 ", "#N/A"]


def test_a_merged_cell_counts_for_every_row_and_column_it_covers():
    data = workbook(
        ["กลุ่ม", "text", "หมายเหตุ"], ["1", "งบน้อย", None], [None, "คนขาด", None], ["2", "ไม่มี", None],
        merges=["A2:A3", "B4:C4"],
    )  # fmt: skip
    rows = read_table_bytes(data, "a.xlsx").rows
    assert rows == [["1", "งบน้อย", ""], ["1", "คนขาด", ""], ["2", "ไม่มี", "ไม่มี"]]


def test_a_title_merged_over_the_header_is_skipped():
    data = workbook([None, None], ["สรุปความเห็น", None], ["text", "กลุ่ม"], ["งบน้อย", 1], merges=["A2:B2"])
    table = read_table_bytes(data, "a.xlsx")
    assert (table.header, table.rows) == (["text", "กลุ่ม"], [["งบน้อย", "1"]])


def test_a_header_in_two_rows_gives_its_lowest_names():
    data = workbook(["ที่", "ความเห็น", None], [None, "ปัญหา", "สาเหตุ"], [1, "งบช้า", "อนุมัติช้า"], merges=["A1:A2", "B1:C1"])
    table = read_table_bytes(data, "a.xlsx")
    assert (table.header, table.rows) == (["ที่", "ปัญหา", "สาเหตุ"], [["1", "งบช้า", "อนุมัติช้า"]])


def test_empty_rows_count_between_notes_but_not_after_them():
    data = workbook(["text"], ["งบน้อย"], [None], ["คนขาด"], [" "], [None])
    assert read_table_bytes(data, "a.xlsx").rows == [["งบน้อย"], [""], ["คนขาด"]]


def test_the_first_visible_sheet_with_something_in_it_is_read():
    book = Workbook()
    hidden, full = book.create_sheet("ซ่อน"), book.create_sheet("ความเห็น")
    hidden.append(["secret"])
    hidden.sheet_state = "hidden"
    full.append(["text"])
    assert read_table_bytes(saved(book), "a.xlsx").header == ["text"]


def test_a_formula_gives_the_value_saved_with_it():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["text", "n"])
        sheet.write_string(1, 0, "บรรทัด\rใหม่")
        sheet.write_formula(1, 1, "=40+2", None, 42)
    assert read_table_bytes(out.getvalue(), "a.xlsx").rows == [["บรรทัด\rใหม่", "42"]]


def test_a_formula_never_calculated_is_refused_not_read_as_nothing():
    assert refusal_of(workbook(["text", "n"], ["งบน้อย", "=1+1"])) == "formula_without_value"


def test_an_empty_workbook_has_no_header():
    assert refusal_of(saved(Workbook())) == "no_header"


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        with package.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(220):
                part.write(b" " * 1024 * 1024)
    assert refusal_of(out.getvalue()) == "too_big"


@pytest.mark.parametrize(
    "bomb",
    [b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', b'<mergeCells><mergeCell ref="A:B"/></mergeCells>',
     b"<hyperlinks><hyperlink ref='A1:XFD1048576' location='x'/></hyperlinks>"],
)  # fmt: skip
def test_a_range_of_billions_of_cells_is_refused_before_it_is_expanded(bomb):
    def plant(name, content):
        return content.replace(b"</sheetData>", b"</sheetData>" + bomb) if "sheet1" in name else content

    assert refusal_of(repacked(workbook(["text"], ["งบน้อย"]), plant)) == "too_big"


def test_a_cell_at_the_far_corner_is_refused():
    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = "text", "x"
    assert refusal_of(saved(book)) == "too_big"


def test_too_many_rows_are_refused():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for i in range(200_002):
            sheet.write_number(i, 0, i)
    assert refusal_of(out.getvalue()) == "too_big"


def test_a_document_type_definition_is_refused():
    def plant(name, content):
        dtd = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
        return content.replace(b"<worksheet", dtd + b"<worksheet", 1) if "sheet1" in name else content

    assert refusal_of(repacked(workbook(["text"], ["งบน้อย"]), plant)) == "damaged_workbook"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"])
@pytest.mark.parametrize("comment", [0, 100, 5_000, 1_100_000])
def test_a_document_type_is_found_behind_any_comment_and_in_any_encoding(encoding, comment):
    def plant(name, content):
        if "sheet1" not in name:
            return content
        words = content.decode().replace("UTF-8", encoding)
        start = words.index("<worksheet")
        dtd = f'<!--{"x" * comment}--><!DOCTYPE x [<!ENTITY a "aaaa">]>'
        return (words[:start] + dtd + words[start:]).encode(encoding)

    assert refusal_of(repacked(workbook(["text"], ["งบน้อย"]), plant)) == "damaged_workbook"


def test_a_document_that_is_no_table_is_refused_by_its_kind():
    def package(**parts):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as new:
            for name, content in parts.items():
                new.writestr(name.replace("__", "/").replace("_dot_", "."), content)
        return out.getvalue()

    ods = package(mimetype="application/vnd.oasis.opendocument.spreadsheet")
    xlsb, docx = package(xl__workbook_dot_bin=""), package(word__document_dot_xml="")
    others = {
        "OpenDocument": ods,
        "xlsb": xlsb,
        "Word": docx,
        "ZIP": package(a="1"),
        "PDF": b"%PDF-1.7\n",
        "PNG": b"\x89PNG\r\n",
        "HTML": b"\xef\xbb\xbf<!DOCTYPE html><table>",
        "GZIP": b"\x1f\x8b\x08\x00",
        "binary": b"\x7fELF\x02\x01\x00\x00",
    }
    for kind, data in others.items():
        with pytest.raises(TableError, match=kind) as refusal:
            read_table_bytes(data, "ความเห็น.xls")
        assert refusal.value.code == "not_a_table"


def test_an_old_or_locked_workbook_is_refused_by_its_kind():
    assert refusal_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)) == "locked_or_old_excel"


def test_a_workbook_cut_off_or_without_its_sheet_is_damaged():
    whole = workbook(["text"], ["งบน้อย"])
    assert refusal_of(whole[: len(whole) // 2]) == "damaged_workbook"
    assert refusal_of(repacked(whole, lambda name, content: None if "sheet1" in name else content)) == "no_header"


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"]
)
def test_a_workbook_with_a_broken_part_is_damaged(part):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet().write_column(0, 0, ["text", "งบน้อย"])
    cut = repacked(out.getvalue(), lambda name, content: content[:-9] + b"<" if name == part else content)
    assert refusal_of(cut) == "damaged_workbook"


def test_the_helpers_of_this_test_write_what_excel_can_open():
    assert load_workbook(io.BytesIO(workbook(["text"], ["งบ"]))).active["A2"].value == "งบ"
