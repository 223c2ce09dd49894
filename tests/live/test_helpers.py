"""Sockets of helpers: admitted by role, cut when the right ends, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable

from flask_socketio import SocketIOTestClient

from tests.live.listening import heard, listen, phone_socket
from tests.room import Room, helper_of
from workshop.domain import helpers


def cut(*clients: SocketIOTestClient) -> list[bool]:
    return [not client.is_connected() for client in clients]


def id_of(room: Room, name: str) -> int:
    return next(each.id for each in room.feed.read(helpers.listed, room.code, None) if each.name == name)


def test_two_helpers_receive_a_note_and_one_of_another_workshop_does_not(
    room: Room, deliver: Callable[[], None]
) -> None:
    viewer, remote = helper_of(room, "viewer", "มะลิ"), helper_of(room, "remote", "จำปี")
    elsewhere = room.another()
    outsider = listen(elsewhere, "console", helper_of(elsewhere, "lead").client)
    inside = [listen(room, "console", viewer.client), listen(room, "projector", remote.client)]
    room.phone.note("ถนนพัง")
    deliver()
    for client in inside:
        assert [note["text"] for delta in heard(client) for note in delta["notes"]] == ["ถนนพัง"]
    assert "ถนนพัง" not in str(outsider.get_received())
    assert cut(listen(room, "console", helper_of(elsewhere, "lead").client)) == [True]


def test_a_removed_helper_is_cut_at_once_and_nobody_else(room: Room) -> None:
    gone, stays = helper_of(room, "helper", "มะลิ"), helper_of(room, "helper", "จำปี")
    theirs = [listen(room, view, gone.client) for view in ("console", "projector")]
    others = [
        listen(room, "console", stays.client),
        listen(room, "console", room.desk.client),
        phone_socket(room, room.phone),
    ]
    assert room.desk.post(f"/workshops/{room.code}/helpers/{id_of(room, 'มะลิ')}/remove").status_code == 302
    assert cut(*theirs) == [True, True]
    assert cut(*others) == [False, False, False]
    assert cut(listen(room, "console", gone.client)) == [True]
    assert gone.call("/timer", {"action": "start", "seconds": 60}).status_code == 401


def test_a_new_lead_is_cut_and_comes_back_with_the_new_role(room: Room) -> None:
    lead, helper = helper_of(room, "lead", "มะลิ"), helper_of(room, "helper", "จำปี")
    before = [listen(room, "console", lead.client), listen(room, "console", helper.client)]
    owner = listen(room, "console", room.desk.client)
    lead.post(f"/workshops/{room.code}/helpers/{id_of(room, 'จำปี')}/lead")
    assert cut(*before, owner) == [True, True, False]
    assert [desk.board()["role"] for desk in (lead, helper, room.desk)] == ["helper", "lead", ""]
    assert cut(listen(room, "console", lead.client), listen(room, "console", helper.client)) == [False, False]


def test_a_removal_in_another_process_cuts_within_the_second(room: Room) -> None:
    desk = helper_of(room, "remote", "มะลิ")
    socket = listen(room, "projector", desk.client)
    found = id_of(room, "มะลิ")
    room.feed.change(room.code, "facilitator", helpers.remove, found)  # what another process commits
    assert cut(socket) == [False]
    room.app.extensions["laena.signed_in"].cut_ended()  # what each process does every second
    assert cut(socket) == [True]
