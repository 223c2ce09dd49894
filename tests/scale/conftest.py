from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.postgres import PostgreSQL
from tests.room import _set_password
from tests.scale.installation import Installation, Web, until
from tests.scale.people import sign_in
from tests.scale.servers import Valkey

if sys.platform == "win32":
    collect_ignore_glob = ["test_*.py"]


@dataclass
class Department:
    """Two machines with a web process and a worker each, one PostgreSQL and one Valkey."""

    installation: Installation
    postgres: PostgreSQL
    valkey: Valkey
    webs: tuple[Web, Web]
    cookie: str

    @property
    def a(self) -> Web:
        return self.webs[0]

    @property
    def b(self) -> Web:
        return self.webs[1]

    def ready(self) -> None:
        for web in self.webs:
            until(lambda web=web: web.ready().get("status") == "ok", f"{web.port} ready")


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Department]:
    folder: Path = tmp_path_factory.mktemp("department")
    postgres, valkey = PostgreSQL(), Valkey()
    valkey.start()
    installation = Installation(folder, {"DATABASE_URL": postgres.url, "REDIS_URL": valkey.url})
    try:
        installation.release()
        installation.feed.write(_set_password)
        webs = installation.web("a"), installation.web("b")
        installation.worker("worker-a")
        installation.worker("worker-b")
        for web in webs:
            until(lambda web=web: web.ready().get("ok"), f"{web.port} takes notes")
        yield Department(installation, postgres, valkey, webs, sign_in(webs[0]))
    finally:
        installation.stop()
        valkey.stop()
        postgres.close()


@pytest.fixture
def department(started: Department) -> Department:
    """The department with all its parts at work."""
    started.ready()
    return started
