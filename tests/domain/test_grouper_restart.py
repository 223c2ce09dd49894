"""A worker that was started again goes on as if nothing had happened."""

from __future__ import annotations

from dataclasses import replace

import analysis
from bench.grouping.sets import own_sets
from workshop.domain.grouper import Grouper
from workshop.domain.reading import Reading

SALT = b"of the workshop"


def test_after_a_restart_the_same_notes_find_the_same_themes() -> None:
    notes = tuple(own_sets()[0].notes)
    vectors: dict[str, bytes] = {}
    living, reading = Grouper(cache=vectors), Reading(1, "AAAAAA", "problem", 1, (), (), frozenset(), salt=SALT)
    for end in range(12, len(notes) + 1, 12):
        reading = replace(reading, notes=notes[:end])
        found = living.place(reading)
        assert Grouper(cache=vectors).place(reading) == found
        known = (analysis.KnownTheme(theme.id, theme.members, label=theme.label) for theme in found.themes)
        reading = replace(reading, known=tuple(known))
    assert len(reading.known) > 2
    assert living.regroup(reading) == Grouper(cache=vectors).regroup(reading)
    other = living.regroup(replace(reading, known=(), salt=b"of another"))
    again = living.regroup(replace(reading, known=()))
    assert [theme.members for theme in other.themes] == [theme.members for theme in again.themes]
    assert not {theme.id for theme in other.themes} & {theme.id for theme in again.themes}
