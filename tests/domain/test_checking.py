"""Notes that a facilitator approves before anybody else is sent them."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from sqlmodel import select

from tests.domain.sorted_table import Sorted
from tests.room import new_id
from workshop.domain import (
    checking,
    erasing,
    imports,
    marks,
    notes,
    outlines,
    phases,
    redo,
    rescue,
    sharing,
    undo,
    votings,
)
from workshop.errors import Conflict, Refusal, UnknownNote, UnknownPhase
from workshop.feed import Actor, Feed
from workshop.messages.incoming import (
    CheckNotes,
    ChooseIdentity,
    EditNote,
    EraseNote,
    ImportedNote,
    OpenPhase,
    RescuedNote,
    SetSharing,
    parse,
)
from workshop.messages.voting import OpenVoting
from workshop.store.models import Note
from workshop.views import boards, drafts, group_boards, history, integrity
from workshop.views.read_record import read_record
from workshop.worker import linking


class Desk(Sorted):
    """A table whose first phase is checked first, with everybody's notes shared, and the verbs of two consoles."""

    def __init__(self, feed: Feed) -> None:
        super().__init__(feed)
        self.check()
        self.change(sharing.choose, SetSharing(sharing="everyone"))
        self.writer, self.reader = self.join(), self.join(1)

    def check(self, on: bool = True) -> None:
        self.at("mali", phases.let, self.phases[0].id, checking.NAME, on)

    def at(self, who: str, verb: Any, *args: Any) -> Any:
        return self.feed.change(self.code, Actor(undo.ACTOR, who), verb, *args)

    def waiting(self) -> dict[str, dict[str, str]]:
        """What the console would send for each note that waits, by its text."""
        found = [note for note in self.board()["notes"] if note.get("unchecked")]
        return {note["text"]: {"id": note["id"], "words": note["unchecked"]} for note in found}

    def approve(self, *read: dict[str, str], who: str = "mali") -> Any:
        return self.at(who, checking.approve, parse(CheckNotes, {"notes": list(read)}))

    def seen(self) -> set[str]:
        """The texts that anybody but the writer and the console is sent."""
        projector = self.board(view="projector")
        reader = self.feed.read(boards.phone, self.code, self.reader)
        group = self.feed.read(group_boards.of, self.code, self.groups[0].id)
        texts = [note["text"] for note in (*projector["notes"], *reader["shared"], *group["notes"])]
        record = self.feed.read(read_record, self.code)
        return {*texts, *(note.text for note in record.notes)}

    def edit(self, note_id: str, text: str) -> Any:
        return self.change(notes.edit, self.writer, note_id, EditNote(text=text, edit=new_id()))

    def mine(self) -> dict[str, bool]:
        return {note["text"]: note.get("unchecked", False) for note in self.own(self.writer)}

    def sound(self) -> None:
        assert self.feed.read(integrity.everything).faults == ()


@pytest.fixture
def desk(feed: Feed) -> Desk:
    return Desk(feed)


def test_a_new_note_waits_and_is_sent_to_nobody_but_its_writer_and_the_console(desk: Desk) -> None:
    answer = desk.send(desk.writer, "งบมาช้า")
    assert answer["unchecked"] is True
    assert desk.mine() == {"งบมาช้า": True}
    assert list(desk.waiting()) == ["งบมาช้า"]
    assert desk.seen() == set()
    assert desk.board(view="projector")["gone"] == []
    desk.sound()


def test_nothing_of_a_note_that_was_never_shown_reaches_projector_and_phones(desk: Desk) -> None:
    since = desk.board()["seq"]
    note = desk.send(desk.writer, "งบมาช้า")
    for delta in (desk.board(since, "projector"), desk.feed.read(boards.phone, desk.code, desk.reader, since)):
        assert note["id"] not in str(delta)
    assert [each["id"] for each in desk.board(since)["notes"]] == [note["id"]]


def test_an_approved_note_is_shown_to_everybody_and_grouped(desk: Desk) -> None:
    desk.send(desk.writer, "งบ มาช้า")
    desk.send(desk.writer, "งบ น้อย")
    desk.group()
    assert desk.board()["figures"]["in_themes"] == 0, "the grouping takes approved notes alone"
    assert desk.approve(*desk.waiting().values()) == {"approved": 2, "changed": 0}
    assert desk.seen() == {"งบ มาช้า", "งบ น้อย"}
    assert desk.mine() == {"งบ มาช้า": False, "งบ น้อย": False}
    desk.group()
    assert desk.board()["figures"]["in_themes"] == 2
    desk.sound()


