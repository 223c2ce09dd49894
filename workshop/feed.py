"""The feed: each change of a workshop is stored with the state it makes, and numbered without gaps.

`change` runs a verb of the domain in one transaction; whoever subscribed hears of the workshop after the commit, never
before. What a client missed is read from the rows' own `seq`, so a late client and a live one see the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import select

from workshop.errors import UnknownWorkshop
from workshop.store.database import Database
from workshop.store.models import Change, Workshop

P = ParamSpec("P")
T = TypeVar("T")
Listener = Callable[[int, int], None]


def now_ms() -> int:
    return time.time_ns() // 1_000_000


class Changing:
    """One workshop inside a transaction; `record` numbers each change that the verb makes."""

    def __init__(self, session: Session, workshop: Workshop, actor: str) -> None:
        self.session = session
        self.workshop = workshop
        self.actor = actor
        self.at = now_ms()

    @property
    def id(self) -> int:
        assert self.workshop.id is not None
        return self.workshop.id

    def record(self, kind: str, *touched: Any, subject: str = "", before: dict[str, Any] | None = None) -> int:
        """Takes the workshop's next seq, stamps the touched rows with it and writes the change down."""
        self.workshop.seq += 1
        for row in touched:
            row.seq = self.workshop.seq
            self.session.add(row)
        self.session.add(
            Change(
                workshop_id=self.id,
                seq=self.workshop.seq,
                at=self.at,
                actor=self.actor,
                kind=kind,
                subject=subject,
                before=before or {},
            )
        )
        return self.workshop.seq


class Feed:
    """The way in for every write and every question; edges hold one and never a session."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> None:
        """`listener(workshop_id, seq)` is called after each commit that changed the workshop."""
        self._listeners.append(listener)

    def read(self, question: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return self.database.read(lambda session: question(session, *args, **kwargs))

    def write(self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """For what belongs to no workshop yet: making one, the password."""
        return self.database.write(lambda session: verb(session, *args, **kwargs))

    def change(
        self, code: str, actor: str, verb: Callable[Concatenate[Changing, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Runs `verb` on the workshop with this code. Raises UnknownWorkshop, and whatever the verb refuses."""
        heard: list[tuple[int, int]] = []

        def transaction(session: Session) -> T:
            changing = Changing(session, _locked(session, code), actor)
            before = changing.workshop.seq
            answer = verb(changing, *args, **kwargs)
            session.flush()
            if changing.workshop.seq != before:
                heard.append((changing.id, changing.workshop.seq))
            return answer

        answer = self.database.write(transaction)
        for workshop_id, seq in heard:
            for listener in self._listeners:
                listener(workshop_id, seq)
        return answer


def _locked(session: Session, code: str) -> Workshop:
    """The workshop's row, held until the commit: on PostgreSQL two processes never give the same seq."""
    held = (
        session.connection()
        .execute(update(Workshop).where(Workshop.code == code).values(seq=Workshop.seq).returning(Workshop.id))
        .scalar_one_or_none()
    )
    if held is None:
        raise UnknownWorkshop
    return session.execute(
        select(Workshop).where(Workshop.id == held).execution_options(populate_existing=True)
    ).scalar_one()
