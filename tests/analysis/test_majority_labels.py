"""A label says what most notes of its theme say: no stray note's words, no place, brand, figure or clipped phrase."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import KnownTheme, Note, ThemePipeline, parts_of_label
from analysis.middle import trimmed_middle
from analysis.model import MIXED
from analysis.phrases import phrases_of
from tests.analysis.notes import notes_of

WATER = ["น้ำประปาไม่ไหล", "น้ำประปาไม่ไหลทุกเย็น", "น้ำประปาไหลอ่อน", "น้ำประปาขุ่นมาก", "น้ำประปาไม่ไหลสามวัน"]
DEBT = ["หนี้กองทุนสตรีค้างชำระ", "ลูกหนี้กองทุนสตรีไม่ส่งเงิน", "หนี้กองทุนสตรีตามเก็บไม่ได้", "กองทุนสตรีมีหนี้ค้างนาน"]


def label_of(pipeline: ThemePipeline, texts: list[str]) -> str:
    """The label of one theme that people made of these notes."""
    notes = notes_of(texts)
    ids = tuple(note.id for note in notes)
    return pipeline.place(notes, [KnownTheme("t", ids, fixed=frozenset(ids))]).themes[0].label


def test_a_stray_note_does_not_name_a_theme(pipeline: ThemePipeline) -> None:
    assert "น้ำประปา" in label_of(pipeline, [*WATER, "ขอรถตู้คันใหม่", "งบมาช้าเพราะเอกสารไม่ครบ"])


@pytest.mark.parametrize(
    ("texts", "detail"),
    [
        (["ขายของออนไลน์ไม่เป็น", "ขายในช้อปปี้ออนไลน์ไม่เป็น", "ขายออนไลน์ยังไม่ได้"], "ช้อปปี้"),
        (["ถนนพังเป็นหลุม", "ถนนขอนแก่นพังเป็นหลุมลึก", "ถนนพังทั้งสาย"], "ขอนแก่น"),
        (["งบประมาณโอนล่าช้า", "งบประมาณโอนช้า 45 วัน", "งบประมาณล่าช้าทุกปี"], "45"),
        (["สอนขายออนไลน์", "สอนขายผ่าน Lazada", "สอนขายของออนไลน์ให้กลุ่ม"], "Lazada"),
    ],
)
def test_a_label_names_no_brand_province_or_figure_of_one_note(
    pipeline: ThemePipeline, texts: list[str], detail: str
) -> None:
    assert detail not in label_of(pipeline, texts)


def test_a_brand_that_the_whole_theme_is_about_may_be_named(pipeline: ThemePipeline) -> None:
    assert "Lazada" in label_of(pipeline, ["Lazada ขายไม่ออก", "Lazada ขายไม่ออกเลย", "Lazada ขายไม่ออกครับ"])


@pytest.mark.parametrize(
    ("text", "clipped"),
    [
        ("ตั้งกองทุนแก้จนระดับอำเภอจากเงินบริจาค", "ตั้งกองทุนแก้"),
        ("ดินลูกรัง อุ้มน้ำไม่ได้ ขุดไปน้ำก็แห้ง", "ขุดไปน้ำ"),
        ("แยกครัวเรือนที่พัฒนาได้กับครัวเรือนที่ต้องสงเคราะห์", "แยกครัวเรือนที่พัฒนา"),
        ("ขอไม่ให้มีระบบรายงานใหม่เพิ่ม", "ไม่ให้มีระบบรายงาน"),
        ("ชาวบ้านรู้สึกว่าเป็นเจ้าของ", "ชาวบ้านรู้สึก"),
        ("ปิดระบบเก่าก่อนเปิดระบบรายงานใหม่", "เก่าก่อนเปิดระบบรายงานใหม่"),
        ("คนงานได้ค่าจ้างไร่ละ 500 บาท", "คนงานได้ค่าจ้างไร่"),
        ("รถบรรทุกวิ่งผ่านหน้าบ้านเราทุกคืน", "รถบรรทุกวิ่งผ่านหน้าบ้าน"),
    ],
)
def test_no_phrase_is_clipped_where_its_sense_goes_on(pipeline: ThemePipeline, text: str, clipped: str) -> None:
    worth = {phrase.text: phrase.shape for phrase in phrases_of(text, pipeline.reader)}
    assert worth.get(clipped, 0.0) < 0.5


@pytest.mark.parametrize(
    ("text", "whole", "lost"),
    [
        # A verb without the noun that it is said of, or that it does something to.
        ("ค่าอาหารเด็กกำหนดไว้ต่ำ", "ค่าอาหารเด็กกำหนดไว้ต่ำ", "กำหนดไว้ต่ำ"),
        # The noun behind ค่า is not what is paid for alone.
        ("ค่าน้ำมันรถส่งผู้ป่วยไม่พอ", "ค่าน้ำมันรถส่งผู้ป่วยไม่พอ", "น้ำมันรถส่งผู้ป่วยไม่พอ"),
        # X before Y, of which X has lost its beginning.
        ("ให้เภสัชกรตรวจยาก่อนจ่าย", "เภสัชกรตรวจยาก่อนจ่าย", "ยาก่อนจ่าย"),
        ("ชาวนาตกลงราคาหลังเกี่ยวเสร็จ", "ชาวนาตกลงราคาหลังเกี่ยวเสร็จ", "ราคาหลังเกี่ยวเสร็จ"),
        # What is lacking, compared or reported is lost.
        ("โรงเรียนครูขาดหลายวิชา", "โรงเรียนครูขาดหลายวิชา", "โรงเรียนครู"),
        ("คนป่วยมากกว่าเตียงทุกคืน", "คนป่วยมากกว่าเตียงทุกคืน", "คนป่วยมากกว่า"),
        # When it was said, pleas, and what only counts.
        ("เดี๋ยวนี้เบิกค่ารถง่าย", "เบิกค่ารถง่าย", "เดี๋ยวนี้เบิกค่ารถง่าย"),
        ("ซ่อมสะพานไม้เถอะ", "ซ่อมสะพานไม้", "ซ่อมสะพานไม้เถอะ"),
        ("เก็บ 20 บาทเป็นค่าซ่อมฝาย", "ค่าซ่อมฝาย", "บาทเป็นค่าซ่อมฝาย"),
    ],
)
def test_a_phrase_is_offered_whole_and_never_without_what_it_is_about(
    pipeline: ThemePipeline, text: str, whole: str, lost: str
) -> None:
    found = [phrase.text for phrase in phrases_of(text, pipeline.reader)]
    assert whole in found
    assert lost not in found


def test_a_label_has_the_noun_that_it_is_about(pipeline: ThemePipeline) -> None:
    label = label_of(pipeline, ["รอคิวนานตั้งแต่ตีห้า", "คิวตรวจยาวมาก", "เตียงผู้ป่วยเต็ม รอนาน"])
    assert "คิว" in label or "เตียง" in label


def test_a_theme_of_two_matters_says_so_in_words_of_both_and_keeps_its_label(pipeline: ThemePipeline) -> None:
    notes = notes_of([*WATER[:4], *DEBT])
    ids = tuple(note.id for note in notes)
    known = KnownTheme("t", ids, fixed=frozenset(ids))
    label = pipeline.place(notes, [known]).themes[0].label
    assert label.startswith(MIXED)
    assert len(label) <= 60
    first, second = (part.replace(" ", "") for part in parts_of_label(label))
    for part in (first, second):
        assert any(part in text.replace(" ", "") for text in (note.text for note in notes))
    assert {any(part in text for text in WATER) for part in (first, second)} == {True, False}
    again = pipeline.place([*notes, Note("new", "น้ำประปาไม่ไหลอีกแล้ว")], [KnownTheme("t", ids, label=label)])
    assert label in [theme.label for theme in again.themes]


def test_a_theme_of_one_matter_is_not_called_mixed(pipeline: ThemePipeline) -> None:
    for texts in (WATER, DEBT):
        assert not label_of(pipeline, texts).startswith(MIXED)


@given(st.permutations(range(7)))
def test_the_middle_is_the_same_in_any_order_and_leaves_out_what_lies_apart(order: list[int]) -> None:
    near = np.array([[1, 0.1 * i, 0] for i in range(5)], dtype=np.float32)
    far = np.array([[0, 0, 1], [0, -1, 0]], dtype=np.float32)
    rows = np.vstack([near, far])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    middle = trimmed_middle(rows[order])
    assert np.allclose(middle, trimmed_middle(rows), atol=1e-5)
    assert middle[2] == pytest.approx(0, abs=1e-6)


def test_the_middle_of_nothing_is_zeros() -> None:
    assert not trimmed_middle(np.zeros((0, 3), dtype=np.float32)).any()


WASTE = [
    "ขยะล้นถังทุกวัน",
    "คนนอกเอาขยะมาทิ้งข้างทาง",
    "ชาวบ้านไม่คัดแยกขยะ",
    "รถเก็บขยะมาไม่ตรงเวลา",
    "บ่อขยะส่งกลิ่นเหม็น",
]
AROUND = ["งบประมาณโอนมาล่าช้า", "เจ้าหน้าที่ไม่เพียงพอ", "ถนนเป็นหลุมเป็นบ่อ", "อินเทอร์เน็ตช้ามาก", "ผู้สูงอายุอยู่ลำพัง"]


def labelled(pipeline: ThemePipeline, texts: list[str], label: str | None = None) -> str:
    """The label of a theme among notes of other matters; `label` is the one in use."""
    notes = notes_of([*texts, *AROUND])
    ids = tuple(note.id for note in notes[: len(texts)])
    known = KnownTheme("t", ids, fixed=frozenset(ids), label=label)
    return next(theme.label for theme in pipeline.place(notes, [known]).themes if theme.id == "t")


def test_a_theme_of_several_things_on_one_topic_is_named_by_it_and_two_of_them(
    pipeline: ThemePipeline,
) -> None:
    label = labelled(pipeline, WASTE)
    assert label.startswith("ขยะ: ")
    parts = parts_of_label(label)
    assert len(parts) == 2
    assert all(any(part in text for text in WASTE) for part in parts)
    assert not any(all(part in text for part in parts) for text in WASTE)


def test_a_phrase_whose_words_most_notes_share_needs_no_topic(pipeline: ThemePipeline) -> None:
    label = labelled(pipeline, ["รายงานซ้ำซ้อน", "รายงานซ้ำซ้อนหลายระบบ", "รายงานซ้ำซ้อนทุกเดือน", "ทำรายงานซ้ำซ้อน"])
    assert "รายงานซ้ำซ้อน" in label
    assert ": " not in label


def test_a_topic_in_use_stays_when_a_note_of_the_same_topic_comes(pipeline: ThemePipeline) -> None:
    label = labelled(pipeline, WASTE)
    assert labelled(pipeline, [*WASTE, "เผาขยะควันเหม็นทั้งหมู่บ้าน", "ถังขยะไม่พอ"], label) == label


@pytest.mark.parametrize("vague", ["คน", "งาน", "หมู่บ้าน", "ปัญหา"])
def test_a_word_that_says_everything_is_no_topic(pipeline: ThemePipeline, vague: str) -> None:
    texts = [f"{vague}น้อยลงทุกปี", f"ดูแล{vague}ไม่ทั่วถึง", f"{vague}ขาดการประสานต่อเนื่อง", f"{vague}เปลี่ยนแปลงบ่อย"]
    assert not labelled(pipeline, texts).startswith(f"{vague}: ")


def test_a_label_asks_nothing_where_a_phrase_says_the_same(pipeline: ThemePipeline) -> None:
    label = label_of(pipeline, ["ประปาหมู่บ้านไม่ไหล", "ใครดูแลประปาหมู่บ้าน", "ประปาหมู่บ้านขุ่นเพราะอะไร", "ประปาหมู่บ้านไหลอ่อนมาก"])
    assert "ประปา" in label
    assert not any(word in label for word in ("ใคร", "อะไร"))
