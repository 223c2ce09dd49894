"""What does not add up in a database is found, and what does is not called a fault."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import select, update

from tests.domain.opinion_table import Opinions
from tests.domain.test_notes import Table
from tests.room import new_id
from workshop.domain import comments, phases
from workshop.feed import Feed
from workshop.messages.incoming import SubmitComment
from workshop.store.models import Note, Reaction, Vote
from workshop.views import integrity


@pytest.fixture
def table(feed: Feed) -> Opinions:
    """Notes that were agreed with, hidden and withdrawn, and a voting in which dots were given and taken back."""
    found = Opinions(feed)
    reader, other = found.join(), found.join(1)
    found.share()
    for note_id in found.notes:
        found.react(reader, note_id)
    found.react(other, found.notes[0])
    found.react(other, found.notes[0], on=False)
    found.hide(found.notes[1])
    found.withdraw(found.writer, found.notes[2])
    voting = found.open_voting(dots=2)
    found.vote(reader, "งบ", 2, voting=voting)
    found.vote(reader, "งบ", 1, voting=voting)
    found.vote(reader, "รถ", 1, voting=voting)
    return found


def faults(table: Opinions) -> list[str]:
    return [fault.partition(": ")[2] for fault in table.feed.read(integrity.everything).faults]


def spoil(table: Opinions, statement: Any) -> None:
    table.feed.write(lambda session: session.execute(statement))


def test_the_check_finds_no_fault_in_a_workshop_with_votes_and_reactions(table: Opinions) -> None:
    assert faults(table) == []


def test_the_check_finds_a_count_of_agreement_without_reactions(table: Opinions) -> None:
    spoil(table, update(Note).where(Note.id == table.notes[0]).values(agreed=7))
    assert faults(table) == ["1 notes miscount who agrees"]
    spoil(table, update(Note).where(Note.id == table.notes[0]).values(agreed=1))
    spoil(table, update(Reaction).where(Reaction.note_id == table.notes[0]).values(agrees=True))
    assert faults(table) == ["1 notes miscount who agrees"]


def test_the_check_finds_phones_with_too_many_dots(table: Opinions) -> None:
    assert len(table.feed.read(lambda session: session.execute(select(Vote)).all())) == 2
    spoil(table, update(Vote).where(Vote.theme_id == "รถ").values(dots=2))
    assert faults(table) == ["1 phones gave more dots than they had"]


def test_comments_on_notes_are_no_fault_where_there_is_no_theme_yet(feed: Feed) -> None:
    table = Table(feed)
    key = table.join()
    table.change(phases.let, table.phases[0].id, comments.NAME, True)
    about = table.send(key, "งบมาช้า")["id"]
    said = SubmitComment(id=new_id(), phase_id=table.phases[0].id, note_id=about, text="จริง")
    table.change(comments.submit, key, said)
    assert feed.read(integrity.everything).faults == ()
