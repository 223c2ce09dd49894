"""Which waiting notes join, found a theme or go on waiting, on rows whose likeness is known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from analysis import KnownTheme, Note
from analysis.corpus import Corpus
from analysis.placing import place
from analysis.regrouping import Draft
from analysis.rules import read_rules

CUT = 0.1


def corpus_of(number: int) -> Corpus:
    ids = tuple(str(at) for at in range(number))
    return Corpus(tuple(Note(name, name) for name in ids), ids, ids, ((),) * number, ())


def rows_of(matters: Sequence[int], likeness: float) -> np.ndarray:
    """Unit rows: those of one matter have this cosine, those of two matters none."""
    rows = np.zeros((len(matters), len(matters) + max(matters) + 1), np.float32)
    rows[np.arange(len(matters)), matters] = likeness**0.5
    rows[np.arange(len(matters)), max(matters) + 1 + np.arange(len(matters))] = (1 - likeness) ** 0.5
    return rows


def placed(rows: np.ndarray, known: Sequence[KnownTheme] = (), loose: Sequence[str] = ()) -> Draft:
    corpus = corpus_of(len(rows))
    rules = read_rules([note.id for note in corpus.notes], known, loose)
    return place(corpus, rows, rules, np.arange(len(rows)), CUT)


@pytest.mark.parametrize(("likeness", "number", "founds"), [(0.14, 2, False), (0.16, 2, True), (0.14, 3, True)])
def test_the_fewer_notes_wait_the_more_alike_they_must_be_to_found_a_theme(
    likeness: float, number: int, founds: bool
) -> None:
    draft = placed(rows_of([0] * number, likeness))
    assert draft.place.tolist() == [0 if founds else -1] * number


def test_a_note_joins_the_standing_theme_that_it_is_most_like_and_themes_are_never_merged() -> None:
    known = [KnownTheme("a", ("0", "1")), KnownTheme("b", ("2", "3")), KnownTheme("c", ("4", "5"))]
    draft = placed(rows_of([0, 0, 0, 0, 1, 1, 1, 2], 0.5), known)
    assert draft.place.tolist() == [0, 0, 1, 1, 2, 2, 2, -1]


def test_what_people_took_out_does_not_come_back_and_what_they_locked_does_not_grow() -> None:
    barred = [KnownTheme("a", ("0", "1"), barred=frozenset("2"))]
    assert placed(rows_of([0, 0, 0, 0], 0.5), barred).place.tolist() == [0, 0, -1, 0]
    locked = [KnownTheme("a", ("0", "1"), locked=True)]
    assert placed(rows_of([0, 0, 0, 0], 0.5), locked).place.tolist() == [0, 0, 1, 1]
    assert placed(rows_of([0, 0, 0, 0], 0.5), loose=["3"]).place.tolist() == [0, 0, 0, -1]


def test_in_a_large_room_a_note_moves_to_the_theme_that_it_is_clearly_more_like() -> None:
    rows = rows_of([0] * 100 + [1] * 50, 0.5)
    known = [KnownTheme("a", tuple(map(str, range(99)))), KnownTheme("b", tuple(map(str, range(99, 140))))]
    assert placed(rows, known).place.tolist() == [0] * 100 + [1] * 50
    held = [known[0], KnownTheme("b", known[1].members, fixed=frozenset(["99"]))]
    assert placed(rows, held).place.tolist() == [0] * 99 + [1] * 51
    barred = [KnownTheme("a", known[0].members, barred=frozenset(["99"])), known[1]]
    assert placed(rows, barred).place.tolist() == [0] * 99 + [1] * 51
