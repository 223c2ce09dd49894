"""Average linkage with one threshold (Sokal and Michener 1958) by chains of nearest neighbours (Murtagh 1983).

Likeness is a cosine of unit rows, so the mean likeness between two groups is the product of their mean rows: a group
is its sum of rows and its size, and groups of groups are linked exactly like rows. What linking decided early is then
mended by moves of single rows (correlation clustering, Bansal, Blum and Chawla 2004): each to the group where the sum
of its likeness above the threshold is greatest.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.corpus import squares, sums_of

Matrix = NDArray[np.float32]
Labels = NDArray[np.int64]

# So often every row is looked at for a move.
_SWEEPS = 10
# Up to so many rows are linked at once; more are linked in batches, and then the groups of all batches.
BATCH = 2_000
_BATCHES = 1_000
# So many batches are looked at together while none of their rows moves.
_AHEAD = 64


def linked(rows: Matrix, threshold: float, held: Labels, seed: int = 0) -> Labels:
    """(n,) group of each of n unit rows, numbered in order of first appearance: groups join while the mean likeness
    between them is at least `threshold`.

    held   (n,) number of the theme that a row is held in, -1 where free: rows of one theme stay together, rows of two
           themes stay apart
    """
    n = len(rows)
    groups = numbered(np.where(held >= 0, held, held.max(initial=-1) + 1 + np.arange(n)))
    if groups.max(initial=-1) >= BATCH:
        order = np.random.default_rng(seed).permutation(int(groups.max()) + 1)
        for batch in np.array_split(order, -(-len(order) // BATCH)):
            inside = np.flatnonzero(np.isin(groups, batch))
            small = numbered(groups[inside])
            joined = _joined(rows[inside], small, held[inside], threshold)
            first = np.zeros(int(small.max()) + 1, dtype=np.int64)
            first[small] = groups[inside]
            groups[inside] = first[_representatives(joined)][small]
        groups = numbered(groups)
    return numbered(_joined(rows, groups, held, threshold)[groups])


def moved(rows: Matrix, labels: Labels, threshold: float, held: Labels) -> Labels:
    """(n,) the groups after free rows moved to the group to whose rows they are most like beyond the threshold, summed
    over these rows; a row that gains nowhere stands alone.

    held   (n,) number of the theme that a row is held in, -1 where free
    """
    labels, free = labels.copy(), np.flatnonzero(held < 0)
    own = squares(rows) - threshold
    # Many rows are looked at together: what a move among them changes is seen at the next sweep.
    count = max(1, min(len(free), _BATCHES))
    bounds = np.cumsum([0, *map(len, np.array_split(free, count))])
    inside = rows if len(free) == len(rows) else rows[free]
    numbers = np.arange(len(free))
    for _ in range(_SWEEPS):
        # One more group, which is empty.
        empty, changed = int(labels.max(initial=-1)) + 1, False
        sums = sums_of(rows, labels, empty + 1)
        sizes = np.bincount(labels, minlength=empty + 1).astype(np.float32)
        start, ahead = 0, 1
        while start < count:
            begin, end = bounds[start], bounds[min(start + ahead, count)]
            batch = free[begin:end]
            gain = inside[begin:end] @ sums.T - threshold * sizes
            here = numbers[: len(batch)], labels[batch]
            gain[here] -= own[batch]
            gain = gain.round(5)
            gains = gain.max(axis=1) > gain[here]
            if not gains.any():
                start, ahead = start + ahead, min(2 * ahead, _AHEAD)
                continue
            # The batches behind the first that moves are looked at again: its moves count for them.
            start = int(np.searchsorted(bounds, begin + gains.argmax(), side="right"))
            ahead = max(1, ahead // 2)
            movers = np.flatnonzero(gains[: bounds[start] - begin])
            for at, there in zip(batch[movers], gain[movers].argmax(axis=1), strict=True):
                if there == empty and sizes[there]:
                    continue  # another row founded it a moment ago
                before, labels[at], changed = labels[at], there, True
                sums[before] -= rows[at]
                sums[there] += rows[at]
                sizes[[before, there]] += -1, 1
        labels = numbered(labels)
        if not changed:
            break
    return labels


def _representatives(joined: Labels) -> Labels:
    """For each element the first element of its group."""
    _, first = np.unique(joined, return_index=True)
    return np.asarray(first[joined], dtype=np.int64)


def _joined(rows: Matrix, groups: Labels, held: Labels, threshold: float) -> Labels:
    """(number of groups,) which of the groups belong together, as numbers from 0."""
    count = int(groups.max(initial=-1)) + 1
    sizes = np.bincount(groups, minlength=count).astype(np.float32)
    means = sums_of(rows, groups, count) / sizes[:, None]
    likeness = means @ means.T
    likeness.round(6, out=likeness)
    home = np.full(count, -1, dtype=np.int64)
    home[groups[held >= 0]] = held[held >= 0]
    anchored = np.flatnonzero(home >= 0)
    likeness[np.ix_(anchored, anchored)] = -np.inf
    np.fill_diagonal(likeness, -np.inf)
    return _chained(likeness, sizes, threshold)


def _chained(likeness: Matrix, sizes: Matrix, threshold: float) -> Labels:
    """(m,) group numbers of m elements. `likeness` (m, m) is used up; pairs at minus infinity are never joined."""
    m = len(sizes)
    group = np.arange(m)
    merges: list[tuple[int, int]] = []
    chain: list[int] = []
    waiting = list(range(m - 1, -1, -1))
    gone = np.zeros(m, dtype=bool)
    while chain or waiting:
        if not chain:
            start = waiting.pop()
            if gone[start]:
                continue
            chain.append(start)
        here = chain[-1]
        row = likeness[here]
        best = int(row.argmax())
        if len(chain) > 1 and row[chain[-2]] >= row[best]:
            best = chain[-2]
        if not row[best] >= threshold:
            # Nothing that joins later brings it nearer: it is whole.
            gone[here] = True
            likeness[here] = likeness[:, here] = -np.inf
            chain.pop()
        elif len(chain) > 1 and best == chain[-2]:
            del chain[-2:]
            keep, lose = min(here, best), max(here, best)
            size = sizes[keep] + sizes[lose]
            mixed = (sizes[keep] * likeness[keep] + sizes[lose] * likeness[lose]) / size
            mixed[[keep, lose]] = -np.inf
            likeness[keep] = likeness[:, keep] = mixed
            likeness[lose] = likeness[:, lose] = -np.inf
            sizes[keep] = size
            gone[lose] = True
            merges.append((keep, lose))
            waiting.append(keep)
        else:
            chain.append(best)
    for keep, lose in reversed(merges):
        group[lose] = group[keep]
    return numbered(group)


def numbered(labels: Labels) -> Labels:
    """Labels renumbered 0, 1, 2, ... in order of first appearance."""
    if not len(labels):
        return np.zeros(0, dtype=np.int64)
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[inverse.reshape(-1)]
