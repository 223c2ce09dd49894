"""An import is one step: its notes come at once, leave by one undo, and may come again."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.room import Room
from workshop.domain import endings, imports, undo
from workshop.errors import ImportIntoEnded
from workshop.messages.incoming import ImportedNote
from workshop.store.models import Change, Comment, Note, Theme
from workshop.views.integrity import everything
from workshop.views.read_record import read_record

ROWS = [ImportedNote(f"i{place:08}", f"งบประมาณมาช้า ครั้งที่ {place}", "problem", "ดอกคูน") for place in range(30)]


def add(room: Room, rows: list[ImportedNote] = ROWS) -> imports.ImportResult:
    return room.feed.change(room.code, undo.ACTOR, imports.add, rows)


def texts(room: Room) -> list[str]:
    return [note.text for note in room.feed.read(read_record, room.code).notes]


def test_all_notes_of_an_import_appear_with_one_change(room: Room) -> None:
    before = room.desk.board()["seq"]
    add(room)
    board = room.desk.board(since=before)
    assert board["seq"] == before + 1
    assert [note["text"] for note in board["notes"]] == [row.text for row in ROWS]
    assert board["undo"] == "นำเข้าความเห็นจากไฟล์"


def test_one_undo_takes_the_whole_import_back_and_nothing_else(room: Room) -> None:
    room.phone.note("งบประมาณมาช้า")
    add(room)
    room.other.note("หลังนำเข้า")
    room.group_notes()
    assert room.desk.call("/undo").get_json()["undone"] == "นำเข้าความเห็นจากไฟล์"
    assert texts(room) == ["งบประมาณมาช้า", "หลังนำเข้า"]
    board = room.desk.board()
    assert board["figures"]["received"] == 2
    assert {note["text"] for note in board["notes"]} == {"งบประมาณมาช้า", "หลังนำเข้า"}
    assert room.feed.read(everything).faults == ()


def test_a_live_screen_loses_the_notes_of_an_undone_import(room: Room) -> None:
    add(room)
    seen = room.desk.board()["seq"]
    room.desk.call("/undo")
    assert len(room.desk.board(since=seen)["gone"]) == len(ROWS)


def test_the_words_of_an_undone_import_leave_the_database_and_what_was_made_of_them(room: Room) -> None:
    add(room, [ImportedNote(f"i{place:08}", f"ฝายน้ำล้นแตก {place}", "problem") for place in range(4)])
    room.group_notes()
    assert "ฝายน้ำล้น" in room.feed.read(lambda session: str([row.label for row in session.query(Theme).all()]))
    room.desk.call("/undo")
    words = room.feed.read(
        lambda session: str(
            [session.query(Note.text).all(), session.query(Theme.label).all(), session.query(Change.before).all()]
        )
    )
    assert "ฝายน้ำล้น" not in words


def test_an_undone_import_may_be_imported_again_with_the_same_numbers(room: Room) -> None:
    add(room)
    room.desk.call("/undo")
    room.phone.note("ระหว่างนั้น")
    assert room.feed.read(imports.outlook, room.code, ROWS).new == tuple(range(len(ROWS)))
    assert add(room).added == len(ROWS)
    assert add(room).already == len(ROWS)
    record = room.feed.read(read_record, room.code)
    assert [note.number for note in record.notes] == [*range(1, 31), 31]
    room.desk.call("/undo")
    assert texts(room) == ["ระหว่างนั้น"]
    assert room.feed.read(everything).faults == ()


def test_what_was_agreed_with_goes_with_the_import(room: Room) -> None:
    room.desk.call("/sharing", {"sharing": "everyone"})
    add(room, ROWS[:2])
    note = room.desk.board()["notes"][0]
    room.phone.call("PUT", f"/notes/{note['id']}/reaction", {"id": "a" * 12, "on": True})
    room.desk.call("/undo")
    state = room.phone.state()
    assert state["shared"] == []
    assert room.desk.board()["figures"]["received"] == 0
    assert room.feed.read(everything).faults == ()


def test_an_import_on_which_people_commented_is_not_undone_and_every_word_stays(room: Room) -> None:
    room.desk.call("/sharing", {"sharing": "everyone"})
    add(room, ROWS[:2])
    note = room.desk.board()["notes"][0]
    phase = room.desk.board()["phases"][0]["id"]
    room.desk.call(f"/phases/{phase}/comments", {"on": True})
    ids = ["b" * 12, "c" * 12]
    for comment in ids:
        sent = {"id": comment, "phase_id": phase, "note_id": note["id"], "text": "เห็นต่าง"}
        assert room.phone.call("POST", "/comments", sent).status_code == 200
    room.desk.call("/undo")  # comments of the phase
    before = room.desk.board()
    refused = room.desk.call("/undo")
    assert (refused.status_code, "ข้อคิดเห็นของผู้เข้าร่วม 2 ข้อ" in refused.get_json()["message"]) == (409, True)
    assert [room.desk.board()[part] for part in ("seq", "notes", "themes")] == [
        before[part] for part in ("seq", "notes", "themes")
    ]
    for comment in room.feed.read(lambda session: [*session.execute(select(Comment.id)).scalars()]):
        room.phone.call("DELETE", f"/comments/{comment}")
    assert room.desk.call("/undo").status_code == 200
    assert room.desk.board()["notes"] == []


def test_an_import_into_a_workshop_that_has_ended_is_refused(room: Room) -> None:
    room.feed.change(room.code, undo.ACTOR, endings.end)
    with pytest.raises(ImportIntoEnded):
        add(room)
    assert texts(room) == []


def test_an_import_of_nothing_is_no_step(room: Room) -> None:
    before = room.desk.board()
    add(room, [ImportedNote("i00000001", " ", "problem")])
    after = room.desk.board()
    assert (after["seq"], after["undo"]) == (before["seq"], before["undo"])
