"""What is set aside, and what is short but real."""

import pytest

from analysis import says_nothing


@pytest.mark.parametrize(
    "text",
    [
        "-",
        "",
        "   ",
        ".",
        "...",
        "ไม่มี",
        "ไม่มีครับ",
        "ไม่มีค่ะ",
        "-ไม่มี-",
        "ไม่มีปัญหา",
        "ไม่มีความเห็นเพิ่มเติมค่ะ",
        "5555",
        "5555+",
        "ok",
        "OK ครับ",
        "โอเค",
        "กกกกก",
        "ๆๆๆ",
        "😀😀",
        "N/A",
        "nan",
        "123",
        "เห็นด้วยครับ",
        "\x00",
        "\N{ZERO WIDTH SPACE}",
        "\N{THAI CHARACTER MAI EK}\N{THAI CHARACTER MAI EK}",
        "สวัสดีครับ",
        "ทดสอบ",
    ],
)
def test_a_note_that_says_nothing_is_told(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    ["งบน้อย", "คนขาด", "น้ำ", "ไฟ", "ไม่มีคน", "ไม่มีงบ", "ไม่มีไฟ", "เน็ตช้า", "OTOP", "water", "ทำไม่ทัน", "รถเก่า", "ບໍ່ມີນ້ຳ"],
)
def test_a_short_real_note_is_kept(text: str) -> None:
    assert not says_nothing(text)
