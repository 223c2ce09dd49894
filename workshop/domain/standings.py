"""Places by votes: what has as many has the same place, and the next one is counted from all before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple


class Standing(NamedTuple):
    """`place` from 1, None without a vote; `tied` where another has as many votes."""

    place: int | None
    tied: bool


def standings(votes: Sequence[int]) -> list[Standing]:
    """Return the standing of each, in the order given."""
    alike = Counter(votes)
    return [
        Standing(1 + sum(other > each for other in votes), alike[each] > 1) if each else Standing(None, False)
        for each in votes
    ]
