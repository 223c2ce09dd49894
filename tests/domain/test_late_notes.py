"""A note written while its phase was open is accepted for a while after it has closed, and marked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.test_notes import Table
from tests.room import new_id
from workshop.domain import comments, notes, phases, sharing, undo
from workshop.errors import PhaseClosed
from workshop.feed import Feed
from workshop.messages.incoming import (
    ChooseIdentity,
    EditComment,
    EditNote,
    OpenPhase,
    SetSharing,
    SubmitComment,
)
from workshop.messages.phases import ChooseGrace
from workshop.views import boards
from workshop.views.read_record import read_record


class Hall(Table):
    """A table with its first phase open; `open`, `close` and `grace` are the facilitator's."""

    @property
    def phase(self) -> dict[str, Any]:
        return next(phase for phase in self.board()["phases"] if phase["id"] == self.phases[0].id)

    def open(self, place: int = 0, only: bool = True) -> None:
        self.change(phases.open_phase, self.phases[place].id, OpenPhase(only=only))

    def close(self) -> None:
        self.change(phases.close_phase, self.phases[0].id)

    def grace(self, minutes: int) -> None:
        self.change(phases.give_grace, self.phases[0].id, ChooseGrace(minutes=minutes))

    def shared(self, key: str) -> list[Any]:
        return list(self.feed.read(boards.phone, self.code, key)["shared"])

    def marked(self) -> dict[str, bool]:
        return {note["text"]: note.get("late", False) for note in self.board()["notes"]}


@pytest.fixture
def hall(feed: Feed) -> Hall:
    return Hall(feed)


def test_a_note_of_an_open_phase_that_comes_after_its_end_is_accepted_and_marked(hall: Hall) -> None:
    phone, run = hall.join(), hall.phase["run"]
    hall.send(phone, "ทันเวลา", run=run)
    hall.close()
    assert hall.phase["late_until"] > 0
    hall.send(phone, "เขียนตอนสัญญาณขาด", run=run)
    assert hall.marked() == {"ทันเวลา": False, "เขียนตอนสัญญาณขาด": True}
    record = hall.feed.read(read_record, hall.code)
    assert {note.text: note.late for note in record.notes} == hall.marked()


@pytest.mark.parametrize("run", [0, 2, 99])
def test_a_note_that_names_no_opening_of_its_phase_or_one_to_come_is_refused(hall: Hall, run: int) -> None:
    phone = hall.join()
    assert hall.phase["run"] == 1
    hall.close()
    with pytest.raises(PhaseClosed):
        hall.send(phone, "เขียนหลังปิด", run=run)
    assert hall.board()["notes"] == []


def test_after_the_grace_and_without_one_a_late_note_is_refused(hall: Hall) -> None:
    phone = hall.join()
    hall.close()
    hall.grace(0)
    with pytest.raises(PhaseClosed):
        hall.send(phone, "ช้าเกินไป", run=1)
    hall.grace(5)
    with pytest.raises(PhaseClosed):  # the time that was over does not begin anew
        hall.send(phone, "ช้าเกินไป", run=1)
    hall.open()
    hall.close()
    hall.send(phone, "ยังทัน", run=1)
    assert hall.marked() == {"ยังทัน": True}


def test_edits_and_comments_made_in_time_are_accepted_late_and_others_are_not(hall: Hall) -> None:
    writer, reader = hall.join(), hall.join()
    hall.change(phases.let, hall.phases[0].id, comments.NAME, True)
    hall.change(sharing.choose, SetSharing(sharing="everyone"))
    note = hall.send(writer, "เดิม", run=1)
    about = {"phase_id": hall.phases[0].id, "note_id": note["id"], "text": "ใช่เลย"}
    hall.close()
    hall.change(notes.edit, writer, note["id"], EditNote(text="แก้ตอนยังเปิด", edit=new_id(), run=1))
    comment = hall.change(comments.submit, reader, SubmitComment(id=new_id(), run=1, **about))
    hall.change(comments.edit, reader, comment["id"], EditComment(text="เห็นด้วย", edit=new_id(), run=1))
    for verb, *given in (
        (notes.edit, writer, note["id"], EditNote(text="แก้หลังปิด", edit=new_id())),
        (comments.submit, reader, SubmitComment(id=new_id(), **about)),
        (comments.edit, reader, comment["id"], EditComment(text="แก้หลังปิด", edit=new_id())),
    ):
        with pytest.raises(PhaseClosed):
            hall.change(verb, *given)
    (shown,) = hall.own(writer)
    assert (shown["text"], [said["text"] for said in hall.shared(reader)[0]["comments"]]) == ("แก้ตอนยังเปิด", ["เห็นด้วย"])


def test_a_late_anonymous_note_has_no_mark_and_the_group_of_the_others_once_no_more_may_come(hall: Hall) -> None:
    hall.change(phases.identify, hall.phases[0].id, ChooseIdentity(identity="anonymous"))
    writers = [hall.join() for _ in range(6)]
    for number, key in enumerate(writers[:5]):
        hall.send(key, f"ทันเวลา {number}", run=1)
    hall.close()
    hall.send(writers[5], "มาช้า", run=1)
    for minutes, groups in ((5, {None}), (0, {hall.groups[0].id})):
        hall.grace(minutes)
        assert not any(hall.marked().values())
        assert {note["group_id"] for note in hall.board()["notes"]} == groups


def test_no_group_shows_as_it_connects_while_late_anonymous_notes_may_come(hall: Hall) -> None:
    hall.change(phases.identify, hall.phases[0].id, ChooseIdentity(identity="anonymous"))
    hall.close()
    assert hall.board()["apart"]
    assert hall.feed.read(boards.apart, hall.code)
    hall.grace(0)
    assert not hall.board()["apart"]
    assert not hall.feed.read(boards.apart, hall.code)


def test_undoing_an_opening_still_accepts_what_was_written_in_it(hall: Hall) -> None:
    phone = hall.join()
    hall.feed.change(hall.code, undo.ACTOR, phases.open_phase, hall.phases[1].id, OpenPhase())
    second = {"phase_id": hall.phases[1].id, "category": "cause", "run": 1}
    hall.feed.change(hall.code, undo.ACTOR, undo.undo)
    assert [phase["state"] for phase in hall.board()["phases"]] == ["open", "waiting"]
    hall.send(phone, "เขียนในช่วงที่เปิดผิด", **second)
    hall.send(phone, "เขียนในช่วงแรก", run=1)
    assert hall.marked() == {"เขียนในช่วงที่เปิดผิด": True, "เขียนในช่วงแรก": False}
