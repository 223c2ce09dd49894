"""Leases: of several workers one at a time works on a category, and its result counts only while the lease is its own.

A lease runs out unless it is renewed, so that another worker takes over from one that died. Each taking gives a new
token; what a worker brings back that was away too long is refused by the token, whatever any clock says.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.feed import now_ms
from workshop.store.models import Keep
from workshop.store.statements.workshops import LOCKED_VALUE

SECONDS = 6.0
_NAME = "worker.lease."


class Stale(Exception):
    """Another worker holds the lease by now; nothing of the result is kept."""


@dataclass(frozen=True)
class Lease:
    place: str
    holder: str
    token: int


def take(session: Session, place: str, holder: str) -> Lease | None:
    """The lease of `place`, new or renewed, or None while another worker has it."""
    row = _row(session, place)
    now = _now(session)
    if row is None:
        # Larger than any token before, also after the row was gone.
        return Lease(place, holder, now) if _first(session, place, _value(holder, now, now)) else None
    there = json.loads(row.value)
    # A clock that went back must not keep a place shut.
    if there["holder"] != holder and now < there["until"] <= now + SECONDS * 2000:
        return None
    token = there["token"] if there["holder"] == holder else max(now, there["token"] + 1)
    row.value = _value(holder, token, now)
    session.flush()
    return Lease(place, holder, token)


def check(connection: Connection, lease: Lease) -> None:
    """Before a result is written, in the same transaction. Raises Stale."""
    value = connection.execute(LOCKED_VALUE, {"name": _NAME + lease.place}).scalar_one_or_none()
    there = json.loads(value) if value else {}
    if (there.get("holder"), there.get("token")) != (lease.holder, lease.token):
        raise Stale


def release(session: Session, leases: list[Lease]) -> None:
    """Gives back what is still one's own."""
    for lease in leases:
        row = _row(session, lease.place)
        if row is not None and json.loads(row.value)["token"] == lease.token:
            session.delete(row)


def sweep(session: Session) -> None:
    """Forgets leases that ran out a day ago, of workshops that are gone, say."""
    for row in session.execute(select(Keep).where(col(Keep.name).startswith(_NAME))).scalars():
        if json.loads(row.value)["until"] < _now(session) - 24 * 3600 * 1000:
            session.delete(row)


def _value(holder: str, token: int, now: int) -> str:
    return json.dumps({"holder": holder, "token": token, "until": now + int(SECONDS * 1000)})


def _first(session: Session, place: str, value: str) -> bool:
    """Whether nobody took the place in this moment, without an error where somebody did."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    made = insert(Keep).values(name=_NAME + place, value=value).on_conflict_do_nothing().returning(col(Keep.name))
    return session.execute(made).first() is not None


def _row(session: Session, place: str) -> Keep | None:
    return session.get(Keep, _NAME + place, with_for_update=True, populate_existing=True)


def _now(session: Session) -> int:
    """Milliseconds by one clock for all: the database's where it has one."""
    if session.get_bind().dialect.name == "postgresql":
        return int(session.execute(text("SELECT extract(epoch FROM clock_timestamp()) * 1000")).scalar_one())
    return now_ms()
