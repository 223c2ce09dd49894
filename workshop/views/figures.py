"""The accounting that every view and report shows: received = in themes + ungrouped + set aside + hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """The part of the accounting in which a note is counted."""

    THEME = "theme"
    UNGROUPED = "ungrouped"
    SET_ASIDE = "set_aside"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Figures:
    """Counts of notes; `waiting` is the part of `ungrouped` that waits for the grouping.

    Raises ValueError if a count is below zero, or the parts do not add up.
    """

    received: int = 0
    in_themes: int = 0
    ungrouped: int = 0
    set_aside: int = 0
    hidden: int = 0
    waiting: int = 0

    def __post_init__(self) -> None:
        parts = (self.in_themes, self.ungrouped, self.set_aside, self.hidden)
        if min(*parts, self.waiting) < 0:
            raise ValueError(f"a count below zero: {self}")
        if self.received != sum(parts):
            raise ValueError(f"{self.received} notes received, but {' + '.join(map(str, parts))} = {sum(parts)}")
        if self.waiting > self.ungrouped:
            raise ValueError(f"{self.waiting} notes wait, but only {self.ungrouped} are ungrouped")

    def __add__(self, other: Figures) -> Figures:
        return Figures(**{name: count + getattr(other, name) for name, count in vars(self).items()})

    @property
    def account(self) -> dict[str, int]:
        """Return received and its four parts, as reports show them."""
        return {name: getattr(self, name) for name in ACCOUNT}


ACCOUNT = ("received", "in_themes", "ungrouped", "set_aside", "hidden")


def status(note: Any) -> Status:
    """Return the status of a row of the notes' table."""
    if note.hidden:
        return Status.HIDDEN
    if note.theme_id:
        return Status.THEME
    return Status.SET_ASIDE if note.set_aside else Status.UNGROUPED


def of_counts(found: Mapping[Status, int], waiting: int = 0) -> Figures:
    """Return the figures of notes counted by status."""
    in_themes, ungrouped, set_aside, hidden = parts = [found.get(each, 0) for each in Status]
    return Figures(sum(parts), in_themes, ungrouped, set_aside, hidden, waiting)


def total(parts: Mapping[str, Figures]) -> Figures:
    return sum(parts.values(), Figures())
