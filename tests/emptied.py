"""Migrated databases on PostgreSQL, emptied after a test and lent to the next: to make one takes ten times as long."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

from tests.postgres import new_database

_LEFT_WITHIN_SECONDS = 1.0
_CONNECTED = """
    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND backend_type = 'client backend'
"""
# Tables, indexes and sequences with their columns; triggers, functions and settings: what emptying does not undo.
_SHAPE = """
    SELECT (SELECT array_agg((oid, relname, relnatts, relhastriggers)::text ORDER BY oid) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace),
           (SELECT count(*) FROM pg_trigger), (SELECT count(*) FROM pg_proc), (SELECT count(*) FROM pg_namespace),
           (SELECT count(*) FROM pg_db_role_setting), (SELECT array_agg(version_num) FROM alembic_version)
"""


class Emptied:
    """`server`: its address. `template`: the name of a migrated database, without rows of its own.

    Each database is emptied by one connection that stays open: a new one would read the catalogue anew.
    """

    def __init__(self, server: str, template: str) -> None:
        self._server, self._template = server, template
        self._free: list[tuple[str, psycopg.Connection[Any], Any]] = []

    @contextmanager
    def lent(self) -> Iterator[str]:
        """SQLAlchemy address of a database that nobody else has meanwhile."""
        url, connection, shape = self._free.pop() if self._free else self._made()
        yield url
        try:
            again = _emptied(connection, shape)
        except psycopg.OperationalError:  # the test ended all connections
            again = False
        if again:
            self._free.append((url, connection, shape))
        else:
            connection.close()

    def close(self) -> None:
        for _, connection, _ in self._free:
            connection.close()

    def _made(self) -> tuple[str, psycopg.Connection[Any], Any]:
        url = new_database(self._server, self._template)
        connection = psycopg.connect(_plain(url), autocommit=True)
        return url, connection, connection.execute(_SHAPE).fetchone()


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg:", "postgresql:", 1)


def _emptied(connection: psycopg.Connection[Any], shape: Any) -> bool:
    """Delete all rows and start the counters again; False where somebody is still connected, or the tables differ."""
    until = time.monotonic() + _LEFT_WITHIN_SECONDS
    while (connection.execute(_CONNECTED).fetchone() or (1,))[0]:
        if time.monotonic() > until:
            return False
        time.sleep(0.005)  # a connection that was closed is gone a moment later
    try:
        if connection.execute(_SHAPE).fetchone() != shape:
            return False
    except psycopg.errors.UndefinedTable:  # not even the migrations' own is there
        return False
    tables = _names(connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") - {"alembic_version"}
    counters = _names(connection, "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'")
    steps = [sql.SQL("SET session_replication_role = replica")]  # no order among tables that name each other
    steps += [sql.SQL("DELETE FROM {}").format(sql.Identifier(name)) for name in tables]
    steps += [sql.SQL("ALTER SEQUENCE {} RESTART").format(sql.Identifier(name)) for name in counters]
    connection.execute(sql.SQL("; ").join(steps))
    return True


def _names(connection: psycopg.Connection[Any], query: str) -> set[str]:
    return {name for (name,) in connection.execute(query)}  # type: ignore[call-overload]
