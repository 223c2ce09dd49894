"""The one writer: it groups what has queued into one commit, and answers after the commit that holds it.

Under gevent a commit would hold up every socket for as long as the disk takes, so it is made in gevent's pool of real
threads. Requests that arrive during a commit form the next one; none is ever made to wait for company. To hand a verb
over and to wait for one's turn to go on takes longer than a commit on a quick disk, though: there a brief verb is
committed on the spot, as long as nobody else writes. So it is on PostgreSQL, which is waited for without a thread.
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
from workshop.store.connections import Connections, Taken, take_at_once
from workshop.store.pace import Pace

T = TypeVar("T")
Verb = Callable[[Connection], Any]
# Primary result codes of SQLite: FULL; READONLY; IOERR, which is what a quota or a file size limit gives.
_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR}


def no_room(error: BaseException) -> bool:
    """Whether SQLite could not write because the disk is full or not writable: this error, or one that led to it."""
    seen: BaseException | None = error
    while seen is not None:
        found = seen.orig if isinstance(seen, DBAPIError) else seen
        if isinstance(found, sqlite3.Error) and getattr(found, "sqlite_errorcode", 0) & 0xFF in _NO_ROOM:
            return True
        seen = seen.__cause__ or seen.__context__
    return False


class Commits:
    """`trouble` is "disk_full" from the first write that found no room until one succeeds.

    `folding`: something else is busy with the disk, so that no commit is made where everybody would wait for it.
    """

    def __init__(self, engine: Engine) -> None:
        self.trouble: str | None = None
        self.folding = False
        self.pace = Pace()
        self._keeps_file = engine.dialect.name == "sqlite"
        self._connections = Connections(engine.execution_options(laena_writes=True))
        self._queue: list[_Waiting] = []
        self._guard = threading.Lock()
        self._committing = False

    def transact(self, verb: Callable[[Connection], T], order: str, brief: bool) -> T:
        """See Database.transact."""
        waiting = _Waiting(verb, order, brief)
        with self._guard:
            self._queue.append(waiting)
            waiting.leads = not self._committing
            self._committing = True
            woken = None if waiting.leads else waiting.wait_for_turn()
        if woken is not None:
            woken.wait()
        if waiting.leads:
            self._commit_queue()
        if waiting.error is not None:
            raise waiting.error
        if not waiting.committed:  # this process was told to end in the middle: nobody may believe it is kept
            raise TryAgain
        return waiting.answer  # type: ignore[no-any-return]

    def close(self) -> None:
        self._connections.close()

    def _commit_queue(self) -> None:
        """Commits all that has queued, then hands the lead to the first who came meanwhile."""
        with self._guard:
            batch, self._queue = self._queue, []
        pool = threads.pool()
        try:
            if pool is None:
                self._commit(batch)
            elif not self._on_the_spot(batch):
                pool.apply(self._commit, (batch,))
        finally:
            with self._guard:
                if self._queue:
                    self._queue[0].leads = True
                    self._queue[0].wake()
                else:
                    self._committing = False
            for waiting in batch:
                waiting.wake()

    def _on_the_spot(self, batch: list[_Waiting]) -> bool:
        """Commits here and now where that holds nobody up; answers whether it did."""
        quick = self.pace.quick and not self.folding if self._keeps_file else True
        if not quick or not all(waiting.brief for waiting in batch):
            return False
        try:
            self._commit(batch, at_once=self._keeps_file)
        except Taken:
            return False
        return True

    def _commit(self, batch: list[_Waiting], at_once: bool = False) -> None:
        """`at_once`: raises Taken, and has done nothing, where the write lock is another process's."""
        try:
            with self._connections.one() as connection:
                if at_once:
                    take_at_once(connection)
                with connection.begin():
                    for waiting in sorted(batch, key=lambda each: each.order):
                        _try(connection, waiting, alone=len(batch) == 1)
                    written = time.perf_counter()
                self.pace.took(time.perf_counter() - written)
        except Taken:
            raise
        except Exception as error:
            for waiting in batch:
                waiting.error = waiting.error or _named(error)
        if all(waiting.error is None for waiting in batch):
            self.trouble = None
        for waiting in batch:
            if isinstance(waiting.error, DiskFull):
                self.trouble = waiting.error.code
            waiting.committed = waiting.error is None


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
    """A verb on its way to a commit."""

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
        """Set when it is committed or has the lead: gevent's event under gevent (patched), a thread's elsewhere."""
        self._woken = threading.Event()
        return self._woken

    def wake(self) -> None:
        if self._woken is not None:
            self._woken.set()
