"""How long a timer runs, and what is impossible once nothing remains of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.room import Room
from workshop.domain import phases, timers
from workshop.messages.incoming import PhaseDraft, SetTimer

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


def start(room: Room, seconds: int = 300) -> None:
    assert room.desk.call("/timer", {"action": "start", "seconds": seconds}).status_code == 200


def timer(room: Room) -> Any:
    return room.desk.board()["timer"]


def phase(room: Room, place: int) -> str:
    return f"/phases/{room.desk.board()['phases'][place]['id']}"


@pytest.mark.parametrize("step", ["open the next", "close it", "end the workshop", "take it off the agenda"])
def test_a_timer_ends_with_the_phase_in_which_it_was_started(room: Room, step: str) -> None:
    start(room)
    before = room.desk.board()["seq"]
    if step == "open the next":
        room.desk.call(f"{phase(room, 1)}/open", {"only": True})
    elif step == "close it":
        room.desk.call(f"{phase(room, 0)}/close")
    elif step == "end the workshop":
        room.desk.post(f"/workshops/{room.code}/endings/end")
    else:
        later = PhaseDraft(title="อื่น", question="", categories=["อื่น"])
        room.feed.change(room.code, "facilitator", phases.replace, [later])
    assert timer(room) is None
    assert room.desk.board(since=before)["timer"] is None, "screens are told"
    assert room.phone.state()["timer"] is None


def test_a_timer_goes_on_while_one_of_its_phases_is_open(room: Room) -> None:
    room.desk.call(f"{phase(room, 1)}/open", {"only": False})
    start(room)
    room.desk.call("/timer", {"action": "pause"})
    room.desk.call("/timer", {"action": "resume"})
    room.desk.call("/timer", {"action": "add", "seconds": 60})
    room.desk.call(f"{phase(room, 0)}/close")
    assert timer(room)["seconds"] == 360
    assert timer(room).keys() == {"running", "ends_at", "seconds", "left"}
    room.desk.call(f"{phase(room, 1)}/close")
    assert timer(room) is None


def test_a_timer_of_a_break_outlasts_phases_but_not_the_workshop(room: Room) -> None:
    room.desk.call(f"{phase(room, 0)}/close")
    start(room)
    room.desk.call(f"{phase(room, 1)}/open", {"only": True})
    room.desk.call(f"{phase(room, 1)}/close")
    assert timer(room)["seconds"] == 300
    room.desk.post(f"/workshops/{room.code}/endings/end")
    assert timer(room) is None


def test_undo_brings_it_back_with_its_phase_and_redo_ends_it_again(room: Room) -> None:
    start(room)
    running = timer(room)
    room.desk.call(f"{phase(room, 1)}/open", {"only": True})
    before = room.desk.board()["seq"]
    assert room.desk.call("/undo").status_code == 200
    assert timer(room) == running
    assert room.desk.board(since=before)["timer"] == running
    assert room.desk.call("/redo").status_code == 200
    assert timer(room) is None


def test_undo_brings_back_none_that_has_run_out_and_ends_one_of_a_phase_that_closes_again(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(room)
    ends_at = timer(room)["ends_at"]
    room.desk.call(f"{phase(room, 1)}/open", {"only": True})
    with monkeypatch.context() as later:
        later.setattr("workshop.feed.now_ms", lambda: ends_at + 1)
        assert room.desk.call("/undo").status_code == 200
    assert room.desk.board()["phases"][0]["state"] == "open"
    assert timer(room) is None
    start(room)
    first = timer(room)
    room.desk.call(f"{phase(room, 1)}/open", {"only": True})
    room.feed.change(room.code, "another", timers.set_timer, SetTimer(action="start", seconds=77))
    assert room.desk.call("/undo").status_code == 200
    assert timer(room) == first, "the phase of the newer one is closed again"


def test_undo_keeps_a_newer_timer_whose_phase_stays_open(room: Room) -> None:
    start(room)
    assert room.desk.call(f"{phase(room, 1)}/open", {"only": False}).status_code == 200
    room.desk.call(f"{phase(room, 0)}/close")
    assert timer(room) is None
    room.feed.change(room.code, "another", timers.set_timer, SetTimer(action="start", seconds=77))
    assert room.desk.call("/undo").status_code == 200
    assert timer(room)["seconds"] == 77
