"""The one writer: verbs that arrive during a commit share the next one, and each returns after its commit.

A commit blocks for as long as the disk takes, so under gevent it runs in the pool of real threads. On a quick disk the
switch of threads takes longer than the commit: there brief verbs are committed in the calling greenlet. So they are on
PostgreSQL, whose driver waits without a thread.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from contextvars import copy_context
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from workshop.errors import DiskFull, TryAgain
from workshop.store import threads
from workshop.store.connections import Connections, Locked, fail_if_locked
from workshop.store.pace import Pace

T = TypeVar("T")
Verb = Callable[[Connection], Any]
# Primary result codes of SQLite; a quota or a limit of file size gives IOERR.
_DISK_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR}


def is_disk_full(error: BaseException) -> bool:
    """Return whether this error, or one that caused it, is SQLite's for a disk that is full or not writable."""
    seen: BaseException | None = error
    while seen is not None:
        found = seen.orig if isinstance(seen, DBAPIError) else seen
        if isinstance(found, sqlite3.Error) and getattr(found, "sqlite_errorcode", 0) & 0xFF in _DISK_FULL:
            return True
        seen = seen.__cause__ or seen.__context__
    return False


class Commits:
    """`trouble` is "disk_full" from the first write that fails so until one succeeds.

    `checkpointing`: the disk is busy, so commits run in the pool.
    """

    def __init__(self, engine: Engine) -> None:
        self.trouble: str | None = None
        self.checkpointing = False
        self.pace = Pace()
        self._sqlite = engine.dialect.name == "sqlite"
        self._connections = Connections(engine.execution_options(laena_writes=True))
        self._queue: list[_Pending] = []
        self._lock = threading.Lock()
        self._committing = False

    def transact(self, verb: Callable[[Connection], T], order: str, brief: bool) -> T:
        """See Database.transact."""
        pending = _Pending(verb, order, brief)
        with self._lock:
            self._queue.append(pending)
            pending.leads = not self._committing
            self._committing = True
            woken = None if pending.leads else pending.wait_for_turn()
        if woken is not None:
            woken.wait()
        if pending.leads:
            self._commit_queue()
        if pending.error is not None:
            raise pending.error
        if not pending.committed:  # the process ends: the write may be lost
            raise TryAgain
        return pending.answer  # type: ignore[no-any-return]

    def close(self) -> None:
        self._connections.close()

    def _commit_queue(self) -> None:
        """Commit all that is queued, then make the first that came meanwhile the leader."""
        with self._lock:
            batch, self._queue = self._queue, []
        pool = threads.pool()
        try:
            if pool is None:
                self._commit(batch)
            elif not self._commit_here(batch):
                pool.apply(self._commit, (batch,))
        finally:
            with self._lock:
                if self._queue:
                    self._queue[0].leads = True
                    self._queue[0].wake()
                else:
                    self._committing = False
            for pending in batch:
                pending.wake()

    def _commit_here(self, batch: list[_Pending]) -> bool:
        """Commit in this greenlet if that is brief; return whether it did."""
        quick = self.pace.quick and not self.checkpointing if self._sqlite else True
        if not quick or not all(pending.brief for pending in batch):
            return False
        try:
            self._commit(batch, at_once=self._sqlite)
        except Locked:
            return False
        return True

    def _commit(self, batch: list[_Pending], at_once: bool = False) -> None:
        """Commit the batch. `at_once`: raises Locked, before any change, if another process has the write lock."""
        try:
            with self._connections.borrow() as connection:
                if at_once:
                    fail_if_locked(connection)
                with connection.begin():
                    for pending in sorted(batch, key=lambda each: each.order):
                        _try(connection, pending, alone=len(batch) == 1)
                    written = time.perf_counter()
                self.pace.record(time.perf_counter() - written)
        except Locked:
            raise
        except Exception as error:
            for pending in batch:
                pending.error = pending.error or _as_refusal(error)
        if all(pending.error is None for pending in batch):
            self.trouble = None
        for pending in batch:
            if isinstance(pending.error, DiskFull):
                self.trouble = pending.error.code
            pending.committed = pending.error is None


def _try(connection: Connection, pending: _Pending, alone: bool) -> None:
    """Run the verb; an error rolls back this verb only. Raises where the whole transaction is rolled back with it."""
    if not alone:
        connection.exec_driver_sql("SAVEPOINT verb")
    try:
        pending.answer = pending.context.run(pending.verb, connection)
    except Exception as error:
        pending.error = _as_refusal(error)
        raw = connection.connection.dbapi_connection
        # SQLite rolls back the whole transaction by itself on a full disk.
        if alone or (isinstance(raw, sqlite3.Connection) and not raw.in_transaction):
            raise
        connection.exec_driver_sql("ROLLBACK TO SAVEPOINT verb")
    if not alone:
        connection.exec_driver_sql("RELEASE SAVEPOINT verb")


def _as_refusal(error: Exception) -> Exception:
    """Return the error, or DiskFull in its place."""
    if not is_disk_full(error):
        return error
    refusal = DiskFull()
    refusal.__cause__ = error
    return refusal


class _Pending:
    """A verb that waits for its commit."""

    def __init__(self, verb: Verb, order: str, brief: bool) -> None:
        self.verb = verb
        self.order = order
        self.brief = brief
        self.context = copy_context()
        self.answer: Any = None
        self.error: Exception | None = None
        self.committed = False
        self.leads = False
        self._woken: threading.Event | None = None

    def wait_for_turn(self) -> threading.Event:
        """Return an event that is set when the verb is committed or leads (under gevent, patched, gevent's)."""
        self._woken = threading.Event()
        return self._woken

    def wake(self) -> None:
        if self._woken is not None:
            self._woken.set()
