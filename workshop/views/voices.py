"""Who is behind a theme: people, breakout groups and units, never names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from workshop.messages.outgoing import Voices as Voices
from workshop.store.models import Note, Participant

# Columns and not whole notes: this is asked five times a second while a room writes.
_COLUMNS = tuple(
    col(column) for column in (Note.category, Note.theme_id, Note.group_id, Note.participant_id, Participant.unit)
)


def of(session: Session, workshop_id: int, theme_ids: Collection[str]) -> dict[str, Voices]:
    """Voices of these themes by id, over the notes that are shown."""
    shown = (col(Note.workshop_id) == workshop_id, col(Note.deleted).is_(False), col(Note.hidden).is_(False))
    members: dict[str, list[Any]] = {}
    query = select(*_COLUMNS).outerjoin(Participant, col(Participant.id) == Note.participant_id)
    for row in session.execute(query.where(*shown, col(Note.theme_id).in_(theme_ids))):
        members.setdefault(row.theme_id, []).append(row)
    writing: dict[str, set[int | None]] = {}
    groups = select(col(Note.category), col(Note.group_id)).where(*shown, col(Note.group_id).is_not(None)).distinct()
    for category, group_id in session.execute(groups):
        writing.setdefault(category, set()).add(group_id)
    return {
        theme_id: among([row[2:] for row in found], writing.get(found[0].category, set()))
        for theme_id, found in members.items()
    }


def among(members: Sequence[tuple[int | None, str | None, str | None]], writing: Collection[int | None]) -> Voices:
    """Voices of one theme: its notes as (group id, participant, the participant's unit), and the groups that wrote in
    its category."""
    return of_counts(
        Counter(group_id for group_id, _participant, _unit in members),
        len({participant for _group, participant, _unit in members if participant}),
        len({unit for _group, _participant, unit in members if unit}),
        writing,
    )


def of_counts(notes: Mapping[int | None, int], people: int, units: int, writing: Collection[int | None]) -> Voices:
    """The same from counts: `notes` by the group that wrote them, None for those that came from a file."""
    by_group = {str(group_id): count for group_id, count in notes.items() if group_id is not None and count}
    alone = len(by_group) == 1 and sum(by_group.values()) == sum(notes.values()) >= 2
    return {
        "people": people,
        "groups": len(by_group),
        "units": units,
        "by_group": by_group,
        "only_group": int(next(iter(by_group))) if alone else None,
        "agreement": round(len(by_group) / len(writing), 3) if writing else 0.0,
    }
