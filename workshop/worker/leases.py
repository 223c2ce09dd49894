"""Leases: one worker at a time works on a category, and its result is accepted only under its own lease.

A lease expires unless it is renewed, so that another worker takes over from a dead one. Each new lease has a larger
token; a late result is refused by its token, whatever any clock says.
"""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.feed import now_ms
from workshop.store.models import StoredSetting
from workshop.store.statements.workshops import LOCKED_VALUE

SECONDS = 6.0
_NAME = "worker.lease."


class Stale(Exception):
    """Another worker has the lease by now; the result is dropped."""


@dataclass(frozen=True)
class Lease:
    scope: str
    holder: str
    token: int


def take(session: Session, scope: str, holder: str) -> Lease | None:
    """Return the lease of `scope`, new or renewed, or None while another worker has it."""
    row = _row(session, scope)
    now = _now(session)
    if row is None:
        insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
        # `now` is larger than any token before, also after its row was deleted.
        made = insert(StoredSetting).values(name=_NAME + scope, value=_value(holder, now, now)).on_conflict_do_nothing()
        was_first = session.execute(made.returning(col(StoredSetting.name))).first() is not None
        return Lease(scope, holder, now) if was_first else None
    there = json.loads(row.value)
    # A clock that was set back must not block a scope.
    if there["holder"] != holder and now < there["until"] <= now + SECONDS * 2000:
        return None
    token = there["token"] if there["holder"] == holder else max(now, there["token"] + 1)
    row.value = _value(holder, token, now)
    session.flush()
    return Lease(scope, holder, token)


def check(connection: Connection, lease: Lease) -> None:
    """Check the lease in the transaction that writes the result. Raises Stale."""
    value = connection.execute(LOCKED_VALUE, {"name": _NAME + lease.scope}).scalar_one_or_none()
    there = json.loads(value) if value else {}
    if (there.get("holder"), there.get("token")) != (lease.holder, lease.token):
        raise Stale


def release(session: Session, leases: list[Lease]) -> None:
    """Delete those leases that are still one's own."""
    for lease in leases:
        row = _row(session, lease.scope)
        if row is not None and json.loads(row.value)["token"] == lease.token:
            session.delete(row)


def sweep(session: Session) -> None:
    """Delete leases that expired a day ago, such as those of removed workshops."""
    for row in session.execute(select(StoredSetting).where(col(StoredSetting.name).startswith(_NAME))).scalars():
        if json.loads(row.value)["until"] < _now(session) - 24 * 3600 * 1000:
            session.delete(row)


def _value(holder: str, token: int, now: int) -> str:
    return json.dumps({"holder": holder, "token": token, "until": now + int(SECONDS * 1000)})


def _row(session: Session, scope: str) -> StoredSetting | None:
    return session.get(StoredSetting, _NAME + scope, with_for_update=True, populate_existing=True)


def _now(session: Session) -> int:
    """Return milliseconds by one clock for all workers: the database's where it has one."""
    if session.get_bind().dialect.name == "postgresql":
        return int(session.execute(text("SELECT extract(epoch FROM clock_timestamp()) * 1000")).scalar_one())
    return now_ms()
