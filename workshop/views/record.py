"""The record of a workshop: plain data for reports, checked when it is built, without a field for who wrote a note."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from workshop.messages.outgoing import AttachedFigures
from workshop.store.models import ATTACHED
from workshop.views.asked.entry import Entry
from workshop.views.figures import Figures, Status, of_counts


@dataclass(frozen=True, slots=True)
class Group:
    """A breakout group with its counts of people and of notes that are shown with its name, hidden ones included."""

    name: str
    participants: int
    notes: int


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of the agenda, its question, and what its notes say of their writers: unit, anonymous, signed."""

    title: str
    question: str
    identity: str = "unit"


@dataclass(frozen=True, slots=True)
class Attached:
    """What is attached to a note or theme, verbatim; `staff`: the facilitator's. Hidden ones are only counted."""

    text: str
    staff: bool = False


OnIt = Mapping[str, tuple[Attached, ...]]


class _Parent:
    """A note or theme; `attached` has what is on it by the kind's name, oldest first."""

    __slots__ = ()
    attached: OnIt

    def on_it(self, name: str) -> tuple[Attached, ...]:
        return self.attached.get(name, ())


@dataclass(frozen=True, slots=True)
class FormerTheme(_Parent):
    """A removed theme of which something stayed attached that went to no other."""

    label: str
    attached: OnIt


@dataclass(frozen=True, slots=True)
class Note(_Parent):
    """A note, verbatim; hidden ones are only counted, in Figures.

    number        in its workshop, from 1; hidden notes leave gaps
    group         name of the breakout group, "" for a note without one
    merged        it came from one of the groups that are not shown (domain/identity.py)
    signed        the name that its writer gave to be shown with it
    category      name of its category
    theme         label of its theme, "" for a note without one
    submitted_at  by the clock of the room
    agreed        how many others agree with it
    attached      on it, by kind, oldest first
    """

    number: int
    text: str
    group: str
    category: str
    status: Status
    theme: str
    submitted_at: datetime
    agreed: int = 0
    attached: OnIt = field(default_factory=dict)
    merged: bool = False
    signed: str = ""


@dataclass(frozen=True, slots=True)
class Theme(_Parent):
    """Similar notes, by number; `given`: a person chose the label. Raises ValueError for a note of another theme."""

    label: str
    given: bool
    notes: tuple[Note, ...]
    attached: OnIt = field(default_factory=dict)

    def __post_init__(self) -> None:
        _refuse_others(f"theme {self.label!r}", self.notes, Status.THEME, self.label)


@dataclass(frozen=True, slots=True)
class Category:
    """A category: its themes, those with most notes first, the notes in none, and a count of hidden ones.

    Raises ValueError for a note with another status.
    """

    key: str
    name: str
    themes: tuple[Theme, ...] = ()
    ungrouped: tuple[Note, ...] = ()
    set_aside: tuple[Note, ...] = ()
    hidden: int = 0

    def __post_init__(self) -> None:
        _refuse_others(f"ungrouped in {self.name!r}", self.ungrouped, Status.UNGROUPED)
        _refuse_others(f"set aside in {self.name!r}", self.set_aside, Status.SET_ASIDE)

    @property
    def notes(self) -> tuple[Note, ...]:
        in_themes = (note for theme in self.themes for note in theme.notes)
        return (*in_themes, *self.ungrouped, *self.set_aside)

    @property
    def figures(self) -> Figures:
        return of_counts({**Counter(note.status for note in self.notes), Status.HIDDEN: self.hidden})


@dataclass(frozen=True, slots=True)
class Record:
    """The whole record of a workshop.

    template            key of the agenda that it was created from
    starts_on, ends_on  common-era dates
    fiscal_year         Buddhist-era year, for example 2564
    figures             counted from the stored notes
    attached            the same of what is attached to notes and themes, by kind
    read_at             by the clock of the room
    asked               what the room was asked, each kind in order
    without_group       notes that are shown with no group, hidden ones included

    Raises ValueError if the figures differ from the categories', something attached is missing, or numbers repeat.
    """

    title: str
    host_unit: str
    venue: str
    starts_on: date | None
    ends_on: date | None
    fiscal_year: int | None
    template: str
    code: str
    opening_words: str
    groups: tuple[Group, ...]
    phases: tuple[Phase, ...]
    figures: Figures
    categories: tuple[Category, ...]
    read_at: datetime
    asked: tuple[Entry, ...] = ()
    without_group: int = 0
    former_themes: tuple[FormerTheme, ...] = ()
    attached: Mapping[str, AttachedFigures] = field(default_factory=lambda: {name: _none() for name in ATTACHED})

    def __post_init__(self) -> None:
        parents: list[_Parent] = [*self.notes, *self.themes, *self.former_themes]
        for name, counts in self.attached.items():
            printed = sum(len(each.on_it(name)) for each in parents)
            accounted = counts["shown"] + counts["hidden"] + counts["withdrawn"]
            if counts["received"] != accounted or counts["shown"] != printed:
                raise ValueError(f"{name} unaccounted for: {counts}, but {printed} stand in the record")
        found = sum((category.figures for category in self.categories), Figures())
        if found.account != self.figures.account:
            raise ValueError(f"stored are {self.figures.account}, but the categories contain {found.account}")
        shared = [number for number, times in Counter(note.number for note in self.notes).items() if times > 1]
        if shared:
            raise ValueError(f"note numbers used more than once: {sorted(shared)[:10]}")

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every note that is not hidden, by number."""
        notes = (note for category in self.categories for note in category.notes)
        return tuple(sorted(notes, key=lambda note: note.number))

    @property
    def themes(self) -> tuple[Theme, ...]:
        return tuple(theme for category in self.categories for theme in category.themes)

    @property
    def participants(self) -> int:
        return sum(group.participants for group in self.groups)

    @property
    def merges(self) -> bool:
        """Return whether notes came from groups that are not shown."""
        return any(note.merged for note in self.notes)

    @property
    def group_order(self) -> dict[str, int]:
        """Return each group's position by name."""
        return {group.name: position for position, group in enumerate(self.groups)}


def _refuse_others(where: str, notes: Iterable[Note], status: Status, theme: str = "") -> None:
    strays = [note.number for note in notes if (note.status, note.theme) != (status, theme)]
    if strays:
        raise ValueError(f"notes {strays[:10]} do not belong here: {where}")


def _none() -> AttachedFigures:
    return AttachedFigures(received=0, shown=0, hidden=0, withdrawn=0)
