"""Agreeing with others' notes: counted once a person, never with the person."""

from __future__ import annotations

import secrets

import pytest
from sqlmodel import select

from tests.domain.opinion_table import Opinions
from workshop.domain import grouping
from workshop.errors import NotJoined, OwnNote, SharingOff, UnknownNote
from workshop.feed import Feed
from workshop.store.models import Change, Reaction
from workshop.worker import linking


@pytest.fixture
def table(feed: Feed) -> Opinions:
    found = Opinions(feed)
    found.share()
    return found


def test_each_person_agrees_once_and_may_withdraw_it(table: Opinions) -> None:
    reader, other = table.join(), table.join(1)
    note_id = table.notes[0]
    assert table.react(reader, note_id) == {"id": note_id, "agreed": 1, "mine": True}
    assert table.react(other, note_id) == {"id": note_id, "agreed": 2, "mine": True}
    assert table.react(reader, note_id) == {"id": note_id, "agreed": 2, "mine": True}
    assert table.react(reader, note_id, on=False) == {"id": note_id, "agreed": 1, "mine": False}
    assert table.react(reader, note_id, on=False)["agreed"] == 1
    assert (table.phone(reader)["agreed_with"], table.phone(other)["agreed_with"]) == ([], [note_id])
    for view in ("console", "projector"):
        assert table.agreed(view) == {note_id: 1, **dict.fromkeys(table.notes[1:], 0)}


def test_a_repeated_or_older_reaction_changes_nothing_and_returns_the_state(table: Opinions) -> None:
    reader, note_id = table.join(), table.notes[0]
    first, second, third = (table.next_id() for _ in range(3))
    table.react(reader, note_id, True, second)
    seq = table.seq()
    assert table.react(reader, note_id, True, second)["mine"] is True
    assert table.react(reader, note_id, False, first) == {"id": note_id, "agreed": 1, "mine": True}
    assert table.seq() == seq
    table.react(reader, note_id, False, third)
    assert table.react(reader, note_id, True, second) == {"id": note_id, "agreed": 0, "mine": False}


def test_a_withdrawal_that_overtakes_its_reaction_wins(table: Opinions) -> None:
    reader, note_id = table.join(), table.notes[0]
    earlier, later = table.next_id(), table.next_id()
    seq = table.seq()
    assert table.react(reader, note_id, False, later)["agreed"] == 0
    assert table.react(reader, note_id, True, earlier) == {"id": note_id, "agreed": 0, "mine": False}
    assert table.seq() == seq


def test_a_reaction_changes_only_its_note_in_the_deltas_of_boards(table: Opinions) -> None:
    seen = table.seq()
    table.react(table.join(), table.notes[2])
    late = table.board(seen)
    assert [(note["id"], note["agreed"]) for note in late["notes"]] == [(table.notes[2], 1)]
    assert late["themes"] == []


def test_agreeing_with_ones_own_note_is_refused(table: Opinions) -> None:
    with pytest.raises(OwnNote):
        table.react(table.writer, table.notes[0])
    assert table.agreed()[table.notes[0]] == 0


def test_without_sharing_reactions_are_refused(table: Opinions) -> None:
    reader = table.join()
    write = table.next_id()
    table.react(reader, table.notes[0], write=write)
    table.share("own")
    for note_id in (table.notes[0], "0" * 12):
        with pytest.raises(SharingOff):
            table.react(reader, note_id, on=False)
    assert table.react(reader, table.notes[0], write=write)["agreed"] == 1, "a repeat is answered as before"
    assert table.agreed()[table.notes[0]] == 1


def test_in_groups_only_the_notes_of_ones_own_group_can_be_agreed_with(table: Opinions) -> None:
    table.share("group")
    inside, outside = table.join(0), table.join(1)
    assert table.react(inside, table.notes[0])["agreed"] == 1
    with pytest.raises(UnknownNote):
        table.react(outside, table.notes[0])
    assert table.agreed()[table.notes[0]] == 1


def test_reactions_of_strangers_and_other_workshops_phones_are_refused(table: Opinions, feed: Feed) -> None:
    elsewhere = Opinions(feed)
    elsewhere.share()
    for key in (secrets.token_hex(16), elsewhere.join(), "", "x", "ก" * 20):
        with pytest.raises(NotJoined):
            table.react(key, table.notes[0])
    with pytest.raises(UnknownNote):
        table.react(table.join(), elsewhere.notes[0])
    assert set(table.agreed().values()) == {0}
    assert set(elsewhere.agreed().values()) == {0}


