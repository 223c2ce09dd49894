"""The feed: stores each change of a workshop with the state that it makes, and numbers changes without gaps.

Subscribers are called after the commit, never before. What a client missed is read from the rows' own `seq`, so a late
client and a live one see the same.
"""

import time
from collections.abc import Callable
from typing import Any, Concatenate, NamedTuple, ParamSpec, Self, TypeVar

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from workshop.changes import Kind
from workshop.errors import UnknownWorkshop
from workshop.store import numbers
from workshop.store.database import Database, session_on
from workshop.store.models import Note, Workshop
from workshop.store.statements import feed as sql

P = ParamSpec("P")
T = TypeVar("T")
Listener = Callable[[int, int], None]
STEP_MS = 15 * 60_000


def now_ms() -> int:
    return time.time_ns() // 1_000_000


class Actor(str):
    """Who changes a workshop, such as "facilitator"; `by` is the key of one of several consoles, "" for none."""

    by: str

    def __new__(cls, name: str, by: str = "") -> Self:
        self = super().__new__(cls, name)
        self.by = by
        return self


class Counters(NamedTuple):
    """Of a workshop's notes: how many were made, the last counted number, the places used by drawn numbers."""

    notes_made: int = 0
    last_number: int = 0
    drawn: int = 0


class Changing:
    """One workshop inside a transaction; `record` numbers each change that the verb makes.

    Frequent verbs (a note, a phone that joins) use `connection` alone: `session` and `workshop` are made at first use.
    """

    def __init__(
        self, connection: Connection, actor: str, id: int, seq: int, counters: Counters, salt: str, ended: int = 0
    ) -> None:
        self.connection = connection
        self.actor, self.by = str(actor), getattr(actor, "by", "")
        self.id, self.seq, self._counters = id, seq, counters
        self.salt, self.ended = salt, bool(ended)
        self.at = now_ms()
        self._began = seq
        self._session: Session | None = None
        self._workshop: Workshop | None = None
        self.others: list[Self] = []

    @classmethod
    def locked(cls, connection: Connection, code: str, actor: str) -> Self:
        """Lock the workshop's row until the commit, so that no seq is given twice. Raises UnknownWorkshop."""
        row = sql.LOCKED_WORKSHOP.first(connection, {"code": code})
        if row is None:
            raise UnknownWorkshop
        counters = Counters(row.notes_made, row.last_number, row.drawn)
        return cls(connection, actor, row.id, row.seq, counters, row.salt, row.ended_at)

    @classmethod
    def of_new(cls, session: Session, workshop: Workshop, actor: str) -> Self:
        """Take a workshop that this session has just inserted."""
        counters = Counters(workshop.notes_made, workshop.last_number, workshop.drawn)
        self = cls(session.connection(), actor, workshop.id, workshop.seq, counters, workshop.salt)
        self._session, self._workshop = session, workshop
        return self

    @property
    def session(self) -> Session:
        if self._session is None:
            self._session = session_on(self.connection)
        return self._session

    @property
    def workshop(self) -> Workshop:
        if self._workshop is None:
            self._workshop = self.session.get_one(Workshop, self.id)
            self._workshop.seq = self.seq
            self._store_counters(self._workshop)
        return self._workshop

    def round_time(self) -> None:
        """Round `at` down to STEP_MS: an exact time of what a phone wrote could tell who did."""
        self.at -= self.at % STEP_MS

    def next_number(self, drawn: bool) -> int:
        """Return the number of the workshop's next note, given out by the next `record`; none is given twice.

        `drawn`: see store/numbers.py.
        """
        made, last, places = self._counters
        if drawn:
            number, places = numbers.draw(self.salt, places, last)
        else:
            number = last = numbers.counted(last, places)
        self._counters = Counters(made + 1, last, places)
        return number

    def _store_counters(self, workshop: Workshop) -> None:
        for name, value in self._counters._asdict().items():
            setattr(workshop, name, value)

    def record(
        self,
        kind: Kind,
        *touched: Any,
        subject: str = "",
        before: dict[str, Any] | None = None,
        shown: bool = True,
        named: bool = True,
    ) -> int:
        """Insert the change under the workshop's next seq, set that on the touched rows, and return it.

        `shown` False: of the touched notes nothing changed that phones see. `named` False: the change does not say at
        which console it was made.
        """
        self.seq += 1
        if self._workshop is not None:
            self._workshop.seq = self.seq
            # Here, not for each of a file's 20,000 numbers: everybody waits for those.
            self._store_counters(self._workshop)
        for row in touched:
            row.seq = self.seq
            if shown and isinstance(row, Note):
                row.shown_seq = self.seq
            self.session.add(row)
        change = {"workshop_id": self.id, "seq": self.seq, "at": self.at, "actor": self.actor, "kind": kind.value}
        change["by"] = self.by if named else ""
        sql.INSERT_CHANGE.run(self.connection, {**change, "subject": subject, **({"before": before} if before else {})})
        return self.seq

    def beside(self, code: str) -> Self:
        """Lock another workshop too, that the same transaction changes as the server; call it in the order of ids."""
        other = type(self).locked(self.connection, code, "system")
        other._session = self.session  # of one connection there is one at a time
        self.others.append(other)
        return other

    def finish(self) -> bool:
        """Write what is left to write; return whether the verb changed anything."""
        if self._workshop is None and self.seq != self._began:
            values = {"id_is": self.id, "seq": self.seq, **self._counters._asdict()}
            sql.UPDATE_COUNTERS.run(self.connection, values)
        if self._session is not None:
            self._session.commit()
        return self.seq != self._began

    def close(self) -> None:
        if self._session is not None:
            self._session.close()


class Feed:
    """Reads and writes for the edges, which never have a session themselves."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> None:
        """Call `listener(workshop_id, seq)` after each commit that changed a workshop."""
        self._listeners.append(listener)

    def read(self, question: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return self.database.read(lambda session: question(session, *args, **kwargs))

    def read_brief(self, question: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Read where `question` takes well under a millisecond: see Database.read."""
        return self.database.read(lambda session: question(session, *args, **kwargs), brief=True)

    def write(self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Write what belongs to no workshop yet: a new one, the password."""
        return self.database.write(lambda session: verb(session, *args, **kwargs))

    def change(
        self, code: str, actor: str, verb: Callable[Concatenate[Changing, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `verb` on the workshop with this code. Raises UnknownWorkshop, and what the verb raises."""
        return self._change(code, actor, lambda changing: verb(changing, *args, **kwargs), brief=False)

    def change_brief(
        self, code: str, actor: str, verb: Callable[Concatenate[Changing, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Change where `verb` takes a few milliseconds at most: see Database.transact."""
        return self._change(code, actor, lambda changing: verb(changing, *args, **kwargs), brief=True)

    def _change(self, code: str, actor: str, verb: Callable[[Changing], T], brief: bool) -> T:
        committed: list[tuple[int, int]] = []

        def transaction(connection: Connection) -> T:
            changing = Changing.locked(connection, code, actor)
            try:
                answer = verb(changing)
                committed.extend((each.id, each.seq) for each in (*changing.others, changing) if each.finish())
                return answer
            finally:
                for each in (changing, *changing.others):
                    each.close()

        answer = self.database.transact(transaction, order=code, brief=brief)
        for workshop_id, seq in committed:
            for listener in self._listeners:
                listener(workshop_id, seq)
        return answer
