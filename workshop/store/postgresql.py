"""PostgreSQL: separate pools of connections for reads and writes, and waiting without a thread."""

import time
from collections.abc import Mapping
from typing import Any

import gevent
from gevent import socket
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, InvalidatePoolError

from workshop.store import threads

# Notice a lost PostgreSQL after seconds; the system's defaults take a quarter of an hour.
_TIMEOUTS = {
    "connect_timeout": 5,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 15_000,
}
# A process makes one commit at a time, and reads take a millisecond each.
_WRITING, _READING = 2, 8
# Read connections are pinged after so long: each time would take longer than most reads, which can be repeated. Commits
# cannot, so their connections are pinged each time.
_IDLE_SECONDS = 5.0
# Notes of a connection: when it was last returned, and its cursor.
_RETURNED_AT, _CURSOR = "laena_returned_at", "laena_cursor"
# By psycopg's bits: 1 to read, 2 to write.
_WAITS = {1: socket.wait_read, 2: socket.wait_write, 3: socket.wait_readwrite}


def write_engine(url: str) -> Engine:
    """Return the engine for transactions."""
    return _engine(url, _WRITING, max_overflow=4, pool_pre_ping=True)


def read_engine(url: str) -> Engine:
    """Return the engine for brief reads, without transactions: each statement sees what is committed when it begins."""
    engine = _engine(url, _READING, max_overflow=0, isolation_level="AUTOCOMMIT", skip_autocommit_rollback=True)

    @event.listens_for(engine, "checkin")
    def _on_checkin(_raw: object, record: Any) -> None:
        record.info[_RETURNED_AT] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _on_checkout(raw: Any, record: Any, _fairy: object) -> None:
        if time.monotonic() - record.info.get(_RETURNED_AT, time.monotonic()) < _IDLE_SECONDS:
            return
        try:
            engine.dialect.do_ping(raw)
        except engine.dialect.dbapi.OperationalError as error:  # type: ignore[union-attr]
            raise InvalidatePoolError from error  # the whole pool is replaced

    return engine


def hold_still(connection: Connection) -> None:
    """Let the statements until this connection is returned all see the same moment, as a report's or a check's must."""
    connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _engine(url: str, size: int, **options: Any) -> Engine:
    engine = create_engine(url, pool_size=size, pool_use_lifo=True, connect_args=_TIMEOUTS, **options)

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
            connection.exec_driver_sql("SELECT 1")  # SQLAlchemy notices, invalidates and raises
        raise DBAPIError.instance(text, None, error, base, hide_parameters=True, dialect=connection.dialect) from error
    except BaseException:  # as in `_until`
        connection.invalidate()
        raise


def _connection_class() -> Any:
    """Return psycopg's connection class for a process on gevent."""
    # optional: laena[postgresql]
    import psycopg

    class Connection(psycopg.Connection[Any]):
        def wait(self, gen: Any, *given: Any, **named: Any) -> Any:
            """Let other greenlets run until PostgreSQL has answered."""
            if not gevent.get_hub().main_hub or given or named:
                return super().wait(gen, *given, **named)
            try:
                ready = next(gen)
                while True:
                    self._until(ready)
                    # libpq checks by itself what is really ready: nothing here blocks.
                    ready = gen.send(ready)
            except StopIteration as end:
                return end.value

        def _until(self, ready: int) -> None:
            try:
                _WAITS[ready](self.pgconn.socket)
            except BaseException:  # the greenlet was killed: nobody else may read this answer
                self.pgconn.finish()
                raise

    return Connection
