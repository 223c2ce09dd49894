"""Average linkage with one threshold: the groups of the textbook, within what people decided."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import linkage
from analysis.linkage import linked, moved, numbered
from analysis.represent import Matrix, unit


def rows_of(seed: int, n: int, width: int = 6) -> Matrix:
    return unit(np.random.default_rng(seed).normal(size=(n, width)).astype(np.float32))


FREE = np.full(30, -1)


@given(seed=st.integers(0, 500), n=st.integers(2, 30), threshold=st.floats(-0.3, 0.9))
def test_the_groups_are_those_of_average_linkage_cut_at_the_threshold(seed: int, n: int, threshold: float) -> None:
    from scipy.cluster.hierarchy import fcluster
    from scipy.cluster.hierarchy import linkage as tree_of

    rows = rows_of(seed, n)
    distances = 1 - (rows @ rows.T)[np.triu_indices(n, 1)]
    tree = tree_of(np.maximum(distances, 0), "average")
    if np.abs(tree[:, 2] - (1 - threshold)).min() < 1e-4:
        return  # a tie that rounding decides
    expected = numbered(fcluster(tree, 1 - threshold, "distance"))
    assert linked(rows, threshold, FREE[:n]).tolist() == expected.tolist()


@given(seed=st.integers(0, 500), held=st.lists(st.integers(-1, 3), min_size=2, max_size=30))
def test_notes_of_one_theme_stay_together_and_of_two_themes_apart(seed: int, held: list[int]) -> None:
    home = np.array(held)
    labels = linked(rows_of(seed, len(held)), -0.5, home)
    for a, first in enumerate(held):
        for b, other in enumerate(held):
            if first >= 0 and other >= 0:
                assert (labels[a] == labels[b]) == (first == other)


def test_a_higher_threshold_only_divides_groups() -> None:
    rows = rows_of(3, 30)
    coarse, fine = linked(rows, 0.1, FREE), linked(rows, 0.4, FREE)
    assert all(len(set(coarse[fine == group])) == 1 for group in set(fine.tolist()))
    assert fine.max() > coarse.max()


def test_many_rows_linked_in_batches_fall_in_the_same_clear_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    middles = np.eye(8, 40, dtype=np.float32)
    rows = unit(np.repeat(middles, 50, axis=0) + 0.4 * rows_of(2, 400, 40))
    held = np.full(400, -1)
    held[[0, 60]] = 0, 1
    at_once = linked(rows, 0.3, held)
    monkeypatch.setattr(linkage, "BATCH", 100)
    assert linked(rows, 0.3, held).tolist() == at_once.tolist() == np.repeat(np.arange(8), 50).tolist()


def test_rows_that_say_nothing_stay_alone() -> None:
    rows = np.vstack([np.zeros((3, 6), np.float32), rows_of(1, 1)])
    assert linked(rows, 0.05, FREE[:4]).tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize("threshold", [0.05, 0.3, 0.6])
def test_rows_that_are_looked_at_together_move_as_one_batch_after_another(
    threshold: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, held = rows_of(7, 400), np.where(np.arange(400) < 4, np.arange(400) % 2, -1)
    scattered = numbered(np.arange(400) % 23)
    found = moved(rows, scattered, threshold, held)
    monkeypatch.setattr(linkage, "_AHEAD", 1)
    assert found.tolist() == moved(rows, scattered, threshold, held).tolist()
    assert (found != scattered).sum() > 100
