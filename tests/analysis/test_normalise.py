"""The machine's reading of a text; the text itself is never changed."""

import pytest

from analysis.normalise import clean, fingerprint


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("มากกกกก", "มาก"),
        ("น\N{THAI CHARACTER NIKHAHIT}\N{THAI CHARACTER SARA AA}", "นำ"),
        ("เเม่น้ำ", "แม่น้ำ"),
        ("งบ\N{ZERO WIDTH SPACE}น้อย", "งบน้อย"),
        ("๒๕๖๔", "2564"),
        ("งบประมาน", "งบประมาณ"),
        ("  น้ำ\n ท่วม  ", "น้ำ ท่วม"),
        ("\x00น้ำ\N{RIGHT-TO-LEFT OVERRIDE}", "น้ำ"),
        ("ดู https://example.org/a ด้วย", "ดู ด้วย"),
        ("ตลกมาก 5555", "ตลกมาก"),
        ("งบ 555,000 บาท", "งบ 555,000 บาท"),
        ("๕๕๕ คน", "555 คน"),
        ("โทร 043-555-1234", "โทร 043-555-1234"),
    ],
)
def test_one_spelling_is_read_for_what_people_read_as_the_same(typed: str, read: str) -> None:
    assert clean(typed) == read


def test_notes_that_differ_only_in_spaces_and_punctuation_have_one_fingerprint() -> None:
    assert fingerprint("น้ำ ไม่ไหล!") == fingerprint("น้ำไม่ไหล")
    assert fingerprint("น้ำไม่ไหล") != fingerprint("น้ำไหล")


@pytest.mark.parametrize("text", ["ปรากฏหมายเลขผิด", "แบ่งปันหาของ", "กิจกรรมมากมาย"])
def test_a_misspelling_across_two_words_is_none(text: str) -> None:
    assert clean(text) == text
