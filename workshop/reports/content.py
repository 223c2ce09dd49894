"""What a consolidated report says: plain data, checked on the way in, without database and without names of people.

Every writer of this package takes one ReportContent. Nothing here has a place for who wrote a note:
what cannot be held cannot be printed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

Language = Literal["th", "en"]


class Status(StrEnum):
    """Where a printed note stands. Hidden notes are counted in Figures and never printed."""

    IN_THEME = "in_theme"
    UNGROUPED = "ungrouped"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Figures:
    """The accounting of one workshop or one category.

    Raises ValueError when a number is negative or received != in_themes + ungrouped + set_aside + hidden.
    """

    received: int
    in_themes: int
    ungrouped: int
    set_aside: int
    hidden: int

    def __post_init__(self) -> None:
        parts = (self.in_themes, self.ungrouped, self.set_aside, self.hidden)
        if min(self.received, *parts) < 0:
            raise ValueError(f"a count below zero: {self}")
        if self.received != sum(parts):
            raise ValueError(f"{self.received} notes received, but {' + '.join(map(str, parts))} = {sum(parts)}")


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """One breakout group: its name, how many people joined it, how many notes it sent (hidden ones included)."""

    name: str
    participants: int
    notes: int


@dataclass(frozen=True, slots=True)
class PhaseFacts:
    """One step of the agenda and the question it asked."""

    title: str
    question: str


@dataclass(frozen=True, slots=True)
class NoteContent:
    """One note, verbatim.

    number      running number of the note in its workshop, from 1; hidden notes leave gaps
    group       name of the breakout group, "" for a note without one
    category    name of its category
    status      where the note stands
    theme       label of its theme, "" unless status is IN_THEME
    submitted_at  by the clock of the room; printed as it is, whether or not it carries a time zone
    agreed      how many others agree with it
    """

    number: int
    text: str
    group: str
    category: str
    status: Status
    theme: str
    submitted_at: datetime
    agreed: int = 0


@dataclass(frozen=True, slots=True)
class ThemeContent:
    """Notes that say the same. Raises ValueError when note_count is not the number of its notes."""

    label: str
    label_given: bool
    note_count: int
    notes: tuple[NoteContent, ...]

    def __post_init__(self) -> None:
        if self.note_count != len(self.notes):
            raise ValueError(f"theme {self.label!r} counts {self.note_count} notes and holds {len(self.notes)}")


@dataclass(frozen=True, slots=True)
class CategoryContent:
    """One category: its themes in the order of the report, and the notes outside of themes."""

    key: str
    name: str
    themes: tuple[ThemeContent, ...]
    ungrouped: tuple[NoteContent, ...]
    set_aside: tuple[NoteContent, ...]
    hidden_count: int

    @property
    def figures(self) -> Figures:
        in_themes = sum(theme.note_count for theme in self.themes)
        parts = (in_themes, len(self.ungrouped), len(self.set_aside), self.hidden_count)
        return Figures(sum(parts), *parts)

    @property
    def notes(self) -> tuple[NoteContent, ...]:
        in_themes = (note for theme in self.themes for note in theme.notes)
        return (*in_themes, *self.ungrouped, *self.set_aside)


@dataclass(frozen=True, slots=True)
class OptionContent:
    """What could be voted for, and the dots that it got."""

    label: str
    votes: int


@dataclass(frozen=True, slots=True)
class VotingContent:
    """A voting on themes.

    title       "" where nobody gave one
    category    name of the category voted on, "" for all of them
    dots        how many each person could give
    voters      people who gave any
    closed      whether it had ended when the report was written
    options     those with most votes first
    """

    title: str
    category: str
    dots: int
    voters: int
    closed: bool
    options: tuple[OptionContent, ...]

    def __post_init__(self) -> None:
        given = [option.votes for option in self.options]
        if given != sorted(given, reverse=True):
            raise ValueError(f"options of {self.title!r} are not in the order of their votes")
        if sum(given) > self.dots * self.voters:
            raise ValueError(f"{self.voters} voters with {self.dots} dots each, but {sum(given)} votes")


FEWEST_ANSWERS = 5


@dataclass(frozen=True, slots=True)
class PulseContent:
    """A question about the mood. `spread` counts the answers 1 to 5, None where there are too few to be shown.

    Raises ValueError for a spread of fewer than FEWEST_ANSWERS, or one that misses an answer.
    """

    question: str
    answers: int
    spread: tuple[int, ...] | None

    def __post_init__(self) -> None:
        if self.spread is None:
            return
        if self.answers < FEWEST_ANSWERS:
            raise ValueError(f"the spread of {self.answers} answers would tell who gave them")
        if len(self.spread) != 5 or sum(self.spread) != self.answers:
            raise ValueError(f"{self.answers} answers, but a spread of {self.spread}")

    @property
    def mean(self) -> float | None:
        """Arithmetic mean of the answers, 1 to 5; None without a spread."""
        if self.spread is None:
            return None
        return sum(value * count for value, count in enumerate(self.spread, start=1)) / self.answers


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything a report shows.

    starts_on, ends_on   common-era dates; writers show them in the Buddhist era in Thai
    fiscal_year          Buddhist-era year, for example 2564
    participants         people who joined
    generated_at         by the clock of the room
    language             of the report's own words; names and notes stay as they were typed

    Raises ValueError when the figures differ from the categories, or two notes share a number.
    """

    title: str
    host_unit: str
    venue: str
    starts_on: date | None
    ends_on: date | None
    fiscal_year: int | None
    template_name: str
    code: str
    opening_words: str
    groups: tuple[GroupFacts, ...]
    phases: tuple[PhaseFacts, ...]
    participants: int
    figures: Figures
    categories: tuple[CategoryContent, ...]
    generated_at: datetime
    language: Language = "th"
    votings: tuple[VotingContent, ...] = ()
    pulses: tuple[PulseContent, ...] = ()

    def __post_init__(self) -> None:
        counted = [category.figures for category in self.categories]
        for name in Figures.__dataclass_fields__:
            found = sum(getattr(figures, name) for figures in counted)
            if getattr(self.figures, name) != found:
                raise ValueError(f"{name} is {getattr(self.figures, name)}, but the categories hold {found}")
        shared = [number for number, times in Counter(note.number for note in self.all_notes).items() if times > 1]
        if shared:
            raise ValueError(f"note numbers used more than once: {sorted(shared)[:10]}")

    @property
    def all_notes(self) -> tuple[NoteContent, ...]:
        """Every printed note of every category, by number."""
        notes = (note for category in self.categories for note in category.notes)
        return tuple(sorted(notes, key=lambda note: note.number))

    @property
    def group_order(self) -> dict[str, int]:
        """Place of each group's name in the workshop; the names not in it come after."""
        return {group.name: place for place, group in enumerate(self.groups)}
