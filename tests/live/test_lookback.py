"""Last year's cards on the sockets: two phones, the console and the projector."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.domain.opinion_table import FORMER
from tests.live.test_opinions import Screens, put
from tests.room import Room
from workshop.domain import lookbacks


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
