"""Connections to the database, and those of SQLite kept open: opening one costs more than most questions.

SQLite's are handed over without a lock, as the threads of gevent's pool and its greenlets would wait for one in
different ways: a list's pop and append are whole steps.
"""

from __future__ import annotations

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
_LOOK_AGAIN_SECONDS = 0.001
# This waits in a thread of its own, also where gevent's sleep has taken the place of Python's.
_pause = get_original("time", "sleep")
# The log is folded into the file from beside (Database.fold). Only where nobody does, a commit has to: every 64 MB, and
# not every 4, as whoever waits for that commit waits for the folding too.
_LOG_PAGES = 16_384
_IDLE = 12  # gevent's pool has ten threads
# What is noted of a connection: that its next transaction is not to wait, and that SQLite does not wait for it.
_AT_ONCE, _ASKS = "laena_at_once", "laena_asks"


def engine_for(url: str) -> Engine:
    """An engine for SQLite (WAL, synchronous FULL: nothing acknowledged is lost on a power cut) or PostgreSQL."""
    if not url.startswith("sqlite"):
        return postgresql.writing(url)
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _pragmas(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, so that savepoints work
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(f"PRAGMA wal_autocheckpoint={_LOG_PAGES}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        if connection.get_execution_options().get("laena_writes", False):
            _begin_writing(connection)
        else:
            connection.exec_driver_sql("BEGIN")

    return engine


def asking_engine_for(url: str, engine: Engine) -> Engine:
    """What questions are asked by: for SQLite the same engine."""
    return engine if url.startswith("sqlite") else postgresql.asking(url)


class Taken(Exception):
    """The write lock of SQLite is another process's."""


def take_at_once(connection: Connection) -> None:
    """The next transaction of this writing connection raises Taken where the write lock is not to be had at once."""
    connection.info[_AT_ONCE] = True


def _begin_writing(connection: Connection) -> None:
    """Takes the one write lock as soon as it is free: SQLite itself looks again after 34, 54 or 79 ms, when the worker
    has long given it back. Raises sqlite3.OperationalError where it does not come free, or Taken."""
    raw: Any = connection.connection.dbapi_connection
    at_once = connection.info.pop(_AT_ONCE, False)
    if not connection.info.get(_ASKS):
        raw.execute("PRAGMA busy_timeout=0")
        connection.info[_ASKS] = True
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            raw.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            if at_once:
                raise Taken from None
        _pause(_LOOK_AGAIN_SECONDS)


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
        except (DBAPIError, sqlite3.Error):
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
