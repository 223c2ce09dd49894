"""The accounts of a workshop's notes, updated by the rows that changed since the last delta.

Boards are sent deltas five times a second while a room writes; counting all notes each time would delay the phones.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from typing import Any, NamedTuple, TypeVar

from sqlalchemy.orm import Session

from workshop.changes import Kind
from workshop.domain import identity
from workshop.store.statements.boards import ACCOUNTS_BETWEEN
from workshop.store.statements.feed import OTHER_KINDS
from workshop.store.statements.identity import IDENTITIES
from workshop.store.statements.people import GROUPS_JOINED
from workshop.views import figures, voices
from workshop.views.figures import Figures, Status
from workshop.views.voices import Voices

T = TypeVar("T")


class Entry(NamedTuple):
    number: int
    category: str
    group_id: int | None
    theme_id: str | None
    phase_id: int | None
    voice: str | None
    status: Status
    waits: bool  # for the grouping
    anonymous: bool

    @property
    def shown(self) -> bool:
        return self.status is not Status.HIDDEN

    @property
    def single(self) -> bool:
        return self.status is Status.UNGROUPED and not self.waits


class _Members:
    """The shown notes of a theme: their ids, and how many of each group and each phone."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.groups: Counter[int | None] = Counter()
        self._voices: dict[int | None, Counter[str]] = {}
        self.anonymous = 0
        self.category = ""

    def count(self, id_: str, entry: Entry, by: int) -> None:
        self.category = entry.category
        (self.ids.add if by > 0 else self.ids.discard)(id_)
        self.groups[entry.group_id] += by
        if entry.voice:
            voices = self._voices.setdefault(entry.phase_id, Counter())
            voices[entry.voice] += by
            if not voices[entry.voice]:
                del voices[entry.voice]
        self.anonymous += by * entry.anonymous

    @property
    def people(self) -> int:
        """Return how many people are behind it, at least: those of the phase with most, as a voice is of one phase."""
        return max(map(len, self._voices.values()), default=0)


