"""What each socket may ask and is sent: the lines SOCKET of doors.txt for those that connect, and open_sockets.txt for
those that were open already when something ended.

Each event in and out has a line for each view. A new event without lines fails.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask_socketio import SocketIOTestClient

from tests.live.listening import listen, phone_socket
from tests.room import Desk, Phone, Room, helper_of
from tests.web.test_doors import ROLES, SITUATIONS, TABLE, reset, rows, visitor
from workshop.domain import endings, helpers, sessions
from workshop.live.sockets import VIEWS
from workshop.messages import incoming
from workshop.messages.outgoing import CHANGES, EVENTS, NOTES, PRESENCE, STOPPING

OPEN_SOCKETS = Path(__file__).with_name("open_sockets.txt")
EVENTS_IN = (incoming.ENTER, incoming.UNSENT)
EVENTS_OUT = (CHANGES, NOTES, PRESENCE, STOPPING)
EVERY_SECOND = ("signed_in.cut_ended", "removed_phones.cut", "gone_workshops.cut")
SENT_BY_NOW = itertools.count(1)


def deliver(room: Room) -> None:
    room.app.extensions["laena.delivery"].round(next(SENT_BY_NOW) * 10.0)


def a_second_passes(room: Room) -> None:
    for each in EVERY_SECOND:
        part, _dot, step = each.partition(".")
        getattr(room.app.extensions[f"laena.{part}"], step)()


def everything_happens(room: Room, note: str) -> None:
    """Whatever could make the server send each of its events, ordered by somebody of the password."""
    desk = Desk(room.app, room.code)
    desk.be_signed_in(room.feed)
    desk.call("/timer", {"action": "start", "seconds": 60})
    desk.call(f"/notes/{note}/hide")
    listen(room, "phone", device="0" * 32)
    deliver(room)
    room.app.extensions["laena.delivery"].stop()


def asked(room: Room, client: SocketIOTestClient) -> dict[str, str]:
    """Return how each event in is answered, "-" by a socket that is not connected."""
    if not client.is_connected():
        return dict.fromkeys(EVENTS_IN, "-")
    entered = client.emit(incoming.ENTER, callback=True)["ok"]
    before = len(room.app.extensions["laena.presence"].typing(room.code))
    client.emit(incoming.UNSENT, 1)
    after = len(room.app.extensions["laena.presence"].typing(room.code))
    client.emit(incoming.UNSENT, 0)
    return {incoming.ENTER: "yes" if entered else "no", incoming.UNSENT: "counted" if after > before else "ignored"}


def sent(client: SocketIOTestClient, was_open: bool) -> dict[str, str]:
    """Return which events the socket was sent since."""
    names = {event["name"] for event in client.get_received()} if was_open else set()
    assert names <= {*EVENTS_OUT}
    return {name: ("sent" if name in names else "none") if was_open else "-" for name in EVENTS_OUT}


def found_at(room: Room, sockets: dict[str, SocketIOTestClient], note: str) -> dict[str, str]:
    """Return {"<socket> <event>": answer} of all sockets, which stay open until then or are cut now."""
    answers = {}
    for name, socket in sockets.items():
        answers[f"{name} connect"] = "in" if socket.is_connected() else "out"
        answers |= {f"{name} {event}": answer for event, answer in asked(room, socket).items()}
    for socket in sockets.values():
        socket.queue.clear()
    inside = {name for name, socket in sockets.items() if socket.is_connected()}
    everything_happens(room, note)
    for name, socket in sockets.items():
        answers |= {f"{name} {event}": answer for event, answer in sent(socket, name in inside).items()}
    return answers


def test_the_tables_have_every_event_of_every_view() -> None:
    assert {getattr(incoming, name) for name in ("ENTER", "UNSENT")} == {*EVENTS_IN}
    assert EVENTS.keys() == {*EVENTS_OUT}
    events = ("connect", *EVENTS_IN, *EVENTS_OUT)
    connecting = [door for door in rows(TABLE, SITUATIONS) if door.startswith("SOCKET ")]
    assert connecting == [f"SOCKET {view} {event}" for view in VIEWS for event in events]
    assert [*rows(OPEN_SOCKETS, [*ENDINGS])] == [f"{who} {event}" for who in OPEN for event in events]


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_socket_that_connects_is_answered_as_the_table_says(room: Room, situation: str) -> None:
    somebody = visitor(room, situation)
    device = {"device": somebody.key} if somebody.key else {}
    more: dict[str, dict[str, Any]] = {"group": {"group": room.groups[1]}}
    sockets = {f"SOCKET {view}": listen(room, view, somebody.client, **device, **more.get(view, {})) for view in VIEWS}
    deliver(room)
    of_the_group = next(note["id"] for note in _board(room)["notes"] if note["group_id"] == room.groups[1])
    expected = {door: of[situation] for door, of in rows(TABLE, SITUATIONS).items() if door.startswith("SOCKET ")}
    assert found_at(room, sockets, of_the_group) == expected


def _board(room: Room) -> dict[str, Any]:
    desk = Desk(room.app, room.code)
    desk.be_signed_in(room.feed)
    return desk.board()


def test_a_strangers_socket_is_refused_after_the_end(room: Room) -> None:
    room.desk.post(f"/workshops/{room.code}/endings/end")
    assert not listen(room, "phone").is_connected()
    assert not listen(room, "phone", device=room.another().phone.key).is_connected()


def test_a_phone_cannot_enter_with_the_key_of_another(room: Room) -> None:
    stranger = Phone(room.app.test_client(), room.code)
    assert listen(room, "phone", device=stranger.key).emit("enter", callback=True) == {"ok": False}
    assert Desk(room.app, room.code).client.get(f"/api/w/{room.code}/board").status_code == 401


class Opened:
    """A workshop in which everybody who may has a socket open: {"<who> <view>": socket}."""

    def __init__(self, room: Room) -> None:
        self.room, self.helpers = room, {role: helper_of(room, role, role) for role in ROLES}
        room.desk.call("/sharing", {"sharing": "everyone"})
        self.note = room.other.note("ของอีกคน")["id"]
        group = {"group": room.groups[1]}
        desks = {"facilitator": room.desk} | self.helpers
        self.sockets = {
            "own phone": phone_socket(room, room.phone),
            "neighbour phone": phone_socket(room, room.other),
            "stranger phone": listen(room, "phone"),
        }
        for place in OPEN[len(self.sockets) :]:
            who, view = place.split()
            self.sockets[place] = listen(room, view, desks[who].client, **(group if view == "group" else {}))
        assert all(socket.is_connected() for socket in self.sockets.values())
        deliver(room)

    def id_of(self, name: str) -> int:
        return next(each.id for each in self.room.feed.read(helpers.listed, self.room.code, None) if each.name == name)

    def phase(self) -> int:
        return int(self.room.desk.board()["phases"][0]["id"])

    def remove_phone(self) -> None:
        me = self.room.phone.state()["me"]["id"]
        self.room.desk.post(f"/workshops/{self.room.code}/phones/{me}/remove")

    def idle(self, patch: pytest.MonkeyPatch) -> None:
        later = sessions.now_ms() + 13 * 3_600_000
        patch.setattr(sessions, "now_ms", lambda: later)

    def set_back(self, patch: pytest.MonkeyPatch) -> None:
        before = sessions.now_ms() - 3_000
        patch.setattr(sessions, "now_ms", lambda: before)


OPEN = (
    *("own phone", "neighbour phone", "stranger phone"),
    *("facilitator console", "facilitator projector", "facilitator group", "lead console", "helper console"),
    *("viewer console", "remote projector", "scribe group"),
)
Happening = Callable[[Opened, pytest.MonkeyPatch], object]
# What happens while all of them are open. `purge` is another process's: of the rows.
ENDINGS: dict[str, Happening] = {
    "nothing": lambda _at, _patch: None,
    "closed": lambda at, _patch: at.room.desk.call(f"/phases/{at.phase()}/close"),
    "shut": lambda at, _patch: at.room.desk.post(f"/workshops/{at.room.code}/endings/shut"),
    "ended": lambda at, _patch: at.room.desk.post(f"/workshops/{at.room.code}/endings/end"),
    "removed": lambda at, _patch: at.remove_phone(),
    "signed_out": lambda at, _patch: at.room.desk.post("/sign-out"),
    "reset": lambda at, _patch: reset(at.room),
    "helper_out": lambda at, _patch: at.room.desk.post(
        f"/workshops/{at.room.code}/helpers/{at.id_of('helper')}/remove"
    ),
    "new_lead": lambda at, _patch: at.helpers["lead"].post(
        f"/workshops/{at.room.code}/helpers/{at.id_of('helper')}/lead"
    ),
    "idle": lambda at, patch: at.idle(patch),
    "clock_back": lambda at, patch: at.set_back(patch),
    "purged": lambda at, _patch: at.room.feed.write(endings.delete_rows, at.room.code),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_socket_that_is_open_already_goes_on_or_is_cut_as_the_table_says(
    room: Room, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Opened(room)
    ENDINGS[ending](opened, monkeypatch)
    a_second_passes(room)
    expected = {door: of[ending] for door, of in rows(OPEN_SOCKETS, [*ENDINGS]).items()}
    assert found_at(room, opened.sockets, opened.note) == expected
