"""Which column of a form is taken for its notes when no name says it."""

from __future__ import annotations

import pytest

from workshop.tables import Table, TableError, guess_text_column, with_text
from workshop.tables.machine_text import by_machine

SHORT = ["งบน้อย", "คนขาด", "รถเสีย", "น้ำแล้ง", "ถนนพัง"]
CONSENT = "ข้าพเจ้ายินยอมให้สำนักงานใช้ข้อมูลนี้ในการจัดทำแผนพัฒนาตามกฎหมายว่าด้วยข้อมูลส่วนบุคคล"
AGENT = "Mozilla/5.0 (Linux; Android 12; SM-A035F) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36"
BESIDE = {
    "photo links": [f"https://drive.google.com/open?id=1aZbCdEfGhIjKlMnOp{i}" for i in range(5)],
    "two links": [f"https://drive.example/open?id=aa{i}, https://drive.example/open?id=bb{i}" for i in range(5)],
    "a consent": [CONSENT] * 5,
    "a consent, once refused": [CONSENT] * 4 + ["ไม่ยินยอม"],
    "uuids": [f"uuid:3b241101-e2bb-4255-8caf-4136c566a96{i}" for i in range(5)],
    "date-times": [f"30 ตุลาคม พ.ศ. 2563 เวลา 09:1{i} น." for i in range(5)],
    "date-times of a survey": [f"2020-10-30T09:15:0{i}.000+07:00" for i in range(5)],
    "weekdays": [f"วันศุกร์ที่ {i + 1} พฤศจิกายน 2563" for i in range(5)],
    "user agents": [AGENT] * 2 + [AGENT.replace("12", "11")] * 3,
    "choices": ["ด้านการพัฒนาเศรษฐกิจฐานราก", "ด้านการส่งเสริมการมีส่วนร่วม"] * 2 + ["ด้านการพัฒนาเศรษฐกิจฐานราก"],
    "choices of several": [
        "ด้านเศรษฐกิจฐานราก, ด้านการมีส่วนร่วม",
        "ด้านการมีส่วนร่วม, ด้านทุนชุมชน",
        "ด้านเศรษฐกิจฐานราก",
        "ด้านทุนชุมชน, ด้านเศรษฐกิจฐานราก",
        "ด้านเศรษฐกิจฐานราก, ด้านทุนชุมชน, ด้านการมีส่วนร่วม",
    ],
    "choices of several, as Microsoft Forms writes them": [
        "ด้านเศรษฐกิจฐานราก;ด้านการมีส่วนร่วม;",
        "ด้านการมีส่วนร่วม;",
        "ด้านเศรษฐกิจฐานราก;",
        "ด้านการมีส่วนร่วม;ด้านเศรษฐกิจฐานราก;",
        "ด้านเศรษฐกิจฐานราก;",
    ],
    "files": [f"ภาพถ่ายหมู่บ้านของเรา-{i}.jpg" for i in range(5)],
}


@pytest.mark.parametrize("beside", BESIDE.values(), ids=BESIDE)
@pytest.mark.parametrize("first", [True, False])
def test_short_answers_are_taken_whatever_long_column_is_beside_them(beside: list[str], first: bool) -> None:
    rows = [[long, short] if first else [short, long] for short, long in zip(SHORT, beside, strict=True)]
    assert guess_text_column(Table(["x", "y"], rows)) == int(first)


@pytest.mark.parametrize(
    "name",
    [
        "ตำแหน่ง",
        "ตำบล",
        "ลำดับที่",
        "หน่วยงาน",
        "ตำแหน่ง/สังกัด",
        "ชื่อหมู่บ้าน",
        "ที่อยู่",
        "_submission_time",
        "username",
        "1. ตำแหน่ง",
        "(2) ตำแหน่ง",
        "ข้อมูลทั่วไป [ตำแหน่ง]",
        "ผู้ตอบ/ตำแหน่ง",
        "กรุณาระบุตำแหน่งของท่าน",
        "ท่านดำรงตำแหน่งใด",
        "ท่านอยู่อำเภออะไร",
        "โปรดระบุชื่ออำเภอ",
        "ท่านสังกัดหน่วยงานใด",
        "บทบาทหน้าที่ของท่าน",
        "สถานภาพ",
        "อาชีพ",
        "ผู้ให้สัมภาษณ์",
    ],
)
def test_a_personal_column_is_not_read_even_if_the_answers_are_empty(name: str) -> None:
    table = Table([name, "อยากให้แก้อะไร"], [["นักวิชาการพัฒนาชุมชนชำนาญการ", ""], ["พัฒนาการอำเภอ", ""]])
    with pytest.raises(TableError) as refusal:
        guess_text_column(table)
    assert refusal.value.code == "no_text_column"


@pytest.mark.parametrize(
    "name", ["หน่วยงานของท่านควรปรับปรุงอะไร", "ตำบลของท่านมีปัญหาอะไร", "อยากให้แก้อะไร", "3. กลุ่มของท่านพบอะไร"]
)
def test_a_question_about_the_sender_s_own_unit_is_no_personal_column(name: str) -> None:
    rows = [["นักวิชาการพัฒนาชุมชนชำนาญการพิเศษ", answer] for answer in SHORT]
    assert guess_text_column(Table(["ตำแหน่ง", name], rows)) == 1


def test_a_question_is_taken_before_a_longer_column_of_another_name() -> None:
    table = Table(["โครงการ", "ข้อเสนอแนะ"], [["โครงการพัฒนาหมู่บ้านเศรษฐกิจพอเพียง", "เพิ่มงบ"]])
    assert guess_text_column(table) == 1


@pytest.mark.parametrize(
    "cell",
    ["งบ 5,000 บาทไม่พอ", "3 คนทำไม่ไหว", "ม.ค. ไม่มีงบ", "improve road no 12", "ดูที่ https://x.example", "5 ปีแล้วยังไม่ซ่อม"],
)
def test_what_a_person_wrote_with_a_number_or_link_is_a_text(cell: str) -> None:
    assert not by_machine(cell)


@pytest.mark.parametrize(
    "cell",
    ["30/10/2563, 9:15:00", "๓๐/๑๐/๒๕๖๓", "30 ต.ค. 63", "10/30/2020 9:15:00 am", "2020-10-30", "09.15 น.", "12,500.50",
     "www.khonkaen.example/x", "a.b@example.com", "true", "25 ปี", "IMG_2034.HEIC"],
)  # fmt: skip
def test_a_date_a_number_a_link_or_an_address_is_by_a_machine(cell: str) -> None:
    assert by_machine(cell)


def test_the_columns_with_text_that_were_not_read_are_named() -> None:
    header = ["ประทับเวลา", "ความเห็น", "เพิ่มเติม", "", "รูป", "ว่าง"]
    rows = [["30/10/2563 09:15", "งบน้อย", "ขอรถใหม่", "ฝากด้วย", "https://x.example/1", ""]]
    assert with_text(Table(header, rows), {1}) == ["เพิ่มเติม", "D"]
