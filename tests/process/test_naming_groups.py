"""The server names groups of anonymous phases by the clock, whatever happens to its database meanwhile."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from tests.domain.test_identity import Hall, others
from workshop import feed as feeds
from workshop.domain import identity
from workshop.feed import Feed, now_ms
from workshop.process.upkeep import Upkeep
from workshop.settings import Settings

MINUTE = 60_000


class Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ahead = 0
        for module in (identity, feeds):
            monkeypatch.setattr(module, "now_ms", lambda: now_ms() + self.ahead)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def upkeep(feed: Any, folder: Path) -> Upkeep:
    return Upkeep(Settings(data=folder), feed, SimpleNamespace(), lambda work, *given: work(*given), lambda _s: None)


def test_a_database_that_does_not_answer_is_asked_again(feed: Feed, clock: Clock, tmp_path: Path) -> None:
    hall = Hall(feed)
    hall.write(5, 0, "คูน")
    hall.close(grace=10)
    clock.ahead = 11 * MINUTE
    answers = iter([OperationalError("", {}, Exception("gone")), None])

    class Away:
        change = feed.change

        def read(self, query: Any) -> Any:
            if no := next(answers):
                raise no
            return feed.read(query)

    chore = upkeep(Away(), tmp_path)
    chore.name_groups()
    assert others(hall) == {"คูน"}
    chore.name_groups()
    assert others(hall) == set()


def test_late_notes_after_the_clock_was_set_back_are_named_too(feed: Feed, clock: Clock, tmp_path: Path) -> None:
    hall = Hall(feed)
    clock.ahead = 60 * MINUTE
    hall.write(5, 0, "คูน")
    hall.close(grace=10)
    clock.ahead += 11 * MINUTE
    chore = upkeep(feed, tmp_path)
    chore.name_groups()
    assert others(hall) == set()
    clock.ahead = 0  # the laptop was an hour ahead
    hall.send(hall.join(0), "มาช้า", run=1)
    chore.name_groups()
    assert others(hall) == {"มาช้า"}
    clock.ahead = 72 * MINUTE
    chore.name_groups()
    assert feed.read(identity.sealed_in, hall.workshop_id) == frozenset()
