"""Reasons, focus issues, sub-themes, stacks and other embedders."""

from __future__ import annotations

from analysis import Theme, ThemePipeline
from analysis.embed import WordsOnly
from tests.analysis.notes import TOPICS, accounted, notes_of


def test_a_note_is_explained_by_its_neighbours_and_shared_words(pipeline: ThemePipeline) -> None:
    notes = notes_of(["น้ำประปาไม่ไหล", "น้ำประปาขุ่น", "น้ำประปาไหลอ่อน", "ถนนพัง"])
    reason = pipeline.explain(notes, Theme("w", "น้ำ", False, ("n0", "n1", "n2")), "n0")
    assert {name for name, _ in reason.nearest} == {"n1", "n2"}
    assert reason.words == ("น้ำประปา",)
    assert reason.fit > pipeline.explain(notes, Theme("w", "น้ำ", False, ("n0", "n1", "n2")), "n3").fit


def test_notes_are_tagged_with_focus_issues_and_people_correct_it(pipeline: ThemePipeline) -> None:
    notes = notes_of(["แปลงโคก หนอง นา ไม่มีน้ำ", "ติดตามคู่เสี่ยวทุกเดือน", "รถเก่า"])
    tags = pipeline.focus(notes)
    assert tags == {"n0": ("โคก หนอง นา โมเดล",), "n1": ("คู่เสี่ยว เกี่ยวก้อย แก้จนคนขอนแก่น",)}
    corrected = pipeline.focus(notes, {("n0", "โคก หนอง นา โมเดล"): False, ("n2", "โคก หนอง นา โมเดล"): True})
    assert corrected == {"n1": tags["n1"], "n2": tags["n0"]}


def test_notes_that_are_the_same_to_a_reader_are_stacked_not_dropped(pipeline: ThemePipeline) -> None:
    notes = notes_of(["น้ำไม่ไหล", "น้ำ ไม่ไหล!", "น้ำไม่ไหล", "น้ำประปาไม่ไหลเลย"])
    found = pipeline.regroup(notes)
    assert [stack.members for theme in found.themes for stack in theme.stacks] == [("n0", "n1", "n2")]
    assert accounted(found) == ["n0", "n1", "n2", "n3"]


def test_sub_themes_stay_inside_their_theme_and_do_not_overlap(pipeline: ThemePipeline) -> None:
    pieces = [f"{a} {b}" for topic in TOPICS.values() for a in topic for b in topic] * 2
    found = pipeline.regroup(notes_of(f"{text} จุดที่ {i}" for i, text in enumerate(pieces)))
    for theme in found.themes:
        inside = [name for part in theme.subthemes for name in part.members]
        assert len(inside) == len(set(inside))
        assert set(inside) <= set(theme.members)
    assert any(theme.subthemes for theme in found.themes)


def test_words_alone_still_group_and_account(pipeline: ThemePipeline) -> None:
    notes = notes_of(text for topic in TOPICS.values() for text in topic)
    found = ThemePipeline(embedder=WordsOnly()).regroup(notes)
    assert found.themes
    assert accounted(found) == sorted(note.id for note in notes)


def test_a_note_is_embedded_once_in_its_life() -> None:
    class Counting(WordsOnly):
        seen: list[str] = []  # noqa: RUF012

        def embed(self, texts):  # type: ignore[no-untyped-def]
            self.seen.extend(texts)
            return super().embed(texts)

    cache: dict[str, bytes] = {}
    notes = notes_of(["น้ำไม่ไหล", "ถนนพัง", "ขยะล้น"])
    ThemePipeline(embedder=Counting(), cache=cache).regroup(notes)
    ThemePipeline(embedder=Counting(), cache=cache).place(notes)
    assert len(Counting.seen) == len(set(Counting.seen))