def test_one_of_several_is_approved_and_the_others_wait_on(desk: Desk) -> None:
    for text in ("หนึ่ง", "สอง", "สาม"):
        desk.send(desk.writer, text)
    desk.approve(desk.waiting()["สอง"])
    assert desk.seen() == {"สอง"}
    assert list(desk.waiting()) == ["หนึ่ง", "สาม"]


def test_an_edited_note_waits_again_and_leaves_every_screen(desk: Desk) -> None:
    note = desk.send(desk.writer, "งบมาช้า")
    desk.approve(*desk.waiting().values())
    since = desk.board()["seq"]
    assert desk.edit(note["id"], "งบมาช้า เพราะนายแดง")["unchecked"] is True
    assert desk.seen() == set()
    assert desk.board(since, "projector")["gone"] == [note["id"]]
    assert desk.feed.read(boards.phone, desk.code, desk.reader, since)["gone_shared"] == [note["id"]]
    desk.approve(*desk.waiting().values())
    assert desk.seen() == {"งบมาช้า เพราะนายแดง"}
    desk.sound()


def test_an_edit_that_changes_nothing_and_a_repeat_let_an_approved_note_be(desk: Desk) -> None:
    sent = new_id()
    note = desk.send(desk.writer, "งบมาช้า", sent)
    desk.approve(*desk.waiting().values())
    desk.edit(note["id"], "งบมาช้า")
    assert "unchecked" not in desk.send(desk.writer, "งบมาช้า", sent)
    assert desk.seen() == {"งบมาช้า"}


def test_words_that_were_edited_after_they_were_read_are_not_approved(desk: Desk) -> None:
    note = desk.send(desk.writer, "งบมาช้า")
    read = desk.waiting()["งบมาช้า"]
    desk.edit(note["id"], "คำหยาบ")
    with pytest.raises(Conflict):
        desk.approve(read)
    assert desk.seen() == set()
    other = desk.send(desk.writer, "คนไม่พอ")
    assert desk.approve(read, desk.waiting()["คนไม่พอ"]) == {"approved": 1, "changed": 1}
    assert desk.seen() == {"คนไม่พอ"}
    assert other["id"] != note["id"]


def test_what_another_console_decided_meanwhile_is_refused(desk: Desk) -> None:
    desk.send(desk.writer, "งบมาช้า")
    read = desk.waiting()["งบมาช้า"]
    desk.at("somchai", notes.hide, read["id"], True)
    with pytest.raises(Conflict):
        desk.approve(read)
    assert desk.waiting() == {}
    assert desk.seen() == set()


@pytest.mark.parametrize("read", [[], [{"id": "x"}], [{"id": "x", "words": 5}], "x", [{"id": "x\0", "words": ""}]])
def test_a_malformed_approval_is_refused(read: Any) -> None:
    with pytest.raises(Refusal):
        parse(CheckNotes, {"notes": read})


def test_notes_of_another_workshop_and_made_up_ones_are_unknown(desk: Desk, feed: Feed) -> None:
    other = Desk(feed)
    other.send(other.writer, "ของห้องอื่น")
    for read in (other.waiting()["ของห้องอื่น"], {"id": "nowhere", "words": ""}):
        with pytest.raises(UnknownNote):
            desk.approve(read)
    assert other.seen() == set()
    with pytest.raises(UnknownPhase):
        desk.change(phases.let, other.phases[0].id, checking.NAME, False)


def test_hiding_a_waiting_note_ends_its_wait_and_undo_brings_that_back(desk: Desk) -> None:
    note = desk.send(desk.writer, "งบมาช้า")
    desk.at("mali", notes.hide, note["id"], True)
    assert desk.waiting() == {}
    assert desk.mine() == {"งบมาช้า": False}
    desk.at("mali", undo.undo)
    assert list(desk.waiting()) == ["งบมาช้า"]
    desk.at("mali", redo.redo)
    assert desk.waiting() == {}
    assert desk.seen() == set()


def test_a_waiting_note_is_not_unhidden_past_its_approval(desk: Desk) -> None:
    note = desk.send(desk.writer, "งบมาช้า")
    with pytest.raises(Conflict):
        desk.at("mali", notes.hide, note["id"], False)
    assert desk.seen() == set()


