"""Rows of a table that are no notes: a second header, totals, signatures, errors of a spreadsheet."""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import lru_cache

from analysis.folding import comparable
from workshop import places
from workshop.tables import Table

_ERROR = re.compile(
    r"#(?:NAME\?|REF!|VALUE!|DIV/0!|N/A|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|ERROR!|BLOCKED!|FIELD!|UNKNOWN!|BUSY!|CONNECT!"
    r"|EXTERNAL!|PYTHON!)|Err:\d{3}|#{4,}|Loading\.\.\.",
    re.IGNORECASE,
)
# What survey services write into a row of its own under the header.
_SECOND_HEADER = re.compile(r'open-?endedresponse|response|otherpleasespecify|\{"importid".*|คำตอบปลายเปิด', re.DOTALL)
_TOTAL = re.compile(
    r"(?:(?:รวม|ยอดรวม|ผลรวม)(?:ทั้งสิ้น|ทั้งหมด|เป็น|จำนวน)*|total|grandtotal|sum)[:.]?"
    r"(?:\d[\d,.]*(?:ข้อ|เรื่อง|ความเห็น|รายการ|ประเด็น|ปัญหา|คน|ราย|บาท)?)?"
)
_TOTAL_OF_PLACE = re.compile(r"(?:รวม|ยอดรวม)(?:ทั้ง)?(?:อำเภอ|อ\.|จังหวัด)([ก-๎]+)")
_FOOTNOTE = re.compile(
    r"(?:หมายเหตุ|ที่มา|แหล่งที่มา|แหล่งข้อมูล|คำชี้แจง)[:：]|ข้อมูลณวันที่|หน้า(?:ที่)?\d{1,3}(?:/\d+|จาก\d+)?$|\(ต่อ\)$"
)
_AVERAGE = re.compile(
    r"(?:(?:คิดเป็น|เป็น)?(?:ค่า|อัตรา)?(?:ร้อยละ|เปอร์เซ็นต์|เฉลี่ย|มัธยฐาน|สัดส่วน|ส่วนเบี่ยงเบนมาตรฐาน)(?:ทั้งหมด|ทั้งสิ้น|รวม|ของทั้งหมด)*"
    r"|average|mean|median|percent(?:age)?|s\.?d\.?|%)[:.]?(?:\(?[%x̄]\)?)?(?:\d[\d,.]*%?)?"
)
# Numbers of the columns, (1) (2) (3), in a row of their own under the header.
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})\)?")
_SIGNED = re.compile(
    r"^ผู้(?:รายงาน|จัดทำ|บันทึก|รับรอง|ตรวจ|ตรวจสอบ)(?:ข้อมูล)?[:.…_]*(?:นาย|นาง|น\.ส\.|ว่าที่|[.…_]{3})|"
    r"^\(?(?:ลงชื่อ|ลงนาม|signed|signature)|^\([.…_\-]{3,}\)|^\([.…_]*(?:นาย|นาง|นางสาว|น\.ส\.|ว่าที่)[^()]*\)$"
)
_LONGEST_TOTAL = 40
_SIGNATURE_ROWS = 8  # at the end of a table
_REMEMBERED = 1_000  # cells: the names of districts and positions come again and again


class NoNote(StrEnum):
    """Why a row is no note."""

    HEADER = "header_again"
    TOTAL = "total_row"
    AVERAGE = "average_row"
    SIGNATURE = "signature_row"
    ERROR = "error_value"
    ATTACHED = "attached"
    ELSEWHERE = "text_elsewhere"
    FOOTNOTE = "footnote_row"
    HIDDEN = "hidden_row"


_SUMS = {NoNote.TOTAL: _TOTAL, NoNote.AVERAGE: _AVERAGE}


def no_notes(table: Table, columns: Sequence[int]) -> dict[int, NoNote]:
    """Return {row: why} of the rows that are no notes; `columns` are those with notes."""
    # Of this table only: whoever reads a file holds its words no longer than that.
    plain = lru_cache(maxsize=_REMEMBERED)(comparable)
    header = [plain(name) for name in table.header]
    found: dict[int, NoNote] = {}
    for row, cells in enumerate(table.rows):
        filled = [cell for cell in cells if cell and not cell.isspace()]
        second = row < 2 and any(_SECOND_HEADER.fullmatch(plain(cells[column])) for column in columns)
        same = all(plain(cell) == name for cell, name in zip(cells, header, strict=True))
        if second or same or (row == 0 and _column_numbers(filled)):
            found[row] = NoNote.HEADER
        elif len(filled) == 1 < len(cells) and _FOOTNOTE.match(plain(filled[0])):
            found[row] = NoNote.FOOTNOTE
        elif sort := _sum(filled, plain):
            found[row] = sort
    last = len(table.rows)
    signed = next((row for row in range(max(0, last - _SIGNATURE_ROWS), last) if _signature(table.rows[row])), last)
    return found | dict.fromkeys(range(signed, last), NoNote.SIGNATURE)


def is_error(cell: str) -> bool:
    """Return whether the cell has an error of the spreadsheet instead of a value."""
    return _ERROR.fullmatch(cell.strip()) is not None


def _column_numbers(filled: list[str]) -> bool:
    """Return whether the cells count the columns, from any number on."""
    numbers = [_COLUMN_NUMBER.fullmatch(comparable(cell)) for cell in filled]
    found = [int(match[1]) for match in numbers if match]
    return len(numbers) == len(found) > 1 and found == list(range(found[0], found[0] + len(found)))


def _sum(filled: list[str], plain: Callable[[str], str]) -> NoNote | None:
    """Return which sum the first word says, where all else are numbers."""
    if not filled or len(filled[0]) > _LONGEST_TOTAL:
        return None
    first = plain(filled[0])
    for sort, form in _SUMS.items():
        if form.fullmatch(first) or (form is _TOTAL and _of_place(first)):
            others = (plain(cell) for cell in filled if cell != filled[0])
            if not any(letter.isalpha() for cell in others if not form.fullmatch(cell) for letter in cell):
                return sort
    return None


def _of_place(first: str) -> bool:
    """Return whether it is the total of a district, «รวมอำเภอน้ำพอง», or of a province."""
    match = _TOTAL_OF_PLACE.fullmatch(first)
    return match is not None and (places.is_district(match[1]) or match[1] in map(comparable, places.provinces()))


def _signature(cells: list[str]) -> bool:
    filled = [comparable(cell) for cell in cells if cell.strip()]
    return 0 < len(filled) <= 2 and any(_SIGNED.search(cell) for cell in filled)
