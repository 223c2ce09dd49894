"""A department and a province, each with a database and a key of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask

from tests.year.installations import Office
from workshop.domain.grouper import Grouper
from workshop.settings import Settings

NewOffice = Callable[[str], Office]


@pytest.fixture
def new_database(database_kind: str, request: pytest.FixtureRequest) -> Iterator[Callable[[], str]]:
    """Returns the address of a database of its own on PostgreSQL, "" on SQLite."""
    with ExitStack() as lent:
        if database_kind == "sqlite":
            yield lambda: ""
        else:
            migrated = request.getfixturevalue("migrated")
            yield lambda: lent.enter_context(migrated.lent())


@pytest.fixture
def new_office(new_database: Callable[[], str], new_app: Callable[[Settings], Flask], tmp_path: Path) -> NewOffice:
    def make(name: str) -> Office:
        chosen = Settings(data=tmp_path / name, grouping="off")
        return Office(new_app(chosen.model_copy(update={"database_url": new_database()})))

    return make


@pytest.fixture
def department(new_office: NewOffice) -> Office:
    return new_office("department")


@pytest.fixture
def province(new_office: NewOffice) -> Office:
    return new_office("province")


@pytest.fixture(scope="module")
def grouper() -> Grouper:
    """It remembers only what it has read."""
    return Grouper()
