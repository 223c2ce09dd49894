"""A demo workshop on a real server, with phones that play in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.demo.stage import Stage
from tests.serving import looped


@pytest.fixture
def stage(app: Flask) -> Iterator[Stage]:
    stage = Stage(app)
    with looped(stage.server):
        yield stage
        stage.stop.set()
    stage.server.server_close()
