"""Why a row is not imported, in Thai and English: one wording for the command line and the console."""

from collections.abc import Mapping

from workshop.domain.imports import LONGEST

REFUSED: Mapping[str, tuple[str, str]] = {
    "note_empty": ("ไม่มีข้อความ", "empty"),
    "note_too_long": (
        f"ยาวเกิน {LONGEST:,} ตัวอักษร แบ่งเป็นหลายแถว",
        f"longer than {LONGEST:,} characters: split it into rows",
    ),
    "bad_category": ("ไม่มีประเภทนี้ในการประชุม", "the workshop has no such category"),
}
NO_DAYS: Mapping[str, tuple[str, str]] = {
    "wrong_day": ("ไม่ใช่วันที่", "not a day"),
    "future_day": ("วันที่ยังไม่มาถึง", "a day that is yet to come"),
    "two_eras": ("ปีสองหลัก ไม่รู้ว่า พ.ศ. หรือ ค.ศ.", "a year with two digits: in which era?"),
    "day_order": ("วันและเดือนสลับกันได้", "day and month may be exchanged"),
}
NO_NOTES: Mapping[str, tuple[str, str]] = {
    "header_again": ("หัวตารางซ้ำ", "the header again"),
    "total_row": ("แถวรวม", "a total"),
    "average_row": ("ค่าเฉลี่ยหรือร้อยละ", "an average or a percentage"),
    "signature_row": ("ลายมือชื่อ", "a signature"),
    "error_value": ("ค่าผิดพลาดของตารางคำนวณ", "an error of the spreadsheet"),
    "footnote_row": ("หมายเหตุของตาราง หรือเลขหน้า", "a remark on the table, or the number of a page"),
    "hidden_row": ("แถวที่ซ่อน ไม่อ่านตามที่เลือก", "a hidden row, left out as chosen"),
    "text_elsewhere": ("มีข้อความเฉพาะในคอลัมน์ที่ไม่ได้อ่าน", "text only in columns that are not read"),
    "attached": ("ข้อคิดเห็นต่อความเห็น", "on a note, not a note"),
}