def test_undo_and_redo_of_an_approval(desk: Desk) -> None:
    note = desk.send(desk.writer, "งบมาช้า")
    desk.approve(*desk.waiting().values())
    since = desk.board()["seq"]
    assert desk.at("mali", undo.undo) == "อนุมัติความเห็น"
    assert desk.seen() == set()
    assert desk.board(since, "projector")["gone"] == [note["id"]]
    assert desk.at("mali", redo.redo) == "อนุมัติความเห็น"
    assert desk.seen() == {"งบมาช้า"}
    desk.sound()


@pytest.mark.parametrize("first", ["approve", "hide"])
def test_undo_and_redo_never_show_words_that_nobody_approved(desk: Desk, first: str) -> None:
    note = desk.send(desk.writer, "งบมาช้า")
    desk.approve(*desk.waiting().values())
    if first == "hide":
        desk.at("mali", notes.hide, note["id"], True)
    desk.edit(note["id"], "คำหยาบ")
    desk.at("mali", undo.undo)
    assert desk.seen() == set()
    with_words = {each["text"] for each in desk.board()["notes"]}
    assert with_words == {"คำหยาบ"}
    with contextlib.suppress(Conflict):
        desk.at("mali", redo.redo)
    assert desk.seen() == set()
    desk.sound()


def test_redo_of_an_approval_leaves_what_was_edited_after_its_undo(desk: Desk) -> None:
    note = desk.send(desk.writer, "งบมาช้า")
    desk.approve(*desk.waiting().values())
    desk.at("mali", undo.undo)
    desk.edit(note["id"], "คำหยาบ")
    assert desk.at("mali", redo.redo) == ""
    assert desk.seen() == set()
    assert list(desk.waiting()) == ["คำหยาบ"]


def test_the_setting_may_change_while_the_phase_is_open(desk: Desk) -> None:
    desk.send(desk.writer, "ก่อนเลิกตรวจ")
    desk.check(on=False)
    desk.send(desk.writer, "ไม่ต้องตรวจ")
    assert desk.seen() == {"ไม่ต้องตรวจ"}
    assert list(desk.waiting()) == ["ก่อนเลิกตรวจ"], "nobody has approved it"
    desk.check()
    desk.send(desk.writer, "ตรวจอีกครั้ง")
    assert desk.seen() == {"ไม่ต้องตรวจ"}
    assert desk.at("mali", undo.undo) == "ตรวจก่อนขึ้นจอ"
    desk.send(desk.writer, "ไม่ต้องตรวจแล้ว")
    assert desk.seen() == {"ไม่ต้องตรวจ", "ไม่ต้องตรวจแล้ว"}


def test_an_edit_in_a_phase_that_is_checked_no_more_keeps_a_waiting_note_waiting(desk: Desk) -> None:
    note = desk.send(desk.writer, "งบมาช้า")
    read = desk.waiting()["งบมาช้า"]
    desk.check(on=False)
    desk.edit(note["id"], "คำหยาบ")
    assert desk.seen() == set()
    with pytest.raises(Conflict):
        desk.approve(read)


def test_a_late_note_waits_too(desk: Desk) -> None:
    run = desk.board()["phases"][0]["run"]
    desk.change(phases.close_phase, desk.phases[0].id)
    desk.send(desk.writer, "เขียนตอนสัญญาณขาด", run=run)
    assert list(desk.waiting()) == ["เขียนตอนสัญญาณขาด"]
    assert desk.seen() == set()


def test_an_imported_note_of_the_phase_waits_also_when_its_import_is_undone_and_done_again(desk: Desk) -> None:
    row = ImportedNote(id="file-0001", category="ปัญหา/อุปสรรค", text="จากไฟล์")
    other = ImportedNote(id="file-0002", category="สาเหตุ", text="ช่วงที่ไม่ตรวจ")
    desk.at("mali", imports.add, [row, other])
    assert list(desk.waiting()) == ["จากไฟล์"]
    assert desk.seen() == {"ช่วงที่ไม่ตรวจ"}
    desk.approve(*desk.waiting().values())
    desk.at("mali", undo.undo)
    desk.at("mali", undo.undo)
    desk.at("mali", imports.add, [row, other])
    assert list(desk.waiting()) == ["จากไฟล์"]
    assert desk.seen() == {"ช่วงที่ไม่ตรวจ"}
    desk.sound()


