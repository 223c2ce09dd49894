"""Events carry JSON alone: what a client sends as bytes is no part of them, and what it is sent is text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.live.listening import listen
from tests.room import Room
from workshop.live.frames import JsonEvent


def test_a_boards_delta_is_one_text_packet_in_thai_letters(room: Room, deliver: Callable[[], None]) -> None:
    console = listen(room, "console", room.desk.client)
    deliver()
    console.get_received()
    note = room.phone.note("น้ำไม่ไหลทั้งตำบล")
    deliver()
    (event,) = [each for each in console.get_received() if each["name"] == "changes"]
    assert [each["text"] for each in event["args"][0]["notes"] if each["id"] == note["id"]] == ["น้ำไม่ไหลทั้งตำบล"]
    whole = JsonEvent(data=["changes", {"text": "น้ำ"}]).encode()
    assert isinstance(whole, str)
    assert "น้ำ" in whole


def test_bytes_in_an_event_are_refused_rather_than_sent_beside_it() -> None:
    with pytest.raises(TypeError):
        JsonEvent(data=["changes", {"text": b"raw"}]).encode()
