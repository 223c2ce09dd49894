"""Live comments: whoever sees a note or theme hears what is said of it; the outsider hears nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.live.listening import heard, listen, phone_socket
from tests.room import Phone, Room
from tests.web.test_comment_calls import Table

Deliver = Callable[[], None]


@pytest.fixture
def table(room: Room) -> Table:
    return Table(room)


def texts_for(client: Any, note_id: str) -> list[str]:
    """The comments on the note as the socket brought them last."""
    events = [note for event in heard(client, "notes") for note in event["notes"] if note["id"] == note_id]
    return [comment["text"] for comment in events[-1]["comments"]] if events else []


def test_boards_hear_of_a_comment_by_its_count_alone(table: Table, deliver: Deliver) -> None:
    boards = [listen(table.room, view, table.desk.client) for view in ("console", "projector")]
    table.comment(text="ความลับของห้อง")
    deliver()
    for board in boards:
        (delta,) = heard(board)
        assert [(note["id"], note["comments"]) for note in delta["notes"]] == [(table.note, 1)]
        assert delta["comments"]["shown"] == 1
        assert "ความลับ" not in json.dumps(delta, ensure_ascii=False)


@pytest.mark.parametrize("sharing", ["everyone", "group"])
def test_phones_that_see_the_note_hear_its_comments_and_others_hear_nothing(
    table: Table, deliver: Deliver, sharing: str
) -> None:
    table.ok("/sharing", {"sharing": sharing})
    near: Phone = table.room.new_phone(0)
    sockets = {name: phone_socket(table.room, phone) for name, phone in (("near", near), ("far", table.reader))}
    outside = listen(table.room, "phone", device=table.room.outsider().key)
    elsewhere = listen(table.room.another(), "phone", device=table.outsider.key)
    deliver()
    for client in (*sockets.values(), outside, elsewhere):
        client.get_received()
    table.comment(near, "ควรเร่ง")
    deliver()
    assert texts_for(sockets["near"], table.note) == ["ควรเร่ง"]
    assert texts_for(sockets["far"], table.note) == (["ควรเร่ง"] if sharing == "everyone" else [])
    assert "ควรเร่ง" not in json.dumps([outside.get_received(), elsewhere.get_received()], ensure_ascii=False)


def test_where_nobody_sees_others_notes_phones_are_sent_which_ones_were_commented(
    table: Table, deliver: Deliver
) -> None:
    table.ok("/sharing", {"sharing": "own"})
    writer, other = (phone_socket(table.room, phone) for phone in (table.writer, table.reader))
    deliver()
    for client in (writer, other):
        client.get_received()
    table.ok("/comments/say", {"id": "facilitator-1", "note_id": table.note, "text": "ขอบคุณ"})
    deliver()
    for client in (writer, other):  # each phone knows which are its own; the server does not
        (event,) = heard(client, "notes")
        assert event["notes"] == []
        assert event["answered"] == [table.note]
    assert table.reader.state(since=1)["notes"] == []
    (own,) = table.writer.state(since=1)["notes"]
    assert [comment["text"] for comment in own["comments"]] == ["ขอบคุณ"]


def test_a_comment_on_a_theme_reaches_every_phone_of_the_workshop(table: Table, deliver: Deliver) -> None:
    phone = phone_socket(table.room, table.writer)
    deliver()
    phone.get_received()
    table.comment(theme_id=table.theme, text="เรื่องใหญ่")
    deliver()
    deltas = heard(phone)
    assert deltas
    assert [comment["text"] for comment in deltas[-1]["themes_shown"][0]["comments"]] == ["เรื่องใหญ่"]


def test_a_phone_that_was_away_catches_up_with_comments(table: Table) -> None:
    seq = table.reader.state()["seq"]
    table.comment(table.writer, "ระหว่างที่ไม่อยู่")
    delta = table.reader.state(since=seq)
    (note,) = delta["shared"]
    assert [comment["text"] for comment in note["comments"]] == ["ระหว่างที่ไม่อยู่"]


@pytest.mark.parametrize("sharing", ["everyone", "own"])
def test_nobody_but_the_console_is_sent_a_comment_that_waits_and_its_writer_is_told_what_became_of_it(
    table: Table, deliver: Deliver, sharing: str
) -> None:
    table.ok("/sharing", {"sharing": sharing})
    table.ok(f"/phases/{table.phase}/check_first", {"on": True})
    author = table.reader if sharing == "everyone" else table.writer
    console, projector = (listen(table.room, view, table.desk.client) for view in ("console", "projector"))
    phones = [phone_socket(table.room, phone) for phone in (table.writer, table.reader)]
    outside = listen(table.room.another(), "phone", device=table.outsider.key)
    deliver()
    for client in (console, projector, *phones, outside):
        client.get_received()
    table.comment(author, "รอก่อน")
    table.comment(author, "เรื่องนี้รอด้วย", theme_id=table.theme)
    deliver()
    (delta,) = heard(console)
    assert {each["text"]: each["unchecked"] for each in delta["comments_away"]} == {"รอก่อน": True, "เรื่องนี้รอด้วย": True}
    for client in (projector, *phones, outside):
        assert "รอ" not in json.dumps(client.get_received(), ensure_ascii=False)
    read = [{"id": each["id"], "words": each["words"]} for each in delta["comments_away"]]
    table.ok("/comments/hide", {"comments": read, "reason": "rude"})
    deliver()
    named = {id_ for client in phones for event in heard(client, "notes") for id_ in event.get("answered", ())}
    assert named == {table.note, table.theme}, "each phone knows on what it wrote"
    assert {each["hidden"] for each in author.state()["my_comments"]} == {"rude"}
    assert "รอ" not in json.dumps([projector.get_received(), outside.get_received()], ensure_ascii=False)
