from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from tests.room import Room

CLOCK = itertools.count(1)


@pytest.fixture
def deliver(room: Room) -> Callable[[], None]:
    """One round of delivery, far enough after the last that nothing is held back."""
    delivery = room.app.extensions["laena.delivery"]
    return lambda: delivery.round(next(CLOCK) * 10.0)
