"""The middle of a theme as most of its notes see it: what lies apart does not draw it away."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.represent import Matrix, unit

_STEPS = 5
_LEAST = 2


def trimmed_middle(rows: Matrix) -> Matrix:
    """(width,) unit mean of the half of n unit rows that lie together best; zeros without rows.

    From the mean of all, the nearer half is taken and its mean again: the concentration steps of least trimmed
    squares (Rousseeuw and Van Driessen 2006).
    """
    half = max(_LEAST, (len(rows) + 1) // 2)
    middle = rows.sum(axis=0)
    before: list[int] = []
    for _ in range(_STEPS if len(rows) > half else 0):
        inside = nearest(rows, middle)[:half]
        if inside == before:
            break
        middle, before = rows[inside].sum(axis=0), inside
    return np.asarray(unit(middle[None])[0], dtype=np.float32)


def nearest(rows: Matrix, middle: Matrix) -> list[int]:
    """Numbers of the rows, nearest to the middle first, equal ones in their order."""
    near = (rows @ middle).round(5)
    return [int(at) for at in np.argsort(-near, kind="stable")]


def apart(members: Sequence[int], rows: Matrix) -> tuple[list[int], list[int]]:
    """(the half that lies together best, the others), of notes with these rows."""
    order = nearest(rows, trimmed_middle(rows))
    half = max(_LEAST, (len(members) + 1) // 2)
    return [members[at] for at in order[:half]], [members[at] for at in order[half:]]
