"""Notes that wait for approval, live: the console is sent them, their writers learn how they stand, nobody else."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.live.listening import heard, listen, phone_socket
from tests.room import Room, helper_of

Deliver = Callable[[], None]


@pytest.fixture
def checked(room: Room) -> Room:
    """A room whose open phase is checked first."""
    phase = room.desk.board()["phases"][0]["id"]
    assert room.desk.call(f"/phases/{phase}/check_first", {"on": True}).status_code == 200
    return room


def waiting(room: Room) -> list[dict[str, str]]:
    found = [note for note in room.desk.board()["notes"] if "unchecked" in note]
    return [{"id": note["id"], "words": note["unchecked"]} for note in found]


def approve(room: Room, read: list[dict[str, str]]) -> None:
    assert room.desk.call("/notes/check", {"notes": read}).status_code == 200


def received(client: Any) -> str:
    return json.dumps(client.get_received(), ensure_ascii=False)


@pytest.mark.parametrize("sharing", ["everyone", "group", "own"])
def test_no_socket_but_the_consoles_is_sent_a_note_before_its_approval(
    checked: Room, deliver: Deliver, sharing: str
) -> None:
    assert checked.desk.call("/sharing", {"sharing": sharing}).status_code == 200
    mate = checked.new_phone(0)
    console, projector = (listen(checked, view, checked.desk.client) for view in ("console", "projector"))
    phones = [phone_socket(checked, phone) for phone in (checked.phone, checked.other, mate)]
    outsiders = [listen(checked, "phone", device=checked.outsider().key), listen(checked.another(), "phone")]
    sockets = [projector, *phones, *outsiders]
    deliver()
    for socket in (console, *sockets):
        socket.get_received()
    note = checked.phone.note("งบมาช้า")
    assert note["unchecked"] is True
    deliver()
    (delta,) = heard(console)
    assert [(each["id"], "unchecked" in each) for each in delta["notes"]] == [(note["id"], True)]
    for socket in sockets:
        told = received(socket)
        assert "งบมาช้า" not in told
        assert note["id"] not in told
    approve(checked, waiting(checked))
    deliver()
    assert "งบมาช้า" in received(projector)
    shown = ["งบมาช้า" in received(socket) for socket in phones[1:]]
    assert shown == {"everyone": [True, True], "group": [False, True], "own": [False, False]}[sharing]
    assert not any("งบมาช้า" in received(socket) for socket in outsiders)


@pytest.mark.parametrize("sharing", ["everyone", "own"])
def test_the_writer_learns_that_its_note_waits_no_longer(checked: Room, deliver: Deliver, sharing: str) -> None:
    checked.desk.call("/sharing", {"sharing": sharing})
    note = checked.phone.note("งบมาช้า")
    socket = phone_socket(checked, checked.phone)
    deliver()
    socket.get_received()
    since = checked.phone.state()["seq"]
    approve(checked, waiting(checked))
    deliver()
    assert note["id"] in received(socket)
    assert [each.get("unchecked") for each in checked.phone.state(since)["notes"]] == [None]


def test_an_edited_note_leaves_the_projector_at_once(checked: Room, deliver: Deliver) -> None:
    note = checked.phone.note("งบมาช้า")
    approve(checked, waiting(checked))
    projector = listen(checked, "projector", checked.desk.client)
    deliver()
    projector.get_received()
    edit = {"text": "งบมาช้า เพราะนายแดง", "edit": "edit-0001"}
    assert checked.phone.call("PATCH", f"/notes/{note['id']}", edit).get_json()["note"]["unchecked"] is True
    deliver()
    (delta,) = heard(projector)
    assert delta["gone"] == [note["id"]]
    assert "นายแดง" not in json.dumps(delta, ensure_ascii=False)


def test_helpers_approve_and_viewers_and_phones_do_not(checked: Room) -> None:
    checked.phone.note("หนึ่ง")
    checked.phone.note("สอง")
    first, second = waiting(checked)
    assert helper_of(checked, "helper").call("/notes/check", {"notes": [first]}).status_code == 200
    for role in ("viewer", "remote", "scribe"):
        refused = helper_of(checked, role, name=f"ผู้ชม {role}").call("/notes/check", {"notes": [second]})
        assert refused.status_code == 403
    assert checked.phone.call("POST", "/notes/check", {"notes": [second]}).status_code != 200  # no session, no token
    elsewhere = checked.another().desk.call("/notes/check", {"notes": [second]})
    assert (elsewhere.status_code, waiting(checked)) == (404, [second])


def test_one_that_somebody_else_approved_is_refused_in_words(checked: Room) -> None:
    checked.phone.note("หนึ่ง")
    read = waiting(checked)
    approve(checked, read)
    refused = checked.desk.call("/notes/check", {"notes": read})
    assert refused.status_code == 409
    assert "อ่านในรายการอีกครั้ง" in refused.get_json()["message"]


@pytest.mark.parametrize("body", [{}, {"notes": []}, {"notes": "x"}, {"notes": [{"id": 1, "words": "x"}]}])
def test_a_malformed_approval_changes_nothing(checked: Room, body: dict[str, Any]) -> None:
    checked.phone.note("หนึ่ง")
    before = checked.desk.board()["seq"]
    assert checked.desk.call("/notes/check", body).status_code == 422
    assert checked.desk.board()["seq"] == before


def test_the_end_of_a_check_shows_what_was_approved_with_it_and_its_writers_learn_that(
    checked: Room, deliver: Deliver
) -> None:
    note, later = checked.phone.note("หนึ่ง"), checked.other.note("สอง")
    projector, writer = listen(checked, "projector", checked.desk.client), phone_socket(checked, checked.phone)
    outsider = listen(checked.another(), "phone")
    deliver()
    for socket in (projector, writer, outsider):
        socket.get_received()
    since = checked.phone.state()["seq"]
    phase = checked.desk.board()["phases"][0]["id"]
    read = [each for each in waiting(checked) if each["id"] == note["id"]]
    answer = checked.desk.call(f"/phases/{phase}/check_first", {"on": False, "approve": read}).get_json()["answer"]
    assert answer == {"approved": 1, "waiting": 0}
    deliver()
    shown = received(projector)
    assert ("หนึ่ง" in shown, "สอง" in shown, later["id"] in shown) == (True, False, False)
    assert note["id"] in received(writer)
    assert "หนึ่ง" not in received(outsider)
    assert [each.get("unchecked") for each in checked.phone.state(since)["notes"]] == [None]
    assert [each["id"] for each in waiting(checked)] == [later["id"]]
    viewer = helper_of(checked, "viewer").call(f"/phases/{phase}/check_first", {"on": True})
    assert viewer.status_code == 403
