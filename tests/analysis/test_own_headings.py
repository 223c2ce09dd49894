"""Own headings: notes join them where they fit, themes form beside them, and the fineness does not touch them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import Arrangement, KnownTheme, ThemePipeline
from tests.analysis.notes import TEXTS, TOPICS, accounted, notes_of

WATER = KnownTheme("hw", (), given_label="น้ำประปา", words="น้ำไม่ไหล น้ำไม่พอ น้ำขุ่น")
ROADS = KnownTheme("hr", (), given_label="ถนน", words="ถนนพัง หลุมบ่อ ชำรุด")
SCHOOLS = KnownTheme("hs", (), given_label="โรงเรียนและครู", words="ครูไม่พอ นักเรียน อาคารเรียน")
HEADINGS = (WATER, ROADS, SCHOOLS)
NOTES = notes_of(text for topic in TOPICS.values() for text in topic)


def texts_in(found: Arrangement, theme_id: str) -> set[str]:
    texts = {note.id: note.text for note in NOTES}
    return {texts[name] for theme in found.themes if theme.id == theme_id for name in theme.members}


@pytest.mark.parametrize("how", ["place", "regroup"])
def test_notes_join_the_heading_they_fit_and_other_themes_form_beside(pipeline: ThemePipeline, how: str) -> None:
    found = getattr(pipeline, how)(NOTES, HEADINGS)
    assert len(texts_in(found, "hw")) >= 4
    assert texts_in(found, "hw") <= set(TOPICS["water"])
    assert len(texts_in(found, "hr")) >= 4
    assert texts_in(found, "hr") <= set(TOPICS["road"])
    assert texts_in(found, "hs") == set()
    beside = [set(texts_in(found, theme.id)) for theme in found.themes if theme.id not in {"hw", "hr", "hs"}]
    assert any(len(theme & set(TOPICS["waste"])) >= 2 for theme in beside)
    assert {theme.label for theme in found.themes if theme.label_given} == {"น้ำประปา", "ถนน", "โรงเรียนและครู"}
    assert accounted(found) == sorted(note.id for note in NOTES)


def test_a_heading_takes_the_very_first_note(pipeline: ThemePipeline) -> None:
    assert texts_in(pipeline.place(NOTES[:1], HEADINGS), "hw") == {"น้ำประปาไม่ไหล"}
    assert {theme.id for theme in pipeline.place([], HEADINGS).themes} == {"hw", "hr", "hs"}


def test_the_fineness_touches_no_heading() -> None:
    pipeline, found = ThemePipeline(), []
    for fineness in (-1, 0, 1):
        pipeline.fineness = fineness
        arrangement = pipeline.regroup(NOTES, HEADINGS)
        found.append([texts_in(arrangement, heading.id) for heading in HEADINGS])
    assert found[0] == found[1] == found[2]


def test_what_people_decided_outlives_the_words_of_a_heading(pipeline: ThemePipeline) -> None:
    ids = {note.text: note.id for note in NOTES}
    put, taken, held = ids["ขยะล้นถัง"], ids["ถนนพังทั้งสาย"], ids["ถนนเป็นหลุมเป็นบ่อ"]
    water = replace(WATER, members=(put,), fixed=frozenset([put]))
    roads = replace(ROADS, barred=frozenset([taken]))
    other = KnownTheme("t1", (held,), fixed=frozenset([held]))
    for how in (pipeline.place, pipeline.regroup):
        found = how(NOTES, (water, roads, other), loose={ids["น้ำประปาไม่ไหล"]})
        assert "ขยะล้นถัง" in texts_in(found, "hw")
        assert "น้ำประปาไม่ไหล" not in texts_in(found, "hw")
        assert not {"ถนนพังทั้งสาย", "ถนนเป็นหลุมเป็นบ่อ"} & texts_in(found, "hr")


def test_live_a_heading_given_late_takes_nothing_from_a_theme_that_stands(pipeline: ThemePipeline) -> None:
    road = tuple(note.id for note in NOTES if note.text in TOPICS["road"])
    standing = KnownTheme("t1", road, label="ถนนพัง")
    live = pipeline.place(NOTES, (standing, *HEADINGS))
    assert texts_in(live, "t1") >= set(TOPICS["road"])
    assert len(texts_in(pipeline.regroup(NOTES, (standing, *HEADINGS)), "hr")) >= 4


@settings(max_examples=25, deadline=None)
@given(
    texts=st.lists(st.sampled_from(TEXTS), max_size=12),
    names=st.lists(st.sampled_from([*TEXTS, "หัวข้อ"]).filter(bool), max_size=3, unique=True),
    anew=st.booleans(),
)
def test_with_any_headings_every_note_is_in_one_place(
    pipeline: ThemePipeline, texts: list[str], names: list[str], anew: bool
) -> None:
    notes = notes_of(texts)
    headings = [KnownTheme(f"h{at}", (), given_label=name, words=name) for at, name in enumerate(names)]
    found = (pipeline.regroup if anew else pipeline.place)(notes, headings)
    assert accounted(found) == sorted(note.id for note in notes)
    assert {heading.id for heading in headings} <= {theme.id for theme in found.themes}
