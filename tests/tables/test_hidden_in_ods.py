"""Hidden rows and columns, and comments on cells, in ODS files as LibreOffice writes them."""

import io
import zipfile

import pytest

from tests.intake.test_columns_of_forms import CATEGORIES
from workshop.intake.answers import Found, answers
from workshop.intake.layout import Columns
from workshop.intake.rows import NoNote
from workshop.tables import Table, read_tables_bytes
from workshop.tables.refusals import MAX_ROWS
from workshop.tables.unseen import MAX_COLUMNS

OF = "urn:oasis:names:tc:opendocument:xmlns"
HIDDEN, FILTERED = ' table:visibility="collapse"', ' table:visibility="filter"'


def ods(*sheets: tuple[str, str]) -> bytes:
    """An ODS file with (name, XML) of each sheet."""
    tables = "".join(f'<table:table table:name="{name}">{xml}</table:table>' for name, xml in sheets)
    content = (
        f'<office:document-content xmlns:office="{OF}:office:1.0" xmlns:table="{OF}:table:1.0" '
        f'xmlns:text="{OF}:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:body><office:spreadsheet>'
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr("content.xml", content)
    return out.getvalue()


def row(*texts: str, how: str = "", remark: str = "", times: int = 1) -> str:
    """Rows of texts, the first cell with a comment."""
    said = (
        f"<office:annotation><dc:creator>ผู้ตรวจ</dc:creator><text:p>{remark}</text:p></office:annotation>"
        if remark
        else ""
    )
    cells = [f"<text:p>{text}</text:p>" for text in texts]
    cells[0] = said + cells[0]
    filled = "".join(f'<table:table-cell office:value-type="string">{cell}</table:table-cell>' for cell in cells)
    return f'<table:table-row table:number-rows-repeated="{times}"{how}>{filled}</table:table-row>'


def columns(*hows: str) -> str:
    return "".join(f"<table:table-column{how}/>" for how in hows)


def tables_of(data: bytes) -> list[Table]:
    return read_tables_bytes(data, "a.ods")


def read(data: bytes, hidden: bool = True) -> Found:
    return answers(tables_of(data), Columns(hidden=hidden), CATEGORIES)


HEADER = row("ปัญหา", "แนวทางแก้ไข")


@pytest.mark.parametrize("how", [HIDDEN, FILTERED], ids=["hidden", "filtered"])
def test_hidden_and_filtered_rows_are_read_and_counted_and_may_be_left_out(how: str) -> None:
    data = ods(("1", HEADER + row("งบน้อย", "ของบ") + row("ช้า", "เร่ง", how=how) + row("ไกล", "รถ")))
    found = read(data)
    assert (len(found.answers), found.hidden) == (6, 1)
    left = read(data, hidden=False)
    assert [each.note.text for each in left.answers] == ["งบน้อย", "ของบ", "ไกล", "รถ"]
    assert left.no_notes == [("1", 2, NoNote.HIDDEN)]


def test_rows_that_stand_for_several_are_hidden_together() -> None:
    rows = row("งบน้อย", "ของบ", times=3) + row("ช้า", "เร่ง", how=HIDDEN, times=2) + row("ไกล", "รถ")
    assert tables_of(ods(("1", HEADER + rows)))[0].unseen.rows == {3, 4}


def test_rows_below_empty_ones_and_a_title_are_counted_as_in_the_sheet() -> None:
    empty = '<table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row>'
    rows = empty + row("แบบรายงาน") + HEADER + row("งบน้อย", "ของบ") + row("ช้า", "เร่ง", how=HIDDEN)
    assert tables_of(ods(("1", rows)))[0].unseen.rows == {1}


def test_a_hidden_column_is_read_and_named_and_may_be_left_out() -> None:
    shape = columns(' table:number-columns-repeated="1"', HIDDEN, ' table:number-columns-repeated="16382"')
    data = ods(("1", shape + HEADER + row("งบน้อย", "ของบ")))
    assert (len(read(data).answers), read(data).hidden_columns) == (2, ["แนวทางแก้ไข"])
    assert [each.note.text for each in read(data, hidden=False).answers] == ["งบน้อย"]


def test_comments_on_cells_are_counted_and_never_read() -> None:
    found = read(ods(("1", HEADER + row("งบน้อย", "ของบ", remark="ตรวจแล้ว") + row("ช้า", "เร่ง"))))
    assert (found.remarks, len(found.answers)) == (1, 4)
    assert "ตรวจแล้ว" not in str(found)
    assert "ผู้ตรวจ" not in str(found)


def test_each_sheet_has_its_own_hidden_rows() -> None:
    first, second = (HEADER + row("งบน้อย", "ของบ", how=how) + row("ช้า", "เร่ง") for how in (HIDDEN, ""))
    assert [table.unseen.rows for table in tables_of(ods(("1", first), ("2", second)))] == [{0}, set()]


def test_endless_hidden_rows_and_columns_are_counted_no_further_than_a_table_goes() -> None:
    endless = f'<table:table-row{HIDDEN} table:number-rows-repeated="99999999999"><table:table-cell/></table:table-row>'
    wide = columns(f'{HIDDEN} table:number-columns-repeated="99999999999"')
    (table,) = tables_of(ods(("1", wide + HEADER + row("ช้า", "เร่ง", how=HIDDEN) * 9 + endless)))
    assert len(table.rows) == 9
    assert len(table.unseen.rows) <= 2 * MAX_ROWS
    assert len(table.unseen.columns) == MAX_COLUMNS
