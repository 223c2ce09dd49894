"""The console of a demo: its pace and once more from the start; no other workshop has them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.room import Desk, Room, draft, helper_of
from workshop.domain import demos


@pytest.fixture
def demo(room: Room) -> Desk:
    desk = Desk(room.app, room.feed.write(demos.create, draft(), ["a" * 32]))
    desk.use(room.desk.token)
    return desk


def now(desk: Desk) -> Any:
    answer = desk.client.get(f"/api/w/{desk.code}/demo").get_json()
    return {name: answer[name] for name in ("pace", "again", "next")}


def test_the_pace_is_chosen_and_another_play_asked_for_once(room: Room, demo: Desk) -> None:
    assert 'id="demo"' in demo.client.get(f"/workshops/{demo.code}").text
    assert now(demo) == {"pace": 1.0, "again": False, "next": ""}
    assert demo.call("/demo/pace", {"pace": 0.5}).get_json()["pace"] == 0.5
    for _twice in range(2):
        assert demo.call("/demo/again").status_code == 200
    assert now(demo) == {"pace": 0.5, "again": True, "next": ""}
    fresh = room.feed.write(demos.create, draft(), ["b" * 32])
    room.feed.write(demos.follow, demo.code, fresh)
    room.feed.write(demos.end, demo.code)
    assert now(demo) == {"pace": 0.5, "again": True, "next": fresh}, "also once its participants have left"
    assert room.feed.read(demos.playing, fresh) == {"pace": 0.5, "again": False, "next": ""}


@pytest.mark.parametrize("wrong", [{}, {"pace": None}, {"pace": "fast"}, {"pace": 0}, {"pace": 3}, {"pace": 1e9}])
def test_a_pace_that_is_none_is_refused_and_changes_nothing(demo: Desk, wrong: dict[str, Any]) -> None:
    assert demo.call("/demo/pace", wrong).status_code == 422
    assert now(demo)["pace"] == 1.0


def test_no_other_workshop_has_them_nor_a_demo_that_ended_nor_a_helper(room: Room, demo: Desk) -> None:
    assert 'id="demo"' not in room.desk.client.get(f"/workshops/{room.code}").text
    for path, body in (("/demo/pace", {"pace": 2}), ("/demo/again", {})):
        assert room.desk.call(path, body).status_code == 404
        assert helper_of(room, "lead").call(path, body).status_code == 403
    room.feed.write(demos.end, demo.code)
    assert demo.call("/demo/again").status_code == 404
    assert 'id="demo"' not in demo.client.get(f"/workshops/{demo.code}").text
