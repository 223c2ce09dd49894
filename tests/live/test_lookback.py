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
