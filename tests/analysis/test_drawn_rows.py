"""Rows that are drawn towards their nearest ones before they are grouped."""

from __future__ import annotations

import numpy as np

from analysis.group import drawn
from analysis.represent import unit


def test_two_notes_that_are_like_the_same_others_come_nearer_to_each_other() -> None:
    apart = unit(np.array([[1, 0, 0, 0], [0, 1, 0, 0], [1, 1, 0, 0], [1, 1, 0.1, 0], [0, 0, 0, 1]], np.float32))
    found = drawn(apart)
    assert found[0] @ found[1] > apart[0] @ apart[1] + 0.1
    assert np.allclose(found[4], apart[4]), "what is like no other note stays"
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)


def test_few_or_many_rows_are_drawn_alike_in_every_run() -> None:
    rng = np.random.default_rng(3)
    for number in (0, 1, 3, 4, 2_345):
        rows = unit(rng.normal(size=(number, 8)).astype(np.float32))
        before = rows.copy()
        assert drawn(rows).shape == rows.shape
        assert np.array_equal(drawn(rows), drawn(rows))
        assert np.array_equal(rows, before)
