"""Several notes are hidden in one step, with a reason that their writers are shown; waiting ones too."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.test_checking import Desk
from workshop.domain import checking, erasing, hiding, notes, phases, redo, undo
from workshop.errors import Conflict, Refusal, UnknownNote
from workshop.feed import Feed
from workshop.messages.incoming import EraseNote, HideNotes, parse


class Table(Desk):
    """The desk of test_checking.py with the verb for several."""

    def hide(self, *ids: str, reason: str = "rude", seq: int | None = None, who: str = "mali") -> Any:
        read = {"notes": list(ids), "reason": reason, "seq": self.board()["seq"] if seq is None else seq}
        return self.at(who, hiding.hide, parse(HideNotes, read))

    def hidden(self) -> dict[str, str | None]:
        """The reasons on the console, of what is hidden and waits no longer."""
        found = [note for note in self.board()["notes"] if note["status"] == "hidden" and not note.get("unchecked")]
        return {note["text"]: note.get("hidden_why") for note in found}

    def told(self) -> dict[str, str | None]:
        """What the writer's phone shows: None where the note is not hidden."""
        return {note["text"]: note.get("hidden") for note in self.own(self.writer)}


@pytest.fixture
def desk(feed: Feed) -> Table:
    return Table(feed)


@pytest.fixture
def loose(feed: Feed) -> Table:
    """A table whose notes need no approval."""
    made = Table(feed)
    made.check(on=False)
    return made


def sent(table: Table, *texts: str) -> list[str]:
    return [table.send(table.writer, text)["id"] for text in texts]


def test_several_are_hidden_in_one_step_and_come_back_in_one(loose: Table) -> None:
    one, two, _three = sent(loose, "หนึ่ง", "สอง", "สาม")
    assert loose.hide(one, two, one) == {"hidden": 2, "changed": 0}
    assert loose.hidden() == {"หนึ่ง": "rude", "สอง": "rude"}
    assert loose.seen() == {"สาม"}
    loose.sound()
    assert loose.at("mali", undo.undo) == "ซ่อนความเห็น"
    assert loose.hidden() == {}
    assert loose.seen() == {"หนึ่ง", "สอง", "สาม"}
    loose.at("mali", redo.redo)
    assert loose.hidden() == {"หนึ่ง": "rude", "สอง": "rude"}
    loose.sound()


def test_the_writer_reads_that_it_is_hidden_and_why_and_when_it_is_so_no_more(loose: Table) -> None:
    (one,) = sent(loose, "หนึ่ง")
    loose.hide(one, reason="off_topic")
    assert loose.told() == {"หนึ่ง": "off_topic"}
    loose.at("mali", notes.hide, one, False)
    assert loose.told() == {"หนึ่ง": None}
    loose.at("mali", notes.hide, one, True)
    assert loose.told() == {"หนึ่ง": ""}, "hidden without a reason"


def test_waiting_notes_are_hidden_with_a_reason_and_undo_lets_them_wait_again(desk: Table) -> None:
    one, two, _three = sent(desk, "หนึ่ง", "สอง", "สาม")
    assert desk.hide(one, two, reason="personal") == {"hidden": 2, "changed": 0}
    assert list(desk.waiting()) == ["สาม"]
    assert desk.told() == {"หนึ่ง": "personal", "สอง": "personal", "สาม": None}
    desk.at("mali", undo.undo)
    assert set(desk.waiting()) == {"หนึ่ง", "สอง", "สาม"}
    assert desk.mine() == {"หนึ่ง": True, "สอง": True, "สาม": True}
    assert desk.seen() == set()
    desk.sound()


def test_what_was_edited_withdrawn_erased_or_hidden_meanwhile_is_left(loose: Table) -> None:
    edited, withdrawn, erased, away, there = sent(loose, "แก้", "ถอน", "ลบ", "ซ่อน", "อยู่")
    seq = loose.board()["seq"]
    loose.edit(edited, "แก้แล้ว")
    loose.change(notes.delete, loose.writer, withdrawn)
    loose.at("somchai", erasing.erase, erased, EraseNote(reason="มีชื่อบุคคล"))
    loose.at("somchai", notes.hide, away, True)
    answer = loose.hide(edited, withdrawn, erased, away, there, seq=seq)
    assert answer == {"hidden": 1, "changed": 4}
    assert loose.seen() == {"แก้แล้ว"}
    before = loose.board()["seq"]
    with pytest.raises(Conflict):
        loose.hide(edited, withdrawn, erased, away, there, seq=seq)
    assert loose.board()["seq"] == before


def test_a_hidden_note_that_is_edited_in_a_phase_that_is_checked_first_waits_without_the_reason(desk: Table) -> None:
    (one,) = sent(desk, "คำหยาบ")
    desk.approve(*desk.waiting().values())
    desk.hide(one)
    desk.edit(one, "คำสุภาพ")
    assert list(desk.waiting()) == ["คำสุภาพ"]
    assert desk.told() == {"คำสุภาพ": None}
    desk.approve(*desk.waiting().values())
    assert desk.seen() == {"คำสุภาพ"}
    assert desk.hidden() == {}


def test_undo_never_shows_words_that_were_edited_after_they_were_hidden_and_that_nobody_approved(desk: Table) -> None:
    (one,) = sent(desk, "งบมาช้า")
    desk.approve(*desk.waiting().values())
    desk.hide(one)
    desk.edit(one, "คำหยาบ")
    desk.at("mali", undo.undo)
    assert desk.seen() == set()
    desk.sound()


WRONG = {"notes": ([], "x", ["x\0"], [5], None), "reason": ("", "because", None), "seq": (-1, "1")}


@pytest.mark.parametrize("part", [{name: value} for name, values in WRONG.items() for value in values])
def test_a_malformed_request_is_refused(part: dict[str, Any]) -> None:
    with pytest.raises(Refusal):
        parse(HideNotes, {"notes": ["x"], "reason": "rude", "seq": 1, **part})


def test_a_console_that_has_read_what_never_happened_is_refused(loose: Table) -> None:
    (one,) = sent(loose, "หนึ่ง")
    with pytest.raises(Refusal):
        loose.hide(one, seq=loose.board()["seq"] + 1)
    assert loose.hidden() == {}


def test_notes_of_another_workshop_are_unknown_and_stay_shown(loose: Table, feed: Feed) -> None:
    other = Table(feed)
    other.at("mali", phases.let, other.phases[0].id, checking.NAME, False)
    (theirs,) = sent(other, "ของห้องอื่น")
    for wanted in (theirs, "nowhere"):
        with pytest.raises(UnknownNote):
            loose.hide(wanted, seq=0)
    (ours,) = sent(loose, "ของห้องนี้")
    assert loose.hide(ours, theirs) == {"hidden": 1, "changed": 1}
    assert other.seen() == {"ของห้องอื่น"}
