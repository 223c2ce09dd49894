"""What stands for a theme: its medoid note, up to three examples, so many keywords."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.represent import Matrix

_EXAMPLES = 3
KEYWORDS = 6


def medoid_of(rows: Matrix, members: Sequence[int]) -> int:
    """The member nearest to the middle; -1 for an empty theme."""
    if not members:
        return -1
    group = rows[list(members)]
    near = group @ group.mean(axis=0)
    return members[int(near.round(5).argmax())]


def examples_of(rows: Matrix, members: Sequence[int], medoid: int) -> list[int]:
    """Up to three members near the middle and unlike each other (MMR, Carbonell & Goldstein 1998)."""
    if medoid < 0:
        return []
    group = rows[list(members)]
    near = group @ group.mean(axis=0)
    chosen = [list(members).index(medoid)]
    while len(chosen) < min(_EXAMPLES, len(members)):
        alike = (group @ group[chosen].T).max(axis=1)
        score = (0.6 * near - 0.4 * alike).round(5)
        score[chosen] = -9
        chosen.append(int(score.argmax()))
    return [members[i] for i in chosen]
