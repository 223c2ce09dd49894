"""Last year's cards on the sockets: two phones, the console and the projector."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.domain.opinion_table import FORMER
from tests.live.test_opinions import Screens, put
from tests.room import Room
from workshop.domain import lookbacks
from workshop.messages.lookback import SetCardStatus


def test_cards_open_are_answered_and_close_on_every_screen(room: Room, deliver: Callable[[], None]) -> None:
    screens = Screens(room, deliver)
    lookback = room.feed.change(room.code, "facilitator", lookbacks.open_former, FORMER)
    for screen, shown in screens.last("lookback").items():
        assert [card["what"] for card in shown["cards"]] == ["อบรมบัญชีครัวเรือน", "ขุดลอกคลอง", "ซ่อมถนน"], screen
    put(room.other, "/card", lookback_id=lookback, card="1", value="doing")
    told = {screen: each for screen, each in screens.last("lookback").items() if each != "nothing"}
    assert {"console", "projector"} <= set(told)
    assert all(each["cards"][0]["counts"] is None for each in told.values())
    room.desk.call("/lookback/close")
    closed = screens.last("lookback")
    assert {each["state"] for each in closed.values()} == {"closed"}
    assert room.other.key not in json.dumps(closed)
    room.desk.call("/lookback/clear")
    assert set(screens.last("lookback").values()) == {None}


def test_phones_are_sent_no_cards_for_answers_that_they_do_not_show(room: Room, deliver: Callable[[], None]) -> None:
    screens = Screens(room, deliver)

    def heard_by(*names: str) -> list[Any]:
        told = screens.last("lookback")
        return [told[name] for name in names]

    lookback = room.feed.change(room.code, "facilitator", lookbacks.open_former, FORMER)
    assert "nothing" not in heard_by("reader", "writer", "console")
    for phone, value in ((room.other, "doing"), (room.phone, "done"), (room.other, "dropped")):
        put(phone, "/card", lookback_id=lookback, card="1", value=value)
        assert heard_by("reader", "writer") == ["nothing", "nothing"]
    room.desk.call("/lookback/close")
    assert [shown["cards"][0]["answers"] for shown in heard_by("reader", "writer")] == [2, 2]
    status = SetCardStatus(lookback_id=lookback, card="1", status="done", was="")
    room.feed.change(room.code, "facilitator", lookbacks.set_status, status)
    assert [shown["cards"][0]["status"] for shown in heard_by("reader", "writer")] == ["done", "done"]


def test_a_timer_brings_no_screen_the_cards_again_and_a_phone_that_asks_has_them(
    room: Room, deliver: Callable[[], None]
) -> None:
    screens = Screens(room, deliver)
    lookback = room.feed.change(room.code, "facilitator", lookbacks.open_former, FORMER)
    assert "nothing" not in screens.last("lookback").values()
    seen = room.phone.state()["seq"]
    assert room.phone.state(seen - 1)["lookback"]["id"] == lookback
    put(room.other, "/card", lookback_id=lookback, card="1", value="doing")
    screens.listened()
    room.desk.call("/timer", {"action": "start", "seconds": 300})
    told = screens.listened()
    assert all("timer" in deltas[-1] for deltas in told.values())
    assert not [screen for screen, deltas in told.items() if any("lookback" in delta for delta in deltas)]
    assert "lookback" not in room.phone.state(seen)
    assert room.phone.state()["lookback"]["id"] == lookback


def test_the_projector_is_sent_cards_that_were_chosen_for_it_again_only_when_they_change(
    room: Room, deliver: Callable[[], None]
) -> None:
    screens = Screens(room, deliver)
    lookback = room.feed.change(room.code, "facilitator", lookbacks.open_former, FORMER)
    room.desk.call("/show", {"what": "asked", "id": f"lookback-{lookback}"})
    assert screens.last("asked_shown")["projector"]["id"] == lookback
    room.desk.call("/timer", {"action": "start", "seconds": 300})
    assert screens.last("asked_shown")["projector"] == "nothing"
    room.desk.call("/lookback/close")
    assert screens.last("asked_shown")["projector"]["state"] == "closed"
    assert room.desk.board(view="projector")["asked_shown"]["state"] == "closed"
