"""An installation as a department has it: the Procfile's commands on PostgreSQL and Valkey, each a real process."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shlex
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from bench.servers import ports
from tests.room import draft
from workshop.domain import phases, workshops
from workshop.feed import Feed
from workshop.messages.incoming import OpenPhase
from workshop.settings import Settings
from workshop.store.database import Database
from workshop.views import boards

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 200.0


def procfile() -> dict[str, str]:
    lines = (ROOT / "Procfile").read_text("utf-8").splitlines()
    return {name.strip(): command.strip() for name, _, command in (line.partition(":") for line in lines if line)}


def argv(command: str) -> list[str]:
    """The command as this checkout runs it: `laena` is the module."""
    words = shlex.split(command)
    assert words[0] == "laena", command
    return [sys.executable, "-m", "workshop.cli", *words[1:]]


def until(true: Callable[[], Any], what: str, seconds: float = PATIENCE) -> Any:
    """What `true` gives as soon as it is true of it. Fails with `what` after so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = true()
        if found:
            return found
        threading.Event().wait(0.05)
    raise AssertionError(f"not within {seconds:.0f} s: {what}")


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


def call(
    port: int, method: str, path: str, body: Any = None, key: str = "", cookie: str = "", **headers: str
) -> Answer:
    """One request over a connection of its own. Raises OSError where nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    given = {"Content-Type": "application/json", **headers}
    if key:
        given["Authorization"] = f"Bearer {key}"
    if cookie:
        given["Cookie"] = cookie
    try:
        sent = body if isinstance(body, str) or body is None else json.dumps(body)
        connection.request(method, path, sent, given)
        response = connection.getresponse()
        text = response.read().decode()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, text)
    except http.client.HTTPException as error:
        raise ConnectionError from error
    finally:
        connection.close()


@dataclass
class Web:
    """`laena web` on a port of its own, as one machine of several."""

    process: subprocess.Popen[bytes]
    port: int

    def ready(self) -> dict[str, Any]:
        with contextlib.suppress(OSError):
            return dict(call(self.port, "GET", "/readyz").json)
        return {}


@dataclass
class Installation:
    """`environment` holds DATABASE_URL and REDIS_URL; each process has a data folder of its own, as on its machine."""

    folder: Path
    environment: dict[str, str]
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @cached_property
    def feed(self) -> Feed:
        return Feed(Database(Settings(database_url=self.environment["DATABASE_URL"]).database))

    def release(self) -> None:
        command = argv(procfile()["release"])
        subprocess.run(command, cwd=ROOT, env=self._env("release"), check=True, timeout=PATIENCE, capture_output=True)

    def web(self, name: str, processes: int = 1) -> Web:
        port = ports.free()
        own = {"LAENA_HOST": "127.0.0.1", "PORT": str(port), "LAENA_PROCESSES": str(processes)}
        return Web(self._start(procfile()["web"], name, own), port)

    def worker(self, name: str) -> subprocess.Popen[bytes]:
        return self._start(procfile()["worker"], name, {})

    def a_workshop(self) -> tuple[str, dict[str, Any]]:
        """A workshop under way: its code and what a phone is told of it."""
        code = self.feed.write(workshops.create, draft())
        first = self.feed.read(boards.board, code, "projector")["phases"][0]
        self.feed.change(code, "facilitator", phases.open_phase, first["id"], OpenPhase())
        return code, self.feed.read(boards.board, code, "projector")

    def output(self) -> str:
        """All that its processes have written, on their logs."""
        return "".join(log.read_text() for log in sorted(self.folder.glob("*.log")))

    def stop(self) -> None:
        for process in self.running:
            kill(process)
        self.feed.database.close()

    def _start(self, command: str, name: str, own: dict[str, str]) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                argv(command), cwd=ROOT, env=self._env(name) | own, stdout=log, stderr=log, start_new_session=True
            )
        self.running.append(process)
        return process

    def _env(self, name: str) -> dict[str, str]:
        return {**os.environ, **self.environment, "LAENA_DATA": str(self.folder / name), "PYTHONUNBUFFERED": "1"}


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9 of the process and all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(PATIENCE)
