"""The facilitator's list of workshops."""

from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import phases, workshops
from workshop.store.models import Note, Participant
from workshop.views import dates


def every(session: Session, language: str = "th") -> list[dict[str, Any]]:
    """Return a row for each workshop, newest first; `state` is waiting, open, closed or ended."""
    notes = _counts(session, Note, col(Note.deleted).is_(False))
    people = _counts(session, Participant)
    rows = []
    for row in workshops.every(session):
        states = {phase.state for phase in phases.of(session, row.id)}
        rows.append(
            {
                "code": row.code,
                "title": row.title,
                "host_unit": row.host_unit,
                "date_text": dates.span(dates.parse(row.starts_on), dates.parse(row.ends_on), language),
                "received": notes.get(row.id, 0),
                "participants": people.get(row.id, 0),
                "state": "ended" if row.ended_at else _state(states),
                "archived": bool(row.archived_at),
                "delete_at": row.delete_at,
            }
        )
    return rows


def _state(states: set[str]) -> str:
    if phases.OPEN in states:
        return "open"
    return "closed" if states == {phases.CLOSED} else "waiting"


def _counts(session: Session, table: type[Any], *where: Any) -> dict[int, int]:
    query = select(table.workshop_id, func.count()).where(*where).group_by(col(table.workshop_id))
    return {int(workshop_id): int(count) for workshop_id, count in session.execute(query)}
