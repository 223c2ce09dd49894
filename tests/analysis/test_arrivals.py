"""Notes that arrive while themes stand: hardly anything moves, nothing that people decided, and no process matters."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import Arrangement, KnownTheme, Note, ThemePipeline
from analysis.moving import MOST_AT_ONCE, MOST_IN_ALL, allowed
from bench.grouping.sets import own_sets
from tests.analysis.notes import TOPICS, accounted, notes_of

Decide = Callable[[list[KnownTheme]], list[KnownTheme]]


@pytest.fixture(scope="module")
def crowd() -> list[Note]:
    """The problems of all workshops in one room, in an order that mixes them: enough notes for mistakes to show."""
    texts = [note.text for gold in own_sets() if "problem" in gold.name for note in gold.notes]
    return notes_of(texts[i] for i in np.random.default_rng(5).permutation(len(texts)))


def homes(found: Arrangement) -> dict[str, str]:
    return {name: theme.id for theme in found.themes for name in theme.members}


def as_known(found: Arrangement, before: list[KnownTheme]) -> list[KnownTheme]:
    old = {theme.id: theme for theme in before}
    return [
        KnownTheme(
            theme.id,
            theme.members,
            label=theme.label,
            given_label=old[theme.id].given_label if theme.id in old else None,
            fixed=old[theme.id].fixed if theme.id in old else frozenset(),
            barred=old[theme.id].barred if theme.id in old else frozenset(),
            locked=old[theme.id].locked if theme.id in old else False,
        )
        for theme in found.themes
    ]


def arrivals(
    pipeline: ThemePipeline, notes: list[Note], step: int, decide: Decide = list
) -> Iterator[tuple[list[KnownTheme], Arrangement]]:
    """What stood before each arrival, and what was found."""
    known: list[KnownTheme] = []
    for end in [*range(step, len(notes), step), len(notes)]:
        found = pipeline.place(notes[:end], known)
        yield known, found
        known = decide(as_known(found, known))


def changed(known: list[KnownTheme], found: Arrangement) -> list[str]:
    after = homes(found)
    return [name for theme in known for name in theme.members if after.get(name) != theme.id]


@pytest.mark.parametrize("step", [5, 10, 40])
def test_at_most_one_standing_note_in_a_hundred_moves_at_one_arrival(
    pipeline: ThemePipeline, crowd: list[Note], step: int
) -> None:
    total = 0
    for known, found in arrivals(pipeline, crowd, step):
        moved, stood = changed(known, found), sum(len(theme.members) for theme in known)
        assert len(moved) <= MOST_AT_ONCE * stood
        assert accounted(found) == sorted(note.id for note in crowd[: len(accounted(found))])
        total += len(moved)
    assert 0 < total <= MOST_IN_ALL * len(crowd) + len(crowd) / step


def test_nothing_moves_that_a_person_placed_named_locked_or_took_out(
    pipeline: ThemePipeline, crowd: list[Note]
) -> None:
    def decide(known: list[KnownTheme]) -> list[KnownTheme]:
        # One theme named, one locked, a third with notes that a person put there; the last takes none of these back.
        by_size = sorted(known, key=lambda theme: (-len(theme.members), theme.id))
        out = {theme.id: theme for theme in known}
        for at, theme in enumerate(by_size[:3]):
            decided = at == 0 and theme.given_label is None and not any(t.given_label for t in known)
            if decided:
                out[theme.id] = KnownTheme(theme.id, theme.members, given_label="ชื่อที่คนตั้ง")
            elif at == 1 and not any(t.locked for t in known):
                out[theme.id] = KnownTheme(theme.id, theme.members, label=theme.label, locked=True)
            elif at == 2 and not any(t.fixed for t in known):
                held = frozenset(theme.members[::2])
                out[theme.id] = KnownTheme(theme.id, theme.members, label=theme.label, fixed=held)
        return list(out.values())

    moved = 0
    for known, found in arrivals(pipeline, crowd, 12, decide):
        after = {theme.id: theme for theme in found.themes}
        for theme in known:
            if theme.given_label is not None:
                assert set(theme.members) <= set(after[theme.id].members)
            if theme.locked:
                assert after[theme.id].members == theme.members
            assert not theme.fixed or theme.fixed <= set(after[theme.id].members)
        moved += len(changed(known, found))
    assert moved


def test_a_process_that_remembers_nothing_finds_the_same(pipeline: ThemePipeline, crowd: list[Note]) -> None:
    vectors = pipeline.reader._vectors.cache
    for known, found in arrivals(ThemePipeline(cache=vectors), crowd[:130], 13):
        arrived = sum(map(len, (found.ungrouped, found.set_aside))) + sum(len(t.members) for t in found.themes)
        assert ThemePipeline(cache=vectors).place(crowd[:arrived], known) == found


def test_a_corrected_text_is_read_anew(pipeline: ThemePipeline) -> None:
    notes = notes_of(text for topic in TOPICS.values() for text in topic)
    living = ThemePipeline(cache=pipeline.reader._vectors.cache)
    found = living.place(notes)
    known = as_known(found, [])
    corrected = [Note(note.id, "ถนนพังทั้งสาย" if note.id == "n0" else note.text) for note in notes]
    again = ThemePipeline(cache=pipeline.reader._vectors.cache).place(corrected, known)
    assert living.place(corrected, known) == again


@given(
    arriving=st.lists(st.integers(1, 60), min_size=1, max_size=30),
    waiting=st.lists(st.booleans(), min_size=30, max_size=30),
)
def test_what_may_move_is_bounded_however_the_notes_are_told_apart_into_arrivals(
    arriving: list[int], waiting: list[bool]
) -> None:
    n = total = 0
    for number, last_waits in zip(arriving, waiting, strict=False):
        stood = np.arange(n + number) < n
        if last_waits and n:
            stood[n - 1] = False
        may = allowed(np.arange(n + number), stood)
        assert may <= MOST_AT_ONCE * stood.sum()
        total += may
        n += number
    assert total <= MOST_IN_ALL * n + len(arriving)


def test_nothing_may_move_when_nothing_arrived() -> None:
    assert allowed(np.arange(5000), np.ones(5000, dtype=bool)) == 0
