"""The servers of a run, as processes of their own, on loopback alone."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from bench.clients.wire import Host
from bench.servers import cost, ports
from workshop.demo.serving import Serving


@cache
def compile_modules() -> None:
    """Write the bytecode of the server's modules; once, as nobody changes them meanwhile."""
    subprocess.run([sys.executable, "-c", "import workshop.process.server"], check=True)


@contextlib.contextmanager
def environment(**values: str) -> Iterator[None]:
    """For the processes that are started inside: only these settings of Laena's, and modules compiled beforehand.

    A server that compiles its modules leaves free memory behind, from which its phones then take 20 kB each unmeasured.
    """
    kept = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("LAENA_") or name in ("DATABASE_URL", "REDIS_URL")]:
        del os.environ[name]
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.update(values)
    compile_modules()
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


class House(Protocol):
    """`database` is SQLAlchemy's address; `hosts` are where phones may connect, all alike."""

    base: str
    setup_link: str
    database: str
    hosts: list[Host]

    def web(self) -> list[int]:
        """Process ids of what answers phones."""

    def workers(self) -> list[int]:
        """Process ids of what groups notes."""

    def stores(self) -> list[int]:
        """Process ids of the database and the queue, where they are processes."""

    def end(self) -> None: ...


@dataclass
class Laptop:
    """`laena serve` on SQLite, its worker beside it: one command."""

    data: Path
    grouping: str = "embedded"
    hosts: list[Host] = field(default_factory=list)

    def __post_init__(self) -> None:
        with environment(LAENA_GROUPING=self.grouping):
            self._serving = Serving(ports.free(), self.data, lambda _line: None)
        try:
            self._serving.wait_until_ready()
        except BaseException:
            self._serving.end()
            raise
        self.base, self.setup_link = self._serving.base, self._serving.setup_link
        self.database = f"sqlite:///{(self.data / 'laena.db').as_posix()}"
        self.hosts = [Host(urlsplit(self.base).port or 0)]

    def web(self) -> list[int]:
        return [self._serving.pid]

    def workers(self) -> list[int]:
        return cost.children(self._serving.pid, "worker")

    def stores(self) -> list[int]:
        return []

    def end(self) -> None:
        self._serving.end()
