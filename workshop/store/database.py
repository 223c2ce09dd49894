"""The database: reads, and writes that return after their commit; under gevent both run in its pool of threads."""

import contextlib
import sqlite3
import threading
from collections.abc import Callable
from contextvars import copy_context
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from workshop.store import backup, postgresql, purge, threads
from workshop.store.commits import Commits
from workshop.store.connections import Connections, engine_for, read_engine_for

T = TypeVar("T")
_PATIENCE_SECONDS = 10


class _Reading(Session):
    """A session on one connection, which `connection` returns without the checks that take as long as a brief query."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, expire_on_commit=False)
        self._one = connection

    def connection(self, *_bind: Any, **_options: Any) -> Connection:
        if not self._one.in_transaction():
            self._one.begin()  # ended by Connections, or by the pool
        return self._one


class Database:
    """`read` and `write` call a function with a Session and return what it returns."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = engine_for(url)
        self.read_engine = read_engine_for(url, self.engine)
        self._reading = Connections(self.read_engine)
        self._commits = Commits(self.engine)
        self._lock = threading.Lock()
        self._anchor: Any = None
        self._sqlite = url.startswith("sqlite")
        self._anchored = not self._sqlite

    @property
    def trouble(self) -> str | None:
        """Return "disk_full" from the first write that fails so until one succeeds, else None."""
        return self._commits.trouble

    def read(self, query: Callable[[Session], T], brief: bool = False) -> T:
        """Run `query` in a session, all of whose statements see one moment. `brief` (well under a millisecond a
        statement): in the calling greenlet, as switching to a thread would take longer; on PostgreSQL each of its
        statements may see a later moment than the one before."""

        def run() -> T:
            with self._reading.borrow() as connection:
                if not (brief or self._sqlite):
                    postgresql.hold_still(connection)
                with _Reading(connection) as session:
                    return query(session)

        def run_or_retry() -> T:
            try:
                return run()
            except DBAPIError as error:
                if not error.connection_invalidated:
                    raise
                return run()  # PostgreSQL was restarted since this connection was made

        def outcome() -> tuple[T | None, Exception | None]:
            try:
                return run_or_retry(), None
            except Exception as error:  # gevent prints what a thread of its pool raises
                return None, error

        self._open_anchor()
        pool = None if brief else threads.pool()
        if pool is None:
            return run_or_retry()
        # The context contains the language of refusals.
        answer, error = pool.apply(copy_context().run, (outcome,))
        if error is not None:
            raise error
        return answer  # type: ignore[no-any-return]

    def write(self, verb: Callable[[Session], T]) -> T:
        """Run `verb` in a transaction and return after its commit; an error rolls back this verb only.

        Raises DiskFull; then nothing of `verb` is stored.
        """

        def within(connection: Connection) -> T:
            with session_on(connection) as session:
                answer = verb(session)
                session.commit()
                return answer

        return self.transact(within)

    def transact(self, verb: Callable[[Connection], T], order: str = "", brief: bool = False) -> T:
        """As `write`, but with the connection, for verbs that need no objects.

        Verbs of one commit run sorted by `order`, the name of the row that a verb locks on PostgreSQL: processes that
        lock rows in one order cannot deadlock. `brief` (a few milliseconds at most): may run in the calling greenlet.
        """
        self._open_anchor()
        return self._commits.transact(verb, order, brief)

    def _open_anchor(self) -> None:
        """Open one idle connection. When the last one closes, SQLite deletes log and shared index, and cannot create
        them again on a full disk."""
        if not self._anchored:
            with self._lock:
                if not self._anchored:
                    self._anchor = self.engine.raw_connection()
                    self._anchor.cursor().execute("SELECT count(*) FROM sqlite_master").fetchall()
                    self._anchored = True

    def checkpoint(self) -> None:
        """Copy SQLite's log into the file, as far as no reader needs it; blocks no writer."""
        if not self._sqlite:
            return
        self._commits.checkpointing = True
        try:
            with contextlib.suppress(sqlite3.Error), self._reading.borrow() as connection:
                connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()  # type: ignore[union-attr]
        finally:
            self._commits.checkpointing = False

    def forget(self, whole: bool = False) -> None:
        """Leave no words that were deleted or replaced in SQLite's log and, if `whole`, in its free pages.

        Raises sqlite3.Error where the file is in use for too long. PostgreSQL's VACUUM frees the rows.
        """
        path = backup.file_of(self.url)
        if path is None:
            return purge.vacuum(self.engine) if whole else None
        clean = purge.write_anew if whole else purge.empty_log

        def run() -> sqlite3.Error | None:
            try:
                with contextlib.closing(sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None)) as file:
                    clean(file)
            except sqlite3.Error as error:  # gevent prints what a thread of its pool raises
                return error
            return None

        pool = threads.pool()
        if error := run() if pool is None else pool.apply(run):
            raise error
        return None

    def close(self) -> None:
        if self._anchor is not None:
            self._anchor.close()
            self._anchor, self._anchored = None, False
        self._reading.close()
        self._commits.close()
        self.engine.dispose()
        self.read_engine.dispose()


def session_on(connection: Connection) -> Session:
    """Return a session within the connection's transaction, which a commit of the session does not end."""
    return Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
