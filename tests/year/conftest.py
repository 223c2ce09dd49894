"""A department and a province, each with a database and a key of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.year.installations import Office
from workshop.domain.grouper import Grouper
from workshop.settings import Settings

NewOffice = Callable[[str], Office]


@pytest.fixture
def new_office(new_app: Callable[[Settings], Flask], tmp_path: Path) -> NewOffice:
    return lambda name: Office(new_app(Settings(data=tmp_path / name, grouping="off")))


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
