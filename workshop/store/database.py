"""The database: connections, transactions, and the writer that groups what has queued into one commit.

Under gevent a commit would hold up every socket for as long as the disk takes, so all work on the database runs in
gevent's pool of real threads. One thread writes; requests that arrive during a commit form the next one. A request is
never made to wait for company, and is answered after the commit that holds it.
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

from workshop.errors import DiskFull, TryAgain
from workshop.store.connections import Connections, engine_for

T = TypeVar("T")
Verb = Callable[[Connection], Any]
# Primary result codes of SQLite: FULL; READONLY; IOERR, which is what a quota or a file size limit gives.
_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR}


def _threadpool() -> Any | None:
    """gevent's pool of real threads when this process runs on gevent, else None. At rest a pool is false."""
    try:
        from gevent import get_hub, monkey
    except ImportError:  # pragma: no cover - gevent is a dependency
        return None
    return get_hub().threadpool if monkey.is_module_patched("socket") else None


def no_room(error: BaseException) -> bool:
    """Whether SQLite could not write because the disk is full or not writable: this error, or one that led to it."""
    seen: BaseException | None = error
    while seen is not None:
        found = seen.orig if isinstance(seen, DBAPIError) else seen
        if isinstance(found, sqlite3.Error) and getattr(found, "sqlite_errorcode", 0) & 0xFF in _NO_ROOM:
            return True
        seen = seen.__cause__ or seen.__context__
    return False


class Database:
    """`read` runs a question, `write` a verb; both give the function a Session and hand back what it returns.

    `trouble` is "disk_full" from the first write that found no room until one succeeds; reads go on meanwhile.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = engine_for(url)
        self._reading = Connections(self.engine)
        self._writing = Connections(self.engine.execution_options(laena_writes=True))
        self._queue: list[_Waiting] = []
        self._guard = threading.Lock()
        self._committing = False
        self.trouble: str | None = None
        self._anchor: Any = None
        self._keeps_file = url.startswith("sqlite")
        self._anchored = not self._keeps_file

    def read(self, question: Callable[[Session], T], brief: bool = False) -> T:
        """Runs `question` in a session. `brief`: it takes well under a millisecond, and on SQLite, whose readers wait
        for nobody, is asked on the spot: to hand it to a thread and wait for its turn takes longer."""

        def ask() -> T:
            with self._reading.one() as connection, Session(connection, expire_on_commit=False) as session:
                return question(session)

        def outcome() -> tuple[T | None, Exception | None]:
            try:
                return ask(), None
            except Exception as error:  # gevent prints whatever a thread of its pool raises, refusals and all
                return None, error

        self._drop_anchor()
        pool = None if brief and self._keeps_file else _threadpool()
        if pool is None:
            return ask()
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

    def transact(self, verb: Callable[[Connection], T], order: str = "") -> T:
        """As `write`, on the connection itself, for verbs that need no objects.

        Verbs in one commit run by `order`, and as they came where it is equal. What locks a row (a workshop's, on
        PostgreSQL) gives its name: two processes that lock the same rows in one order never wait for each other.
        """
        self._drop_anchor()
        waiting = _Waiting(verb, order)
        with self._guard:
            self._queue.append(waiting)
            waiting.leads = not self._committing
            self._committing = True
        if not waiting.leads:
            waiting.woken.wait()
        if waiting.leads:
            self._commit_queue()
        if waiting.error is not None:
            raise waiting.error
        if not waiting.committed:  # this process was told to end in the middle: nobody may believe it is kept
            raise TryAgain
        return waiting.answer  # type: ignore[no-any-return]

    def _commit_queue(self) -> None:
        """Commits all that has queued, then hands the lead to the first who came meanwhile."""
        with self._guard:
            batch, self._queue = self._queue, []
        pool = _threadpool()
        try:
            if pool is not None:
                pool.apply(self._commit, (batch,))
            else:
                self._commit(batch)
        finally:
            with self._guard:
                if self._queue:
                    self._queue[0].leads = True
                    self._queue[0].woken.set()
                else:
                    self._committing = False
            for waiting in batch:
                waiting.woken.set()

    def _commit(self, batch: list[_Waiting]) -> None:
        try:
            with self._writing.one() as connection, connection.begin():
                for waiting in sorted(batch, key=lambda each: each.order):
                    _try(connection, waiting, alone=len(batch) == 1)
        except Exception as error:
            for waiting in batch:
                waiting.error = waiting.error or _named(error)
        if all(waiting.error is None for waiting in batch):
            self.trouble = None
        for waiting in batch:
            if isinstance(waiting.error, DiskFull):
                self.trouble = waiting.error.code
            waiting.committed = waiting.error is None

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
        if self._keeps_file:
            with contextlib.suppress(sqlite3.Error), self._reading.one() as connection:
                connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()  # type: ignore[union-attr]

    def close(self) -> None:
        if self._anchor is not None:
            self._anchor.close()
            self._anchor, self._anchored = None, False
        self._reading.close()
        self._writing.close()
        self.engine.dispose()


def session_on(connection: Connection) -> Session:
    """A session inside the connection's transaction: its commit keeps what it did for that transaction's."""
    return Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")


def _try(connection: Connection, waiting: _Waiting, alone: bool) -> None:
    """Runs the verb; what it raises undoes it alone. Raises where the whole transaction is lost with it."""
    if not alone:
        connection.exec_driver_sql("SAVEPOINT verb")
    try:
        waiting.answer = waiting.context.run(waiting.verb, connection)
    except Exception as error:
        waiting.error = _named(error)
        if alone or _rolled_back(connection.connection.dbapi_connection):
            raise
        connection.exec_driver_sql("ROLLBACK TO SAVEPOINT verb")
    if not alone:
        connection.exec_driver_sql("RELEASE SAVEPOINT verb")


def _named(error: Exception) -> Exception:
    """The error, or the refusal that says what it means."""
    if not no_room(error):
        return error
    refusal = DiskFull()
    refusal.__cause__ = error
    return refusal


def _rolled_back(raw: Any) -> bool:
    """SQLite undoes the whole transaction by itself on some errors, a full disk among them. What follows would be
    kept or lost on its own, and the driver's commit would say nothing."""
    return isinstance(raw, sqlite3.Connection) and not raw.in_transaction


class _Waiting:
    """A verb on its way to a commit. The event is gevent's under gevent (patched), a thread's elsewhere."""

    def __init__(self, verb: Verb, order: str) -> None:
        self.verb = verb
        self.order = order
        self.context = copy_context()
        self.answer: Any = None
        self.error: Exception | None = None
        self.committed = False
        self.leads = False
        self.woken = threading.Event()
