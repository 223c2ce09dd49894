"""Votings and pulses in the record of a workshop: checked sums, never who gave what."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.pulses import FEWEST, VALUES


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a voting and its dots."""

    label: str
    votes: int


@dataclass(frozen=True, slots=True)
class Voting:
    """A voting on themes.

    title     "" if none was given
    category  name of the category voted on, "" for all
    dots      of each person
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
    """A question about the mood. `spread` counts the answers 1 to 5; None if there are fewer than FEWEST.

    Raises ValueError for a spread of fewer, or one with another number of answers.
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
        """Return the arithmetic mean of the answers, 1 to 5; None without a spread."""
        if self.spread is None:
            return None
        return sum(value * count for value, count in zip(VALUES, self.spread, strict=True)) / self.answers
