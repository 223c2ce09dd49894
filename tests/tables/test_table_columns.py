"""Finding columns by name, and the column with the notes in a form."""

import unicodedata

import pytest

from workshop.tables import Table, TableError, guess_text_column


def test_a_column_is_found_in_any_case_spacing_and_width():
    table = Table(["\N{ZERO WIDTH NO-BREAK SPACE} Group  No ", "TEXT", "ความ เห็น"], [])
    assert table.column("groupno") == 0
    assert table.column("text") == 1
    assert table.column("ความเห็น") == 2


def test_the_first_name_that_exists_wins():
    assert Table(["category", "ข้อความ", "text"], []).column("note", "text", "ข้อความ") == 2


def test_a_missing_column_names_the_columns_there_are():
    with pytest.raises(TableError, match=r"“text”.*“ประทับเวลา”, “ความเห็นของท่าน”.* / .*“text”.*“ประทับเวลา”") as refusal:
        Table(["ประทับเวลา", "", "ความเห็นของท่าน"], []).column("text")
    assert refusal.value.code == "no_column"


def test_no_name_finds_an_unnamed_column():
    with pytest.raises(TableError):
        Table(["", "text"], []).column("", " ")


def test_the_notes_of_a_form_are_found_beside_time_mail_and_name():
    header = ["ประทับเวลา", "ที่อยู่อีเมล", "ชื่อ-นามสกุล", "อำเภอ", "ปัญหาและอุปสรรคในปีที่ผ่านมา", "คะแนน"]
    row = [
        "30/10/2563, 9:15:00",
        "somebody.with.a.long.name@example.com",
        "นางสาวผู้ตอบแบบสอบถามชื่อยาวมาก",
        "ชุมแพ",
        "งบน้อย",
        "5",
    ]
    assert guess_text_column(Table(header, [row, row])) == 4


def test_of_two_questions_the_one_that_is_answered_more_fully_is_taken():
    header = ["Timestamp", "ข้อเสนอเพิ่มเติม", "ปัญหาที่พบ"]
    rows = [["2020-10-30", "ไม่มี", "เจ้าหน้าที่ไม่พอ"], ["2020-10-30", "", "รถเก่าซ่อมบ่อยมาก"]]
    assert guess_text_column(Table(header, rows)) == 2


def test_a_column_of_names_is_taken_if_no_other_has_text():
    assert guess_text_column(Table(["Name"], [["บ้านหนองน้ำใส"]])) == 0


@pytest.mark.parametrize("rows", [[], [["", "12"], ["", "-"]]])
def test_a_table_without_letters_has_no_column_of_notes(rows):
    with pytest.raises(TableError) as refusal:
        guess_text_column(Table(["text", "score"], rows))
    assert refusal.value.code == "no_text_column"


ABOUT_THE_SENDER = ["ตำแหน่ง", "ตำบล", "อำเภอ", "ลำดับ", "ลำดับที่", "ตำแหน่งของท่าน", "หน่วยงาน", "สังกัด", "จังหวัด"]


@pytest.mark.parametrize(
    "name", [*ABOUT_THE_SENDER, *(unicodedata.normalize("NFKD", name) for name in ABOUT_THE_SENDER)]
)
def test_a_long_column_about_the_sender_is_never_the_notes(name):
    table = Table([name, "ปัญหาในปีที่ผ่านมา"], [["นักวิชาการพัฒนาชุมชนชำนาญการ อำเภอชุมแพ", "งบน้อย"]])
    assert guess_text_column(table) == 1


def test_a_column_is_found_whatever_the_order_of_thai_marks():
    sara_am, mai_tho = "\N{THAI CHARACTER SARA AM}", "\N{THAI CHARACTER MAI THO}"
    assert Table([f"น{sara_am}{mai_tho}", "text"], []).column(f"น{mai_tho}{sara_am}") == 0
