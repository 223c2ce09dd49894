"""The record of a workshop: plain data for reports, checked when it is built, without a field for who wrote a note."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from workshop.domain.chapters import Chapters
from workshop.domain.offices import Office
from workshop.messages.outgoing import AttachedFigures
from workshop.store.models import ATTACHED
from workshop.views.actions import Action
from workshop.views.asked.entry import Entry
from workshop.views.figures import Figures, Status, of_counts
from workshop.views.linked import End, FocusIssue, Linked
from workshop.views.programme import ProgrammeItem
from workshop.views.summaries import Summary


@dataclass(frozen=True, slots=True)
class Group:
    """A breakout group with its counts of people and of notes that are shown with its name, hidden ones included."""

    name: str
    participants: int
    notes: int


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of the agenda.

    identity  what its notes say of their writers: unit, anonymous, signed
    state     waiting, open, closed
    notes     how many were received in it, hidden ones included
    """

    title: str
    question: str
    identity: str = "unit"
    state: str = "closed"
    notes: int = 0


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
    phase         title of its phase, "" for a note without one
    focus         keys of its focus issues
    waiting       the grouping has not looked at it
    late          it came after its phase had closed
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
    phase: str = ""
    focus: tuple[str, ...] = ()
    waiting: bool = False
    late: bool = False

    @property
    def end(self) -> End:
        """Return it as the end of a link, which it is while it is in no theme."""
        return End("", self.text, self.category, (self.number,))


@dataclass(frozen=True, slots=True)
class Erased:
    """A note whose words the facilitator erased; `reason` is what the facilitator typed. Hidden ones contain it."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved the report, as typed; `digest`: of the content that was approved (views/content.py).

    `with_words`: whether the own words that words are counted by are in the digest; releases before left them out.
    """

    name: str
    post: str
    at: datetime
    digest: str
    with_words: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the event, as JPEG; width and height in pixels; `digest`: SHA-256 of the file."""

    caption: str
    data: bytes = field(repr=False)
    width: int
    height: int
    digest: str


@dataclass(frozen=True, slots=True)
class Theme(_Parent):
    """Similar notes, by number; `given`: a person chose the label. Raises ValueError for a note of another theme."""

    label: str
    given: bool
    notes: tuple[Note, ...]
    attached: OnIt = field(default_factory=dict)
    id: str = ""
    keywords: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _refuse_others(f"theme {self.label!r}", self.notes, Status.THEME, self.label)

    @property
    def groups(self) -> tuple[str, ...]:
        """Return the names of the groups that are shown with its notes, without those that have none."""
        return tuple(dict.fromkeys(note.group for note in self.notes if note.group))

    def end(self, category: str) -> End:
        """Return it as the end of a link; `category` is the name of its own."""
        return End(self.id, self.label, category, tuple(note.number for note in self.notes))


@dataclass(frozen=True, slots=True)
class Category:
    """A category: its themes, those with most notes first, the notes in none, and a count of hidden ones.

    unanswered   names of the own headings on which nobody wrote

    Raises ValueError for a note with another status.
    """

    key: str
    name: str
    themes: tuple[Theme, ...] = ()
    ungrouped: tuple[Note, ...] = ()
    set_aside: tuple[Note, ...] = ()
    hidden: int = 0
    unanswered: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _refuse_others(f"ungrouped in {self.name!r}", self.ungrouped, Status.UNGROUPED)
        _refuse_others(f"set aside in {self.name!r}", self.set_aside, Status.SET_ASIDE)

    @property
    def notes(self) -> tuple[Note, ...]:
        in_themes = (note for theme in self.themes for note in theme.notes)
        return (*in_themes, *self.ungrouped, *self.set_aside)

    @property
    def figures(self) -> Figures:
        waiting = sum(note.waiting for note in self.ungrouped)
        return of_counts({**Counter(note.status for note in self.notes), Status.HIDDEN: self.hidden}, waiting)


@dataclass(frozen=True, slots=True, weakref_slot=True)
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
    seq                 of the last change that it contains
    withdrawn           numbers of notes that their writers took back
    erased              notes whose words the facilitator erased, by number; they are counted as hidden
    unchecked           how many wait for approval; they are counted as hidden
    linked              links from problems to answers, and gaps
    office              what stands on the letters of the office, and its fonts
    focus               focus issues in order
    background          of the workshop, from its form, "" without; a line is a paragraph, as in the two below
    objectives          the same
    conclusion          of the facilitator
    approval            the newest that is valid; the content may have changed since
    chapters            of the document: their order, and those left out
    pictures            of the event, in order, without removed ones
    actions             what the room decided to do, in order
    programme           the timed items of the days, in order
    summaries           of the groups that have points, in the order in which they present
    units               (unit, devices) of those who came; "" for all others, see attendance.by_unit

    Raises ValueError if the figures differ from the categories', something attached is missing, numbers repeat, or more
    notes are erased or unchecked than hidden.
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
    seq: int = 0
    withdrawn: tuple[int, ...] = ()
    erased: tuple[Erased, ...] = ()
    unchecked: int = 0
    linked: Linked = field(default_factory=Linked)
    focus: tuple[FocusIssue, ...] = ()
    office: Office = field(default_factory=Office)
    background: str = ""
    objectives: str = ""
    conclusion: str = ""
    approval: Approval | None = None
    chapters: Chapters = field(default_factory=Chapters)
    pictures: tuple[Picture, ...] = ()
    actions: tuple[Action, ...] = ()
    programme: tuple[ProgrammeItem, ...] = ()
    glossary: str = ""  # own words and focus issues, by which words are counted; it stands in no export itself
    summaries: tuple[Summary, ...] = ()
    units: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        parents: list[_Parent] = [*self.notes, *self.themes, *self.former_themes]
        for name, counts in self.attached.items():
            printed = sum(len(each.on_it(name)) for each in parents)
            accounted = counts["shown"] + counts["hidden"] + counts["withdrawn"]
            if counts["received"] != accounted or counts["shown"] != printed:
                raise ValueError(f"{name} unaccounted for: {counts}, but {printed} stand in the record")
        found = sum((category.figures for category in self.categories), Figures())
        if found != self.figures:
            raise ValueError(f"stored are {vars(self.figures)}, but the categories contain {vars(found)}")
        shared = [number for number, times in Counter(note.number for note in self.notes).items() if times > 1]
        if shared:
            raise ValueError(f"note numbers used more than once: {sorted(shared)[:10]}")
        printed_numbers = {note.number for note in self.notes}
        ends = [
            *self.linked.gaps,
            *(end for link in (*self.linked.links, *self.linked.chain) for end in (link.problem, link.answer)),
        ]
        unknown = {number for end in ends for number in end.notes} - printed_numbers
        unknown |= printed_numbers & {*self.withdrawn, *(each.number for each in self.erased)}
        if unknown:
            raise ValueError(f"links, withdrawn or erased notes contradict the notes {sorted(unknown)[:10]}")
        if len(self.erased) + self.unchecked > self.figures.hidden:
            apart = f"{len(self.erased)} notes erased and {self.unchecked} unchecked"
            raise ValueError(f"{apart}, but {self.figures.hidden} hidden")

    def in_focus(self, issue: FocusIssue) -> tuple[Note, ...]:
        """Return the notes of a focus issue, by number."""
        return tuple(note for note in self.notes if issue.key in note.focus)

    @property
    def outside_phases(self) -> int:
        """Return how many notes were received in no phase, as from a file."""
        return self.figures.received - sum(phase.notes for phase in self.phases)

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
