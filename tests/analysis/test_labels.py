"""Labels stand verbatim in a note or in the library, are whole, keep their negation, are distinct, and hold still."""

from __future__ import annotations

import pytest

from analysis import KnownTheme, Note, ThemePipeline, parts_of_label
from analysis.library import shipped_library
from analysis.phrases import cut_short, phrases_of
from analysis.reading import Reader
from tests.analysis.notes import TEXTS, notes_of


@pytest.fixture(scope="module")
def reader(pipeline: ThemePipeline) -> Reader:
    return pipeline.reader


def test_labels_are_verbatim_short_and_distinct(pipeline: ThemePipeline) -> None:
    notes = notes_of(TEXTS * 2)
    found = pipeline.regroup(notes)
    texts = {note.id: note.text for note in notes}
    for theme in found.themes:
        assert 0 < len(theme.label) <= 60
        if theme.label in shipped_library().known:
            continue
        for part in parts_of_label(theme.label):
            assert any(part.replace(" ", "") in texts[name].replace(" ", "") for name in theme.members)
    labels = [theme.label for theme in found.themes]
    assert len(set(labels)) == len(labels)


def test_a_phrase_never_loses_its_negation(reader: Reader) -> None:
    texts = [phrase.text for phrase in phrases_of("ชาวบ้านไม่ให้ความร่วมมือ", reader)]
    assert texts
    assert all("ไม่" in text for text in texts if "ความร่วมมือ" in text)
    assert "ชาวบ้าน" not in texts


def test_a_phrase_neither_begins_nor_ends_with_a_function_word(reader: Reader) -> None:
    for phrase in phrases_of("และถนนในหมู่บ้านที่ชำรุดเป็นหลุมเป็นบ่อของตำบลนะครับ", reader):
        assert not phrase.text.startswith(("และ", "ใน", "ที่", "ของ", "เป็น"))
        assert not phrase.text.endswith(("และ", "ใน", "ที่", "ของ", "ครับ", "นะ"))


def test_a_phrase_is_never_cut_inside_a_thai_cluster(reader: Reader) -> None:
    import regex

    text = "เจ้าหน้าที่ที่ปฏิบัติหน้าที่ในพื้นที่ต้องเดินทางไกลเพื่อไปเยี่ยมครัวเรือนยากจนทุกครัวเรือน"
    ends = {match.end() for match in regex.finditer(r"\X", text)} | {0}
    for phrase in phrases_of(text, reader):
        start = text.index(phrase.text)
        assert {start, start + len(phrase.text)} <= ends


def test_a_text_in_no_known_script_is_cut_at_a_cluster(reader: Reader) -> None:
    assert 0 < len(cut_short("ကြ" * 100, reader)) <= 60


def test_a_label_given_by_a_person_is_never_replaced(pipeline: ThemePipeline) -> None:
    notes = [Note(str(i), text) for i, text in enumerate(["น้ำไม่ไหล", "น้ำประปาไม่ไหล", "ถนนพัง", "ถนนเป็นหลุม"])]
    known = [KnownTheme("w", ("0", "1"), given_label="เรื่องน้ำ")]
    for arrangement in (pipeline.place(notes, known), pipeline.regroup(notes, known)):
        assert [(t.label, t.label_given) for t in arrangement.themes if t.id == "w"] == [("เรื่องน้ำ", True)]


def test_a_label_in_use_holds_still_while_the_theme_is_unchanged(pipeline: ThemePipeline) -> None:
    notes = [Note("0", "น้ำประปาไม่ไหลทุกเย็น"), Note("1", "น้ำไม่ไหล")]
    found = pipeline.place(notes, [KnownTheme("w", ("0", "1"), label="ไหลทุกเย็น")])
    assert found.themes[0].label == "ไหลทุกเย็น"


