"""Boards of groups by socket: each is sent its own group's changes alone, and is cut when its link ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask_socketio import SocketIOTestClient

from tests.live.listening import heard, listen, phone_socket
from tests.room import Desk, Room, draft, helper_of
from workshop.domain import helpers, workshops
from workshop.messages.incoming import PhaseDraft


def own_board(room: Room, desk: Desk, group: int) -> SocketIOTestClient:
    return listen(room, "group", desk.client, group=room.groups[group])


def asked(room: Room, desk: Desk, group: int, since: int = 0) -> dict[str, Any]:
    return desk.client.get(f"/api/w/{room.code}/groups/{room.groups[group]}?since={since}").get_json()


def texts(deltas: list[dict[str, Any]]) -> list[str]:
    return [note["text"] for delta in deltas for note in delta.get("notes", [])]


def test_two_groups_boards_are_each_sent_their_own_notes_and_an_outsider_none(
    room: Room, deliver: Callable[[], None]
) -> None:
    first, second = helper_of(room, "scribe", group=0), helper_of(room, "scribe", group=1)
    elsewhere = room.another()
    boards = own_board(room, first, 0), own_board(room, second, 1), own_board(room, room.desk, 0)
    outsider = own_board(elsewhere, helper_of(elsewhere, "scribe", group=0), 0)
    room.phone.note("ของกลุ่มแรก")
    room.other.note("ของกลุ่มที่สอง")
    deliver()
    assert [texts(heard(board)) for board in boards] == [["ของกลุ่มแรก"], ["ของกลุ่มที่สอง"], ["ของกลุ่มแรก"]]
    assert outsider.get_received() == []


def test_a_board_is_sent_only_what_changed_of_its_group_and_nothing_for_changes_elsewhere(
    room: Room, deliver: Callable[[], None]
) -> None:
    scribe = helper_of(room, "scribe", group=0)
    board = own_board(room, scribe, 0)
    kept, gone = (room.phone.note(text)["id"] for text in ("อยู่ต่อ", "ถอนแล้ว"))
    deliver()
    [whole] = heard(board)
    room.other.note("ของกลุ่มที่สอง")
    deliver()
    assert board.get_received() == []
    room.phone.call("DELETE", f"/notes/{gone}")
    deliver()
    [delta] = heard(board)
    assert {**delta, "now": 0} == {
        "seq": asked(room, scribe, 0)["seq"],
        "from": whole["seq"],
        "full": False,
        "now": 0,
        "notes": [],
        "gone": [gone],
    }
    scribe.call(f"/groups/{room.groups[0]}/points", {"text": "สรุป", "notes": [kept]})
    deliver()
    [point] = heard(board)
    assert (point["from"], [each["text"] for each in point["points"]]) == (delta["seq"], ["สรุป"])
    assert "notes" not in point


def test_a_board_that_slept_catches_up_by_asking_and_goes_on_live(room: Room, deliver: Callable[[], None]) -> None:
    scribe = helper_of(room, "scribe", group=0)
    awake = own_board(room, scribe, 0)
    before = asked(room, scribe, 0)["seq"]
    room.phone.note("ระหว่างหลับ")
    deliver()
    heard(awake)
    back = own_board(room, scribe, 0)
    missed = asked(room, scribe, 0, before)
    assert texts([missed]) == ["ระหว่างหลับ"]
    assert asked(room, scribe, 0, missed["seq"])["full"] is False
    room.phone.note("หลังตื่น")
    deliver()
    [delta] = heard(back)
    assert delta["from"] <= missed["seq"]
    assert texts([delta]) == ["หลังตื่น"]


@pytest.mark.parametrize("role", ["viewer", "remote"])
def test_a_role_without_the_board_gets_no_socket_of_it(room: Room, role: str) -> None:
    assert not own_board(room, helper_of(room, role), 0).is_connected()


@pytest.mark.parametrize("group", [None, "1", True, 0, 10**30, [1], "other"])
def test_a_socket_of_what_is_no_group_of_ones_own_is_refused(room: Room, group: Any) -> None:
    scribe = helper_of(room, "scribe", group=0)
    asked_for = room.groups[1] if group == "other" else group
    assert not listen(room, "group", scribe.client, group=asked_for).is_connected()
    of_another = room.another().groups[0]
    assert not listen(room, "group", room.desk.client, group=of_another).is_connected()
    assert own_board(room, scribe, 0).is_connected()


def test_a_scribe_gets_no_socket_of_console_or_projector(room: Room) -> None:
    scribe = helper_of(room, "scribe", group=0)
    assert not any(listen(room, view, scribe.client).is_connected() for view in ("console", "projector"))


def test_a_revoked_link_cuts_its_board_within_the_second_and_no_other(room: Room) -> None:
    gone, stays = helper_of(room, "scribe", "มะลิ", group=0), helper_of(room, "scribe", "จำปี", group=1)
    sockets = own_board(room, gone, 0), own_board(room, stays, 1), phone_socket(room, room.phone)
    found = next(each.id for each in room.feed.read(helpers.listed, room.code, None) if each.name == "มะลิ")
    room.feed.change(room.code, "facilitator", helpers.remove, found)  # what another process commits
    room.app.extensions["laena.signed_in"].cut_ended()  # what each process does every second
    assert [socket.is_connected() for socket in sockets] == [False, True, True]
    assert not own_board(room, gone, 0).is_connected()


def test_an_open_anonymous_phase_sends_the_boards_of_groups_nothing_of_its_notes(
    room: Room, deliver: Callable[[], None]
) -> None:
    anonymous = draft(phases=(PhaseDraft("ปัญหา", "", ("ปัญหา/อุปสรรค",), identity="anonymous"),))
    with room.app.app_context():
        room.code = room.feed.write(workshops.create, anonymous)
    room.desk.code = room.code
    room.desk.open_phase()
    room.groups = [group["id"] for group in room.desk.board()["groups"]]
    board = own_board(room, helper_of(room, "scribe", group=0), 0)
    writers = [room.new_phone(0) for _each in range(6)]
    deliver()
    board.get_received()
    for number, writer in enumerate(writers[:4]):
        writer.note(f"ใครเขียน {number}", promised="anonymous")
        deliver()
    assert board.get_received() == []  # not even that something came
    room.desk.call(f"/phases/{room.desk.board()['phases'][0]['id']}/close")
    room.desk.call(f"/phases/{room.desk.board()['phases'][0]['id']}/grace", {"minutes": 0})
    deliver()
    assert texts(heard(board)) == []
