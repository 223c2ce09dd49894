"""A demo workshop on a real server, with phones that play in it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.demo.stage import Stage


@pytest.fixture
def stage(app: Flask) -> Iterator[Stage]:
    stage = Stage(app)
    serving = threading.Thread(target=stage.server.serve_forever)
    serving.start()
    yield stage
    stage.stop.set()
    stage.server.shutdown()
    serving.join()
    stage.server.server_close()
