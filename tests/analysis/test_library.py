"""A theme is named by a heading of the library where most notes bear it out, and never by what few of them say."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest

from analysis import KnownTheme, Note, ThemePipeline
from analysis.embed import WordsOnly
from analysis.library import FILE, read_library, shipped_library
from analysis.speech import is_detail
from analysis.word_vectors import DATA
from tests.analysis.notes import notes_of

REPORTS = ["ส่งรายงานซ้ำซ้อนหลายระบบ", "กรอกรายงานเดียวกันสามระบบ", "รายงานซ้ำซ้อนทุกเดือน", "รายงานเยอะ ข้อมูลซ้ำกันหลายหน่วย"]
FRAUD = [
    "โดนแก๊งคอลเซ็นเตอร์หลอกโอนเงิน",
    "ถูกหลอกซื้อของออนไลน์",
    "แก๊งคอลเซ็นเตอร์หลอกคนแก่",
    "โดนหลอกลงทุนออนไลน์",
    "ถูกหลอกลวงทางเน็ต",
]
AROUND = ["ถนนเป็นหลุมเป็นบ่อ", "น้ำประปาขุ่น", "ผู้สูงอายุอยู่ลำพัง", "ขยะล้นถัง", "ไม่มีรถลงพื้นที่"]


def label_of(pipeline: ThemePipeline, texts: list[str], label: str | None = None) -> str:
    """The label of a theme that people made of these notes, among notes of other matters; `label` is the one in use."""
    notes = notes_of([*texts, *AROUND])
    ids = tuple(note.id for note in notes[: len(texts)])
    known = KnownTheme("t", ids, fixed=frozenset(ids), label=label)
    return next(theme.label for theme in pipeline.place(notes, [known]).themes if theme.id == "t")


def test_a_heading_stands_for_notes_that_say_it_each_in_words_of_their_own(pipeline: ThemePipeline) -> None:
    label = label_of(pipeline, FRAUD)
    assert label in shipped_library().known
    assert "หลอกลวง" in label


def test_a_phrase_whose_words_most_notes_share_stands_before_any_heading(pipeline: ThemePipeline) -> None:
    label = label_of(pipeline, REPORTS)
    assert any(label in text for text in REPORTS)


def test_a_heading_says_nothing_that_few_of_the_notes_say(pipeline: ThemePipeline) -> None:
    late = ["งบประมาณโอนมาช้า", "งบมาช้าทุกปี", "งบประมาณล่าช้ามาก", "งบโอนช้าไม่ทันไตรมาส"]
    label = label_of(pipeline, late)
    assert "งบ" in label
    assert "ช้า" in label
    assert "เพียงพอ" not in label


def test_a_heading_is_of_the_kind_of_the_notes(pipeline: ThemePipeline) -> None:
    """Debts that are a problem are not headed by a result, however like the words are."""
    label = label_of(pipeline, ["หนี้กองทุนสตรีค้างชำระ", "ลูกหนี้กองทุนสตรีไม่ส่งเงิน", "หนี้กองทุนสตรีตามเก็บไม่ได้"])
    assert "ลดลง" not in label


def test_a_heading_in_use_holds_still_while_the_theme_grows_by_a_note(pipeline: ThemePipeline) -> None:
    label = label_of(pipeline, FRAUD)
    assert label_of(pipeline, [*FRAUD, "ลุงข้างบ้านเสียเงินเก็บทั้งหมด"], label) == label


def test_a_heading_in_use_goes_when_the_theme_is_about_something_else(pipeline: ThemePipeline) -> None:
    notes = notes_of(["น้ำประปาไม่ไหลทั้งหมู่บ้าน", "น้ำไม่ไหลสามวัน", "น้ำประปาไม่ไหลตอนเช้า"])
    known = KnownTheme("t", (*(note.id for note in notes), "gone"), label="รายงานซ้ำซ้อนหลายระบบ")
    assert "น้ำ" in pipeline.place(notes, [known]).themes[0].label


def test_a_name_that_people_gave_wins_over_any_heading(pipeline: ThemePipeline) -> None:
    notes = notes_of(REPORTS)
    known = KnownTheme("t", tuple(note.id for note in notes), given_label="เรื่องรายงาน")
    assert [theme.label for theme in pipeline.regroup(notes, [known]).themes if theme.id == "t"] == ["เรื่องรายงาน"]


def test_no_heading_is_taken_that_must_not_be_picked() -> None:
    picky = ThemePipeline(unfit=lambda text: "ซ้ำ" in text)
    notes = notes_of(REPORTS)
    known = KnownTheme("t", tuple(note.id for note in notes), fixed=frozenset(note.id for note in notes))
    assert all("ซ้ำ" not in theme.label for theme in picky.place(notes, [known]).themes)


def test_with_another_model_labels_are_phrases_of_the_notes() -> None:
    notes = notes_of(REPORTS)
    ids = frozenset(note.id for note in notes)
    found = ThemePipeline(embedder=WordsOnly()).place(notes, [KnownTheme("t", tuple(ids), fixed=ids)])
    assert all(any(theme.label in text for text in REPORTS) for theme in found.themes)


def test_no_heading_of_the_library_has_a_figure_a_place_or_a_brand(pipeline: ThemePipeline) -> None:
    reader = pipeline.reader
    library = shipped_library()
    assert len(library.texts) > 1_000
    assert max(map(len, library.texts)) <= 60
    assert not [
        text for text in library.texts if any(is_detail(word, reader.glossary.words) for word in reader.tokens(text))
    ]
    assert library.kinds.any(axis=1).all()


def test_a_library_of_another_version_is_named_and_phrases_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with np.load(DATA / FILE) as file:
        np.savez(tmp_path / FILE, **{**file, "version": 99})
    with pytest.raises(ValueError, match="version 99"):
        read_library(tmp_path / FILE)
    monkeypatch.setattr("analysis.library.DATA", tmp_path)
    shipped_library.cache_clear()
    try:
        with caplog.at_level(logging.ERROR):
            found = ThemePipeline().regroup([Note(str(at), text) for at, text in enumerate(REPORTS)])
        assert all(theme.label for theme in found.themes)
        assert FILE in caplog.text
    finally:
        shipped_library.cache_clear()
