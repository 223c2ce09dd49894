"""Thai text that looks alike is compared as equal, and SARA AM stays one letter."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.corpus import thai_words

from analysis.folding import comparable, folded, ordered

NIKHAHIT, SARA_AA, MAI_THO = "\N{THAI CHARACTER NIKHAHIT}", "\N{THAI CHARACTER SARA AA}", "\N{THAI CHARACTER MAI THO}"
SARA_AM, SARA_E = "\N{THAI CHARACTER SARA AM}", "\N{THAI CHARACTER SARA E}"


@pytest.mark.parametrize("word", ["อำเภอ", "ตำแหน่ง", "ตำบล", "ลำดับ", "น้ำ", "จำนวน"])
def test_sara_am_stays_one_letter(word: str) -> None:
    assert comparable(word) == word
    assert comparable(unicodedata.normalize("NFKD", word)) == word


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (f"น{SARA_AM}{MAI_THO}", "น้ำ"),
        (f"น{NIKHAHIT}{MAI_THO}{SARA_AA}", "น้ำ"),
        (f"น{MAI_THO}{NIKHAHIT}{SARA_AA}", "น้ำ"),
        (f"หญ{SARA_AA}{MAI_THO}", "หญ้า"),
        ("สิทธ\N{THAI CHARACTER THANTHAKHAT}\N{THAI CHARACTER SARA I}", "สิทธิ์"),
        ("พันธ\N{THAI CHARACTER THANTHAKHAT}\N{THAI CHARACTER SARA U}", "พันธุ์"),
        (f"{SARA_E}{SARA_E}ม่น้ำ", "แม่น้ำ"),
        ("Ｇｒｏｕｐ １", "group 1"),
    ],
)
def test_orders_of_marks_that_look_alike_are_one(typed: str, read: str) -> None:
    assert folded(typed) == read


def test_no_word_of_the_dictionary_is_reordered() -> None:
    assert [word for word in thai_words() if ordered(word) != word] == []


@given(st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B) | st.characters()))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert comparable(comparable(text)) == comparable(text)


@pytest.mark.parametrize(
    "unseen", ["\N{ZERO WIDTH SPACE}", "\N{HANGUL FILLER}", "\N{BRAILLE PATTERN BLANK}", "\N{VARIATION SELECTOR-16}"]
)
def test_a_name_with_something_that_nobody_can_see_is_the_same_name(unseen: str) -> None:
    assert comparable(f"กลุ่ม{unseen} 1{unseen}") == comparable("กลุ่ม 1") == "กลุ่ม1"


def test_numbers_in_thai_and_wide_digits_with_and_without_a_space_are_the_same() -> None:
    assert {comparable(name) for name in ("กลุ่มที่12", "กลุ่มที่ 12", "กลุ่มที่ ๑๒", "กลุ่มที่ １２")} == {"กลุ่มที่12"}
