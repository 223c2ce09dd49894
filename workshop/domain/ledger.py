"""The accounts of a workshop's notes, kept from one board's delta to the next by the rows that changed.

A board is told five times a second while a room writes: counting thousands of notes each time would hold up the
phones. A ledger that has just been made counts them all; both come to the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workshop.domain import figures, voices
from workshop.domain.figures import Figures
from workshop.domain.voices import Voices
from workshop.store.ready import Ready
from workshop.store.rows import CHANGE, NOTE, PARTICIPANT

T = TypeVar("T")
_C = NOTE.c
_COLUMNS: tuple[Any, ...] = (
    _C.id, _C.seq, _C.number, _C.category, _C.group_id, _C.theme_id, _C.participant_id,
    _C.hidden, _C.deleted, _C.set_aside, _C.looked_at,
)  # fmt: skip
_SINCE = Ready(select(*_COLUMNS).where(_C.workshop_id == bindparam("workshop"), _C.seq > bindparam("since")))
_P = PARTICIPANT.c
_PEOPLE = Ready(select(_P.id, _P.group_id, _P.unit).where(_P.workshop_id == bindparam("workshop")))
# What phones do all the time, and what moves nothing but the notes themselves, counts and votes.
PASSING = ("note", "joined", "react", "vote", "pulse")
# Whether anybody has done more since.
MORE = (
    select(CHANGE.c.seq)
    .where(CHANGE.c.workshop_id == bindparam("workshop"), CHANGE.c.seq > bindparam("since"))
    .where(CHANGE.c.kind.not_in(PASSING))
    .limit(1)
)


class Entry(NamedTuple):
    number: int
    category: str
    group_id: int | None
    theme_id: str | None
    participant_id: str | None
    state: str  # as in Figures; `waiting` for those that the grouping has not looked at

    @property
    def shown(self) -> bool:
        return self.state != "hidden"


class Ledger:
    """For one workshop and one reader at a time."""

    def __init__(self) -> None:
        self._seq = -1
        self._groups_seq = -1
        self._entries: dict[str, Entry] = {}
        self._themes: dict[str, set[str]] = {}
        self._states: Counter[tuple[str, str]] = Counter()
        self._written: Counter[int | None] = Counter()
        self._writing: Counter[tuple[str, int | None]] = Counter()
        self._joined: Counter[int | None] = Counter()
        self._units: dict[str, str] = {}
        self._kept: dict[str, Any] = {}

    def follow(self, session: Session, workshop_id: int, seq: int, groups_seq: int) -> Ledger:
        """Takes what changed since it last did. `seq` is the workshop's, `groups_seq` the newest of its groups: a group
        is touched when somebody joins."""
        if seq < self._seq:  # restored from a backup
            self.__init__()  # type: ignore[misc]
        if seq > self._seq:
            asked = {"workshop": workshop_id, "since": self._seq}
            if self._kept and session.connection().execute(MORE, asked).first() is not None:
                self._kept = {}
            for id_, _seq, *row in _SINCE.all(session.connection(), asked):
                self._take(id_, *row)
            self._seq = seq
        if groups_seq != self._groups_seq:
            self._groups_seq = groups_seq
            people = _PEOPLE.all(session.connection(), {"workshop": workshop_id})
            self._joined = Counter(person.group_id for person in people)
            self._units = {person.id: person.unit for person in people if person.unit}
        return self

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gave when it was last asked under this name, until a change that is not a PASSING one."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]  # type: ignore[no-any-return]

    def figures(self) -> dict[str, Figures]:
        """By category; notes withdrawn by their writers are not counted."""
        counts: dict[str, dict[str, int]] = {}
        for (category, state), count in self._states.items():
            if count:
                counts.setdefault(category, {})[state] = count
        return {category: figures.of_counts(found) for category, found in counts.items()}

    def joined(self, group_id: int | None) -> int:
        return self._joined[group_id]

    def written(self, group_id: int | None) -> int:
        return self._written[group_id]

    def holds(self, theme_id: str) -> bool:
        return bool(self._themes.get(theme_id))

    def members(self, theme_id: str) -> list[str]:
        """The ids of the theme's shown notes, in order of their numbers."""
        return sorted(self._themes.get(theme_id, ()), key=lambda note_id: self._entries[note_id].number)

    def voices(self, theme_ids: Sequence[str]) -> dict[str, Voices]:
        """Voices of these themes, of those that have a note that is shown."""
        writing: dict[str, set[int]] = {}
        for (category, group_id), count in self._writing.items():
            if count and group_id is not None:
                writing.setdefault(category, set()).add(group_id)
        found: dict[str, Voices] = {}
        for theme_id in theme_ids:
            entries = [self._entries[note_id] for note_id in self.members(theme_id)]
            if entries:
                rows = [(e.group_id, e.participant_id, self._units.get(e.participant_id or "", "")) for e in entries]
                found[theme_id] = voices.among(rows, writing.get(entries[0].category, set()))
        return found

    def _take(
        self,
        id_: str,
        number: int,
        category: str,
        group_id: int | None,
        theme_id: str | None,
        participant_id: str | None,
        hidden: bool,
        deleted: bool,
        set_aside: bool,
        looked_at: bool,
    ) -> None:
        old = self._entries.pop(id_, None)
        if old is not None:
            self._count(id_, old, -1)
        if not deleted:
            state = figures.state(hidden, theme_id, set_aside, looked_at)
            new = self._entries[id_] = Entry(number, category, group_id, theme_id, participant_id, state)
            self._count(id_, new, 1)

    def _count(self, id_: str, entry: Entry, by: int) -> None:
        self._states[entry.category, entry.state] += by
        self._written[entry.group_id] += by
        if not entry.shown:
            return
        self._writing[entry.category, entry.group_id] += by
        if entry.theme_id is not None:
            members = self._themes.setdefault(entry.theme_id, set())
            if by > 0:
                members.add(id_)
            else:
                members.discard(id_)
