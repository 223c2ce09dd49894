"""When a facilitator erases a note's words, its writer's phone fetches the reason, and no screen shows the words."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.live.listening import heard, phone_socket
from tests.room import Room


@pytest.mark.parametrize("sharing", ["own", "everyone"])
def test_the_writers_phone_is_sent_for_the_reason_and_others_receive_no_words(
    room: Room, deliver: Callable[[], None], sharing: str
) -> None:
    room.desk.call("/sharing", {"sharing": sharing})
    note = room.phone.note("คุณสมมุติรับเงิน")["id"]
    writer, other = (phone_socket(room, phone) for phone in (room.phone, room.other))
    deliver()
    for client in (writer, other):
        client.get_received()
    since = room.phone.state()["seq"]
    assert room.desk.call(f"/notes/{note}/erase", {"reason": "มีชื่อบุคคล"}).status_code == 200
    deliver()
    for client in (writer, other):  # each phone knows which are its own; the server does not
        events = heard(client, "notes")
        assert [event["answered"] for event in events if "answered" in event] == [[note]]
        assert "คุณสมมุติ" not in json.dumps(events, ensure_ascii=False)
    (own,) = room.phone.state(since)["notes"]
    assert (own["text"], own["erased"]) == ("", "มีชื่อบุคคล")
    state = room.other.state()
    assert (state["notes"], state["shared"] or []) == ([], [])
