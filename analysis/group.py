"""Finds the groups among rows of a space: how many there are is found by itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.communities import communities, modularity, neighbour_graph, numbered
from analysis.corpus import centroids
from analysis.represent import Matrix

Labels = NDArray[np.int64]

# A group smaller than this is not a theme: its notes go to the nearest theme or stay ungrouped.
SMALLEST = 2
# Cosine to a theme's middle under which a note would spoil the theme.
OUTLIER = 0.05
_TRIES = 5


class ThemeGrouping:
    """Groups by modularity of the nearest-neighbour graph.

    Parameters
    fineness    -1 (coarser) to 1 (finer); 0 lets the notes speak
    seed        of the visiting order

    Learned
    labels_     (n,) group number from 0, or -1 for a row left ungrouped
    """

    def __init__(self, fineness: float = 0.0, seed: int = 0) -> None:
        self.fineness = fineness
        self.seed = seed

    def fit(self, rows: Matrix, anchors: NDArray[np.int64] | None = None) -> ThemeGrouping:
        """rows (n, width) unit rows; anchors (n,) number of the theme that holds a row, -1 where free."""
        n = len(rows)
        held = np.full(n, -1, dtype=np.int64) if anchors is None else anchors
        if n == 0:
            self.labels_: Labels = np.zeros(0, dtype=np.int64)
            return self
        graph = neighbour_graph(rows, neighbours(n))
        resolution = 1.0 * 2.0**self.fineness
        best, best_score = None, -np.inf
        for attempt in range(_TRIES):
            labels = communities(graph, resolution, self.seed + attempt, held)
            score = modularity(graph, labels, resolution)
            if score > best_score + 1e-9:
                best, best_score = labels, score
        assert best is not None
        self.labels_ = settle(rows, best, held)
        return self


def neighbours(n: int) -> int:
    """How many neighbours a row has in the graph: grows slowly with the number of rows."""
    return int(np.clip(round(1.3 * np.sqrt(n)), 3, 20))


def settle(rows: Matrix, labels: Labels, held: NDArray[np.int64]) -> Labels:
    """Dissolves groups too small to be a theme, moves their rows to the nearest one, leaves outliers at -1."""
    labels = labels.copy()
    size = np.bincount(labels)
    kept = size >= SMALLEST
    kept[labels[held >= 0]] = True
    number = np.cumsum(kept) - 1
    labels = np.where(kept[labels], number[labels], -1)
    count = int(kept.sum())
    if count == 0:
        return labels
    near = rows @ centroids(rows, labels, count).T
    for row in np.flatnonzero(held < 0):
        if labels[row] == -1:
            nearest = int(near[row].argmax())
            labels[row] = nearest if near[row, nearest] >= 3 * OUTLIER else -1
        elif near[row, labels[row]] < OUTLIER:
            labels[row] = -1
    return np.where(labels >= 0, numbered_with_gaps(labels), -1)


def numbered_with_gaps(labels: Labels) -> Labels:
    """Like `numbered`, with -1 left out of the count."""
    out = np.full(len(labels), -1, dtype=np.int64)
    inside = labels >= 0
    out[inside] = numbered(labels[inside])
    return out
