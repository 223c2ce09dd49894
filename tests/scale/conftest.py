from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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


class Lasting:
    """The department that tests in a row share: started for the first of them, ended behind the last."""

    def __init__(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        self._folders, self._open = tmp_path_factory, ExitStack()
        self._started: Department | None = None

    def department(self) -> Department:
        self._started = self._started or self._open.enter_context(started(self._folders.mktemp("department")))
        self._started.ready()
        return self._started

    def end(self) -> None:
        self._started = None
        self._open.close()


@contextmanager
def started(folder: Path) -> Iterator[Department]:
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


@pytest.fixture(scope="session")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lasting]:
    lasting = Lasting(tmp_path_factory)
    yield lasting
    lasting.end()


@pytest.fixture
def department(lasting: Lasting) -> Department:
    """The department with all its parts at work."""
    return lasting.department()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """End the department when no test waits for it: idle, it would take a twentieth of the machine."""
    wants = [one is not None and "department" in getattr(one, "fixturenames", ()) for one in (item, nextitem)]
    if wants == [True, False] and (lasting := item.funcargs.get("lasting")):  # type: ignore[attr-defined]
        lasting.end()