class Ledger:
    """For one workshop and one reader at a time."""

    def __init__(self) -> None:
        self._seq = -1
        self._groups_seq = -1
        self._groups: tuple[tuple[int, int], Sequence[Any]] | None = None
        self._entries: dict[str, Entry] = {}
        self._themes: dict[str, _Members] = {}
        self._statuses: Counter[tuple[str, Status]] = Counter()
        self._waiting: Counter[str] = Counter()
        self._single: set[str] = set()
        self._written: Counter[int | None] = Counter()
        self._of_phases: Counter[int | None] = Counter()
        self._writing: Counter[tuple[str, int | None]] = Counter()
        self._joined: Counter[int | None] = Counter()
        self._identities: dict[int | None, str] = {}
        self.voices_seq = -1  # of the last change of voices of themes that did not change themselves
        self._cached: dict[str, Any] = {}
        self._cached_of_themes: dict[str, Any] = {}

    @property
    def seq(self) -> int:
        """Return the seq up to which it has counted; -1 for a new one."""
        return self._seq

    def follow(
        self, session: Session, workshop_id: int, seq: int, groups_seq: int, notes: Sequence[Any] | None = None
    ) -> Ledger:
        """Count what changed since its seq up to `seq`.

        `groups_seq` is the newest of the groups, which a join stamps. `notes` contain at least those that changed; if
        None, they are read here.
        """
        if seq < self._seq:  # restored from a backup
            self.__init__()  # type: ignore[misc]
        if seq > self._seq:
            values = {"workshop": workshop_id, "since": self._seq}
            if self._cached or self._cached_of_themes:
                self._forget({row.kind for row in OTHER_KINDS.all(session.connection(), values)})
            if notes is None:
                notes = ACCOUNTS_BETWEEN.all(session.connection(), {**values, "upto": seq})
            # Of phases with a note alone: the others' may still change.
            if new := {note.phase_id for note in notes} - self._identities.keys():
                found = dict(IDENTITIES.all(session.connection(), {"workshop": workshop_id}))
                self._identities.update({phase_id: found.get(phase_id, "") for phase_id in new})
            wrote = self._wrote()
            for note in notes:
                if note.seq > self._seq:
                    self._take(note)
            if self._seq < 0 or self._wrote() != wrote:  # voices have a share of all groups that wrote
                self.voices_seq = seq
            self._seq = seq
        if groups_seq != self._groups_seq:
            self._groups_seq = groups_seq
            people = GROUPS_JOINED.all(session.connection(), {"workshop": workshop_id})
            self._joined = Counter(person.group_id for person in people)
        return self

    def cached(self, name: str, make: Callable[[], T]) -> T:
        """Return the cached result of `make`, valid until a change that is neither PASSING nor a grouping."""
        return _cached(self._cached, name, make)

    def cached_of_themes(self, name: str, make: Callable[[], T]) -> T:
        """As `cached`, but valid only until the worker's next grouping."""
        return _cached(self._cached_of_themes, name, make)

    def groups(self, version: tuple[int, int], read: Callable[[], Sequence[Any]]) -> Sequence[Any]:
        """Return the groups, cached while `version` stays, which changes with them: few deltas need any."""
        if self._groups is None or self._groups[0] != version:
            self._groups = version, read()
        return self._groups[1]

    def figures(self) -> dict[str, Figures]:
        """Return the figures by category, without deleted notes."""
        counts: dict[str, dict[Status, int]] = {}
        for (category, status), count in self._statuses.items():
            if count:
                counts.setdefault(category, {})[status] = count
        return {category: figures.of_counts(found, self._waiting[category]) for category, found in counts.items()}

    def received(self) -> dict[str, int]:
        """Return how many notes of each phase were received, as `figures` counts them: hidden ones too."""
        return {str(phase_id): count for phase_id, count in self._of_phases.items() if count and phase_id is not None}

    def joined(self, group_id: int | None) -> int:
        return self._joined[group_id]

    def written(self, group_id: int | None) -> int:
        return self._written[group_id]

    def written_in(self, phases: Set[int]) -> Counter[int | None]:
        """Return how many notes of these phases each group wrote, as `written` counts them."""
        found = self._entries.values() if phases else ()
        return Counter(entry.group_id for entry in found if entry.phase_id in phases)

    def has_notes(self, theme_id: str) -> bool:
        return bool(self.members(theme_id))

    def members(self, theme_id: str, but: Set[int] = frozenset()) -> Set[str]:
        """Return the ids of the theme's shown notes, without those of the phases `but`."""
        found = self._themes.get(theme_id)
        ids: Set[str] = found.ids if found else frozenset()
        return {id_ for id_ in ids if self._entries[id_].phase_id not in but} if but else ids

    def themes(self) -> Set[str]:
        """Return the ids of themes that have, or had, a shown note."""
        return self._themes.keys()

    def first(self, ids: Set[str], count: int) -> list[str]:
        """Return the ids of so many of these notes with the lowest numbers."""
        return heapq.nsmallest(count, ids, key=lambda note_id: self._entries[note_id].number)

    def single(self, but: Set[int] = frozenset()) -> dict[str, str]:
        """Return the category of each shown note in no theme that the grouping has looked at, by number."""
        found = sorted(self._single, key=lambda id_: self._entries[id_].number)
        return {id_: self._entries[id_].category for id_ in found if self._entries[id_].phase_id not in but}

    def theme_of(self, note_id: str) -> str | None:
        """Return the theme of a shown note, None for one without."""
        entry = self._entries.get(note_id)
        return entry.theme_id if entry is not None and entry.shown else None

    def voices(self, theme_ids: Iterable[str]) -> dict[str, Voices]:
        """Return the voices of those of these themes that have a shown note."""
        writing: dict[str, set[int]] = {}
        for (category, group_id), count in self._writing.items():
            if count and group_id is not None:
                writing.setdefault(category, set()).add(group_id)
        found: dict[str, Voices] = {}
        for theme_id in theme_ids:
            members = self._themes.get(theme_id)
            if members and members.ids:
                wrote = writing.get(members.category, set())
                found[theme_id] = voices.of_counts(members.groups, members.people, wrote, members.anonymous > 0)
        return found

    def _wrote(self) -> Set[tuple[str, int | None]]:
        """Return (category, group) of the groups that wrote in it."""
        return {place for place, count in self._writing.items() if count}

    def _forget(self, kinds: Set[str]) -> None:
        """Drop the cached results that these kinds of change, none of them PASSING, invalidate."""
        if kinds:
            self._cached_of_themes = {}
        if kinds - {Kind.GROUPING}:
            self._cached = {}

    def _take(self, note: Any) -> None:
        old = self._entries.pop(note.id, None)
        if old is not None:
            self._count(note.id, old, -1)
        if not note.deleted:
            status = figures.status(note)
            waits = status is Status.UNGROUPED and not note.looked_at
            new = self._entries[note.id] = Entry(
                note.number,
                note.category,
                note.group_id,
                note.theme_id,
                note.phase_id,
                note.voice,
                status,
                waits,
                self._identities.get(note.phase_id) == identity.ANONYMOUS,
            )
            self._count(note.id, new, 1)

    def _count(self, id_: str, entry: Entry, by: int) -> None:
        self._statuses[entry.category, entry.status] += by
        self._waiting[entry.category] += by * entry.waits
        if entry.single:
            (self._single.add if by > 0 else self._single.discard)(id_)
        self._written[entry.group_id] += by
        self._of_phases[entry.phase_id] += by
        if not entry.shown:
            return
        self._writing[entry.category, entry.group_id] += by
        if entry.theme_id is not None:
            self._themes.setdefault(entry.theme_id, _Members()).count(id_, entry, by)


def _cached(things: dict[str, Any], name: str, make: Callable[[], T]) -> T:
    if name not in things:
        things[name] = make()
    return things[name]  # type: ignore[no-any-return]
