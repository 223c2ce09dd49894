"""What comes of a voting, counted from what all phones gave together. Pure: no database, no phone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workshop.domain.standings import Standing, standings
from workshop.domain.voting_kinds import FULL, VotingKind, corner


class Given(NamedTuple):
    """How many `phones` gave an option just this; see the columns of Vote."""

    option: str
    dots: int
    second: int
    phones: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The result of one option.

    votes   its dots; its points (Borda: of n places the first has n, the last 1); or how many gave it all values
    firsts  how many put it first, in a ranking
    spread  how many gave 1 to 5, one tuple a scale
    means   of its values in hundredths, a half upwards; () without a value
    corner  see voting_kinds.py
    """

    votes: int
    standing: Standing
    firsts: int = 0
    spread: tuple[tuple[int, ...], ...] = ()
    means: tuple[int, ...] = ()
    corner: str = ""


def tally(kind: VotingKind, most: int, options: Sequence[str], given: Iterable[Given]) -> list[Tally]:
    """Return the results in the order of the options. `most`: the dots or places that each phone had."""
    by_option: dict[str, list[Given]] = defaultdict(list)
    for each in given:
        if each.dots > 0 and (each.second > 0 or len(kind.scales) < 2):
            by_option[each.option].append(each)
    found = [by_option[option] for option in options]
    if kind.gives == "values":
        return _of_values(kind, found)
    ranks = kind.gives == "order"
    votes = [sum((most + 1 - each.dots if ranks else each.dots) * each.phones for each in its) for its in found]
    firsts = [sum(each.phones for each in its if each.dots == 1) if ranks else 0 for its in found]
    return [Tally(*parts) for parts in zip(votes, standings(votes), firsts, strict=True)]


def best_first(kind: VotingKind, tallies: Sequence[Tally]) -> list[int]:
    """Return the places of the tallies in the order in which results list them; what is alike stays in its order."""
    return sorted(range(len(tallies)), key=lambda at: _rank(kind, tallies[at]))


def _rank(kind: VotingKind, each: Tally) -> tuple[int, int]:
    if not kind.corners:
        return (0, -(each.means[0] if kind.scales and each.means else each.votes if not kind.scales else 0))
    if not each.means:
        return (len(kind.first) + 1, 0)
    # Both pictures have "now" in the first corner; towards it is better.
    across, up = each.means
    towards = across if kind.corners[1] == "now" else -across
    return (kind.first.index(each.corner) if each.corner else len(kind.first), -(up + towards))


def _of_values(kind: VotingKind, found: Sequence[Sequence[Given]]) -> list[Tally]:
    spreads = [tuple(_spread(its, scale) for scale in range(len(kind.scales))) for its in found]
    means = [tuple(mean(spread) for spread in each) if sum(each[0]) else () for each in spreads]
    # What is shown alike, with two places, has one place; a matrix has none.
    by_mean = standings([each[0] if each else 0 for each in means])
    return [
        Tally(sum(spread[0]), Standing(None, False) if kind.corners else place, 0, spread, its, corner(kind, its))
        if its
        else Tally(0, Standing(None, False), 0, spread)
        for spread, its, place in zip(spreads, means, by_mean, strict=True)
    ]


def _spread(its: Iterable[Given], scale: int) -> tuple[int, ...]:
    counts = [0] * FULL
    for each in its:
        counts[(each.dots, each.second)[scale] - 1] += each.phones
    return tuple(counts)


def mean(spread: Sequence[int]) -> int:
    """Return the arithmetic mean of the values 1, 2, … in hundredths, a half upwards. At least one is counted."""
    count = sum(spread)
    total = sum(value * of for value, of in enumerate(spread, start=1))
    return (200 * total + count) // (2 * count)
