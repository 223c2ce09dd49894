"""Connections to the database; SQLite's are cached, as opening one takes longer than most queries.

It has no lock, as threads and greenlets would wait for one in different ways; pop and append of a list are atomic.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from gevent.monkey import get_original
from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from workshop.store import postgresql

_BUSY_SECONDS = 10
_RETRY_SECONDS = 0.001
# Python's own sleep: this waits in a real thread, also under gevent.
_pause = get_original("time", "sleep")
# Database.checkpoint copies the log into the file. A commit does so only if nobody did for 64 MB (SQLite: 4), as
# everybody waits for that commit.
_LOG_PAGES = 16_384
_IDLE = 12  # gevent's pool has ten threads
# Flags of a connection: its next transaction fails if locked; its busy timeout is off.
_FAIL_IF_LOCKED, _POLLS = "laena_at_once", "laena_asks"


def engine_for(url: str) -> Engine:
    """Return an engine for SQLite (WAL, synchronous FULL: a power cut loses nothing acknowledged) or PostgreSQL."""
    if not url.startswith("sqlite"):
        return postgresql.write_engine(url)
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _pragmas(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # no BEGIN of the driver's, so that savepoints work
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")  # what is deleted or replaced is overwritten
        connection.execute(f"PRAGMA wal_autocheckpoint={_LOG_PAGES}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        if connection.get_execution_options().get("laena_writes", False):
            _begin_writing(connection)
        else:
            connection.connection.dbapi_connection.execute("BEGIN")

    return engine


def read_engine_for(url: str, engine: Engine) -> Engine:
    """Return the engine for reads: on SQLite the same one."""
    return engine if url.startswith("sqlite") else postgresql.read_engine(url)


class Locked(Exception):
    """Another process has SQLite's write lock."""


def fail_if_locked(connection: Connection) -> None:
    """Let the connection's next write transaction raise Locked rather than wait for the write lock."""
    connection.info[_FAIL_IF_LOCKED] = True


def _begin_writing(connection: Connection) -> None:
    """Take the write lock as soon as it is free; SQLite's own busy handler sleeps up to 79 ms at a time.

    Raises sqlite3.OperationalError after ten seconds; Locked after `fail_if_locked`.
    """
    raw: Any = connection.connection.dbapi_connection
    at_once = connection.info.pop(_FAIL_IF_LOCKED, False)
    if not connection.info.get(_POLLS):
        raw.execute("PRAGMA busy_timeout=0")
        connection.info[_POLLS] = True
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            raw.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            if at_once:
                raise Locked from None
        _pause(_RETRY_SECONDS)


class Connections:
    """A cache of SQLite's connections; PostgreSQL's come from the engine's pool."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._caches = engine.dialect.name == "sqlite"
        self._idle: list[Connection] = []

    @contextmanager
    def borrow(self) -> Iterator[Connection]:
        """Yield a connection outside of any transaction; one left open is rolled back at the end."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._engine.connect()
        broken = False
        try:
            yield connection
        except (DBAPIError, sqlite3.Error):
            broken = True
            raise
        finally:
            self._return(connection, broken)

    def _return(self, connection: Connection, broken: bool) -> None:
        if not self._caches or len(self._idle) >= _IDLE:
            connection.close()
        elif broken or connection.closed or connection.invalidated:
            connection.close()
            self.close()  # the others may be broken too
        else:
            if connection.in_transaction():
                connection.rollback()
            self._idle.append(connection)

    def close(self) -> None:
        """Close the idle ones."""
        while self._idle:
            self._idle.pop().close()
