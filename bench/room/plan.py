"""What a run is asked to be."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import cycle, islice

from workshop.demo.notes import load

SHARINGS = ("own", "group", "everyone")


@dataclass(frozen=True)
class Plan:
    """`phones` of each workshop; `rate` in notes a second, all phones of all workshops together.

    `present`: notes that are there before the first phone joins. `taps`: for each note, how many phones agree with one
    that they see (with sharing), and some take it back.
    """

    phones: int = 1000
    workshops: int = 1
    present: int = 0
    taps: float = 0.0
    rate: float = 50.0
    seconds: float = 60.0
    groups_of: int = 10
    sharing: str = "own"
    joins_within: float = 10.0
    web: int = 1
    database: str = "sqlite"
    worker: bool = True

    @property
    def notes(self) -> int:
        return round(self.rate * self.seconds)

    @property
    def everybody(self) -> int:
        return self.phones * self.workshops

    @property
    def groups(self) -> int:
        return max(1, math.ceil(self.phones / self.groups_of))


# 700 notes in 9 s from 20 phones, and everybody sees every note: as full as a phone's own limit allows.
BURST = Plan(phones=20, rate=700 / 9, seconds=9.0, groups_of=5, sharing="everyone", joins_within=1.0)


def texts(count: int) -> list[str]:
    """The demo workshop's notes, as often as it takes, each one told apart by its number."""
    words = [note.text for note in load()]
    return [f"{text} ({place})" for place, text in enumerate(islice(cycle(words), count), 1)]
