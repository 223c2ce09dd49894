"""The database: questions, and verbs that are answered after their commit.

Under gevent what computes for long would hold up every socket, so it runs in gevent's pool of real threads.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable
from contextvars import copy_context
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from workshop.store import threads
from workshop.store.commits import Commits
from workshop.store.connections import Connections, asking_engine_for, engine_for

T = TypeVar("T")


class Database:
    """`read` runs a question, `write` a verb; both give the function a Session and hand back what it returns."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = engine_for(url)
        self.asking = asking_engine_for(url, self.engine)
        self._reading = Connections(self.asking)
        self._commits = Commits(self.engine)
        self._guard = threading.Lock()
        self._anchor: Any = None
        self._keeps_file = url.startswith("sqlite")
        self._anchored = not self._keeps_file

    @property
    def trouble(self) -> str | None:
        """ "disk_full" from the first write that found no room until one succeeds; reads go on meanwhile."""
        return self._commits.trouble

    def read(self, question: Callable[[Session], T], brief: bool = False) -> T:
        """Runs `question` in a session. `brief`: it takes well under a millisecond at a time, and is asked on the spot:
        SQLite's readers wait for nobody, PostgreSQL is waited for without a thread, and to hand the question to one
        and wait for its turn takes longer."""

        def ask() -> T:
            with self._reading.one() as connection, Session(connection, expire_on_commit=False) as session:
                return question(session)

        def patiently() -> T:
            try:
                return ask()
            except DBAPIError as error:
                if not error.connection_invalidated:
                    raise
                return ask()  # PostgreSQL went and came back: this connection had not heard of it

        def outcome() -> tuple[T | None, Exception | None]:
            try:
                return patiently(), None
            except Exception as error:  # gevent prints whatever a thread of its pool raises, refusals and all
                return None, error

        self._drop_anchor()
        pool = None if brief else threads.pool()
        if pool is None:
            return patiently()
        # The context goes along: it holds the language in which a refusal will speak.
        answer, error = pool.apply(copy_context().run, (outcome,))
        if error is not None:
            raise error
        return answer  # type: ignore[no-any-return]

    def write(self, verb: Callable[[Session], T]) -> T:
        """Runs `verb` in a transaction and returns after its commit; what it raises undoes it alone.

        Raises DiskFull where there is no room; then nothing of `verb` is kept.
        """

        def within(connection: Connection) -> T:
            with session_on(connection) as session:
                answer = verb(session)
                session.commit()
                return answer

        return self.transact(within)

    def transact(self, verb: Callable[[Connection], T], order: str = "", brief: bool = False) -> T:
        """As `write`, on the connection itself, for verbs that need no objects.

        Verbs in one commit run by `order`, and as they came where it is equal. What locks a row (a workshop's, on
        PostgreSQL) gives its name: two processes that lock the same rows in one order never wait for each other.
        `brief`: it takes a few milliseconds at most, and may be committed on the spot where that holds nobody up.
        """
        self._drop_anchor()
        return self._commits.transact(verb, order, brief)

    def _drop_anchor(self) -> None:
        """Holds one idle connection. Without any, SQLite folds the log into the file each time the last one closes,
        and must make its shared index anew to read, which it cannot on a full disk."""
        if not self._anchored:
            with self._guard:
                if not self._anchored:
                    self._anchor = self.engine.raw_connection()
                    self._anchor.cursor().execute("SELECT count(*) FROM sqlite_master").fetchall()
                    self._anchored = True

    def fold(self) -> None:
        """Folds SQLite's log into the file, as far as nobody reads what it holds; writers go on meanwhile."""
        if not self._keeps_file:
            return
        self._commits.folding = True
        try:
            with contextlib.suppress(sqlite3.Error), self._reading.one() as connection:
                connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()  # type: ignore[union-attr]
        finally:
            self._commits.folding = False

    def close(self) -> None:
        if self._anchor is not None:
            self._anchor.close()
            self._anchor, self._anchored = None, False
        self._reading.close()
        self._commits.close()
        self.engine.dispose()
        self.asking.dispose()


def session_on(connection: Connection) -> Session:
    """A session inside the connection's transaction: its commit keeps what it did for that transaction's."""
    return Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
