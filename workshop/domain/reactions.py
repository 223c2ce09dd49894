"""Reactions: a participant agrees with another's note. How many do is shown, who does is not."""

from sqlalchemy import delete
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import participants, sharing
from workshop.errors import OwnNote
from workshop.feed import Changing
from workshop.messages.incoming import React
from workshop.messages.outgoing import Agreement
from workshop.store.models import Note, Participant, Reaction


def react(change: Changing, device: str, note_id: str, message: React) -> Agreement:
    """Agree with a note, or no longer. A write that is not newer than the last one changes nothing.

    Raises NotJoined, SharingOff, UnknownNote (also for a note that the phone may not see), OwnNote.
    """
    reader = participants.find(change.session, change.id, device)
    note = change.session.get(Note, (change.id, note_id))
    row = change.session.get(Reaction, (change.id, reader.id, note_id)) if note else None
    if note and row and message.id <= row.last_write and not note.hidden:
        return _agreement(note, row)
    note = sharing.find(change.session, change.workshop, reader, note_id)
    if note.participant_id == reader.id:
        raise OwnNote
    if row is None:
        row = Reaction(workshop_id=change.id, participant_id=reader.id, note_id=note.id, agrees=False, last_write="")
        change.session.add(row)
    row.last_write = message.id
    if row.agrees != message.on:
        row.agrees = message.on
        settled = note.changed_seq
        note.agreed += 1 if message.on else -1
        note.agreed_seq, note.settled_seq = change.record(Kind.REACT, note, subject=note.id), settled
    return _agreement(note, row)


def forget(change: Changing, note: Note) -> None:
    """Delete the reactions of a deleted note."""
    change.session.execute(
        delete(Reaction).where(col(Reaction.workshop_id) == change.id, col(Reaction.note_id) == note.id)
    )
    note.agreed = 0


def agreed_with(session: Session, reader: Participant) -> list[str]:
    """Return the ids of the notes that the participant agrees with."""
    query = select(Reaction.note_id).where(
        Reaction.workshop_id == reader.workshop_id, Reaction.participant_id == reader.id, col(Reaction.agrees).is_(True)
    )
    return list(session.execute(query.order_by(col(Reaction.note_id))).scalars())


def _agreement(note: Note, row: Reaction) -> Agreement:
    return {"id": note.id, "agreed": note.agreed, "mine": row.agrees}
