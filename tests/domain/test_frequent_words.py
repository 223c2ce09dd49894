"""Words of many notes: a name of several words is one, by rules that name no programme."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from workshop.domain.frequent_words import FEWEST, frequent_words

OTHERS = ("ถนน", "น้ำท่วม", "ตลาด", "โรงเรียน")


def said(*forms: str, times: int = FEWEST) -> list[str]:
    """Notes with the forms in turn, each in a sentence of its own."""
    return [f"{forms[n % len(forms)]} ที่ {OTHERS[n % len(OTHERS)]} {n}" for n in range(times)]


def words(texts: Sequence[str], glossary: str = "") -> list[str]:
    return [word for word, _count in frequent_words(texts, 30, glossary)]


@pytest.mark.parametrize(
    ("forms", "shown"),
    [
        (("โคก หนอง นา",), "โคก หนอง นา"),
        (("โคกหนองนา",), "โคกหนองนา"),
        (("โคก-หนอง-นา",), "โคก-หนอง-นา"),
        (("โคก หนอง นา", "โคกหนองนา โมเดล", "โคก หนองนา"), "โคกหนองนา"),
        (("งปม.", "งบฯ", "งบประมาณ"), "งบประมาณ"),
        (("OTOP", "o-top", "โอทอป"), "โอทอป"),
        (("คู่ เสี่ยว เกี่ยวก้อย",), "คู่เสี่ยว"),
    ],
)
def test_a_word_of_the_glossary_is_one_however_it_is_written(forms: tuple[str, ...], shown: str) -> None:
    assert frequent_words(said(*forms), 30) == [(shown, FEWEST)]


def test_a_workshops_own_words_and_focus_issues_are_obeyed() -> None:
    texts = said("บ้าน สวย เมือง สุข", times=4)
    assert "บ้านสวยเมืองสุข" not in words(texts[:2])
    assert words(texts, "บ้านสวยเมืองสุข = บสมส") == ["บ้าน สวย เมือง สุข"]
    assert words(said("บสมส"), "บ้านสวยเมืองสุข = บสมส") == ["บ้านสวยเมืองสุข"]
    assert words(texts, "[focus] บ้าน สวย เมือง สุข\nบ้าน สวย เมือง สุข") == ["บ้าน สวย เมือง สุข"]


@pytest.mark.parametrize("name", ["หมู่บ้าน เศรษฐกิจพอเพียง", "หมู่บ้านเศรษฐกิจพอเพียง", "ตำบล มั่นคง มั่งคั่ง ยั่งยืน"])
def test_words_that_stand_together_wherever_they_stand_are_one_name(name: str) -> None:
    assert words(said(name, times=5)) == [name]


def test_words_that_also_stand_apart_stay_apart() -> None:
    texts = [*said("งบประมาณ ล่าช้า", times=4), *said("งบประมาณ", times=4), *said("เอกสาร ล่าช้า", times=2)]
    found = words(texts)
    assert found[:2] == ["งบประมาณ", "ล่าช้า"]
    assert not [word for word in found if "งบประมาณ" in word and word != "งบประมาณ"]


def test_a_word_of_the_dictionary_that_was_typed_with_a_space_is_one() -> None:
    found = words([*said("ประชา สัมพันธ์"), *said("ประชาสัมพันธ์", times=4)])
    assert found == ["ประชาสัมพันธ์"]


def test_a_spelling_of_few_notes_is_shown_nowhere() -> None:
    texts = said("โคก หนอง นา", "โคกหนองนา", "โคก-หนอง-นา")
    assert words(texts) == ["โคกหนองนา"]
    assert words(["โคก หนอง นา ที่บ้านเรา"] * 9) == []
    assert words(said("โคก หนอง นา", times=2)) == []


def test_stop_words_and_unknown_letters_are_none() -> None:
    assert words(said("และ", "ไม่", "xyzzy")) == []
