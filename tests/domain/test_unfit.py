"""What the machine must not pick by itself: coarse words and personal numbers, as phones and consoles mark them."""

from __future__ import annotations

import pytest

import analysis
from workshop.domain.frequent_words import frequent_words
from workshop.domain.grouper import Grouper
from workshop.domain.reading import Reading
from workshop.domain.unfit import unfit

ID = "1101700230708"  # with the right check digit; nobody's


@pytest.mark.parametrize(
    "text",
    ["ไอ้เหี้ย", "ถนนแม่งงงงเป็นหลุม", "เเม่งช้า", "What the FUCK", "โทร 081-234 5678", "๐๘๑๒๓๔๕๖๗๘", f"เลข {ID}", "043123456"],
)
def test_coarse_words_and_personal_numbers_are_unfit(text: str) -> None:
    assert unfit()(text)


@pytest.mark.parametrize(
    "text", ["หีบเลือกตั้ง", "เหี่ยว", "คนเหี้ยมโหด", "ปศุสัตว์", "เงินกู้ 120000 บาท", "1101700230709", "งบ 0.81 ล้าน", "shitake"]
)
def test_words_of_work_and_other_numbers_are_fit(text: str) -> None:
    assert not unfit()(text)


def test_an_office_decides_itself_which_words_are_coarse() -> None:
    assert unfit("ห่วยแตก")("งานห่วยแตก")
    assert not unfit("-มึง")("มึง")


def reading(*texts: str, known: tuple[analysis.KnownTheme, ...] = ()) -> Reading:
    notes = tuple(analysis.Note(id=str(place), text=text) for place, text in enumerate(texts))
    return Reading(1, "AAAAAA", "problem", 1, notes, known, frozenset())


@pytest.mark.parametrize("how", ["place", "regroup"])
@pytest.mark.parametrize(
    "texts",
    [
        ("โทร 0812345678 ไอ้เหี้ย", "โทร 0812345678 ไอ้เหี้ย"),
        ("ไอ้เหี้ย", "ไอ้เหี้ย"),
        ("ถนนแม่งเป็นหลุมเป็นบ่อ", "ถนนแม่งเป็นหลุมทั้งสาย", "ถนนเป็นหลุมเป็นบ่อแม่ง"),
        (f"เลขบัตร {ID}", f"เลขบัตร {ID}"),
    ],
)
def test_the_machine_names_no_theme_with_what_is_unfit(how: str, texts: tuple[str, ...]) -> None:
    judged = unfit()
    known = (analysis.KnownTheme("t", tuple(map(str, range(len(texts)))), label="ไอ้เหี้ย"),)
    for before in ((), known):
        found = getattr(Grouper(unfit=judged), how)(reading(*texts, known=before))
        assert [theme for theme in found.themes if judged(theme.label) or any(map(judged, theme.keywords))] == []
        assert len(found.themes) == 1 or not before
        inside = [name for theme in found.themes for name in theme.members]
        assert sorted([*inside, *found.ungrouped, *found.set_aside]) == sorted(map(str, range(len(texts))))


def test_a_name_that_people_gave_stays_as_they_gave_it() -> None:
    known = analysis.KnownTheme("t", ("0", "1"), given_label="เรื่องไอ้เหี้ย")
    (theme,) = Grouper(unfit=unfit()).place(reading("น้ำไม่ไหล", "น้ำประปาไม่ไหล", known=(known,))).themes
    assert theme.label == "เรื่องไอ้เหี้ย"


def test_the_picture_of_words_passes_over_what_is_unfit() -> None:
    texts = [f"ถนน{word}ไอ้บ้า แม่ง" for word in ("พัง", "แคบ", "มืด", "ลื่น")]
    words = [word for word, _ in frequent_words(texts, 30, unfit=unfit())]
    assert "ถนน" in words
    assert not [word for word in words if unfit()(word)]
    assert [word for word, _ in frequent_words(texts, 30) if unfit()(word)], "they are many enough"
