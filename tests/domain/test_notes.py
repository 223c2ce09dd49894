"""Notes on both databases: one id is one note, and nobody touches another's."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from sqlmodel import select

from tests.room import draft, new_id
from workshop.domain import groups, marks, notes, participants, phases, workshops
from workshop.errors import BadCategory, NoteEmpty, NotJoined, NotYours, PhaseClosed, Refusal, UnknownGroup
from workshop.feed import Feed
from workshop.messages.incoming import EditNote, Join, OpenPhase, SubmitNote
from workshop.store.models import Note
from workshop.views import boards


class Table:
    """A workshop with its first phase open, and the verbs of phones by key."""

    def __init__(self, feed: Feed) -> None:
        self.feed = feed
        self.code = feed.write(workshops.create, draft())
        self.workshop_id = feed.read(workshops.find, self.code).id
        self.groups = feed.read(groups.of, self.workshop_id)
        self.phases = feed.read(phases.of, self.workshop_id)
        self.change(phases.open_phase, self.phases[0].id, OpenPhase())

    def change(self, verb: Any, *args: Any) -> Any:
        return self.feed.change(self.code, "test", verb, *args)

    def own(self, key: str) -> list[Any]:
        """The notes that the phone finds again."""
        return list(self.feed.read(boards.phone, self.code, key)["notes"])

    def join(self, group: int = 0) -> str:
        key = secrets.token_hex(16)
        self.change(participants.join, key, Join(group_id=self.groups[group].id))
        return key

    def send(self, key: str, text: str = "งบประมาณมาช้า", note_id: str | None = None, **fields: Any) -> Any:
        message = SubmitNote(
            **{"id": note_id or new_id(), "phase_id": self.phases[0].id, "category": "problem", "text": text, **fields}
        )
        return self.change(notes.submit, key, message)

    def board(self, since: int = 0, view: str = "console") -> Any:
        return self.feed.read(boards.board, self.code, view, since)


@pytest.fixture
def table(feed: Feed) -> Table:
    return Table(feed)


def test_a_note_sent_three_times_is_stored_once_with_its_first_text(table: Table) -> None:
    key, note_id = table.join(), new_id()
    answers = [table.send(key, text, note_id) for text in ("คนไม่พอ", "คนไม่พอ", "แก้แล้ว")]
    assert [answer["text"] for answer in answers] == ["คนไม่พอ"] * 3
    assert [(note["id"], note["text"]) for note in table.board()["notes"]] == [(note_id, "คนไม่พอ")]


def test_a_stranger_cannot_edit_or_delete_another_ones_note_by_either_id(table: Table, random_ids: None) -> None:
    writer, stranger = table.join(), table.join(1)
    sent = new_id()
    public = table.send(writer, "ของฉัน", sent)["id"]
    assert public != sent
    for note_id in (sent, public):
        with pytest.raises(NotYours):
            table.change(notes.edit, stranger, note_id, EditNote(text="ของเธอ", edit=new_id()))
        with pytest.raises(NotYours):
            table.change(notes.delete, stranger, note_id)
    table.send(stranger, "ของเธอ", sent)  # under the same id another note, and nothing of the first is shown
    assert sorted(note["text"] for note in table.board()["notes"]) == ["ของฉัน", "ของเธอ"]
    assert [note["text"] for note in table.own(stranger)] == ["ของเธอ"]


def test_a_writer_edits_and_withdraws_by_its_own_id_and_by_the_public_one(table: Table, random_ids: None) -> None:
    key = table.join()
    sent = [new_id(), new_id()]
    public = [table.send(key, "เดิม", note_id)["id"] for note_id in sent]
    table.change(notes.edit, key, sent[0], EditNote(text="ใหม่ หนึ่ง", edit=new_id()))
    table.change(notes.edit, key, public[1], EditNote(text="ใหม่ สอง", edit=new_id()))
    assert [(note["id"], note["text"]) for note in table.own(key)] == [
        (public[0], "ใหม่ หนึ่ง"),
        (public[1], "ใหม่ สอง"),
    ]
    table.change(notes.delete, key, sent[0])
    table.change(notes.delete, key, public[1])
    assert table.own(key) == []


def test_a_phone_finds_each_of_many_notes_again_also_in_a_process_just_started(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = table.join(), table.join()
    texts = [f"ข้อ {n}" for n in range(40)]
    for place, text in enumerate(texts):
        if place in (5, 20, 33):
            monkeypatch.setattr(notes, "_counted", marks.Counted())
        table.send(one, text)
        table.send(two, f"อื่น {text}")
    assert [note["text"] for note in table.own(one)] == texts
    rows = table.feed.read(lambda session: session.execute(select(Note)).scalars().all())
    assert len({note.own for note in rows}) == len(rows) == 80
    assert len({note.voice for note in rows}) == 2


def test_a_phone_that_never_joined_writes_nothing(table: Table) -> None:
    for key in (secrets.token_hex(16), "", "x", "ก" * 20):
        with pytest.raises(NotJoined):
            table.send(key)
    assert table.board()["notes"] == []


def test_a_phone_of_another_workshop_has_not_joined_this_one(table: Table, feed: Feed) -> None:
    elsewhere = Table(feed)
    key = elsewhere.join()
    with pytest.raises(NotJoined):
        table.send(key)
    with pytest.raises(UnknownGroup):
        table.change(participants.join, key, Join(group_id=elsewhere.groups[0].id))


def test_a_closed_phase_and_another_category_refuse_notes(table: Table) -> None:
    key = table.join()
    with pytest.raises(PhaseClosed):
        table.send(key, phase_id=table.phases[1].id, category="cause")
    with pytest.raises(BadCategory):
        table.send(key, category="cause")
    with pytest.raises(NoteEmpty):
        table.send(key, " \N{ZERO WIDTH SPACE} ")
    assert table.board()["figures"]["received"] == 0


def test_an_edit_is_applied_once_and_numbers_stay(table: Table) -> None:
    key = table.join()
    note_id, edit = table.send(key, "เดิม")["id"], EditNote(text="ใหม่", edit=new_id())
    table.send(key, "อีกใบ")
    first = table.change(notes.edit, key, note_id, edit)
    seq = table.board()["seq"]
    second = table.change(notes.edit, key, note_id, edit)
    assert (first["text"], first["number"], first["edited"]) == ("ใหม่", 1, True)
    assert second == first
    assert table.board()["seq"] == seq


def test_a_deleted_notes_text_is_gone_and_late_clients_learn_its_id(table: Table) -> None:
    key = table.join()
    note_id = table.send(key, "ลับมาก")["id"]
    seen = table.board()["seq"]
    table.change(notes.delete, key, note_id)
    table.change(notes.delete, key, note_id)
    late = table.board(seen)
    assert (late["notes"], late["gone"]) == ([], [note_id])
    assert late["figures"]["received"] == 0
    assert "ลับมาก" not in str(table.feed.read(everything))


def test_after_the_phase_is_closed_a_note_takes_no_edit(table: Table) -> None:
    key = table.join()
    note_id = table.send(key, "ทิ้งไว้")["id"]
    table.change(phases.close_phase, table.phases[0].id)
    with pytest.raises(PhaseClosed):
        table.change(notes.edit, key, note_id, EditNote(text="เปลี่ยน", edit=new_id()))
    assert [note["text"] for note in table.board()["notes"]] == ["ทิ้งไว้"]


def test_after_the_phase_is_closed_its_writer_alone_withdraws_a_note(table: Table) -> None:
    key, other = table.join(), table.join()
    note_id = table.send(key, "ถอนทีหลัง")["id"]
    table.change(phases.close_phase, table.phases[0].id)
    with pytest.raises(NotYours):
        table.change(notes.delete, other, note_id)
    table.change(notes.delete, key, note_id)
    assert table.board()["notes"] == []
    assert table.own(key) == []


def test_the_same_phone_is_the_same_participant_in_its_new_group(table: Table) -> None:
    key = table.join()
    first = table.change(participants.join, key, Join(group_id=table.groups[0].id, name="ผู้ทดสอบ"))
    again = table.change(participants.join, key, Join(group_id=table.groups[1].id))
    assert first["id"] == again["id"]
    assert [group["participants"] for group in table.board()["groups"]] == [0, 1]


def test_a_wrong_message_is_refused_by_field(table: Table) -> None:
    from workshop.messages.incoming import parse

    with pytest.raises(Refusal) as refusal:
        parse(SubmitNote, {"id": "x", "phase_id": "1", "text": 5})
    assert set(refusal.value.errors) == {"id", "phase_id", "category", "text"}


def everything(session: Any) -> list[Any]:
    """Every row of every table, as text would be found in a stolen database file."""
    from sqlalchemy import text
    from sqlmodel import SQLModel

    return [session.execute(text(f'SELECT * FROM "{name}"')).all() for name in SQLModel.metadata.tables]


def test_a_repeated_edit_after_a_later_one_changes_nothing(table: Table) -> None:
    key = table.join()
    note_id = table.send(key, "หนึ่ง")["id"]
    second, third = (EditNote(text=text, edit=new_id()) for text in ("สอง", "สาม"))
    for message in (second, third):
        table.change(notes.edit, key, note_id, message)
    seq = table.board()["seq"]
    for message in (second, third, second):
        assert table.change(notes.edit, key, note_id, message)["text"] == "สาม"
    assert [note["text"] for note in table.board()["notes"]] == ["สาม"]
    assert table.board()["seq"] == seq


def test_an_older_edit_that_comes_late_never_overtakes_a_newer_one(table: Table) -> None:
    key = table.join()
    note = table.send(key)
    older, newer, newest = (f"0174876e-a1d7-7{n:03x}-8833-6241f30d23e5" for n in range(3))
    edits = [("ใหม่", newer), ("เก่า", older), ("ใหม่สุด", newest), ("ใหม่", newer), ("เก่า", older)]
    shown = [table.change(notes.edit, key, note["id"], EditNote(text=text, edit=edit))["text"] for text, edit in edits]
    assert shown == ["ใหม่", "ใหม่", "ใหม่สุด", "ใหม่สุด", "ใหม่สุด"]
    # Ids of clients that do not rise say nothing of their order.
    for edit in ("9" * 8, "1" * 8):
        assert table.change(notes.edit, key, note["id"], EditNote(text=edit, edit=edit))["text"] == edit


def test_no_edit_restores_the_text_of_a_deleted_note(table: Table) -> None:
    key = table.join()
    note_id = table.send(key, "หนึ่ง")["id"]
    late = EditNote(text="สอง", edit=new_id())
    table.change(notes.edit, key, note_id, late)
    table.change(notes.delete, key, note_id)
    assert table.change(notes.edit, key, note_id, late)["text"] == ""
    with pytest.raises(NotYours):
        table.change(notes.edit, key, note_id, EditNote(text="สาม", edit=new_id()))
    assert table.board()["notes"] == []
    row = table.feed.read(lambda session: session.get(Note, (table.workshop_id, note_id)))
    assert (row.deleted, row.text) == (True, "")
