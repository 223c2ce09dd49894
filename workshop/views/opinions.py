"""What the record of a workshop contains of votings and moods: sums, checked, and never who gave what."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.pulses import FEWEST, VALUES


@dataclass(frozen=True, slots=True)
class Option:
    """What could be voted for, and the dots that it got."""

    label: str
    votes: int


@dataclass(frozen=True, slots=True)
class Voting:
    """A voting on themes.

    title     "" where nobody gave one
    category  name of the category voted on, "" for all of them
    dots      how many each person could give
    voters    people who gave any
    options   those with most votes first

    Raises ValueError for another order, and for more votes than the voters had.
    """

    title: str
    category: str
    dots: int
    voters: int
    closed: bool
    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        given = [option.votes for option in self.options]
        if given != sorted(given, reverse=True):
            raise ValueError(f"options of {self.title!r} are not in the order of their votes")
        if sum(given) > self.dots * self.voters:
            raise ValueError(f"{self.voters} voters with {self.dots} dots each, but {sum(given)} votes")


@dataclass(frozen=True, slots=True)
class Pulse:
    """A question about the mood. `spread` counts the answers 1 to 5, None where there are too few to be shown.

    Raises ValueError for a spread of fewer than FEWEST answers, or one that misses an answer.
    """

    question: str
    answers: int
    spread: tuple[int, ...] | None

    def __post_init__(self) -> None:
        if self.spread is None:
            return
        if self.answers < FEWEST:
            raise ValueError(f"the spread of {self.answers} answers would tell who gave them")
        if len(self.spread) != len(VALUES) or sum(self.spread) != self.answers:
            raise ValueError(f"{self.answers} answers, but a spread of {self.spread}")

    @property
    def mean(self) -> float | None:
        """Arithmetic mean of the answers, 1 to 5; None without a spread."""
        if self.spread is None:
            return None
        return sum(value * count for value, count in zip(VALUES, self.spread, strict=True)) / self.answers
