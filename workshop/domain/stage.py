"""What a room is asked, a voting or a mood: one of a kind at a time on the screens, ended, taken off, put back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.feed import Changing
from workshop.store.models import Pulse, Voting, Workshop

OPEN, CLOSED = "open", "closed"
Asked = TypeVar("Asked", Voting, Pulse)


@dataclass(frozen=True)
class Stage(Generic[Asked]):
    """One kind. `name` stands in the workshop's columns `{name}_id` and `{name}_seq`."""

    name: str
    table: type[Asked]
    opened: Kind
    closed: Kind
    cleared: Kind

    def now(self, session: Session, workshop: Workshop) -> Asked | None:
        """What is on the screens, open or ended."""
        held = getattr(workshop, f"{self.name}_id")
        return session.get(self.table, held) if held is not None else None

    def held(self, session: Session, workshop_id: int) -> list[Asked]:
        """All that were ever asked in the workshop, in order."""
        query = select(self.table).where(self.table.workshop_id == workshop_id).order_by(col(self.table.id))
        return list(session.execute(query).scalars())

    def open(self, change: Changing, row: Asked) -> int:
        """Asks the room, and ends a former one; answers with the id."""
        former = self.now(change.session, change.workshop)
        change.session.add(row)
        change.session.flush()
        assert row.id is not None
        ended = [_ended(former, change.at)] if former and former.state == OPEN else []
        self._put(change, row.id)
        self._record(change, self.opened, row.id, row, *ended)
        return row.id

    def close(self, change: Changing) -> None:
        """Ends it: from now on every screen shows what came of it. Without an open one nothing changes."""
        row = self.now(change.session, change.workshop)
        if row is not None and row.state == OPEN:
            before = self._place(row)
            self._record(change, self.closed, row.id, _ended(row, change.at), before=before)

    def clear(self, change: Changing) -> None:
        """Takes it off the screens, ended; the report keeps it."""
        row = self.now(change.session, change.workshop)
        if row is not None:
            before = self._place(row)
            ended = [_ended(row, change.at)] if row.state == OPEN else []
            self._put(change, None)
            self._record(change, self.cleared, row.id, *ended, before=before)

    def put_back(self, change: Changing, before: dict[str, Any]) -> list[Asked]:
        """What was closed or cleared, on the screens again as it was. The caller calls `stamp` after recording it."""
        place = before.get(self.name)
        row = change.session.get(self.table, place["id"]) if place else None
        if row is None:
            return []
        row.state = before[self.name]["state"]
        self._put(change, row.id)
        return [row]

    def stamp(self, change: Changing, seq: int) -> None:
        """Screens have to look again."""
        setattr(change.workshop, f"{self.name}_seq", seq)

    def news(self, session: Session, workshop: Workshop, since: int, view: Callable[[Asked], Any]) -> dict[str, Any]:
        """The part of a board's delta: empty where nothing of it changed after `since` (0: everything)."""
        row = self.now(session, workshop)
        if since <= 0 or getattr(workshop, f"{self.name}_seq") > since:
            return {self.name: view(row) if row else None}
        return {self.name: view(row)} if row is not None and row.seq > since else {}

    def _put(self, change: Changing, row_id: int | None) -> None:
        setattr(change.workshop, f"{self.name}_id", row_id)

    def _record(self, change: Changing, kind: Kind, row_id: int | None, *rows: Asked, **more: Any) -> None:
        self.stamp(change, change.record(kind, *rows, subject=str(row_id), **more))

    def _place(self, row: Asked) -> dict[str, Any]:
        """What undoing needs to know to put it back."""
        return {self.name: {"id": row.id, "state": row.state}}


def _ended(row: Asked, at: int) -> Asked:
    row.state, row.closed_at = CLOSED, at
    return row
