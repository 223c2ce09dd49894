"""What a room is asked: one of a kind at a time is on the screens; opened, closed, cleared, restored by undo."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.feed import Changing
from workshop.store.models import Workshop

OPEN, CLOSED = "open", "closed"
# Its opening was undone before anybody did anything with it. Its row stays, so that its id is never another's.
TAKEN_BACK = "taken_back"
ASKED = "asked"
NAMES = ("lookback", "pulse", "voting")


class _Row(Protocol):
    """The columns that a table of such questions has at least."""

    id: int
    workshop_id: int
    state: str
    opened_at: int
    closed_at: int
    seq: int


Asked = TypeVar("Asked", bound=_Row)


@dataclass(frozen=True)
class Stage(Generic[Asked]):
    """One kind, whose workshop columns are `{name}_id` and `{name}_seq`.

    `quiet`: while it is open, phones show nothing of others' answers, so that these are no news for them.
    `parting`: ask it as people leave, where it can be answered after the end.
    `named`: its title and what kind of question it is, for a list.
    `seen`: what the projector shows of it.
    `answers`: the names in a phone's state of what it gave to it.
    `quoted`: the seq of the last change of what it quotes, which is no change of its own row; None: it quotes nothing.
    """

    name: str
    table: type[Asked]
    opened: Kind
    closed: Kind
    cleared: Kind
    named: Callable[[Asked], tuple[str, str]]
    seen: Callable[[Session, Asked], Any]
    answers: tuple[str, ...] = ()
    quoted: Callable[[Session, Asked], int] | None = None
    quiet: bool = False
    parting: Callable[[Changing], object] | None = None

    def now(self, session: Session, workshop: Workshop) -> Asked | None:
        """Return what is on the screens, open or closed."""
        shown_id = getattr(workshop, f"{self.name}_id")
        return session.get(self.table, shown_id) if shown_id is not None else None

    def newest(self, session: Session, row: Asked) -> int:
        """Return the seq of its last change, or of anything that it shows."""
        return max(row.seq, self.quoted(session, row) if self.quoted else 0)

    def shown(self, row_id: int) -> dict[str, str]:
        """Return what the workshop has in `shown` while the facilitator shows this row."""
        return {"what": ASKED, "id": f"{self.name}-{row_id}"}

    def rows(self, session: Session, workshop_id: int) -> list[Asked]:
        """Return all of the workshop, in order, without those that were taken back."""
        return list(session.execute(self._listed(workshop_id).order_by(col(self.table.id))).scalars())

    def newest_row(self, session: Session, workshop_id: int) -> Asked | None:
        """Return the last of `rows`."""
        query = self._listed(workshop_id).order_by(col(self.table.id).desc()).limit(1)
        return session.execute(query).scalar_one_or_none()

    def open(self, change: Changing, row: Asked, named: bool = True) -> int:
        """Insert the row, or one that was taken back, show it and close a former one; return its id.

        `named`: see Changing.record.
        """
        former = self.now(change.session, change.workshop)
        change.session.add(row)
        change.session.flush()
        ended = [_ended(former, change.at)] if former and former.state == OPEN else []
        self._show(change, row.id)
        self._record(change, self.opened, row.id, row, *ended, named=named)
        self._put_before(change, row, beside=False)
        return row.id

    def take_back(
        self, change: Changing, row_id: int, former: int | None, was_open: bool, used: Callable[[Asked], bool]
    ) -> None:
        """Undo an opening: show what stood on the screens before, open again if it `was_open`.

        The row is closed, and listed no more unless it is `used`.
        """
        row = change.session.get(self.table, row_id)
        if row is None:
            return
        changed = [row]
        if self.now(change.session, change.workshop) is row:
            self._show(change, former)
            again = self.now(change.session, change.workshop)
            if again is not None and was_open and again.state == CLOSED:
                again.state, again.closed_at = OPEN, 0
                changed.append(again)
        put_away = change.workshop.shown == self.shown(row_id)
        if row.state == OPEN:
            _ended(row, change.at)
        if not used(row):
            row.state = TAKEN_BACK
        self._record(change, self.cleared, row_id, *changed, named=False)
        if put_away:
            self._pin(change, None)

    def close(self, change: Changing) -> None:
        """Close it, so that every screen shows its result; without an open one nothing changes."""
        row = self.now(change.session, change.workshop)
        if row is not None and row.state == OPEN:
            before = self._state(row)
            self._record(change, self.closed, row.id, _ended(row, change.at), before=before)
            self._put_before(change, row, beside=True)

    def clear(self, change: Changing) -> None:
        """Close it and take it off the screens; it stays in the report. Undo takes back the closing."""
        self.close(change)
        row = self.now(change.session, change.workshop)
        if row is not None:
            self._show(change, None)
            self._record(change, self.cleared, row.id)
            if change.workshop.shown == self.shown(row.id):
                self._pin(change, None)

    def restore(self, change: Changing, before: Mapping[str, Any]) -> list[Asked]:
        """Undo or redo a close, or undo an earlier release's clear; return the rows changed.

        The caller records, then stamps.
        """
        state = before.get(self.name)
        row = change.session.get(self.table, state["id"]) if state else None
        if row is None:
            return []
        if row.state == OPEN and before[self.name]["state"] == CLOSED:
            _ended(row, change.at)
        row.state = before[self.name]["state"]
        self._show(change, row.id)
        return [row]

    def stamp(self, change: Changing, seq: int) -> None:
        """Set the seq of the last change, for the screens."""
        setattr(change.workshop, f"{self.name}_seq", seq)

    def news(self, session: Session, workshop: Workshop, since: int, view: Callable[[Asked], Any]) -> dict[str, Any]:
        """Return its part of a board's delta: empty if nothing changed after `since` (0: everything)."""
        row = self.now(session, workshop)
        if since <= 0 or getattr(workshop, f"{self.name}_seq") > since:
            return {self.name: view(row) if row else None}
        return {self.name: view(row)} if row is not None and row.seq > since else {}

    def _listed(self, workshop_id: int) -> Any:
        return select(self.table).where(self.table.workshop_id == workshop_id, col(self.table.state) != TAKEN_BACK)

    def _put_before(self, change: Changing, row: Asked, beside: bool) -> None:
        """Put it before what the facilitator shows in the wall's place, so that the room sees what it is asked and its
        result; `beside`: also before what else it is asked, or was. After the end the thanks stay."""
        if change.workshop.ended_at:  # also where it ends by this very change, which `change.ended` does not tell
            return
        others = [getattr(change.workshop, f"{name}_id") for name in NAMES if beside and name != self.name]
        if change.workshop.shown is not None or any(other is not None for other in others):
            self._pin(change, self.shown(row.id))

    def _pin(self, change: Changing, shown: dict[str, str] | None) -> None:
        change.workshop.shown, change.workshop.shown_seq = shown, getattr(change.workshop, f"{self.name}_seq")

    def _show(self, change: Changing, row_id: int | None) -> None:
        setattr(change.workshop, f"{self.name}_id", row_id)

    def _record(self, change: Changing, kind: Kind, row_id: int | None, *rows: Asked, **more: Any) -> None:
        self.stamp(change, change.record(kind, *rows, subject=str(row_id), **more))

    def _state(self, row: Asked) -> dict[str, Any]:
        """Return the state that undo needs."""
        return {self.name: {"id": row.id, "state": row.state}}


def _ended(row: Asked, at: int) -> Asked:
    row.state, row.closed_at = CLOSED, at
    return row
