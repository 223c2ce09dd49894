"""What phones are sent of others' notes is each phase's own choice: live, in catch-up and in what they may do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask_socketio import SocketIOTestClient

from tests.live.listening import heard, listen, phone_socket
from tests.room import Phone, Room, new_id
from workshop.domain import attached, workshops
from workshop.feed import Changing
from workshop.store.models import Theme


def choose(room: Room, place: int, sharing: Any) -> int:
    phase = room.desk.board()["phases"][place]["id"]
    return room.desk.call(f"/phases/{phase}/sharing", {"sharing": sharing}).status_code


def share(room: Room, sharing: str) -> None:
    assert room.desk.call("/sharing", {"sharing": sharing}).status_code == 200


def live(client: SocketIOTestClient) -> list[str]:
    return [note["text"] for event in heard(client, "notes") for note in event["notes"]]


def asked(phone: Phone, since: int = 0) -> list[str]:
    return sorted(note["text"] for note in phone.state(since)["shared"])


def write_in_both(room: Room) -> None:
    """A note of the first group in each phase; the second phase is open afterwards."""
    room.phone.note("ปัญหาของกลุ่มหนึ่ง")
    room.desk.open_phase(1)
    room.phone.note("สาเหตุของกลุ่มหนึ่ง")


@pytest.mark.parametrize(
    ("workshop", "first", "near", "far"),
    [
        ("everyone", "own", ["สาเหตุของกลุ่มหนึ่ง"], ["สาเหตุของกลุ่มหนึ่ง"]),
        ("everyone", "themes", ["สาเหตุของกลุ่มหนึ่ง"], ["สาเหตุของกลุ่มหนึ่ง"]),
        ("everyone", "group", ["ปัญหาของกลุ่มหนึ่ง", "สาเหตุของกลุ่มหนึ่ง"], ["สาเหตุของกลุ่มหนึ่ง"]),
        ("own", "everyone", ["ปัญหาของกลุ่มหนึ่ง"], ["ปัญหาของกลุ่มหนึ่ง"]),
        ("group", "everyone", ["ปัญหาของกลุ่มหนึ่ง", "สาเหตุของกลุ่มหนึ่ง"], ["ปัญหาของกลุ่มหนึ่ง"]),
        ("group", "own", ["สาเหตุของกลุ่มหนึ่ง"], []),
    ],
)
def test_each_phase_is_sent_to_those_whom_it_names_live_and_when_asked(
    room: Room, deliver: Callable[[], None], workshop: str, first: str, near: list[str], far: list[str]
) -> None:
    share(room, workshop)
    assert choose(room, 0, first) == 200
    neighbour, elsewhere = room.new_phone(0), room.another()
    share(elsewhere, "everyone")
    sockets = [phone_socket(room, neighbour), phone_socket(room, room.other)]
    outside = [phone_socket(elsewhere, elsewhere.phone), listen(room, "phone"), listen(room, "phone", device="A" * 32)]
    deliver()
    before = neighbour.state()["seq"]
    room.phone.note("ปัญหาของกลุ่มหนึ่ง")
    deliver()
    room.desk.open_phase(1)
    room.phone.note("สาเหตุของกลุ่มหนึ่ง")
    deliver()
    assert [sorted(live(each)) for each in sockets] == [near, far]
    assert [live(each) for each in outside] == [[], [], []]
    assert [asked(each) for each in (neighbour, room.other)] == [near, far]
    assert [asked(each, before) for each in (neighbour, room.other)] == [near, far]
    assert asked(room.outsider()) == []


def test_a_choice_reaches_open_phones_at_once_and_replaces_what_they_have_and_undo_does_so_too(
    room: Room, deliver: Callable[[], None]
) -> None:
    share(room, "everyone")
    write_in_both(room)
    socket = phone_socket(room, room.other)
    deliver()
    heard(socket, "changes")
    before = room.other.state()
    assert choose(room, 0, "own") == 200
    deliver()
    assert [[phase["sharing"] for phase in sent["phases"]] for sent in heard(socket, "changes")] == [["own", ""]]
    after = room.other.state(before["seq"])
    assert (after["shared_full"], [note["text"] for note in after["shared"]]) == (True, ["สาเหตุของกลุ่มหนึ่ง"])
    assert room.desk.call("/undo").status_code == 200
    deliver()
    assert [[phase["sharing"] for phase in sent["phases"]] for sent in heard(socket, "changes")] == [["", ""]]
    again = room.other.state(after["seq"])
    assert (again["shared_full"], len(again["shared"])) == (True, 2)


def test_nobody_agrees_with_or_comments_on_a_note_of_a_phase_that_sends_it_to_nobody(room: Room) -> None:
    share(room, "everyone")
    note = room.phone.note("ปัญหา")["id"]
    phase = room.desk.board()["phases"][0]["id"]
    assert room.desk.call(f"/phases/{phase}/comments", {"on": True}).status_code == 200

    def agree() -> int:
        return room.other.call("PUT", f"/notes/{note}/reaction", {"id": new_id(), "on": True}).status_code

    def comment() -> int:
        body = {"id": new_id(), "phase_id": phase, "note_id": note, "text": "เห็นด้วย"}
        return room.other.call("POST", "/comments", body).status_code

    for sharing in ("own", "themes"):
        assert choose(room, 0, sharing) == 200
        assert (agree(), comment()) == (404, 404)
    assert choose(room, 0, "group") == 200
    assert (agree(), comment()) == (404, 404), "of another group"
    assert choose(room, 0, "") == 200
    assert (agree(), comment()) == (200, 200)


def test_the_writer_learns_of_agreement_that_only_the_writers_phone_is_sent(
    room: Room, deliver: Callable[[], None]
) -> None:
    share(room, "everyone")
    note = room.phone.note("ปัญหา")["id"]
    socket = phone_socket(room, room.phone)
    deliver()
    room.other.call("PUT", f"/notes/{note}/reaction", {"id": new_id(), "on": True})
    assert choose(room, 0, "own") == 200
    heard(socket, "notes")
    deliver()
    assert [event["answered"] for event in heard(socket, "notes") if "answered" in event] == [[note]]


def test_phones_are_sent_the_themes_of_a_phase_that_shows_them_and_no_others(
    room: Room, deliver: Callable[[], None]
) -> None:
    problem = room.phone.note("ถนนเป็นหลุม")["id"]
    room.desk.open_phase(1)
    cause = room.phone.note("งบไม่พอ")["id"]
    for note, label in ((problem, "ถนน"), (cause, "งบประมาณ")):
        assert room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": label}).status_code == 200
    socket = phone_socket(room, room.other)
    stranger = listen(room, "phone")
    deliver()
    assert room.other.state()["themes_shown"] is None
    assert choose(room, 0, "themes") == 200
    deliver()
    assert {sent["themes_shown"] for sent in heard(stranger, "changes")} == {None}
    assert room.outsider().state()["themes_shown"] is None
    assert "ถนน" not in room.outsider().client.get(f"/j/{room.code}").text
    shown = [[theme["label"] for theme in sent["themes_shown"]] for sent in heard(socket, "changes")]
    assert shown[-1] == ["ถนน"]
    assert [theme["label"] for theme in room.other.state()["themes_shown"]] == ["ถนน"]
    assert room.other.state()["shared"] == []
    theme = room.desk.board()["notes"][0]["theme_id"]
    assert room.desk.call(f"/themes/{theme}/rename", {"label": "ถนนชำรุด"}).status_code == 200
    deliver()
    assert heard(socket, "changes")[-1]["themes_shown"][0]["label"] == "ถนนชำรุด"
    assert choose(room, 0, "own") == 200
    deliver()
    assert heard(socket, "changes")[-1]["themes_shown"] is None
    row = room.feed.read(workshops.find, room.code)
    assert room.feed.read(attached.themes, row) is None


def test_what_is_written_alone_stays_away_whatever_the_phase_shows(room: Room, deliver: Callable[[], None]) -> None:
    phase = room.desk.board()["phases"][0]["id"]
    assert room.desk.call(f"/phases/{phase}/alone", {"on": True}).status_code == 200
    note = room.phone.note("ยังไม่เปิดเผย", alone=True)["id"]
    room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "เรื่องลับ"})
    socket = phone_socket(room, room.other)
    deliver()
    for sharing in ("everyone", "themes"):
        assert choose(room, 0, sharing) == 200
        deliver()
        assert live(socket) == []
        assert (asked(room.other), room.other.state()["themes_shown"] or []) == ([], [])


@pytest.mark.parametrize("sharing", [None, 1, "all", ["own"], "own " * 100])
def test_a_choice_that_there_is_not_is_refused_and_changes_nothing(room: Room, sharing: Any) -> None:
    before = room.desk.board()["seq"]
    assert choose(room, 0, sharing) == 422
    assert room.desk.call("/phases/999999/sharing", {"sharing": "own"}).status_code == 404
    assert room.desk.board()["seq"] == before
    assert choose(room, 0, "") == 200, "as it is"
    assert room.desk.board()["seq"] == before


def test_a_group_without_a_phone_misses_no_note_of_a_phase_that_shares_with_all(
    room: Room, deliver: Callable[[], None]
) -> None:
    assert choose(room, 0, "everyone") == 200
    assert choose(room, 1, "group") == 200
    first = phone_socket(room, room.phone)
    deliver()
    room.phone.note("ข้อแรก")
    deliver()
    missed = room.desk.board()["seq"]
    second = phone_socket(room, room.other)
    second.get_received()
    room.phone.note("ข้อที่สอง")
    deliver()
    events = [event for event in heard(second, "notes") if event["notes"]]
    assert [note["text"] for note in events[-1]["notes"]] == ["ข้อที่สอง"]
    assert events[-1]["from"] >= missed, "the phone sees that it has to ask for what came before"
    assert first.is_connected()


def test_phones_of_both_groups_ask_anew_when_a_move_of_notes_is_undone(room: Room) -> None:
    assert choose(room, 0, "group") == 200
    note = room.phone.note("ของกลุ่มแรก")["text"]
    assert room.desk.call(f"/groups/{room.groups[0]}/notes", {"to": room.groups[1]}).status_code == 200
    assert asked(room.other) == [note]
    since = room.other.state()["seq"]
    assert room.desk.call("/undo").status_code == 200
    again = room.other.state(since)
    assert (again["shared_full"], again["shared"]) == (True, [])


def test_themes_with_notes_of_another_phase_show_neither_its_words_nor_its_count(room: Room) -> None:
    seen = room.phone.note("ถนนเป็นหลุม")["id"]
    room.desk.open_phase(1)
    other = room.phone.note("ลับ งบไม่พอ")["id"]
    key = room.desk.board()["phases"][0]["categories"][0]
    assert room.desk.call("/notes/category", {"notes": [other], "category": key}).status_code == 200
    assert room.desk.call(f"/notes/{seen}/move", {"theme_id": "new"}).status_code == 200
    theme = next(each["theme_id"] for each in room.desk.board()["notes"] if each["id"] == seen)
    assert room.desk.call(f"/notes/{other}/move", {"theme_id": theme}).status_code == 200

    def name(change: Changing) -> None:
        change.session.get_one(Theme, (change.id, theme)).label = "ลับ งบไม่พอ"

    room.feed.change(room.code, "worker", name)
    assert choose(room, 0, "themes") == 200
    assert choose(room, 1, "own") == 200
    assert [(each["label"], each["count"]) for each in room.other.state()["themes_shown"]] == [("…", 1)]
