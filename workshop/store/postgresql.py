"""PostgreSQL: its two pools of connections, and waiting for it without a thread.

What asks has a pool of its own: thousands of phones that come at once keep no note waiting.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import gevent
from gevent import socket
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, InvalidatePoolError

from workshop.store import threads

# A PostgreSQL that is cut off is known as such after seconds, not after the quarter of an hour that systems wait.
_SOON = {
    "connect_timeout": 5,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 15_000,
}
# Of each process: one commit is under way at a time, and questions take a millisecond each.
_WRITING, _ASKING = 2, 8
# A connection that nobody had for so long is asked whether it still stands. To ask each time takes longer than most
# questions do, and a question can be asked again; a commit cannot, and there the connection is asked each time.
_IDLE_SECONDS = 5.0
# What is noted of a connection: when it was last given back, and its cursor.
_LAST, _CURSOR = "laena_last", "laena_cursor"
# By psycopg's bits: 1 to read, 2 to write.
_WAITS = {1: socket.wait_read, 2: socket.wait_write, 3: socket.wait_readwrite}


def writing(url: str) -> Engine:
    """For transactions."""
    return _engine(url, _WRITING, max_overflow=4, pool_pre_ping=True)


def asking(url: str) -> Engine:
    """For questions: each statement sees what was committed when it began, in a transaction or not, so that there is
    none to begin and to end."""
    engine = _engine(url, _ASKING, max_overflow=0, isolation_level="AUTOCOMMIT", skip_autocommit_rollback=True)

    @event.listens_for(engine, "checkin")
    def _given_back(_raw: object, record: Any) -> None:
        record.info[_LAST] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _taken(raw: Any, record: Any, _fairy: object) -> None:
        if time.monotonic() - record.info.get(_LAST, time.monotonic()) < _IDLE_SECONDS:
            return
        try:
            engine.dialect.do_ping(raw)
        except engine.dialect.dbapi.OperationalError as error:  # type: ignore[union-attr]
            raise InvalidatePoolError from error  # the others are no better: new ones are made

    return engine


def _engine(url: str, size: int, **options: Any) -> Engine:
    engine = create_engine(url, pool_size=size, pool_use_lifo=True, connect_args=_SOON, **options)

    @event.listens_for(engine, "do_connect")
    def _connect(_dialect: object, _record: object, given: tuple[Any, ...], named: dict[str, Any]) -> Any:
        return _connection_class().connect(*given, **named) if threads.pool() is not None else None

    return engine


def execute(connection: Connection, text: str, values: Mapping[str, Any]) -> Any:
    """Execute on the driver's own cursor and return it; the connection reuses it for its next statement.

    Raises DBAPIError as SQLAlchemy does.
    """
    cursor = connection.info.get(_CURSOR)
    if cursor is None:
        cursor = connection.info[_CURSOR] = connection.connection.dbapi_connection.cursor()  # type: ignore[union-attr]
    base = connection.dialect.dbapi.Error  # type: ignore[union-attr]
    try:
        return cursor.execute(text, values)
    except base as error:
        if cursor.connection.closed:
            connection.exec_driver_sql("SELECT 1")  # SQLAlchemy finds that out, draws its conclusions, and raises
        raise DBAPIError.instance(text, None, error, base, hide_parameters=True, dialect=connection.dialect) from error
    except BaseException:  # as in `_until`
        connection.invalidate()
        raise


def _connection_class() -> Any:
    """psycopg's connection for a process on gevent. It is asked for only where PostgreSQL is used."""
    # optional: laena[postgresql]
    import psycopg

    class Connection(psycopg.Connection[Any]):
        def wait(self, gen: Any, *given: Any, **named: Any) -> Any:
            """Lets other greenlets go on until PostgreSQL has answered."""
            if not gevent.get_hub().main_hub or given or named:
                return super().wait(gen, *given, **named)
            try:
                ready = next(gen)
                while True:
                    self._until(ready)
                    # Told of more than there is, libpq finds out: nothing that it does here blocks.
                    ready = gen.send(ready)
            except StopIteration as end:
                return end.value

        def _until(self, ready: int) -> None:
            try:
                _WAITS[ready](self.pgconn.socket)
            except BaseException:  # this greenlet was told to end: what PostgreSQL would answer is for nobody else
                self.pgconn.finish()
                raise

    return Connection
