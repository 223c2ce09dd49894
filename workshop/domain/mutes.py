"""Muted phones: what they write is refused and stays on them, until the facilitator lets them go on.

A phone is muted in the list of devices, or behind one of its notes without anybody learning which phone that is: the
note alone is marked, and the phone is known again by the mark `voice` that its notes of this phase have in common. So
that mute holds for the phase, stands in no list of devices, and says of no other note whose it is. What a muted phone
had written stays; it may withdraw it, agree and vote.

Who mutes one after the other until a single phone is left knows who writes next. So nobody is muted or removed, in the
list or behind a note, where fewer than FEWEST phones would be left in an anonymous phase that still accepts notes; and
such a phase opens only where there are as many.

A phone that may go on sends at once what it was refused. So nobody is let go on while an anonymous phase accepts notes,
by undo either: the note that comes then would be that phone's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import identity, marks, participants, phases
from workshop.errors import PhoneMuted, Refusal, UnknownNote, UnknownParticipant
from workshop.feed import Changing
from workshop.store.models import Change, Note, Participant, Phase
from workshop.store.statements.notes import SILENCED


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
    """Mute the phone that wrote the note, in its phase, or take that back. Raises UnknownNote, Refusal, also where too
    few could still write, and where what it sends then would be known as its own.

    The same is answered whether another of its notes is marked already, as that would say that both are its own; and in
    an anonymous phase, whether any phone is known behind the note, as that would say which came from a file or by
    another phone (rescue.py). Where none is, nobody is muted but the writer whose own phone sends it later.
    """
    note = change.session.get(Note, (change.id, note_id))
    if note is None or (muted and note.deleted):
        raise UnknownNote
    if muted and note.voice is None and not _is_anonymous(change, note):
        raise Refusal(_("ความเห็นนี้ไม่ได้ส่งจากเครื่องของผู้เขียนเอง เช่น นำเข้าจากไฟล์ จึงไม่มีเครื่องให้พัก"))
    if note.muted == muted:
        return
    if muted:
        refuse_one_less(change, note.phase_id)
    else:
        _refuse_to_let_go_on(change, note.phase_id)
    before = [["note", note.id, {"muted": note.muted}]]
    note.muted = muted
    change.record(Kind.MUTE if muted else Kind.UNMUTE, subject=note.id, before={"rows": before})


def _is_anonymous(change: Changing, note: Note) -> bool:
    phase = change.session.get(Phase, note.phase_id) if note.phase_id else None
    return phase is not None and phase.identity == identity.ANONYMOUS


def mute_phone(change: Changing, participant_id: str, muted: bool) -> None:
    """Mute a phone of the list of devices, or take that back. Raises UnknownParticipant, and Refusal where too few
    could still write, and where what it sends then would be known as its own."""
    row = change.session.get(Participant, participant_id)
    if row is None or row.workshop_id != change.id:
        raise UnknownParticipant
    if row.muted == muted:
        return
    if muted and not row.removed_at:
        refuse_one_less(change)
    if not muted:
        _refuse_to_let_go_on(change)
    row.muted = muted
    change.record(Kind.MUTE_PHONE)


def refuse_one_less(change: Changing, phase_id: int | None = None) -> None:
    """Raises Refusal where, with one phone less, so few could still write in an anonymous phase that accepts notes,
    of all or of this one, that their notes would tell who they are."""
    for phase in _apart(change, phase_id):
        if identity.writing(change, phase) <= identity.FEWEST:
            raise Refusal(
                _("ต้องเหลือเครื่องที่ส่งได้อย่างน้อย 5 เครื่องในช่วงที่ไม่ระบุตัว กันไม่ให้เดาว่าใครเขียน รอจนปิดรับ หรือซ่อนความเห็นแทน")
            )


def _refuse_to_let_go_on(change: Changing, phase_id: int | None = None) -> None:
    if _apart(change, phase_id):
        raise Refusal(
            _("ยังให้ส่งต่อไม่ได้ เพราะช่วงที่ไม่ระบุตัวยังรับความเห็น ข้อความที่ค้างในเครื่องจะมาทันทีจนรู้ว่าเป็นของใคร รอจนปิดรับแล้วกดอีกครั้ง")
        )


def _apart(change: Changing, phase_id: int | None) -> list[Phase]:
    """Return the anonymous phases that accept notes, of all or of this one."""
    found = [phase for phase in phases.of(change.session, change.id) if phase_id in (None, phase.id)]
    return [phase for phase in found if phases.apart(phase.state, phase.identity, phase.late_until)]


def may_undo(workshop_id: Any) -> ColumnElement[bool]:
    """Return the condition that a step is not the muting, or letting go on, of a phone in an anonymous phase."""
    there = select(Note.id).where(
        Note.workshop_id == workshop_id,
        Note.id == Change.subject,
        Note.phase_id == Phase.id,
        Phase.identity == identity.ANONYMOUS,
    )
    return col(Change.kind).not_in((Kind.MUTE, Kind.UNMUTE)) | ~there.exists()


def silenced(session: Session, workshop_id: int) -> list[Silenced]:
    """Return the notes behind which the phone is muted, by number."""
    query = (
        select(col(Note.id), col(Note.number), col(Phase.title))
        .outerjoin(Phase, col(Phase.id) == col(Note.phase_id))
        .where(col(Note.workshop_id) == workshop_id, col(Note.muted).is_(True))
        .order_by(col(Note.number))
    )
    return [Silenced(row[0], row[1], row[2] or "") for row in session.execute(query)]
