"""A full regrouping: sensible themes, exact account, the same every time, odd input survived."""

from __future__ import annotations

import random

import pytest

from analysis import KnownTheme, Note, ThemePipeline
from tests.analysis.notes import ODD, TOPICS, accounted, notes_of, theme_of


def test_notes_of_one_topic_come_together(pipeline: ThemePipeline) -> None:
    notes = [Note(f"{topic}{i}", text) for topic, texts in TOPICS.items() for i, text in enumerate(texts)]
    found = pipeline.regroup(notes)
    for topic in ("water", "road", "waste"):
        homes = [theme_of(found, f"{topic}{i}") for i in range(len(TOPICS[topic]))]
        assert max(homes.count(home) for home in set(homes) if home) >= len(homes) - 1


@pytest.mark.parametrize(
    "texts", [[], ["น้ำไม่ไหล"], ["น้ำไม่ไหล", "ถนนพัง"], ["-"], ["-", "ไม่มี"], ODD, ["น้ำ" * 10_000, "น้ำไม่ไหล"]]
)
def test_any_handful_of_notes_is_accounted_for(pipeline: ThemePipeline, texts: list[str]) -> None:
    notes = notes_of(texts)
    for arrangement in (pipeline.regroup(notes), pipeline.place(notes)):
        assert accounted(arrangement) == sorted(note.id for note in notes)


def test_ten_times_the_same_note_is_one_theme(pipeline: ThemePipeline) -> None:
    found = pipeline.regroup(notes_of(["น้ำไม่ไหล"] * 10))
    assert [len(theme.members) for theme in found.themes] == [10]


def test_notes_that_say_nothing_are_set_aside_and_real_ones_are_not(pipeline: ThemePipeline) -> None:
    found = pipeline.regroup(notes_of(["-", "งบน้อย", "ไม่มี", "คนขาด"]))
    assert found.set_aside == ("n0", "n2")


def test_two_notes_with_one_id_are_refused(pipeline: ThemePipeline) -> None:
    with pytest.raises(ValueError, match="same id"):
        pipeline.regroup([Note("a", "น้ำ"), Note("a", "ไฟ")])


def test_the_order_of_arrival_and_a_fresh_process_make_no_difference(pipeline: ThemePipeline) -> None:
    notes = [note for topic in TOPICS.values() for note in notes_of(topic)]
    notes = [Note(f"n{i}", note.text) for i, note in enumerate(notes)]
    shuffled = random.Random(4).sample(notes, len(notes))
    once, again = pipeline.regroup(notes), ThemePipeline().regroup(shuffled)
    assert {frozenset(t.members) for t in once.themes} == {frozenset(t.members) for t in again.themes}
    assert {t.label for t in once.themes} == {t.label for t in again.themes}


def test_ids_and_labels_persist_when_nothing_changed(pipeline: ThemePipeline) -> None:
    notes = notes_of(text for topic in TOPICS.values() for text in topic)
    first = pipeline.regroup(notes)
    known = [KnownTheme(theme.id, theme.members, label=theme.label) for theme in first.themes]
    assert pipeline.regroup(notes, known).themes == first.themes


def test_finer_finds_at_least_as_many_themes_as_coarser(pipeline: ThemePipeline) -> None:
    notes = notes_of(text for topic in TOPICS.values() for text in topic)
    coarse, fine = (ThemePipeline(fineness=fineness, cache=pipeline.cache).regroup(notes) for fineness in (-1.0, 1.0))
    assert len(coarse.themes) <= len(fine.themes)
