"""Sockets: who may listen, and that what they hear is what catching up would give."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.live.listening import heard, listen, phone_socket
from tests.room import Room
from workshop.domain import phases
from workshop.feed import Feed
from workshop.messages.incoming import OpenPhase


def test_a_note_reaches_console_and_projector_and_no_phone(room: Room, deliver: Callable[[], None]) -> None:
    console = listen(room, "console", room.desk.client)
    projector = listen(room, "projector", room.desk.client)
    mine, theirs = phone_socket(room, room.phone), phone_socket(room, room.other)
    deliver()
    for client in (console, projector, mine, theirs):
        client.get_received()
    note = room.phone.note("ถึงจอฉายเท่านั้น")
    deliver()
    for client in (console, projector):
        assert [row["id"] for delta in heard(client) for row in delta["notes"]] == [note["id"]]
    assert (mine.get_received(), theirs.get_received()) == ([], [])


def test_phases_and_the_timer_reach_all_phones(room: Room, deliver: Callable[[], None]) -> None:
    mine, theirs = phone_socket(room, room.phone), phone_socket(room, room.other)
    deliver()
    room.desk.open_phase(1)
    room.desk.call("/timer", {"action": "start", "seconds": 60})
    deliver()
    one, two = heard(mine), heard(theirs)
    assert [[{**delta, "now": 0} for delta in deltas] for deltas in (one, two)] == [
        [{**delta, "now": 0} for delta in one]
    ] * 2
    assert [phase["state"] for phase in one[-1]["phases"]] == ["closed", "open"]
    assert one[-1]["timer"]["seconds"] == 60


def test_a_change_right_after_the_first_phone_connects_reaches_it(room: Room, deliver: Callable[[], None]) -> None:
    phone = phone_socket(room, room.phone)
    room.desk.open_phase(1)
    deliver()
    assert [phase["state"] for delta in heard(phone) for phase in delta["phases"]] == ["closed", "open"]


@pytest.mark.parametrize("view", ["console", "projector"])
def test_a_participant_cannot_open_a_boards_socket(room: Room, view: str) -> None:
    assert not listen(room, view, room.phone.client, device=room.phone.key).is_connected()
    assert not listen(room, view).is_connected()
    assert listen(room, view, room.desk.client).is_connected()


@pytest.mark.parametrize(
    "auth",
    [{"code": "XXXXXX"}, {"code": ""}, {"code": 5}, {"view": "everything"}, {"device": "ก" * 20}, {"device": ["x"]}],
)
def test_a_malformed_or_foreign_socket_is_refused(room: Room, auth: dict[str, Any]) -> None:
    assert not listen(room, **{"view": "phone", **auth}).is_connected()


def test_a_busy_process_delivers_changes_of_other_processes_within_a_poll(room: Room) -> None:
    delivery = room.app.extensions["laena.delivery"]
    busy = room.another()
    phone_socket(busy, busy.phone)
    phone = phone_socket(room, room.phone)
    delivery.round(0.0)
    heard(phone)
    silent = Feed(room.feed.database)  # nobody subscribed to it, as if it were another process without Valkey
    silent.change(room.code, "facilitator", phases.open_phase, room.desk.board()["phases"][1]["id"], OpenPhase())
    counts = []
    for step in range(1, 5):
        busy.phone.note(f"ที่นี่เขียนไม่หยุด {step}")
        delivery.round(step * 0.04)
        counts.append(len(heard(phone)))
    assert counts == [0, 0, 1, 0]


def test_changes_of_one_workshop_are_not_sent_to_another(room: Room, deliver: Callable[[], None]) -> None:
    elsewhere = room.another()
    board = listen(elsewhere, "console", elsewhere.desk.client)
    phone = phone_socket(elsewhere, elsewhere.phone)
    deliver()
    board.get_received()
    phone.get_received()
    room.phone.note("คนละห้อง")
    room.desk.open_phase(1)
    deliver()
    assert heard(board) == []
    assert heard(phone) == []


def test_a_board_is_sent_the_same_deltas_as_catch_up_returns(room: Room, deliver: Callable[[], None]) -> None:
    console = listen(room, "console", room.desk.client)
    deliver()
    console.get_received()
    seen = room.desk.board()["seq"]
    hidden = room.phone.note("จะถูกซ่อน")
    room.other.note("งบประมาณมาช้า")
    room.desk.call(f"/notes/{hidden['id']}/hide")
    room.group_notes()
    deliver()
    (delta,) = heard(console)
    caught = room.desk.board(seen)
    for name in ("seq", "notes", "gone", "themes", "gone_themes", "figures"):
        assert delta[name] == caught[name]
    assert delta["from"] <= seen


def test_console_and_projector_count_connected_phones_and_are_sent_no_names(
    room: Room, deliver: Callable[[], None]
) -> None:
    console = listen(room, "console", room.desk.client)
    projector = listen(room, "projector", room.desk.client)
    named = room.new_phone(1, name="ผู้ทดสอบ", unit="หน่วยทดสอบ")
    tabs = [phone_socket(room, named), phone_socket(room, named), phone_socket(room, room.phone)]
    deliver()
    first, second = (str(group) for group in room.groups)
    for board in (console, projector):
        shown = heard(board, "presence")[-1]
        assert shown == {"connected": 2, "typing": 0, "groups": {first: {"connected": 1}, second: {"connected": 1}}}
    for tab in tabs[:2]:
        tab.disconnect()
    deliver()
    assert heard(console, "presence")[-1]["groups"][second] == {"connected": 0}
