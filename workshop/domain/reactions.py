"""Reactions: a phone agrees with a note. How many do is shown; which do is neither shown nor stored."""

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from workshop.changes import Kind
from workshop.domain import marks, participants, sharing
from workshop.errors import OwnNote
from workshop.feed import Changing
from workshop.messages.incoming import React
from workshop.messages.outgoing import Agreement
from workshop.store.models import Note, Reaction, Workshop
from workshop.store.statements.marks import OWN_NOTES, OWN_REACTIONS

REACTION = "reaction"


def react(change: Changing, device: str, note_id: str, message: React) -> Agreement:
    """Agree with a note, or no longer. A write that is not newer than the last one changes nothing.

    Raises NotJoined, SharingOff, UnknownNote (also for a note that the phone may not see), OwnNote.
    """
    reader = participants.find(change.session, change, device)
    change.round_time()
    note = change.session.get(Note, (change.id, note_id))
    rows, last = marks.own_rows(change.connection, OWN_REACTIONS, change.id, device, REACTION)
    write = marks.order(device, REACTION, note_id, message.id)
    own = next((row.own for row in rows if row.note_id == note_id), None)
    row = change.session.get(Reaction, (change.id, own)) if note and own else None
    if note and row and write <= row.last_write and not (note.hidden or note.deleted):
        return _agreement(note, row)
    note = sharing.find(change.session, change.workshop, reader, note_id)
    written, _last = marks.own_rows(change.connection, OWN_NOTES, change.id, device, "note")
    if note.id in {each.id for each in written}:
        raise OwnNote
    if row is None:
        own = marks.own(device, REACTION, last + 1)
        row = Reaction(workshop_id=change.id, own=own, note_id=note.id, agrees=False, last_write="")
        change.session.add(row)
    row.last_write = write
    if row.agrees != message.on:
        row.agrees = message.on
        settled = note.changed_seq
        note.agreed += 1 if message.on else -1
        note.agreed_seq, note.settled_seq = change.record(Kind.REACT, note, subject=note.id), settled
    return _agreement(note, row)


def forget(change: Changing, note: Note) -> None:
    """Take back the reactions to a deleted note. Their rows stay, as each phone finds its own by counting."""
    of_note = (col(Reaction.workshop_id) == change.id, col(Reaction.note_id) == note.id)
    change.session.execute(update(Reaction).where(*of_note).values(agrees=False))
    note.agreed = 0


def agreed_with(session: Session, workshop: Workshop, device: str) -> list[str]:
    """Return the ids of the notes that the phone agrees with."""
    if not workshop.notes_made:
        return []
    rows, _last = marks.own_rows(session.connection(), OWN_REACTIONS, workshop.id, device, REACTION)
    return sorted(row.note_id for row in rows if row.agrees)


def _agreement(note: Note, row: Reaction) -> Agreement:
    return {"id": note.id, "agreed": note.agreed, "mine": row.agrees}
