"""Muted phones: what they write is refused and stays on them, until the facilitator lets them go on.

A phone is muted in the list of devices, or behind one of its notes without anybody learning which phone that is: the
note alone is marked, and the phone is known again by the mark `voice` that its notes of this phase have in common. So
that mute holds for the phase, stands in no list of devices, and says of no other note whose it is. What a muted phone
had written stays; it may withdraw it, agree and vote.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import identity, marks, participants, phases
from workshop.errors import PhoneMuted, Refusal, UnknownNote, UnknownParticipant
from workshop.feed import Changing
from workshop.store.models import Note, Participant, Phase
from workshop.store.statements.notes import SILENCED

FEWEST = 5  # phones that may still write while an anonymous phase is open


@dataclass(frozen=True, slots=True)
class Silenced:
    """A note behind which the phone is muted."""

    id: str
    number: int
    phase: str


def refuse_muted(change: Changing, device: str, phase_id: int | None) -> None:
    """Raises PhoneMuted for a phone that may not write in this phase, NotJoined, PhoneRemoved."""
    person = participants.find(change.session, change, device)
    values = {"workshop": change.id, "voice": marks.voice(device, phase_id)}
    silenced = SILENCED.first(change.connection, values)
    if person.muted or (silenced is not None and silenced[0]):
        raise PhoneMuted


def mute_behind(change: Changing, note_id: str, muted: bool) -> None:
    """Mute the phone that wrote the note, in its phase, or take that back. Raises UnknownNote, Refusal.

    The same is answered whether another of its notes is marked already, as that would say that both are its own.
    """
    note = change.session.get(Note, (change.id, note_id))
    if note is None or (muted and note.deleted):
        raise UnknownNote
    if muted and note.voice is None:
        raise Refusal(_("ความเห็นนี้ไม่ได้ส่งจากเครื่องของผู้เขียนเอง เช่น นำเข้าจากไฟล์ จึงไม่มีเครื่องให้พัก"))
    if note.muted == muted:
        return
    before = [["note", note.id, {"muted": note.muted}]]
    note.muted = muted
    change.record(Kind.MUTE if muted else Kind.UNMUTE, subject=note.id, before={"rows": before})


def mute_phone(change: Changing, participant_id: str, muted: bool) -> None:
    """Mute a phone of the list of devices, or take that back. Raises UnknownParticipant, and Refusal where so few could
    still write in an open anonymous phase that their notes would tell who they are."""
    row = change.session.get(Participant, participant_id)
    if row is None or row.workshop_id != change.id:
        raise UnknownParticipant
    if row.muted == muted:
        return
    anonymous = [each for each in phases.of(change.session, change.id) if each.identity == identity.ANONYMOUS]
    if muted and any(each.state == phases.OPEN for each in anonymous) and _writing(change) <= FEWEST:
        raise Refusal(_("ช่วงที่ไม่ระบุตัวเปิดอยู่ ต้องเหลือเครื่องที่ส่งได้อย่างน้อย 5 เครื่อง เพื่อไม่ให้เดาได้ว่าใครเขียน พักจากความเห็นแทนได้"))
    row.muted = muted
    change.record(Kind.MUTE_PHONE)


def silenced(session: Session, workshop_id: int) -> list[Silenced]:
    """Return the notes behind which the phone is muted, by number."""
    query = (
        select(col(Note.id), col(Note.number), col(Phase.title))
        .outerjoin(Phase, col(Phase.id) == col(Note.phase_id))
        .where(col(Note.workshop_id) == workshop_id, col(Note.muted).is_(True))
        .order_by(col(Note.number))
    )
    return [Silenced(row[0], row[1], row[2] or "") for row in session.execute(query)]


def _writing(change: Changing) -> int:
    query = select(func.count()).where(
        col(Participant.workshop_id) == change.id, Participant.removed_at == 0, col(Participant.muted).is_(False)
    )
    return int(change.session.execute(query).scalar_one())
