"""Finds the groups among rows of a space: how many there are is found by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.communities import communities, modularity, neighbour_graph, numbered
from analysis.corpus import centroids
from analysis.represent import Matrix

Labels = NDArray[np.int64]

# Cosine to a theme's middle under which a note would spoil the theme, and from which a stray note may join one.
OUTLIER = 0.05
JOINS = 0.15
# So many visiting orders are tried.
TRIES = 5
_REFINEMENTS = 3


class ThemeGrouping:
    """Groups by modularity of the nearest-neighbour graph, refined by each row's nearest group middle.

    Parameters
    fineness    -1 (coarser) to 1 (finer); 0 lets the notes speak
    seed        of the visiting order

    Learned
    labels_     (n,) group number from 0, or -1 for a row left ungrouped
    """

    def __init__(self, fineness: float = 0.0, seed: int = 0) -> None:
        self.fineness = fineness
        self.seed = seed

    def fit(self, rows: Matrix, anchors: Labels | None = None, counts: Labels | None = None) -> ThemeGrouping:
        """rows (n, width) unit rows; anchors (n,) number of the theme that holds a row, -1 where free;
        counts (n,) how many notes a row stands for.
        """
        n = len(rows)
        held = np.full(n, -1, dtype=np.int64) if anchors is None else anchors
        weight = np.ones(n, dtype=np.int64) if counts is None else counts
        if n == 0:
            self.labels_: Labels = np.zeros(0, dtype=np.int64)
            return self
        graph = neighbour_graph(rows, neighbours(n))
        resolution = resolution_for(n, self.fineness)
        found = tried(graph, resolution, self.seed, held, TRIES)
        labels = refined(rows, found[best_of(graph, found, resolution)], held)
        self.labels_ = settled(rows, labels, held, weight)
        return self


def tried(graph: Any, resolution: float, seed: int, held: Labels, tries: int) -> list[Labels]:
    """Communities of a graph, found in so many visiting orders."""
    return [communities(graph, resolution, seed + turn, held) for turn in range(tries)]


def best_of(graph: Any, found: Sequence[Labels], resolution: float) -> int:
    """Which of the labellings has the highest modularity."""
    return int(np.argmax([round(modularity(graph, labels, resolution), 9) for labels in found]))


def neighbours(n: int) -> int:
    """How many neighbours a row has in the graph: grows slowly with the number of rows."""
    return int(np.clip(round(1.6 * np.sqrt(n)), 3, 32))


def resolution_for(n: int, fineness: float) -> float:
    """Few notes speak of more things, for their number, than many do."""
    return float((1.3 + 0.3 * min(1.0, 60 / n)) * 2.0 ** (1.5 * fineness))


def refined(rows: Matrix, labels: Labels, held: Labels) -> Labels:
    """Moves free rows to the group whose middle is nearest (Lloyd 1982), a few times over."""
    free = held < 0
    for _ in range(_REFINEMENTS):
        middles = centroids(rows, labels, int(labels.max()) + 1)
        nearest = (rows @ middles.T).round(6).argmax(axis=1)
        moved = np.where(free, nearest, labels)
        if np.array_equal(moved, labels):
            break
        labels = moved
    return numbered(labels)


def settled(rows: Matrix, labels: Labels, held: Labels, weight: Labels) -> Labels:
    """Dissolves groups too small to be a theme, moves their rows to the nearest one, leaves outliers at -1."""
    smallest = 2 if weight.sum() < 60 else 3
    kept = np.bincount(labels, weights=weight) >= smallest
    kept[labels[held >= 0]] = True
    number = np.cumsum(kept) - 1
    labels = np.where(kept[labels], number[labels], -1)
    count = int(kept.sum())
    if count == 0:
        return labels
    near = (rows @ centroids(rows, labels, count).T).round(6)
    nearest = near.argmax(axis=1)
    own = near[np.arange(len(rows)), np.maximum(labels, 0)]
    free = held < 0
    stray = free & (labels == -1)
    labels = np.where(stray & (near.max(axis=1) >= JOINS), nearest, labels)
    labels = np.where(free & ~stray & (own < OUTLIER), -1, labels)
    out = np.full(len(labels), -1, dtype=np.int64)
    out[labels >= 0] = numbered(labels[labels >= 0])
    return out
