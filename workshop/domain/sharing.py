"""Sharing: whose notes a phone is sent, always without their writers: what the workshop says, or the note's phase.

"themes": no note of others, but the themes, which `attached.themes` reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from workshop.changes import Kind
from workshop.errors import SharingOff, UnknownNote
from workshop.feed import Changing
from workshop.messages.incoming import SetSharing
from workshop.store.models import Note, Participant, Phase, Workshop
from workshop.store.statements.veil import REVEALED
from workshop.store.statements.workshops import PHASES_SHARING

OWN, GROUP, EVERYONE, THEMES = "own", "group", "everyone", "themes"


@dataclass(frozen=True)
class Shared:
    """What is sent of notes: of the workshop, and of those phases that say something else."""

    workshop: str
    phases: Mapping[int, str] = field(default_factory=dict)

    def of(self, phase_id: int | None) -> str:
        return self.workshop if phase_id is None else self.phases.get(phase_id, self.workshop)

    @property
    def any(self) -> bool:
        """Return whether a phone is sent a note of others at all."""
        return not {GROUP, EVERYONE}.isdisjoint({self.workshop, *self.phases.values()})

    @property
    def by_group(self) -> bool:
        """Return whether it depends on the phone's group which notes it is sent."""
        return GROUP in (self.workshop, *self.phases.values())

    @property
    def every_note(self) -> bool:
        """Return whether there is no note that its writer's phone alone is sent."""
        return {OWN, THEMES}.isdisjoint({self.workshop, *self.phases.values()})


def of(session: Session, workshop_id: int, says: str) -> Shared:
    """`says`: what the workshop's row says."""
    rows = PHASES_SHARING.all(session.connection(), {"workshop": workshop_id})
    return Shared(says, {row.id: row.sharing for row in rows})


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
    if note is None or note.workshop_id != workshop.id or note.hidden or note.deleted or note.set_aside:
        return False
    phase = session.get(Phase, note.phase_id) if note.phase_id is not None else None
    if phase is not None and phase.alone and phase.revealed != REVEALED:
        return False
    sees = (phase.sharing if phase is not None else "") or workshop.sharing
    return sees == EVERYONE or (sees == GROUP and note.group_id == reader.group_id)


def find(session: Session, workshop: Workshop, reader: Participant, note_id: str) -> Note:
    """Return a note that the phone may see. Raises SharingOff if nothing is shared, else UnknownNote."""
    if not of(session, workshop.id, workshop.sharing).any:
        raise SharingOff
    note = session.get(Note, (workshop.id, note_id))
    if note is None or not visible(session, workshop, reader, note):
        raise UnknownNote
    return note
