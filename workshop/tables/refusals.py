"""The messages about files that cannot be read as a table."""

from workshop.tables.echo import named

MAX_CELLS = 3_000_000
MAX_ROWS = 200_000
MESSAGES: dict[str, tuple[str, str]] = {
    "unreadable_file": (
        "เปิดไฟล์ {name} ไม่ได้ ตรวจชื่อไฟล์และสิทธิ์การอ่าน แล้วลองใหม่",
        "Cannot open {name}. Check its name and that you may read it, then try again.",
    ),
    "empty_file": (
        "ไฟล์ {name} ว่างเปล่า เลือกไฟล์ที่มีแถวหัวตารางและข้อมูล",
        "{name} is empty. Choose a file with a header row and data.",
    ),
    "too_big": (
        "ไฟล์ {name} ใหญ่เกินกำหนด ({limit}) แบ่งเป็นหลายไฟล์แล้วนำเข้าทีละไฟล์",
        "{name} is too big (the limit is {limit}). Split it and import the parts one by one.",
    ),
    "no_header": (
        "ไม่พบแถวหัวตารางในไฟล์ {name} ใส่ชื่อคอลัมน์ไว้ในแถวแรก",
        "{name} has no header row. Put the column names into the first row.",
    ),
    "no_column": (
        "ไม่พบคอลัมน์ {wanted} ในไฟล์นี้มีคอลัมน์ {found} เลือกคอลัมน์หนึ่งในนี้หรือแก้หัวตาราง",
        "There is no column {wanted}. The file has {found}: choose one of them or correct the header.",
    ),
    "too_many_groups": (
        "สร้างกลุ่มเพิ่มไม่ได้ การประชุมมีได้ {limit} กลุ่ม มีอยู่แล้ว {present} กลุ่ม ตรวจว่าคอลัมน์กลุ่มเป็นชื่อกลุ่มจริง หรือไม่สร้างกลุ่ม",
        "The groups cannot be made: a workshop has at most {limit}, and there are {present}. Check that the column of"
        " groups has names of groups, or make none.",
    ),
    "long_group_name": (
        "สร้างกลุ่ม {wanted} ไม่ได้ ชื่อยาวเกิน {limit} ตัวอักษร ย่อในไฟล์ หรือเลือกว่าหมายถึงกลุ่มใด",
        "The group {wanted} cannot be made: its name has more than {limit} characters. Shorten it in the file, or"
        " choose which group is meant.",
    ),
    "no_text_column": (
        "ไม่พบคอลัมน์ที่มีข้อความ ในไฟล์นี้มีคอลัมน์ {found} ระบุคอลัมน์ที่เป็นความเห็น",
        "No column holds text. The file has {found}: name the column with the notes.",
    ),
    "districts_as_columns": (
        "ตารางนี้มีคอลัมน์ละอำเภอ ({found}) จึงไม่รู้ว่าความเห็นเป็นของกลุ่มใด ย้ายชื่ออำเภอลงเป็นคอลัมน์ “อำเภอ” ให้แถวละหนึ่งความเห็น"
        " หรือเลือกคอลัมน์ความเห็น",
        "The table has a column for each district ({found}), so the groups of notes cannot be read. Write the districts"
        " into a column “อำเภอ”, one note a row, or choose the column with the notes.",
    ),
    "too_many_cells": (
        "แถวที่ {line} ของไฟล์ {name} มีช่องมากกว่าหัวตาราง ใส่เครื่องหมายคำพูดคร่อมข้อความที่มี {delimiter} อยู่ข้างใน",
        "Line {line} of {name} has more cells than the header. Put quotes around a text that contains {delimiter}.",
    ),
    "broken_quotes": (
        "เครื่องหมายคำพูดในไฟล์ {name} ไม่ครบคู่ ใกล้แถวที่ {line} แก้แล้วบันทึกใหม่ หรือบันทึกเป็น XLSX",
        "The quotes in {name} do not pair up near line {line}. Mend that line, or save the file as XLSX.",
    ),
    "cell_too_big": (
        "มีช่องหนึ่งใกล้แถวที่ {line} ของไฟล์ {name} ยาวเกินไป ตรวจว่าเครื่องหมายคำพูดครบคู่",
        "A cell near line {line} of {name} is too long. Check that its quotes pair up.",
    ),
    "damaged_text": (
        "แถวที่ {line} ของไฟล์ {name} มีอักขระเสีย เปิดในโปรแกรมเดิมแล้วบันทึกใหม่เป็น CSV UTF-8",
        "Line {line} of {name} has damaged characters. Open it where it came from and save it as CSV UTF-8.",
    ),
    "unknown_encoding": (
        "อ่านตัวอักษรในไฟล์ {name} ไม่ได้ บันทึกใหม่เป็น CSV UTF-8 หรือ XLSX",
        "Cannot tell how the letters of {name} are written. Save it as CSV UTF-8 or as XLSX.",
    ),
    "not_a_table": (
        "ไฟล์ {name} เป็น {kind} ไม่ใช่ตาราง เปิดแล้วบันทึกเป็น XLSX หรือ CSV UTF-8",
        "{name} is {kind}, which cannot be read as a table. Open it and save it as XLSX or CSV UTF-8.",
    ),
    "unknown_version": (
        "ไฟล์ {name} เป็นข้อมูลส่งออกของแลหน้ารุ่น {version} แต่โปรแกรมนี้อ่านได้เฉพาะรุ่น {known} ปรับโปรแกรมให้เป็นรุ่นเดียวกัน"
        " หรือส่งออกเป็น CSV แล้วนำเข้า",
        "{name} is an export of Laena in version {version}, and this Laena reads version {known}. Use the same release,"
        " or export it as CSV and import that.",
    ),
    "damaged_export": (
        "ไฟล์ {name} เป็นข้อมูลส่งออกของแลหน้าที่ถูกแก้จนอ่านไม่ได้ ส่งออกจากการประชุมนั้นอีกครั้ง",
        "{name} is an export of Laena whose notes were damaged. Export it again.",
    ),
    "locked_or_old_excel": (
        "ไฟล์ {name} มีรหัสผ่าน หรือไม่ใช่ตาราง Excel เปิดในโปรแกรมเดิมแล้วบันทึกเป็น XLSX ที่ไม่มีรหัสผ่าน",
        "{name} has a password or is no Excel table. Open it and save it as XLSX without a password.",
    ),
    "no_sheet": (
        "ไม่มีแผ่นงาน {wanted} ในไฟล์ {name} มีแผ่นงาน {found} เลือกแผ่นหนึ่งในนี้",
        "{name} has no sheet {wanted}. It has {found}: choose one of them.",
    ),
    "line_chat": (
        "ไฟล์ {name} เป็นแชท เช่น LINE มีชื่อผู้ส่งทุกคน จึงไม่นำเข้า คัดเฉพาะข้อความไว้ในไฟล์ใหม่ บรรทัดละหนึ่งความเห็น",
        "{name} is a chat, as of LINE, with the names of its senders and is not read. Copy only the messages into a new"
        " file, one note a line.",
    ),
    "damaged_zip": (
        "ไฟล์ {name} เสียหาย คลายไม่ได้ ทำไฟล์ ZIP ใหม่ หรือนำเข้าไฟล์ข้างในโดยตรง",
        "{name} is damaged and cannot be unpacked. Make the ZIP again, or import the files in it one by one.",
    ),
    "locked_zip": (
        "ไฟล์ {name} ใน ZIP มีรหัสผ่าน แตกไฟล์แล้วนำเข้าโดยตรง",
        "{name} in the ZIP has a password. Unpack it and import the file itself.",
    ),
    "zip_in_zip": (
        "ไฟล์ {name} เป็น ZIP ที่อยู่ใน ZIP แตกไฟล์แล้วนำเข้าโดยตรง",
        "{name} is a ZIP inside a ZIP. Unpack it and import it by itself.",
    ),
    "empty_zip": ("ไม่มีไฟล์ใน {name}", "There are no files in {name}."),
    "too_many_files": (
        "ไฟล์ {name} มีไฟล์ข้างในเกิน {limit} ไฟล์ แบ่งเป็นหลาย ZIP",
        "{name} has more than {limit} files in it. Split it into several ZIPs.",
    ),
    "copy_in_parcel": (
        "เป็นชุดส่งกรมเดียวกัน ความเห็นอ่านจาก {whole} แล้ว จึงไม่อ่าน {name} ซ้ำ",
        "Of the same parcel: its notes are read from {whole}, so {name} is not read again.",
    ),
    "list_of_parcel": ("{name} เป็นบัญชีรายการ ไม่มีความเห็น", "{name} is a list of files, without notes."),
    "changed_file": (
        "ไฟล์ {name} ถูกแก้ระหว่างที่อ่าน ไม่ได้นำเข้า ปิดโปรแกรมที่เปิดไฟล์นี้แล้วลองใหม่",
        "{name} was changed while it was read; nothing was imported. Close the program that has it open and try again.",
    ),
    "damaged_workbook": (
        "ไฟล์ {name} เสียหาย เปิดใน Excel แล้วบันทึกใหม่เป็น XLSX",
        "{name} is damaged. Open it in Excel and save it again as XLSX.",
    ),
    "formula_without_value": (
        "ช่อง {cell} ของไฟล์ {name} เป็นสูตรที่ยังไม่ได้คำนวณ เปิดใน Excel แล้วบันทึกใหม่",
        "Cell {cell} of {name} is a formula that was never calculated. Open the file in Excel and save it again.",
    ),
}


class TableError(ValueError):
    """A file that cannot be read as a table. `str()` says why and what to do, in Thai and in English.

    `code` is stable and is a key of MESSAGES; `thai` and `english` are the two halves of the message.
    """

    def __init__(self, code: str, **facts: object) -> None:
        thai, english = MESSAGES[code]
        if "name" in facts:
            facts["name"] = named(str(facts["name"]))
        self.code = code
        self.thai = thai.format(**facts)
        self.english = english.format(**facts)
        super().__init__(f"{self.thai} / {self.english}")

    def in_(self, language: str) -> str:
        return self.english if language == "en" else self.thai
