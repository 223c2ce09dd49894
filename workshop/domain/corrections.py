"""What a facilitator puts right on notes: their category, their group; and who sits in which group.

No row says who wrote a note, so nobody's notes can follow a person; those of a whole group can be moved.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import groups, identity, notes, sharing
from workshop.domain.grouping import place_of
from workshop.errors import BadCategory, Refusal, UnknownParticipant
from workshop.feed import Changing
from workshop.messages.incoming import SetCategory, SetGroup
from workshop.store.models import Note, Participant, Phase
from workshop.store.statements import people as sql


def categorise(change: Changing, message: SetCategory) -> int:
    """Make these notes of another category, where the grouping finds their themes anew; return how many changed.

    Raises UnknownNote, BadCategory for one that the workshop does not have.
    """
    if message.category not in {category["key"] for category in change.workshop.categories}:
        raise BadCategory
    found = [notes.find(change.session, change.id, note_id) for note_id in dict.fromkeys(message.notes)]
    moving = [note for note in found if note.category != message.category]
    if not moving:
        return 0
    before = [["note", note.id, {**place_of(note), "category": note.category}] for note in moving]
    left = {theme.id: theme for note in moving for theme in notes.theme_of(change.session, note)}
    for note in moving:
        note.category, note.theme_id, note.barred = message.category, None, []
        note.set_aside, note.looked_at, note.placed = False, False, False
    change.record(Kind.CATEGORISE, *moving, *left.values(), subject=moving[0].id, before={"rows": before})
    return len(moving)


def regroup(change: Changing, group_id: int, message: SetGroup) -> int:
    """Show the notes of a group with another one, all or those that are named; return how many.

    Raises UnknownGroup, UnknownNote, and Refusal while groups of an anonymous phase are not known yet.
    """
    here, there = (groups.find(change.session, change.id, each) for each in (group_id, message.to))
    query = select(Note).where(Note.workshop_id == change.id, Note.group_id == here.id, col(Note.deleted).is_(False))
    if message.notes is None:
        identity.refuse_sealed(change)
        moving = list(change.session.execute(query).scalars())
    else:
        moving = [notes.find(change.session, change.id, note_id) for note_id in dict.fromkeys(message.notes)]
        moving = [note for note in moving if note.group_id == here.id]
        _refuse_anonymous(change, moving)
    if not moving or here.id == there.id:
        return 0
    before = [["note", note.id, {"group_id": here.id}] for note in moving]
    for note in moving:
        note.group_id = there.id
    seq = change.record(Kind.REGROUP_NOTES, *moving, here, there, subject=str(there.id), before={"rows": before})
    if sharing.of(change.session, change.id, change.workshop.sharing).by_group:
        change.workshop.sharing_seq = seq
    return len(moving)


def seat(change: Changing, participant_id: str, group_id: int) -> None:
    """Move a person to another group; what the person wrote stays with the former. Raises UnknownParticipant,
    UnknownGroup."""
    person = change.session.get(Participant, participant_id)
    if person is None or person.workshop_id != change.id:
        raise UnknownParticipant
    group = groups.find(change.session, change.id, group_id)
    if person.group_id == group.id:
        return
    seq = change.record(Kind.SEAT)
    change.session.flush()
    change.connection.execute(sql.UPDATE_PARTICIPANT, {"id_is": person.id, "group_id": group.id, "seq": seq})
    sql.STAMP_JOIN.run(change.connection, {"workshop": change.id, "stamp": seq})


def _refuse_anonymous(change: Changing, moving: Sequence[Note]) -> None:
    """One note of a group of five writers, moved alone, would stand with a group that did not write it."""
    phases = {note.phase_id for note in moving}
    anonymous = select(Phase.id).where(col(Phase.id).in_(phases), Phase.identity == identity.ANONYMOUS).limit(1)
    if change.session.execute(anonymous).first() is not None:
        raise Refusal(_("ความเห็นในช่วงที่ไม่ระบุตัวย้ายทีละข้อไม่ได้ เพราะระบบไม่เก็บว่าใครเขียน ย้ายได้ทั้งกลุ่ม"))
