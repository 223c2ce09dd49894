"""How long a timer runs, and what is impossible once nothing remains of it."""

from __future__ import annotations

import pytest

from tests.room import Room

DAY = 24 * 3600


def test_a_timer_takes_a_second_to_a_day(room: Room) -> None:
    for seconds in (1, DAY):
        assert room.desk.call("/timer", {"action": "start", "seconds": seconds}).status_code == 200
        assert room.desk.board()["timer"]["seconds"] == seconds


@pytest.mark.parametrize("seconds", [0, -1, DAY + 1, 10**30])
def test_no_time_and_more_than_a_day_are_refused_in_words_and_change_nothing(room: Room, seconds: int) -> None:
    room.desk.call("/timer", {"action": "start", "seconds": 60})
    before = room.desk.board()["timer"]
    refused = room.desk.call("/timer", {"action": "start", "seconds": seconds})
    assert refused.status_code == 422
    assert refused.get_json()["error"] == "timer_length"
    assert "1,440 นาที" in refused.get_json()["message"]
    assert room.desk.board()["timer"] == before


@pytest.mark.parametrize("seconds", ["many", 1.5, None])
def test_what_is_no_number_changes_nothing(room: Room, seconds: object) -> None:
    assert room.desk.call("/timer", {"action": "start", "seconds": seconds}).status_code == 422
    assert room.desk.board()["timer"] is None


def test_minutes_that_are_added_do_not_go_beyond_a_day(room: Room) -> None:
    room.desk.call("/timer", {"action": "start", "seconds": DAY})
    room.desk.call("/timer", {"action": "pause"})
    assert room.desk.call("/timer", {"action": "add", "seconds": DAY}).status_code == 422
    assert room.desk.board()["timer"]["seconds"] == DAY


def test_a_timer_that_has_ended_neither_pauses_nor_goes_on(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.desk.call("/timer", {"action": "start", "seconds": 1})
    ended = room.desk.board()["timer"]
    monkeypatch.setattr("workshop.feed.now_ms", lambda: ended["ends_at"] + 1)
    room.desk.call("/timer", {"action": "pause"})
    assert room.desk.board()["timer"] == ended
    room.desk.call("/timer", {"action": "add", "seconds": 60})
    assert room.desk.board()["timer"]["ends_at"] == ended["ends_at"] + 1 + 60_000
