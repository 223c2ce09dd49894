"""Shuffles: people are spread evenly over breakout groups, looked at before they move, and go back in one step.

No change names who moved: a person's row has the group before, and what the person wrote stays with that group.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from sqlmodel import col, select

from analysis.folding import comparable
from workshop.changes import Kind
from workshop.domain import groups, identity, workshops
from workshop.errors import Conflict, Refusal
from workshop.feed import Changing
from workshop.store.models import Change, Participant
from workshop.store.statements import people as sql

By = Literal["nothing", "group", "role", "unit"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted: the groups into which people go, by what they are spread, and the seed of chance."""

    into: tuple[int, ...]
    by: By
    seed: int


@dataclass(frozen=True, slots=True)
class Preview:
    """Who would sit where: the people of each group, by name; `version` tells this room from a later one."""

    seats: dict[int, list[Participant]]
    moving: int
    version: str


def preview(session: Session, code: str, wanted: Wanted) -> Preview:
    """Raises UnknownWorkshop, UnknownGroup, Refusal for fewer than two groups or nobody to shuffle."""
    return _preview(session, workshops.find(session, code).id or 0, wanted)


def shuffle(change: Changing, wanted: Wanted, version: str) -> int:
    """Move people as in the preview of this version; return how many moved.

    Raises Conflict where somebody has joined or moved since, Refusal while people write in an anonymous phase, and what
    `preview` raises.
    """
    identity.refuse_sealed(change)
    found = _preview(change.session, change.id, wanted)
    if found.version != version:
        raise Conflict(_("มีคนเข้าร่วมหรือย้ายกลุ่มหลังจากที่ดู ยังไม่ได้ย้ายใคร ดูรายชื่อใหม่แล้วกดอีกครั้ง"))
    seats = {person.id: group for group, people in found.seats.items() for person in people}
    everybody = [person for people in found.seats.values() for person in people]
    for person in everybody:
        person.shuffled_from = person.group_id
    _move(change, Kind.SHUFFLE, everybody, seats)
    return found.moving


def put_back(change: Changing) -> int:
    """Bring those whom the last shuffle moved, and nobody since, back to their groups; return how many.

    Raises Conflict where nobody was shuffled, Refusal while people write in an anonymous phase.
    """
    identity.refuse_sealed(change)
    people = [person for person in _people(change.session, change.id) if person.shuffled_from is not None]
    if not people:
        raise Conflict(_("ยังไม่ได้สับคน หรือกลับไปกลุ่มเดิมแล้ว"))
    by_shuffle = _shuffled_at(change)
    there = {group.id for group in groups.of(change.session, change.id)}
    seats = {
        person.id: person.shuffled_from
        for person in people
        if person.seq in by_shuffle and person.shuffled_from in there and person.shuffled_from is not None
    }
    for person in people:
        person.shuffled_from = None
    return _move(change, Kind.UNSHUFFLE, people, seats)


def sizes(session: Session, workshop_id: int) -> tuple[dict[int, int], bool]:
    """Return how many people sit in each group, and whether anybody was shuffled and can go back."""
    people = _people(session, workshop_id)
    return Counter(person.group_id for person in people), any(person.shuffled_from is not None for person in people)


def late(session: Session, workshop_id: int) -> list[Participant]:
    """Return who joined after the last shuffle; nobody where there was none."""
    people = _people(session, workshop_id)
    shuffled = any(person.shuffled_from is not None for person in people)
    return [person for person in people if person.shuffled_from is None] if shuffled else []


def seat_late(change: Changing) -> int:
    """Put who joined after the shuffle into the smallest of its groups, one after another; return how many.

    Raises Conflict where there was no shuffle.
    """
    people = _people(change.session, change.id)
    there = Counter(person.group_id for person in people if person.shuffled_from is not None)
    if not there:
        raise Conflict(_("ยังไม่ได้สับคน หรือกลับไปกลุ่มเดิมแล้ว"))
    late_ones = [person for person in people if person.shuffled_from is None]
    seats = {}
    for person in late_ones:
        smallest = min(there, key=lambda group: (there[group], group))
        seats[person.id] = smallest
        there[smallest] += 1
        person.shuffled_from = person.group_id
    _move(change, Kind.SEAT_LATE, late_ones, seats)
    return len(late_ones)


def spread(people: Sequence[Participant], wanted: Wanted) -> dict[int, list[Participant]]:
    """Return who goes into which group: sizes differ by one at most, and so do those of one group, role or unit.

    People without a role or unit are alike. The same seed and people give the same groups.
    """
    kinds: dict[str, list[Participant]] = defaultdict(list)
    for person in sorted(people, key=lambda person: person.id):
        kinds[_kind(person, wanted.by)].append(person)
    chance = random.Random(wanted.seed)
    seats: dict[int, list[Participant]] = {group: [] for group in wanted.into}
    order = [*wanted.into]
    chance.shuffle(order)
    turn = 0
    for _name, alike in sorted(kinds.items(), key=lambda each: (-len(each[1]), each[0])):
        chance.shuffle(alike)
        for person in alike:
            seats[order[turn % len(order)]].append(person)
            turn += 1
    return seats


def _kind(person: Participant, by: By) -> str:
    if by == "group":
        return str(person.group_id)
    return comparable(person.role if by == "role" else person.unit if by == "unit" else "")


def _preview(session: Session, workshop_id: int, wanted: Wanted) -> Preview:
    into = [groups.find(session, workshop_id, group_id).id for group_id in wanted.into]
    people = _people(session, workshop_id)
    if len(set(into)) < 2 or len(set(into)) != len(into):
        raise Refusal(_("เลือกกลุ่มที่จะสับเข้าอย่างน้อย 2 กลุ่ม"))
    if not people:
        raise Refusal(_("ยังไม่มีผู้เข้าร่วมให้สับ"))
    seats = spread(people, wanted)
    for sitting in seats.values():
        sitting.sort(key=lambda person: (not person.name, person.name, person.unit, person.role, person.id))
    moving = sum(person.group_id != group for group, sitting in seats.items() for person in sitting)
    state = sorted((person.id, person.group_id, person.role, person.unit) for person in people)
    return Preview(seats, moving, sha256(repr((state, wanted)).encode()).hexdigest()[:16])


def _people(session: Session, workshop_id: int) -> list[Participant]:
    query = select(Participant).where(Participant.workshop_id == workshop_id, Participant.removed_at == 0)
    return list(session.execute(query.order_by(col(Participant.id))).scalars())


def _shuffled_at(change: Changing) -> set[int]:
    """Return the changes of the last shuffle: itself, and those that put latecomers into its groups."""
    query = select(Change.seq, Change.kind).where(Change.workshop_id == change.id)
    query = query.where(col(Change.kind).in_((Kind.SHUFFLE.value, Kind.SEAT_LATE.value))).order_by(col(Change.seq))
    found: set[int] = set()
    for seq, kind in change.session.execute(query):
        found = {seq} if kind == Kind.SHUFFLE.value else found | {seq}
    return found


def _move(change: Changing, kind: Kind, people: Sequence[Participant], seats: dict[str, int]) -> int:
    """Record one change and stamp all of the people by it; return how many of them move."""
    moved = [person for person in people if seats.get(person.id, person.group_id) != person.group_id]
    seq = change.record(kind)
    for person in people:
        person.group_id, person.seq = seats.get(person.id, person.group_id), seq
        change.session.add(person)
    change.session.flush()
    sql.STAMP_JOIN.run(change.connection, {"workshop": change.id, "stamp": seq})
    return len(moved)