def test_a_label_that_no_note_holds_any_more_is_replaced(pipeline: ThemePipeline) -> None:
    notes = [Note("0", "น้ำประปาไม่ไหล"), Note("1", "น้ำไม่ไหล")]
    found = pipeline.place(notes, [KnownTheme("w", ("0", "1"), label="ถนนพัง")])
    assert found.themes[0].label != "ถนนพัง"


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("ไม่ได้สำรวจดินกับน้ำก่อนขุด", "ดินกับน้ำ"),
        ("ไม่มีน้ำใช้หน้าแล้ง", "น้ำใช้หน้าแล้ง"),
        ("ชาวบ้านยังไม่ได้รับเบี้ยยังชีพคนชรา", "เบี้ยยังชีพคนชรา"),
        ("ลดรายงานประจำเดือนลง", "รายงานประจำเดือน"),
        ("ขาดเจ้าหน้าที่การเงิน", "เจ้าหน้าที่การเงิน"),
    ],
)
def test_a_phrase_never_begins_behind_a_word_that_turns_it_round(reader: Reader, text: str, lost: str) -> None:
    assert lost not in [phrase.text for phrase in phrases_of(text, reader)]


def test_a_phrase_never_ends_before_its_negation(reader: Reader) -> None:
    found = [phrase.text for phrase in phrases_of("ถนนคอนกรีตสายหลักก็ยังไม่ซ่อม งบซ่อมถนนไม่มา", reader)]
    assert "ถนนคอนกรีตสายหลัก" not in found
    assert "งบซ่อมถนน" not in found
    assert "งบซ่อมถนนไม่มา" in found


def test_a_phrase_never_begins_with_what_is_not_meant(reader: Reader) -> None:
    texts = [phrase.text for phrase in phrases_of("สอนขายออนไลน์แบบจับมือทำ ไม่ใช่นั่งฟังบรรยาย", reader)]
    assert texts
    assert not [text for text in texts if text.startswith(("ไม่ใช่", "ใช่", "นั่ง"))]


@pytest.mark.parametrize(
    ("text", "clipped"),
    [
        ("ให้ประชาคมหมู่บ้านรับรองข้อมูล จปฐ. ก่อนส่ง", "จปฐ. ก่อนส่ง"),
        ("กู้กองทุนหนึ่งไปใช้หนี้อีกกองทุนหนึ่ง", "กู้กองทุน"),
    ],
)
def test_a_phrase_is_not_cut_at_an_abbreviation_or_before_which_one_is_meant(
    reader: Reader, text: str, clipped: str
) -> None:
    texts = [phrase.text for phrase in phrases_of(text, reader)]
    assert texts
    assert clipped not in texts


def test_a_whole_clause_is_cut_better_than_any_piece_of_it(reader: Reader) -> None:
    found = {phrase.text: phrase.shape for phrase in phrases_of("รายงานซ้ำซ้อนหลายระบบ", reader)}
    assert max(found, key=found.__getitem__) == "รายงานซ้ำซ้อนหลายระบบ"


def test_a_counting_word_never_dangles(reader: Reader) -> None:
    found = [phrase.text for phrase in phrases_of("ดูแลแปลงโคกหนองนาปีที่ 2 ด้วย", reader)]
    assert found
    assert not any(text.endswith("ปี") for text in found)
    counted = [phrase.text for phrase in phrases_of("ขอรถราชการอำเภอละ 2 คัน", reader)]
    assert any(text.endswith("2 คัน") for text in counted)


def test_a_label_spelt_right_is_taken_before_a_misspelt_one(pipeline: ThemePipeline) -> None:
    notes = notes_of(["งบประมานไม่เพียงพอ", "งบประมาณไม่เพียงพอ", "งบประมานไม่เพียงพอเลย"])
    found = pipeline.regroup(notes)
    assert [theme.label for theme in found.themes] == ["งบประมาณไม่เพียงพอ"]


def test_the_labels_of_parts_are_verbatim_and_unlike_each_other(pipeline: ThemePipeline) -> None:
    ends = ["", " ครับ", " ค่ะ", "มาก", " หลายครั้ง", " นาน", " ทุกวัน", " อีก"]
    notes = notes_of([text + end for text in TEXTS[:19] for end in ends])
    found = pipeline.regroup(notes)
    texts = {note.id: note.text for note in notes}
    parts = [part for theme in found.themes for part in theme.subthemes]
    assert parts
    labels = [theme.label for theme in found.themes] + [part.label for part in parts]
    assert len(set(labels)) == len(labels)
    for part in parts:
        if part.label in shipped_library().known:
            continue
        for matter in parts_of_label(part.label):
            assert any(matter.replace(" ", "") in texts[name].replace(" ", "") for name in part.members)