def test_a_hidden_note_refuses_reactions_and_keeps_its_count(table: Opinions) -> None:
    reader, other, note_id = table.join(), table.join(), table.notes[0]
    write = table.next_id()
    table.react(reader, note_id, write=write)
    table.hide(note_id)
    for key, again in ((other, ""), (reader, write)):
        with pytest.raises(UnknownNote):
            table.react(key, note_id, write=again)
    table.hide(note_id, False)
    assert table.react(other, note_id)["agreed"] == 2


def test_the_reactions_to_a_deleted_note_are_taken_back(table: Opinions) -> None:
    reader, note_id = table.join(), table.notes[0]
    write = table.next_id()
    table.react(reader, note_id, write=write)
    table.react(reader, table.notes[1])
    table.withdraw(table.writer, note_id)
    assert table.phone(reader)["agreed_with"] == [table.notes[1]]
    assert [row.note_id for row in table.feed.read(_reactions) if row.agrees] == [table.notes[1]]
    with pytest.raises(UnknownNote):
        table.react(reader, note_id, write=write)
    assert table.agreed() == {note: int(note == table.notes[1]) for note in table.notes[1:]}


def test_no_change_contains_who_agreed(table: Opinions) -> None:
    reader = table.join()
    table.react(reader, table.notes[0])
    table.react(reader, table.notes[0], on=False)
    rows = [row for row in table.feed.read(_changes) if row.kind == "react"]
    assert [(row.subject, row.before) for row in rows] == [(table.notes[0], {})] * 2
    assert table.phone(reader)["me"]["id"] not in {part for row in rows for part in row.actor.split(":")}


def test_a_reaction_does_not_stop_a_running_grouping_from_moving_the_note(table: Opinions) -> None:
    reading = table.reading()
    moved = table.send(table.writer, "รถ ไม่มี")["id"]
    reading = table.reading()
    reader = table.join()
    table.react(reader, moved)
    table.react(table.join(), moved)
    table.group(reading)
    assert table.where()["รถ ไม่มี"] == "รถ"
    table.react(reader, moved, on=False)
    assert table.where()["รถ ไม่มี"] == "รถ"


def test_a_note_edited_then_agreed_with_waits_for_the_next_grouping(table: Opinions) -> None:
    reading = table.reading()
    table.hide(table.notes[0])
    table.hide(table.notes[0], False)
    table.react(table.join(), table.notes[0])
    note_seqs = {note["id"]: note for note in table.board()["notes"]}
    table.change(grouping.apply, reading, _all_in_one(reading))
    after = {note["id"]: note["theme_id"] for note in table.board()["notes"]}
    assert after[table.notes[0]] == note_seqs[table.notes[0]]["theme_id"]
    assert after[table.notes[3]] == "ทั้งหมด"


def test_a_note_agreed_with_then_edited_waits_for_the_next_grouping(table: Opinions) -> None:
    table.react(table.join(), table.notes[0])
    reading = table.reading()
    table.hide(table.notes[0])
    table.hide(table.notes[0], False)
    table.change(grouping.apply, reading, _all_in_one(reading))
    after = {note["id"]: note["theme_id"] for note in table.board()["notes"]}
    assert (after[table.notes[0]], after[table.notes[3]]) == ("งบ", "ทั้งหมด")


def test_reactions_do_not_make_the_worker_compute_links_again(table: Opinions) -> None:
    reader = table.join()
    wall = table.feed.read(linking.read, table.workshop_id)
    table.change(linking.apply, wall, {}, {}, {}, {})
    here = (table.workshop_id, table.code)
    assert here not in table.feed.read(linking.due)
    table.react(reader, table.notes[0])
    table.join()
    assert here not in table.feed.read(linking.due)
    table.hide(table.notes[1])
    assert here in table.feed.read(linking.due)


def _all_in_one(reading: grouping.Reading):  # type: ignore[no-untyped-def]
    import analysis

    members = tuple(note.id for note in reading.notes)
    return analysis.Arrangement(
        themes=(analysis.Theme(id="ทั้งหมด", label="ทั้งหมด", label_given=False, members=members),),
        ungrouped=(),
        set_aside=(),
    )


def _reactions(session):  # type: ignore[no-untyped-def]
    return session.execute(select(Reaction)).scalars().all()


def _changes(session):  # type: ignore[no-untyped-def]
    return session.execute(select(Change).order_by(Change.seq)).scalars().all()
