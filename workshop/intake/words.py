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
NO_NOTES: Mapping[str, tuple[str, str]] = {
    "header_again": ("หัวตารางซ้ำ", "the header again"),
    "total_row": ("แถวรวม", "a total"),
    "signature_row": ("ลายมือชื่อ", "a signature"),
    "error_value": ("ค่าผิดพลาดของตารางคำนวณ", "an error of the spreadsheet"),
    "attached": ("ข้อคิดเห็นต่อความเห็น", "on a note, not a note"),
}