def test_a_withdrawn_and_an_erased_note_wait_no_longer(desk: Desk) -> None:
    taken_back, erased = (desk.send(desk.writer, text)["id"] for text in ("ถอน", "ลบ"))
    desk.change(notes.delete, desk.writer, taken_back)
    desk.at("mali", erasing.erase, erased, EraseNote(reason="มีชื่อบุคคล"))
    assert desk.waiting() == {}
    record = desk.feed.read(read_record, desk.code)
    assert (record.figures.received, record.figures.hidden, record.unchecked) == (1, 1, 0)
    desk.sound()


def test_the_record_counts_what_waits_and_prints_none_of_it(desk: Desk) -> None:
    for text in ("หนึ่ง", "สอง", "สาม"):
        desk.send(desk.writer, text)
    desk.approve(desk.waiting()["หนึ่ง"])
    record = desk.feed.read(read_record, desk.code)
    assert [note.text for note in record.notes] == ["หนึ่ง"]
    assert (record.figures.received, record.figures.hidden, record.unchecked) == (3, 2, 2)


def test_no_voting_offers_a_waiting_note(desk: Desk) -> None:
    for text in ("หนึ่ง", "สอง", "สาม"):
        desk.send(desk.writer, text)
    desk.approve(desk.waiting()["หนึ่ง"], desk.waiting()["สอง"])
    desk.change(votings.open_voting, OpenVoting(source="notes", category="problem", dots=1))
    options = desk.board()["voting"]["options"]
    assert {option["label"] for option in options} == {"หนึ่ง", "สอง"}


def test_the_order_of_approvals_tells_nothing_in_an_anonymous_phase(desk: Desk) -> None:
    desk.change(phases.close_phase, desk.phases[0].id)
    phase = desk.phases[1].id
    desk.change(phases.identify, phase, ChooseIdentity(identity="anonymous"))
    desk.change(phases.let, phase, checking.NAME, True)
    desk.change(phases.open_phase, phase, OpenPhase())
    sent = [desk.send(desk.writer, f"เหตุที่ {n}", phase_id=phase, category="cause")["id"] for n in range(5)]
    board = desk.board()
    of_phase = [note for note in board["notes"] if note["phase_id"] == phase]
    assert {note["group_id"] for note in of_phase} == {None}
    assert len({note["at"] for note in of_phase}) == 1
    desk.approve(*({"id": note["id"], "words": note["unchecked"]} for note in of_phase))

    def rows(session: Any) -> list[Note]:
        return list(session.execute(select(Note).where(Note.phase_id == phase)).scalars())

    assert {note.unchecked for note in desk.feed.read(rows)} == {0}
    assert len(sent) == len(of_phase)


def test_the_setting_goes_with_the_form_and_with_a_workshop_made_of_this_one(desk: Desk) -> None:
    draft = desk.feed.read(drafts.of, desk.code)
    assert [each.lets[checking.NAME] for each in draft.phases] == [True, False]
    outline = desk.feed.read(outlines.of, desk.code)
    made = desk.feed.write(outlines.create, outline, outlines.Wanted("ปีหน้า"))
    again = desk.feed.read(drafts.of, made)
    assert [each.lets[checking.NAME] for each in again.phases] == [True, False]


def test_the_history_says_who_approved_how_many(desk: Desk) -> None:
    desk.send(desk.writer, "งบมาช้า")
    desk.approve(*desk.waiting().values(), who="somchai")
    assert "อนุมัติความเห็น" in str(desk.feed.read(history.of, desk.code))


def test_notes_that_wait_hold_up_no_links_and_focus_issues_of_the_others(desk: Desk) -> None:
    for text in ("งบ มาช้า", "งบ น้อย", "รอตรวจ"):
        desk.send(desk.writer, text)
    waiting = desk.waiting()
    desk.approve(waiting["งบ มาช้า"], waiting["งบ น้อย"])
    desk.group()
    assert (desk.workshop_id, desk.code) in desk.feed.read(linking.due)


def test_a_note_that_another_phone_brings_waits_too(desk: Desk) -> None:
    phone = desk.feed.read(rescue.give_pass, desk.code, desk.writer, "secret")
    sent = marks.sent(desk.writer, notes.NOTE, new_id())
    run = desk.board()["phases"][0]["run"]
    brought = RescuedNote(
        phase_id=desk.phases[0].id, category="problem", text="ไม่มีสัญญาณ", promised="unit", run=run, sent=sent
    )
    assert desk.change(rescue.take, phone["by"], [brought]) == [{"ok": True}]
    assert list(desk.waiting()) == ["ไม่มีสัญญาณ"]
    assert desk.seen() == set()
