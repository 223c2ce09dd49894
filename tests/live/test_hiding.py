"""Several notes hidden at once, live: they leave every screen, and their writers read why."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.live.listening import heard, listen, phone_socket
from tests.room import Room, helper_of

Deliver = Callable[[], None]


def asked(room: Room, *ids: str, **more: Any) -> dict[str, Any]:
    return {"notes": list(ids), "reason": "rude", "seq": room.desk.board()["seq"], **more}


@pytest.mark.parametrize("sharing", ["everyone", "own"])
def test_they_leave_wall_and_phones_and_the_writer_alone_is_sent_the_reason(
    room: Room, deliver: Deliver, sharing: str
) -> None:
    room.desk.call("/sharing", {"sharing": sharing})
    one, two = room.phone.note("หนึ่ง"), room.other.note("สอง")
    projector = listen(room, "projector", room.desk.client)
    writer, reader = phone_socket(room, room.phone), phone_socket(room, room.new_phone(0))
    outsider = listen(room.another(), "phone")
    deliver()
    for socket in (projector, writer, reader, outsider):
        socket.get_received()
    since = room.phone.state()["seq"]
    assert room.desk.call("/notes/hide", asked(room, one["id"], two["id"])).get_json()["answer"] == {
        "hidden": 2,
        "changed": 0,
    }
    deliver()
    (delta,) = heard(projector)
    assert set(delta["gone"]) == {one["id"], two["id"]}
    assert one["id"] in json.dumps(writer.get_received())
    assert "rude" not in json.dumps([reader.get_received(), outsider.get_received()])
    (mine,) = room.phone.state(since)["notes"]
    assert (mine["id"], mine["hidden"]) == (one["id"], "rude")
    assert [note["hidden"] for note in room.other.state(since)["notes"]] == ["rude"]
    assert "rude" not in json.dumps(room.desk.board(view="projector"))
    since = room.phone.state()["seq"]
    assert room.desk.call("/undo").status_code == 200
    assert [note.get("hidden") for note in room.phone.state(since)["notes"]] == [None]


def test_helpers_hide_several_and_viewers_phones_and_another_workshop_do_not(room: Room) -> None:
    one, two = room.phone.note("หนึ่ง"), room.phone.note("สอง")
    assert helper_of(room, "helper").call("/notes/hide", asked(room, one["id"])).status_code == 200
    for role in ("viewer", "remote", "scribe"):
        refused = helper_of(room, role, name=f"ผู้ชม {role}").call("/notes/hide", asked(room, two["id"]))
        assert refused.status_code == 403
    assert room.phone.call("POST", "/notes/hide", asked(room, two["id"])).status_code != 200
    elsewhere = room.another()
    assert elsewhere.desk.call("/notes/hide", asked(elsewhere, two["id"])).status_code == 404
    assert [note["status"] for note in room.desk.board()["notes"]] == ["hidden", "ungrouped"]


@pytest.mark.parametrize(
    "part", [{"notes": []}, {"notes": "x"}, {"reason": "x"}, {"reason": 1}, {"seq": "x"}, {"seq": 9_999}]
)
def test_a_malformed_request_changes_nothing(room: Room, part: dict[str, Any]) -> None:
    note = room.phone.note("หนึ่ง")
    before = room.desk.board()["seq"]
    assert room.desk.call("/notes/hide", asked(room, note["id"], **part)).status_code == 422
    assert room.desk.board()["seq"] == before


def test_stale_ones_are_refused_in_words(room: Room) -> None:
    note = room.phone.note("หนึ่ง")
    stale = asked(room, note["id"])
    room.desk.call("/notes/hide", stale)
    refused = room.desk.call("/notes/hide", stale)
    assert refused.status_code == 409
    assert "อ่านอีกครั้ง" in refused.get_json()["message"]
