"""Sharing: whose notes a phone shows, always without their writers."""

from sqlalchemy.orm import Session

from workshop.changes import Kind
from workshop.errors import SharingOff, UnknownNote
from workshop.feed import Changing
from workshop.messages.incoming import SetSharing
from workshop.store.models import Note, Participant, Phase, Workshop
from workshop.store.statements.veil import REVEALED

OWN, GROUP, EVERYONE = "own", "group", "everyone"


def choose(change: Changing, message: SetSharing) -> None:
    """Set what phones see; the same choice again changes nothing."""
    workshop = change.workshop
    if message.sharing == workshop.sharing:
        return
    before = {"sharing": workshop.sharing}
    workshop.sharing = message.sharing
    workshop.sharing_seq = workshop.facts_seq = change.record(Kind.SHARING, before=before)


def visible(session: Session, workshop: Workshop, reader: Participant, note: Note | None) -> bool:
    """Return whether the workshop shares this note with this participant."""
    if note is None or note.workshop_id != workshop.id or note.hidden or note.deleted:
        return False
    phase = session.get(Phase, note.phase_id) if note.phase_id is not None else None
    if phase is not None and phase.alone and phase.revealed != REVEALED:
        return False
    return workshop.sharing == EVERYONE or (workshop.sharing == GROUP and note.group_id == reader.group_id)


def find(session: Session, workshop: Workshop, reader: Participant, note_id: str) -> Note:
    """Return a note that the phone may see. Raises SharingOff if nothing is shared, else UnknownNote."""
    if workshop.sharing == OWN:
        raise SharingOff
    note = session.get(Note, (workshop.id, note_id))
    if note is None or not visible(session, workshop, reader, note):
        raise UnknownNote
    return note
