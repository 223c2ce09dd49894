"""Finds the groups among rows of a space: how many there are follows from one threshold of likeness."""

from __future__ import annotations

import numpy as np

from analysis.corpus import means_of
from analysis.linkage import Labels, linked, moved, numbered
from analysis.represent import Matrix, unit

# In a room of so many notes a theme has three notes at least, in a smaller one two.
_MANY = 60
# Each row is drawn towards so many nearest ones, by this weight times the square of their likeness, among so many.
_NEAREST, _DRAWN, _AMONG = 3, 0.5, 1_000
# A note that is left over joins the theme it is most like from this share of the threshold on.
STRAY = 0.75


def grouped(rows: Matrix, cut: float, held: Labels, counts: Labels, seed: int = 0) -> Labels:
    """(n,) group number from 0, or -1 for a row left ungrouped.

    rows   (n, width) unit rows; cut  mean likeness from which groups are joined
    held   (n,) number of the theme that holds a row, -1 where free; counts  (n,) how many notes a row stands for
    """
    labels = moved(rows, linked(rows, cut, held, seed), cut, held)
    kept = np.bincount(labels, weights=counts) >= (2 if counts.sum() < _MANY else 3)
    kept[labels[held >= 0]] = True
    number = np.where(kept, np.cumsum(kept) - 1, -1)
    labels = number[labels] if len(labels) else labels
    left = np.flatnonzero(labels < 0)
    if kept.any() and len(left):
        near = (rows[left] @ means_of(rows, labels, int(kept.sum())).T).round(6)
        labels[left] = np.where(near.max(axis=1) >= STRAY * cut, near.argmax(axis=1), -1)
    out = np.full(len(labels), -1, dtype=np.int64)
    out[labels >= 0] = numbered(labels[labels >= 0])
    return out


def drawn(rows: Matrix, seed: int = 0) -> Matrix:
    """(n, width) unit rows, each a little nearer to those it is most like: what two notes say in other words shows in
    what others say that are like both (alpha query expansion, Radenović et al. 2019).
    """
    if len(rows) <= _NEAREST:
        return rows
    out = np.empty_like(rows)
    order = np.random.default_rng(seed).permutation(len(rows))
    for block in [order] if len(rows) <= _AMONG else np.array_split(order, -(-len(rows) // _AMONG)):
        block = np.sort(block)
        inside = rows[block]
        near = (inside @ inside.T).round(6)
        np.fill_diagonal(near, -1)
        each, nearer = np.arange(len(inside)), inside.copy()
        for _ in range(_NEAREST):
            nearest = near.argmax(axis=1)
            weights = _DRAWN * np.maximum(near[each, nearest], 0) ** 2
            nearer += weights[:, None] * inside[nearest]
            near[each, nearest] = -1
        out[block] = unit(nearer)
    return out
