"""When groups of an anonymous phase are named, and that no later note stands alone without a group beside them."""

from __future__ import annotations

import pytest

from tests.domain.test_identity import Hall, others
from tests.domain.test_identity import hall as hall
from workshop.domain import corrections, endings, identity, imports, phases, undo, workshops
from workshop.feed import Actor, Feed, now_ms
from workshop.messages.incoming import ImportedNote, OpenPhase, SetGroup


def test_no_group_is_named_while_late_notes_may_come_and_those_count_with_their_groups(hall: Hall) -> None:
    hall.write(5, 0, "คูน")
    hall.write(4, 1, "จาน")
    hall.close(grace=10)
    assert others(hall) == {"คูน", "จาน"}
    hall.send(hall.join(1), "มาช้า", run=1)
    hall.over()
    assert others(hall) == set()


def test_a_late_note_of_a_guest_does_not_stand_alone_beside_named_groups(hall: Hall) -> None:
    hall.write(6, 0, "คูน")
    hall.close(grace=10)
    hall.send(hall.join(1), "มาช้า", run=1)
    hall.over()
    assert others(hall) == {"คูน", "มาช้า"}


def test_groups_are_named_by_the_clock_once_the_time_for_late_notes_is_over(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.write(5, 0, "คูน")
    hall.close(grace=10)
    phase = hall.phases[0].id
    assert hall.feed.read(identity.due) == []
    hall.change(identity.name, phase)
    assert others(hall) == {"คูน"}, "not before its time"
    later = now_ms() + 10 * 60_000
    monkeypatch.setattr(identity, "now_ms", lambda: later)
    ((code, due, _until),) = hall.feed.read(identity.due)
    assert (code, due) == (hall.code, phase)
    monkeypatch.setattr("workshop.feed.now_ms", lambda: later)
    seq = hall.board()["seq"]
    hall.change(identity.name, phase)
    assert others(hall) == set()
    assert {note["text"].split()[0] for note in hall.board(since=seq)["notes"]} == {"คูน"}, "open screens are told"
    seq = hall.board()["seq"]
    hall.change(identity.name, phase)
    assert hall.board()["seq"] == seq, "once is enough"


def test_groups_are_named_by_the_clock_where_an_opening_in_which_people_wrote_is_undone(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.choose("anonymous", phase=1)
    phase = hall.phases[1].id
    hall.feed.change(hall.code, undo.ACTOR, phases.open_phase, phase, OpenPhase())
    for number in range(5):
        hall.send(hall.join(0), f"คูน {number}", phase_id=phase, category="cause", run=1)
    hall.feed.change(hall.code, undo.ACTOR, undo.undo)
    assert [each["state"] for each in hall.board()["phases"]] == ["open", "waiting"]
    assert hall.feed.read(identity.sealed_in, hall.workshop_id) == {phase}
    later = now_ms() + 10 * 60_000
    monkeypatch.setattr(identity, "now_ms", lambda: later)
    assert [due for _code, due, _until in hall.feed.read(identity.due)] == [phase]
    monkeypatch.setattr("workshop.feed.now_ms", lambda: later)
    hall.change(identity.name, phase)
    assert (others(hall), hall.feed.read(identity.sealed_in, hall.workshop_id)) == (set(), frozenset())


def test_groups_are_named_when_the_workshop_ends_as_no_phone_sends_any_more(hall: Hall) -> None:
    hall.write(5, 0, "คูน")
    hall.change(endings.end)
    assert others(hall) == set()


def test_a_phase_that_opens_again_before_late_notes_were_over_is_judged_as_one(hall: Hall) -> None:
    hall.write(3, 0, "คูน")
    hall.close(grace=10)
    hall.open()
    hall.write(2, 0, "ต่อ")
    hall.close()
    assert others(hall) == set()


def test_a_guest_for_whom_alone_a_phase_is_opened_again_stands_with_a_group_that_was_named(hall: Hall) -> None:
    """Of two figures over time who had the first knows that the note is new; nobody learns of which group it is."""
    hall.write(7, 0, "คูน")
    hall.write(5, 1, "จาน")
    hall.close()
    assert others(hall) == set()
    hall.open()
    hall.write(1, 1, "แขก")
    hall.close()
    assert others(hall) == {"แขก", "จาน"}


def test_notes_from_a_file_after_groups_were_named_stand_with_a_group_that_was_named(hall: Hall) -> None:
    hall.write(7, 0, "คูน")
    hall.write(5, 1, "จาน")
    hall.close()
    seq = hall.board()["seq"]
    hall.change(imports.add, [ImportedNote("row-00001", "กระดาษ", "ปัญหา/อุปสรรค")])
    assert others(hall) == {"กระดาษ", "จาน"}
    board = hall.board(since=seq)
    assert {note["text"].split()[0] for note in board["notes"]} == {"กระดาษ", "จาน"}
    assert hall.feed.read(workshops.find, hall.code).sharing_seq == board["seq"], "phones ask for all that they may see"
    hall.change(imports.add, [ImportedNote("row-00002", "แผ่นสอง", "ปัญหา/อุปสรรค")])
    assert others(hall) == {"กระดาษ", "จาน", "แผ่นสอง"}, "no more is taken than is needed"


def test_undo_brings_no_name_back_that_was_taken(hall: Hall) -> None:
    hall.write(7, 0, "คูน")
    hall.write(5, 1, "จาน")
    hall.close()
    here, there = (group.id for group in hall.groups)
    hall.feed.change(hall.code, Actor(undo.ACTOR, "mali"), corrections.regroup, there, SetGroup(to=here))
    hall.change(imports.add, [ImportedNote("row-00001", "กระดาษ", "ปัญหา/อุปสรรค")])
    assert others(hall) == {"กระดาษ", "คูน", "จาน"}
    hall.feed.change(hall.code, Actor(undo.ACTOR, "mali"), undo.undo)
    assert others(hall) == {"กระดาษ", "คูน", "จาน"}


def test_notes_from_a_file_have_the_one_time_of_their_anonymous_phase(feed: Feed) -> None:
    hall = Hall(feed)
    day = 1_600_000_000_000
    hall.write(1, 0, "คูน")
    hall.change(imports.add, [ImportedNote("row-00001", "กระดาษ", "ปัญหา/อุปสรรค", at=day)])
    hall.choose("anonymous", phase=1)
    hall.change(imports.add, [ImportedNote("row-00002", "ก่อนเปิด", "สาเหตุ", at=day)])
    hall.change(phases.open_phase, hall.phases[1].id, OpenPhase())
    at = {note["text"]: note["at"] for note in hall.board()["notes"]}
    assert at["กระดาษ"] == at["คูน 0"]
    assert at["ก่อนเปิด"] == feed.read(phases.of, hall.workshop_id)[1].opened_at
