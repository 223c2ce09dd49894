"""Where the commands under test find their data."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.room import Room


@pytest.fixture
def data(room: Room) -> Path:
    """The data folder of the room's application."""
    folder: Path = room.app.extensions["laena.settings"].data
    return folder
