"""Shared notes: who hears which, that nobody else does, and that hearing and asking come to the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask_socketio import SocketIOTestClient

from tests.live.listening import heard, listen, phone_socket
from tests.room import Phone, Room
from workshop.changes import Kind
from workshop.domain import imports
from workshop.feed import Changing
from workshop.messages.incoming import ImportedNote

WRITER = {"id", "text", "category", "phase_id", "group_id", "agreed", "comments"}


def share(room: Room, sharing: str) -> None:
    def verb(change: Changing) -> None:
        change.workshop.sharing = sharing
        change.workshop.sharing_seq = change.workshop.facts_seq = change.record(Kind.SHARING)

    room.feed.change(room.code, "facilitator", verb)


def texts_for(client: SocketIOTestClient) -> list[str]:
    return [note["text"] for event in heard(client, "notes") for note in event["notes"]]


def asked(phone: Phone, since: int = 0) -> dict[str, Any]:
    return phone.state(since)


def enter(client: SocketIOTestClient) -> bool:
    answer = client.emit("enter", callback=True)
    return bool(answer["ok"])


@pytest.mark.parametrize(
    ("sharing", "mine", "other"),
    [("own", [], []), ("group", ["หนึ่ง"], []), ("everyone", ["หนึ่ง"], ["หนึ่ง"])],
)
def test_a_note_is_sent_only_to_those_with_whom_it_is_shared(
    room: Room, deliver: Callable[[], None], sharing: str, mine: list[str], other: list[str]
) -> None:
    share(room, sharing)
    elsewhere = room.another()
    share(elsewhere, "everyone")
    near, far, foreign = (
        phone_socket(room, room.phone),
        phone_socket(room, room.other),
        phone_socket(elsewhere, elsewhere.phone),
    )
    stranger = listen(room, "phone")
    unjoined = listen(room, "phone", device="A" * 32)
    deliver()
    room.phone.note("หนึ่ง")
    deliver()
    assert (texts_for(near), texts_for(far)) == (mine, other)
    assert [texts_for(client) for client in (foreign, stranger, unjoined)] == [[], [], []]
    shown = [[note["text"] for note in asked(phone)["shared"]] for phone in (room.phone, room.other)]
    assert shown == [mine, other]
    assert asked(elsewhere.phone)["shared"] == []


def test_a_shared_note_does_not_identify_its_writer(room: Room, deliver: Callable[[], None]) -> None:
    share(room, "everyone")
    far = phone_socket(room, room.other)
    deliver()
    room.phone.note("ใครเขียนไม่บอก")
    deliver()
    (event,) = heard(far, "notes")
    assert set(event) == {"seq", "from", "notes", "gone"}
    assert [set(note) for note in [*event["notes"], *asked(room.other)["shared"]]] == [WRITER, WRITER]


def test_the_state_of_a_phone_that_has_not_joined_contains_no_shared_note(room: Room) -> None:
    share(room, "everyone")
    room.phone.note("ของในห้อง")
    state = room.desk.client.get(f"/api/w/{room.code}/state").get_json()
    assert (state["shared"], state["gone_shared"], state["shared_full"]) == ([], [], True)
    stranger = room.desk.client.get(f"/api/w/{room.code}/state", headers={"Authorization": f"Bearer {'A' * 32}"})
    assert stranger.get_json()["shared"] == []


def test_hiding_withdrawing_and_showing_notes_is_sent_live_as_in_catch_up(
    room: Room, deliver: Callable[[], None]
) -> None:
    share(room, "group")
    near = phone_socket(room, room.new_phone(0))
    hidden, withdrawn, back = (room.phone.note(text) for text in ("ซ่อน", "ถอน", "กลับมา"))
    room.desk.call(f"/notes/{back['id']}/hide")
    deliver()
    before = asked(room.phone)["seq"]
    heard(near, "notes")
    room.desk.call(f"/notes/{hidden['id']}/hide")
    assert room.phone.call("DELETE", f"/notes/{withdrawn['id']}").status_code == 200
    room.desk.call(f"/notes/{back['id']}/unhide")
    deliver()
    event, for_their_writer = heard(near, "notes")
    caught = asked(room.phone, before)
    assert (event["notes"], event["gone"]) == (caught["shared"], caught["gone_shared"])
    assert [note["text"] for note in event["notes"]] == ["กลับมา"]
    assert [for_their_writer[part] for part in ("notes", "gone")] == [[], []]
    assert set(for_their_writer["answered"]) == {hidden["id"], back["id"]}
    assert set(event["gone"]) == {hidden["id"], withdrawn["id"]}
    assert (event["from"] <= before, caught["shared_full"]) == (True, False)


def test_grouping_a_note_sends_phones_nothing_and_hides_no_note(room: Room, deliver: Callable[[], None]) -> None:
    share(room, "everyone")
    far = phone_socket(room, room.other)
    deliver()
    before = asked(room.other)["seq"]
    room.phone.note("ถนนเป็นหลุมหน้าโรงเรียน")
    deliver()
    written = asked(room.other)["seq"]
    assert texts_for(far) == ["ถนนเป็นหลุมหน้าโรงเรียน"]
    room.group_notes()
    deliver()
    assert (texts_for(far), asked(room.other, written)["shared"]) == ([], [])
    # Whoever slept through both hears of it all the same.
    assert [row["text"] for row in asked(room.other, before)["shared"]] == ["ถนนเป็นหลุมหน้าโรงเรียน"]


def test_what_is_set_aside_leaves_other_phones_and_comes_back_with_a_theme(
    room: Room, deliver: Callable[[], None]
) -> None:
    share(room, "everyone")
    far = phone_socket(room, room.other)
    nothing = room.phone.note("5555")["id"]
    room.phone.note("ถนนเป็นหลุม")
    deliver()
    before = asked(room.other)["seq"]
    heard(far, "notes")
    room.group_notes()
    deliver()
    caught = asked(room.other, before)
    assert (caught["shared"], caught["gone_shared"]) == ([], [nothing])
    assert [gone for event in heard(far, "notes") for gone in event["gone"]] == [nothing]
    assert [note["text"] for note in asked(room.other)["shared"]] == ["ถนนเป็นหลุม"]
    assert [note["text"] for note in asked(room.phone)["notes"]] == ["5555", "ถนนเป็นหลุม"], "its writer has it"
    assert room.desk.call(f"/notes/{nothing}/move", {"theme_id": "new", "label": "เลขห้า"}).status_code == 200
    deliver()
    assert texts_for(far) == ["5555"]


def test_events_state_the_range_of_changes_they_cover_without_gaps(room: Room, deliver: Callable[[], None]) -> None:
    share(room, "group")
    near = phone_socket(room, room.phone)
    deliver()
    seq = asked(room.phone)["seq"]
    for number in range(3):
        room.phone.note(f"ข้อ {number}")
        room.other.note(f"อีกกลุ่ม {number}")
        deliver()
    events = heard(near, "notes")
    assert [event["from"] for event in events] == [
        min(seq, events[0]["from"]),
        *(event["seq"] for event in events[:-1]),
    ]
    assert [note["text"] for event in events for note in event["notes"]] == ["ข้อ 0", "ข้อ 1", "ข้อ 2"]


def test_a_phone_behind_a_change_of_sharing_must_fetch_the_notes_again(room: Room, deliver: Callable[[], None]) -> None:
    share(room, "group")
    far = phone_socket(room, room.other)
    deliver()
    room.phone.note("ก่อนเปลี่ยน")
    deliver()
    before = asked(room.other)["seq"]
    share(room, "everyone")
    room.phone.note("หลังเปลี่ยน")
    deliver()
    assert [delta["workshop"]["sharing"] for delta in heard(far) if "workshop" in delta][-1:] == ["everyone"]
    share(room, "own")
    caught = asked(room.other, before)
    assert (caught["shared"], caught["shared_full"]) == ([], True)
    share(room, "everyone")
    caught = asked(room.other, before)
    assert (len(caught["shared"]), caught["shared_full"]) == (2, True)


def test_events_after_a_change_of_sharing_begin_at_that_change(room: Room, deliver: Callable[[], None]) -> None:
    share(room, "group")
    far = phone_socket(room, room.other)
    deliver()
    share(room, "everyone")
    changed = asked(room.other)["seq"]
    room.phone.note("หลังเปลี่ยน")
    deliver()
    (event,) = heard(far, "notes")
    assert event["from"] == changed


def test_a_phone_that_joins_after_connecting_gets_notes_once_it_has_entered(
    room: Room, deliver: Callable[[], None]
) -> None:
    share(room, "group")
    late = room.outsider()
    socket = listen(room, "phone", device=late.key)
    assert enter(socket) is False
    late.join(room.groups[0])
    deliver()
    assert enter(socket) is True
    room.phone.note("ได้ยินแล้ว")
    deliver()
    assert texts_for(socket) == ["ได้ยินแล้ว"]


def test_after_a_change_of_group_all_tabs_get_only_the_new_groups_notes(
    room: Room, deliver: Callable[[], None]
) -> None:
    share(room, "group")
    mover = room.new_phone(0)
    tabs = [phone_socket(room, mover), phone_socket(room, mover)]
    deliver()
    before = asked(mover)["seq"]
    mover.join(room.groups[1])
    enter(tabs[0])
    deliver()
    room.phone.note("กลุ่มเดิม")
    room.other.note("กลุ่มใหม่")
    deliver()
    assert [texts_for(tab) for tab in tabs] == [["กลุ่มใหม่"], ["กลุ่มใหม่"]]
    caught = asked(mover, before)
    assert ([note["text"] for note in caught["shared"]], caught["shared_full"]) == (["กลุ่มใหม่"], True)


def test_a_socket_without_a_key_never_enters_a_room_of_notes(room: Room) -> None:
    assert enter(listen(room, "phone")) is False
    assert enter(listen(room, "console", room.desk.client)) is False


def test_very_many_notes_at_once_are_fetched_instead_of_sent(room: Room, deliver: Callable[[], None]) -> None:
    share(room, "everyone")
    far = phone_socket(room, room.other)
    deliver()
    seq = asked(room.other)["seq"]
    rows = [ImportedNote(f"row-{number:05}", f"ข้อที่ {number}", "problem") for number in range(400)]
    room.feed.change(room.code, "facilitator", imports.add, rows)
    deliver()
    (event,) = heard(far, "notes")
    assert (event["notes"], event["gone"]) == ([], [])
    assert event["from"] > seq
    assert len(asked(room.other, seq)["shared"]) == 400
