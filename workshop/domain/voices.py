"""Who is behind a theme: people, breakout groups and units, never names."""

from __future__ import annotations

from typing import TypedDict

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.store.models import Note, Participant


class Voices(TypedDict):
    """`agreement` is the share (0 to 1) of the groups that wrote in the category which also wrote in the theme.

    people      phones that wrote in it (notes from a file have no phone)
    units       different units that those people named
    by_group    notes by group id
    only_group  the group's id where two or more notes all come from one group, else None
    """

    people: int
    groups: int
    units: int
    by_group: dict[str, int]
    only_group: int | None
    agreement: float


def of(session: Session, workshop_id: int) -> dict[str, Voices]:
    """Voices by theme id, over the notes that are shown."""
    query = (
        select(Note, Participant.unit)
        .outerjoin(Participant, col(Participant.id) == Note.participant_id)
        .where(Note.workshop_id == workshop_id, col(Note.deleted).is_(False), col(Note.hidden).is_(False))
    )
    writing: dict[str, set[int]] = {}
    members: dict[str, list[tuple[Note, str]]] = {}
    for note, unit in session.execute(query):
        if note.group_id is not None:
            writing.setdefault(note.category, set()).add(note.group_id)
        if note.theme_id is not None:
            members.setdefault(note.theme_id, []).append((note, unit or ""))
    return {theme_id: _voices(found, writing.get(found[0][0].category, set())) for theme_id, found in members.items()}


def _voices(members: list[tuple[Note, str]], writing: set[int]) -> Voices:
    by_group: dict[str, int] = {}
    for note, _unit in members:
        if note.group_id is not None:
            by_group[str(note.group_id)] = by_group.get(str(note.group_id), 0) + 1
    alone = len(by_group) == 1 and sum(by_group.values()) == len(members) >= 2
    return {
        "people": len({note.participant_id for note, _unit in members if note.participant_id}),
        "groups": len(by_group),
        "units": len({unit for _note, unit in members if unit}),
        "by_group": by_group,
        "only_group": int(next(iter(by_group))) if alone else None,
        "agreement": round(len(by_group) / len(writing), 3) if writing else 0.0,
    }
