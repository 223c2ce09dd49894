"""The attendance list: who has joined, group by group. No socket is sent it, and it contains nothing of notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from workshop.domain import groups, workshops
from workshop.store.statements.people import ATTENDANCE


def of(session: Session, code: str) -> dict[str, Any]:
    """Return {title, groups: [{name, people, nameless}]}, by name and not by arrival.

    Of people: {name, unit, role, scribe, in_minutes}.

    Raises UnknownWorkshop.
    """
    workshop = workshops.row(session, code)
    rows = ATTENDANCE.all(session.connection(), {"workshop": workshop.id})
    return {
        "title": workshop.title,
        "code": workshop.code,
        "total": len(rows),
        "groups": [_group(group, rows) for group in groups.named(session, workshop.id)],
    }


def _group(group: Any, everybody: Sequence[Any]) -> dict[str, Any]:
    rows = [row for row in everybody if row.group_id == group.id]
    given = [row for row in rows if row.name or row.unit or row.role]
    people = [
        {
            "name": row.name,
            "unit": row.unit,
            "role": row.role,
            "scribe": row.scribe,
            "in_minutes": bool(row.in_minutes),
        }
        for row in given
    ]
    return {"name": group.name, "people": people, "nameless": len(rows) - len(given), "joined": len(rows)}
