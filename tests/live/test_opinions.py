"""Reactions, votes and moods on the sockets: two phones, the console and the projector."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.live.listening import heard, listen, phone_socket
from tests.room import Phone, Room

WRITES = itertools.count(1)


def put(phone: Phone, path: str, **message: Any) -> dict[str, Any]:
    answer = phone.call("PUT", path, {"id": f"0193{next(WRITES):012x}", **message})
    assert answer.status_code == 200, answer.text
    return answer.get_json()


class Screens:
    """Every screen of a room with a note in a theme; `listened()` is what each heard since the last time."""

    def __init__(self, room: Room, deliver: Callable[[], None]) -> None:
        self.room, self.deliver = room, deliver
        self.note = room.phone.note("งบมาช้า")["id"]
        moved = room.desk.call(f"/notes/{self.note}/move", {"theme_id": "new", "label": "งบ"})
        self.theme = moved.get_json()["answer"]
        room.desk.call("/sharing", {"sharing": "everyone"})
        self.sockets = {
            "console": listen(room, "console", room.desk.client),
            "projector": listen(room, "projector", room.desk.client),
            "writer": phone_socket(room, room.phone),
            "reader": phone_socket(room, room.other),
        }
        self.listened()

    def listened(self, name: str = "changes") -> dict[str, list[dict[str, Any]]]:
        self.deliver()
        return {screen: heard(socket, name) for screen, socket in self.sockets.items()}

    def last(self, part: str) -> dict[str, Any]:
        """What each screen heard of the voting or the pulse at last, None for a screen that heard nothing of it."""
        found = {}
        for screen, deltas in self.listened().items():
            found[screen] = next((delta[part] for delta in reversed(deltas) if part in delta), "nothing")
        return found


@pytest.fixture
def screens(room: Room, deliver: Callable[[], None]) -> Screens:
    return Screens(room, deliver)


def test_an_agreement_reaches_all_screens_that_show_the_note(screens: Screens) -> None:
    put(screens.room.other, f"/notes/{screens.note}/reaction", on=True)
    screens.deliver()
    received = {screen: socket.get_received() for screen, socket in screens.sockets.items()}
    person = screens.room.other.state()["me"]["id"]
    for screen, events in received.items():
        notes = [note for event in events for note in event["args"][0].get("notes", [])]
        assert [(note["id"], note["agreed"]) for note in notes] == [(screens.note, 1)], screen
        assert person not in json.dumps(events)


def test_a_voting_opens_counts_and_closes_on_every_screen(screens: Screens) -> None:
    screens.room.desk.call("/voting", {"category": None, "dots": 2})
    opened = screens.last("voting")
    assert {screen: voting["state"] for screen, voting in opened.items()} == dict.fromkeys(opened, "open")
    votes = {screen: [option["votes"] for option in voting["options"]] for screen, voting in opened.items()}
    assert votes == {"console": [None], "projector": [None], "writer": [None], "reader": [None]}
    voting_id = opened["console"]["id"]
    for phone, dots in ((screens.room.phone, 2), (screens.room.other, 1)):
        put(phone, "/votes", voting_id=voting_id, theme_id=screens.theme, dots=dots)
    counted = screens.last("voting")
    assert (counted["console"]["options"][0]["votes"], counted["console"]["voters"]) == (None, 2)
    asked = screens.room.desk.client.get(f"/api/w/{screens.room.code}/voting").get_json()
    assert asked["error"] == "too_few_votes"
    assert screens.room.phone.client.get(f"/api/w/{screens.room.code}/voting").status_code == 401
    assert (counted["projector"]["options"][0]["votes"], counted["projector"]["voters"]) == (None, 2)
    screens.room.desk.call("/voting/close")
    closed = screens.last("voting")
    assert {voting["options"][0]["votes"] for voting in closed.values()} == {3}
    screens.room.desk.call("/voting/clear")
    assert screens.last("voting") == dict.fromkeys(screens.sockets)


VALUES = {"rating": [4], "effort_impact": [2, 5]}


@pytest.mark.parametrize("kind", ["rating", "ranking", "effort_impact"])
def test_other_kinds_are_hidden_on_every_screen_until_they_close(screens: Screens, kind: str) -> None:
    screens.room.desk.call("/voting", {"kind": kind, "dots": 2})
    voting_id = screens.last("voting")["console"]["id"]
    for phone in (screens.room.phone, screens.room.other):
        if kind == "ranking":
            put(phone, "/rankings", voting_id=voting_id, order=[screens.theme])
        else:
            put(phone, "/ratings", voting_id=voting_id, theme_id=screens.theme, values=VALUES[kind])
    for screen, voting in screens.last("voting").items():
        assert (voting["kind"], voting["voters"]) == (kind, 2), screen
        assert voting["options"] == [{**voting["options"][0], "votes": None, "place": None, "tied": False}]
        assert not {"means", "spread", "corner", "firsts"} & set(voting["options"][0]), screen
    screens.room.desk.call("/voting/close")
    closed = screens.last("voting")
    means = {json.dumps(voting["options"][0].get("means")) for voting in closed.values()}
    assert means == {json.dumps([float(value) for value in VALUES[kind]]) if kind in VALUES else "null"}
    assert {voting["options"][0]["votes"] for voting in closed.values()} == {2}


def test_a_pulse_opens_and_closes_on_every_screen(screens: Screens) -> None:
    screens.room.desk.call("/pulse", {"question": "เป็นอย่างไร"})
    opened = screens.last("pulse")
    assert {pulse["question"] for pulse in opened.values()} == {"เป็นอย่างไร"}
    phones = [screens.room.phone, screens.room.other, *(screens.room.new_phone() for _ in range(3))]
    for value, phone in enumerate(phones, start=1):
        put(phone, "/pulse", pulse_id=opened["console"]["id"], value=value)
    counted = screens.last("pulse")
    for screen in ("console", "projector"):
        assert (counted[screen]["answers"], counted[screen]["spread"]) == (5, None)
    screens.room.desk.call("/pulse/close")
    assert [pulse["spread"] for pulse in screens.last("pulse").values()] == [[1, 1, 1, 1, 1]] * 4


def test_words_reach_phones_and_projector_when_they_are_shown_and_hidden_ones_leave(screens: Screens) -> None:
    pulse = screens.room.desk.call("/pulse", {"asks_word": True}).get_json()["answer"]
    for phone in (screens.room.phone, screens.room.other, *(screens.room.new_phone() for _ in range(3))):
        put(phone, "/pulse/word", pulse_id=pulse, word="สนุก")
    screens.room.desk.call("/pulse/close")
    said = [{"word": "สนุก", "count": 5}]
    closed = {screen: shown["words"] for screen, shown in screens.last("pulse").items()}
    assert closed == {screen: said if screen == "console" else None for screen in closed}
    screens.room.desk.call(f"/pulse/{pulse}/words", {"on": True})
    assert {screen: shown["words"] for screen, shown in screens.last("pulse").items()} == dict.fromkeys(closed, said)
    screens.room.desk.call(f"/pulse/{pulse}/hide", {"word": "สนุก", "reason": "other"})
    assert {screen: shown["words"] for screen, shown in screens.last("pulse").items()} == {key: [] for key in closed}


def test_phones_are_sent_how_many_have_voted_but_not_for_what(screens: Screens) -> None:
    voting_id = screens.room.desk.call("/voting", {"category": None, "dots": 2}).get_json()["answer"]
    screens.listened()
    put(screens.room.phone, "/votes", voting_id=voting_id, theme_id=screens.theme, dots=1)
    heard_of = screens.last("voting")
    for screen in ("writer", "reader", "projector"):
        assert (heard_of[screen]["voters"], heard_of[screen]["options"][0]["votes"]) == (1, None)


def test_votings_and_pulses_are_not_sent_to_another_workshop(screens: Screens) -> None:
    elsewhere = screens.room.another()
    others = [
        listen(elsewhere, "console", elsewhere.desk.client),
        listen(elsewhere, "projector", elsewhere.desk.client),
        phone_socket(elsewhere, elsewhere.phone),
    ]
    screens.deliver()
    for socket in others:
        socket.get_received()
    put(screens.room.other, f"/notes/{screens.note}/reaction", on=True)
    screens.room.desk.call("/voting", {"category": None, "dots": 2})
    screens.room.desk.call("/pulse", {})
    screens.deliver()
    assert [heard(socket) + heard(socket, "notes") for socket in others] == [[], [], []]


def test_words_of_notes_that_are_voted_on_reach_no_socket_that_has_not_joined(screens: Screens) -> None:
    room, newcomer = screens.room, screens.room.outsider()
    screens.sockets |= {"stranger": listen(room, "phone"), "newcomer": phone_socket(room, newcomer)}
    screens.listened()
    room.desk.call("/voting", {"kind": "rating", "source": "notes", "category": "problem", "dots": 1})
    heard_of = screens.last("voting")
    assert (heard_of["stranger"], heard_of["newcomer"]) == (None, None)
    for screen in ("writer", "reader", "console", "projector"):
        assert [option["label"] for option in heard_of[screen]["options"]] == ["งบมาช้า"]
    newcomer.join(room.groups[0])
    assert screens.sockets["newcomer"].emit("enter", callback=True) == {"ok": True}
    assert [option["label"] for option in newcomer.state()["voting"]["options"]] == ["งบมาช้า"]
    room.desk.call("/voting/close")
    heard_of = screens.last("voting")
    assert heard_of["stranger"] is None
    assert [option["label"] for option in heard_of["newcomer"]["options"]] == ["งบมาช้า"]


@pytest.mark.parametrize("how", ["hidden", "several hidden", "withdrawn", "erased"])
def test_words_that_are_voted_on_leave_open_phones_with_their_note(screens: Screens, how: str) -> None:
    room, note = screens.room, screens.note
    room.desk.call("/voting", {"kind": "dots", "source": "notes", "category": "problem", "dots": 1})
    before = screens.last("voting")
    assert [option["label"] for option in before["reader"]["options"]] == ["งบมาช้า"]
    if how == "withdrawn":
        assert room.phone.call("DELETE", f"/notes/{note}").status_code == 200
    elif how == "several hidden":
        hidden = {"notes": [note], "reason": "personal", "seq": room.desk.board()["seq"]}
        assert room.desk.call("/notes/hide", hidden).status_code == 200
    else:
        body = {"reason": "ข้อมูลส่วนบุคคล"} if how == "erased" else {}
        assert room.desk.call(f"/notes/{note}/{'erase' if how == 'erased' else 'hide'}", body).status_code == 200
    heard_of = screens.last("voting")
    for screen in ("writer", "reader", "projector"):
        assert [option["label"] for option in heard_of[screen]["options"]] == ["…"], screen


def test_a_socket_that_joins_hears_each_change_once(screens: Screens) -> None:
    newcomer = screens.room.outsider()
    screens.sockets["newcomer"] = phone_socket(screens.room, newcomer)
    newcomer.join(screens.room.groups[0])
    screens.sockets["newcomer"].emit("enter", callback=True)
    screens.listened()
    screens.room.desk.call("/voting", {"category": "problem", "dots": 1})
    assert len(screens.listened()["newcomer"]) == 1


def test_slips_that_are_made_or_voided_while_one_votes_with_slips_are_counted_on_open_screens(screens: Screens) -> None:
    room = screens.room
    path = f"/workshops/{room.code}/slips"
    room.desk.post(path, data={"count": 3})
    assert room.desk.call("/voting", {"category": None, "dots": 1, "slips": True}).status_code == 200
    assert {shown["slips"] for shown in screens.last("voting").values()} == {3}
    room.desk.post(path, data={"count": 2})
    screens.room.app.extensions["laena.delivery"].hurry(room.code)
    assert {shown["slips"] for shown in screens.last("voting").values()} == {5}
