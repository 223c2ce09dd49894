"""Breakout groups; one with people or notes is never removed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Engine, and_, func, or_
from sqlalchemy.orm import Session
from sqlmodel import col, select

from analysis.folding import comparable
from workshop.domain.wording import characters, clean, short
from workshop.errors import UnknownGroup
from workshop.feed import Changing
from workshop.messages.outgoing import Named
from workshop.store.models import Group, Note, Participant, as_row_id
from workshop.store.statements.workshops import GROUP_NAMES, GROUPS, GROUPS_NEWEST

MOST = 120
_MOST_REMEMBERED = 500  # workshops
# By database and workshop, whose ids are given again after a purge: its salt and facts_seq, and the groups.
_OF_PHONES: WeakKeyDictionary[Engine, dict[int, tuple[tuple[str, int], list[Named]]]] = WeakKeyDictionary()
NAME_LIMIT = 60


def named(session: Session, workshop_id: int) -> Sequence[Any]:
    """Return (id, name, seq, brought) of the groups in order, plain, as boards read them."""
    return GROUP_NAMES.all(session.connection(), {"workshop": workshop_id})


def of_phones(session: Session, workshop: Any) -> list[Named]:
    """Return {id, name} of the groups in order, which nobody may change: a thousand phones that join at once ask for
    the same. Remembered until facts_seq moves, as with each change of names or order.
    """
    remembered = _OF_PHONES.setdefault(session.connection().engine, {})
    known, state = remembered.get(workshop.id), (workshop.salt, workshop.facts_seq)
    if known is None or known[0] != state:
        if len(remembered) >= _MOST_REMEMBERED:
            remembered.clear()
        found = [Named(id=row.id, name=row.name) for row in named(session, workshop.id)]
        known = remembered[workshop.id] = state, found
    return known[1]


def newest(session: Session, workshop_id: int) -> int:
    """Return the newest seq of the groups, 0 without any: any join moves it; a change of names or order, facts_seq."""
    return GROUPS_NEWEST.all(session.connection(), {"workshop": workshop_id})[0].seq or 0


def of(session: Session, workshop_id: int) -> list[Group]:
    return list(session.execute(GROUPS, {"workshop": workshop_id}).scalars())


def with_people(session: Session, workshop_id: int) -> list[tuple[Group, int]]:
    """Return the groups in order, and how many joined each here."""
    query = select(Participant.group_id, func.count()).where(Participant.workshop_id == workshop_id)
    joined = {row[0]: int(row[1]) for row in session.execute(query.group_by(col(Participant.group_id)))}
    return [(group, joined.get(group.id, 0)) for group in of(session, workshop_id)]


def find(session: Session, workshop_id: int, group_id: int) -> Group:
    """Raises UnknownGroup, also for a group of another workshop."""
    row = session.get(Group, as_row_id(group_id))
    if row is None or row.workshop_id != workshop_id or row.removed:
        raise UnknownGroup
    return row


def problems(names: Sequence[str]) -> dict[str, object]:
    wanted = [short(name, NAME_LIMIT) for name in names]
    for name in names:
        if characters(clean(name)) > NAME_LIMIT:
            about = _("“%(name)s” ยาวเกิน %(limit)s ตัวอักษร กรุณาย่อ", name=short(name, 20), limit=NAME_LIMIT)
            return {"groups": about}
    if not any(wanted):
        return {"groups": _("ต้องมีอย่างน้อยหนึ่งกลุ่ม")}
    if len(wanted) > MOST:
        return {"groups": _("ได้ไม่เกิน %(most)s กลุ่ม", most=MOST)}
    alike = [comparable(name) for name in wanted if name]
    twice = sorted({name for name in wanted if name and alike.count(comparable(name)) > 1})
    if twice:
        return {"groups": _("ชื่อกลุ่มซ้ำกัน: %(names)s", names=", ".join(twice))}
    return {}


def replace(change: Changing, names: Sequence[str]) -> None:
    """Set the groups and their order. A group left out stays at the end while it has people or notes.

    A new name in the position of one left out renames that group.
    """
    wanted = [short(name, NAME_LIMIT) for name in names if short(name, NAME_LIMIT)]
    present = {group.name: group for group in of(change.session, change.id)}
    kept = {name: present.pop(name) for name in wanted if name in present}
    renamed = {group.position: group for group in present.values()}
    for position, name in enumerate(wanted):
        group = kept.get(name) or renamed.pop(position, None)
        if group is None:
            group = Group(workshop_id=change.id, position=position, name=name)
        group.position, group.name = position, name
        change.session.add(group)
    for rest, group in enumerate(renamed.values()):
        group.position = len(wanted) + rest
        group.removed = not _in_use(change.session, group)
        change.session.add(group)


def remove_empty(change: Changing, ids: Sequence[int]) -> list[Group]:
    """Remove those of the groups that have neither people nor notes that are shown; return them, to be recorded."""
    found = [group for group in of(change.session, change.id) if group.id in ids]
    empty = [group for group in found if not _in_use(change.session, group, col(Note.deleted).is_(False))]
    for group in empty:
        group.removed = True
    return empty


def _in_use(session: Session, group: Group, *of_notes: ColumnElement[bool]) -> bool:
    """Return whether it has people or notes. While groups are sealed every group counts as one that has notes: whether
    a person's own group has any would tell whether that person wrote."""
    people = select(Participant.id).where(Participant.group_id == group.id).limit(1)
    sealed = and_(col(Note.workshop_id) == group.workshop_id, col(Note.sealed_group).is_not(None))
    notes = select(Note.id).where(or_(and_(col(Note.group_id) == group.id, *of_notes), sealed)).limit(1)
    return session.execute(people).first() is not None or session.execute(notes).first() is not None
