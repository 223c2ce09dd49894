"""The id of an imported note is random: with the id, nobody confirms a guess of what stood beside the note."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest
from flask import Flask

from tests.room import Room
from tests.web.importing import OnTheSpot, send
from workshop.changes import Kind
from workshop.domain import imports, marks, undo
from workshop.messages.incoming import ImportedNote
from workshop.store import sharing_copy
from workshop.store.models import Note
from workshop.year import workshop_out

ROWS = [(f"กลุ่มที่ {place}", f"นายผู้เขียน {place}", f"หัวหน้าไม่ฟังใคร ข้อ {place}") for place in range(8)]
TABLE = "กลุ่ม,ชื่อ,ปัญหา/อุปสรรค\n" + "".join(",".join(row) + "\n" for row in ROWS)


def formerly(*row: str) -> str:
    """Return the id that a former release gave the note, which everybody can make of a guessed row."""
    content = json.dumps(["", "problem", row[-1], row])
    return "i" + hashlib.sha256(f"{content}1".encode()).hexdigest()[:40]


GUESSED = {formerly(*row) for row in ROWS}


@pytest.fixture
def filled(app: Flask, room: Room, random_ids: None) -> Room:
    app.extensions["laena.import_process"] = OnTheSpot(room)
    assert send(room, TABLE, store=True)["done"]
    return room


def ids(room: Room) -> set[str]:
    return {note["id"] for note in room.desk.board()["notes"]}


def test_no_screen_and_no_file_has_an_id_or_mark_that_confirms_a_row(filled: Room, app: Flask, tmp_path: Path) -> None:
    texts = {text for _, _, text in ROWS}
    assert {note["text"] for note in filled.desk.board()["notes"]} == texts
    made = set(filled.feed.read(lambda session: [row.sent for row in session.query(Note.sent)]))
    assert len(made) == len(ROWS)
    screens = filled.desk.board(), filled.desk.board(view="projector"), filled.phone.state()
    filled.desk.call(f"/phases/{filled.desk.board()['phases'][0]['id']}/close")
    file = filled.feed.read(workshop_out.content_of, filled.code).model_dump_json()
    for shown in (file, json.dumps(screens)):
        assert not [each for each in GUESSED | made if each in shown]
    copy = tmp_path / "copy.db"
    sharing_copy.write(app.extensions["laena.settings"].data / "laena.db", copy)
    with sqlite3.connect(copy) as connection:
        found = connection.execute("SELECT id, sent, (SELECT salt FROM workshop) FROM note").fetchall()
    assert not GUESSED & {row[0] for row in found}
    # The secret of the marks is another one there, so that they confirm nothing.
    assert not {row[1] for row in found} & {marks.of_row(row[2], guess) for row in found for guess in GUESSED}


def test_ids_of_two_imports_of_one_file_have_nothing_in_common(filled: Room, app: Flask) -> None:
    other = Room(app)
    app.extensions["laena.import_process"] = OnTheSpot(other)
    send(other, TABLE, store=True)
    assert len(ids(other)) == len(ids(filled)) == len(ROWS)
    assert not ids(other) & ids(filled)
    made = filled.feed.read(lambda session: [row.sent for row in session.query(Note.sent)])
    assert len(set(made)) == 2 * len(ROWS)


def test_an_imported_note_has_an_id_like_a_typed_one(filled: Room) -> None:
    typed = filled.phone.note("พิมพ์เอง")
    assert {len(each) for each in ids(filled)} == {len(typed["id"])}


def test_a_file_that_comes_again_is_found_row_by_row(filled: Room) -> None:
    before = ids(filled)
    longer = TABLE + "กลุ่มที่ 1,นายผู้มาช้า,มาช้า\n"
    assert send(filled, TABLE, store=True)["done"]["added"] == 0
    assert send(filled, longer, store=True)["done"]["added"] == 1
    assert before < ids(filled)
    assert len(ids(filled)) == len(ROWS) + 1


def test_an_edited_note_is_found_again_by_its_row(filled: Room) -> None:
    def edit(change):  # type: ignore[no-untyped-def]
        for note in change.session.query(Note):
            note.text += " (แก้คำ)"
        change.record(Kind.EDIT_NOTE)

    filled.feed.change(filled.code, undo.ACTOR, edit)
    assert send(filled, TABLE, store=True)["done"]["added"] == 0


def test_an_undone_import_comes_back_under_its_ids_and_numbers(filled: Room) -> None:
    before = {(note["id"], note["number"]) for note in filled.desk.board()["notes"]}
    filled.desk.call("/undo")
    assert ids(filled) == set()
    assert send(filled, TABLE, store=True)["done"]["added"] == len(ROWS)
    assert {(note["id"], note["number"]) for note in filled.desk.board()["notes"]} == before


def test_rows_that_a_former_release_imported_are_found_by_their_ids(room: Room, app: Flask, random_ids: None) -> None:
    """Its notes have the row's digest for an id, and no mark."""

    def as_formerly(change):  # type: ignore[no-untyped-def]
        imports.add(change, [ImportedNote(f"row-{n}", row[-1], "problem") for n, row in enumerate(ROWS)])
        for note in change.session.query(Note):
            new = next(formerly(*row) for row in ROWS if row[-1] == note.text)
            change.connection.exec_driver_sql(
                "UPDATE note SET id = ?, sent = NULL, text = text || ' (แก้คำ)' WHERE id = ?", (new, note.id)
            )

    room.feed.change(room.code, undo.ACTOR, as_formerly)
    app.extensions["laena.import_process"] = OnTheSpot(room)
    assert ids(room) == GUESSED
    assert send(room, TABLE, store=True)["done"]["added"] == 0
    room.desk.call("/undo")
    assert ids(room) == set()
    assert send(room, TABLE, store=True)["done"]["added"] == len(ROWS)
    assert ids(room) == GUESSED


def test_only_the_new_item_of_a_list_that_came_whole_is_added(room: Room, random_ids: None) -> None:
    """Marks stand for the cell as well: its items are there where it came whole since somebody looked."""
    whole = ImportedNote("cell", "1. น้ำ 2. ไฟ", "problem", parts=("น้ำ", "ไฟ"))
    items = [
        ImportedNote(name, text, "problem", cell="cell", whole=whole.text)
        for name, text in (("cell", "น้ำ"), ("cell/1", "ไฟ"))
    ]
    looked = room.feed.read(imports.outlook, room.code, items)
    assert looked.new == (0, 1)
    room.feed.change(room.code, undo.ACTOR, imports.add, [whole])
    done = room.feed.change(room.code, undo.ACTOR, imports.add, items, since=looked)
    assert (done.added, done.already) == (0, 2)
    assert room.feed.read(imports.outlook, room.code, items).already == 2
