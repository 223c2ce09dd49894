"""Connections to the database, and that of SQLite kept open: opening one costs more than most questions.

SQLite's are handed over without a lock, as the threads of gevent's pool and its greenlets would wait for one in
different ways: a list's pop and append are whole steps.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

_BUSY_SECONDS = 10
# A PostgreSQL that is cut off is known as such after seconds, not after the quarter of an hour that systems wait.
_SOON = {
    "connect_timeout": 5,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 15_000,
}
_IDLE = 12  # gevent's pool has ten threads


def engine_for(url: str) -> Engine:
    """An engine for SQLite (WAL, synchronous FULL: nothing acknowledged is lost on a power cut) or PostgreSQL."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, pool_size=8, max_overflow=16, connect_args=_SOON)
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _pragmas(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, so that savepoints work
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        writing = connection.get_execution_options().get("laena_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


class Connections:
    """`one()` lends a connection to whoever enters; PostgreSQL's are the engine's own pool's."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._keeps = engine.dialect.name == "sqlite"
        self._idle: list[Connection] = []

    @contextmanager
    def one(self) -> Iterator[Connection]:
        """Outside of any transaction when it comes; what was begun on it and not ended is undone when it goes."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._engine.connect()
        broken = False
        try:
            yield connection
        except DBAPIError:
            broken = True
            raise
        finally:
            self._back(connection, broken)

    def _back(self, connection: Connection, broken: bool) -> None:
        if not self._keeps or len(self._idle) >= _IDLE:
            connection.close()
        elif broken or connection.closed or connection.invalidated:
            connection.close()
            self.close()  # the others may be no better
        else:
            if connection.in_transaction():
                connection.rollback()
            self._idle.append(connection)

    def close(self) -> None:
        """Closes those that nobody has."""
        while self._idle:
            self._idle.pop().close()
