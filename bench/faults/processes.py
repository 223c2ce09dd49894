"""The processes of a deployment: started, killed without a warning, started again, and all ended at the end."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.servers import ports
from workshop.store import folder_lock

STARTS_WITHIN_SECONDS = 120.0
ROOT = Path(__file__).resolve().parents[2]
_SETUP = re.compile(r"https?://\S+/setup/\S+")


class DidNotStart(Exception):
    """A process did not come up; the text is the end of what it said."""


class Web:
    """One web process with the data folder `data`, and with `grouping` its worker beside it."""

    def __init__(self, data: Path, grouping: bool, port: int | None = None) -> None:
        self.data, self.port = data, port or ports.free()
        self.database = f"sqlite:///{(data / 'laena.db').as_posix()}"
        # Beside the data folder, whose disk may be full.
        self.clock, self.said = data.with_suffix(".clock"), data.with_suffix(".log")
        self.environment = {
            **os.environ,
            "LAENA_BENCH_CLOCK": str(self.clock),
            "LAENA_GROUPING": "embedded" if grouping else "off",
            "LAENA_BACKUP_MINUTES": "0",
            "LAENA_LOG_LEVEL": "warning",
            "PYTHONUNBUFFERED": "1",
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pids(self) -> list[int]:
        return [] if self._process is None else [self._process.pid]

    def start(self, migration_seconds: float | None = None) -> None:
        """Returns when it answers. Raises DidNotStart."""
        environment = dict(self.environment)
        if migration_seconds is not None:
            self.environment["LAENA_BENCH_MIGRATION"] = "0"  # from now on the database has that revision
            environment["LAENA_BENCH_MIGRATION"] = str(migration_seconds)
        command = [sys.executable, "-m", "bench.faults.startup", "serve", "--data", str(self.data)]
        command += ["--host", "127.0.0.1", "--port", str(self.port)]
        with self.said.open("ab") as said:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )
        wait_until(self.port, self._process, self.words)

    def kill(self) -> None:
        """As a power cut takes it: nothing of it goes on."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """As the administrator stops it."""
        assert self._process is not None
        self._process.terminate()
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def kill_worker(self) -> bool:
        """False where none runs."""
        pids = [holder["pid"] for holder in folder_lock.holders(self.data) if holder["what"] == "worker"]
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return bool(pids)

    def end(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self.stop()

    def set_clock(self, ms: int) -> None:
        self.clock.write_text(str(ms))

    def words(self) -> str:
        """All that it said, over all its lives."""
        return self.said.read_text("utf-8", "replace") if self.said.exists() else ""

    def setup_link(self) -> str:
        """Where the facilitator begins. Raises DidNotStart where it says nothing of it."""
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while time.monotonic() < deadline:
            found = _SETUP.findall(self.words())
            if found:
                return str(found[-1])
            time.sleep(0.05)
        raise DidNotStart(self.words()[-600:])


def wait_until(port: int, process: subprocess.Popen[bytes], words: Callable[[], str]) -> None:
    """Returns when the server on this port is ready. Raises DidNotStart with what it said last."""
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if _ready(port):
            return
        time.sleep(0.05)
    raise DidNotStart(words()[-600:])


def _ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
