"""A room that was made once by the application's own ways, whose rows every other test is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, func, insert, select
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from workshop.feed import Feed, now_ms
from workshop.store.models import StoredSetting

_DAY_MS = 24 * 3_600_000
_TIMES = {"at", "created_at", "begun_at", "seen_at"}  # in ms; days are rounded
_DAYS = {"joined_at"}


@dataclass(frozen=True)
class MadeRoom:
    """Rows as they were at `made_at` (ms since 1970); `token` is the facilitator's session's, `keys` the phones'."""

    rows: list[tuple[Table, list[dict[str, Any]]]]
    made_at: int
    code: str
    groups: list[int]
    token: str
    keys: list[str]


def rows_of(feed: Feed) -> list[tuple[Table, list[dict[str, Any]]]]:
    """Return {column: value} of every row, those that others refer to first; no installation's settings."""
    tables = [table for table in SQLModel.metadata.sorted_tables if table.name != StoredSetting.__tablename__]
    with feed.database.engine.connect() as connection:
        found = [(table, [dict(row) for row in connection.execute(select(table)).mappings()]) for table in tables]
    return [(table, rows) for table, rows in found if rows]


def insert_rows(session: Session, made: MadeRoom) -> None:
    """Insert the rows as if they had been made now."""
    now = now_ms()
    postgresql = session.connection().dialect.name == "postgresql"
    for table, rows in made.rows:
        session.execute(
            insert(table), [{name: _moved(name, value, now, made) for name, value in row.items()} for row in rows]
        )
        if postgresql and table.autoincrement_column is not None:
            column = table.autoincrement_column
            counter = func.pg_get_serial_sequence(table.fullname, column.name)
            session.execute(select(func.setval(counter, select(func.max(column)).scalar_subquery())))


def _moved(name: str, value: Any, now: int, made: MadeRoom) -> Any:
    if name in _DAYS:
        return now - now % _DAY_MS
    return value + now - made.made_at if name in _TIMES else value
