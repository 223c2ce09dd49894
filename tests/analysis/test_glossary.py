"""The department's words stay whole, other forms are read as one, a broken line is named."""

from __future__ import annotations

from analysis import Note, ThemePipeline
from analysis.glossary import Glossary, shipped


def test_words_with_and_without_spaces_are_read_as_one(pipeline: ThemePipeline) -> None:
    reader = pipeline.reader
    assert "โคกหนองนา" in reader.read("แปลงโคก หนอง นา").words
    assert "โคกหนองนา" in reader.read("แปลงโคกหนองนาโมเดล").words


def test_an_abbreviation_is_read_as_its_word(pipeline: ThemePipeline) -> None:
    reader = pipeline.reader
    for text in ("งปม. ล่าช้า", "งบล่าช้า", "งบประมาณล่าช้า"):
        assert "งบประมาณ" in reader.read(text).words


def test_an_abbreviation_inside_a_word_is_left_alone(pipeline: ThemePipeline) -> None:
    assert "โรงพยาบาล" not in pipeline.reader.read("ไม่เพียงพอ.").words


def test_a_broken_line_is_named_and_the_rest_is_in_force() -> None:
    glossary = Glossary.parse("ผ้าไหม = ผ้า ไหม\n= ไม่มีคำ\n[focus]\nข้าวอินทรีย์ = ,\n")
    assert [fault.split(":")[0] for fault in glossary.faults] == ["line 2", "line 3", "line 4"]
    assert glossary.synonyms == {"ผ้า ไหม": "ผ้าไหม"}


def test_the_shipped_glossary_has_no_faults_and_both_focus_issues() -> None:
    assert shipped().faults == ()
    assert [issue.name for issue in shipped().focus] == ["โคก หนอง นา โมเดล", "คู่เสี่ยว เกี่ยวก้อย แก้จนคนขอนแก่น"]


def test_an_own_synonym_brings_notes_together() -> None:
    own = ThemePipeline(glossary=shipped().joined(Glossary.parse("บ่อจิ๋ว = ธนาคารน้ำ")))
    found = own.regroup([Note(str(i), text) for i, text in enumerate(["บ่อจิ๋ว", "ธนาคารน้ำ", "ผ้าไหมขายไม่ออก"])])
    assert {"0", "1"} in [set(theme.members) for theme in found.themes]
