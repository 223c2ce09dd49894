"""The attendance list: who has joined, group by group. No socket is sent it, and it contains nothing of notes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from analysis.folding import comparable
from workshop.domain import groups, workshops
from workshop.domain.identity import FEWEST
from workshop.store.statements.people import ATTENDANCE

Attendance = dict[str, Any]


def of(session: Session, code: str) -> Attendance:
    """Return {title, groups: [{name, people, nameless}], units: [(unit, devices)], without_unit}, by name and not by
    arrival.

    Of people: {name, unit, role, scribe, in_minutes}.

    Raises UnknownWorkshop.
    """
    workshop = workshops.row(session, code)
    rows = ATTENDANCE.all(session.connection(), {"workshop": workshop.id})
    return {
        "title": workshop.title,
        "code": workshop.code,
        "total": len(rows),
        "units": _units(rows),
        "without_unit": sum(not comparable(row.unit) for row in rows),
        "groups": [_group(group, rows) for group in groups.named(session, workshop.id)],
    }


def by_unit(session: Session, workshop_id: int) -> tuple[tuple[str, int], ...]:
    """Return (unit, devices) for reports and minutes, most devices first; () where no unit may be named.

    Last, under "", all others: those without a unit, and units of fewer than FEWEST devices. What fewer typed may be
    a person's name, and stands beside no notes. The smallest named units join the others until they are enough too.
    """
    rows = ATTENDANCE.all(session.connection(), {"workshop": workshop_id})
    named = [(unit, devices) for unit, devices in _units(rows) if devices >= FEWEST]
    others = len(rows) - sum(devices for _unit, devices in named)
    while named and 0 < others < FEWEST:
        others += named.pop()[1]
    return (*named, *([("", others)] if others else [])) if named else ()


def _units(rows: Sequence[Any]) -> list[tuple[str, int]]:
    """Return (unit, devices): those that are written alike but for spaces and marks as one, most devices first."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        if key := comparable(row.unit):
            alike[key].append(row.unit)
    named = [(Counter(written).most_common(1)[0][0], len(written)) for written in alike.values()]
    return sorted(named, key=lambda unit: (-unit[1], unit[0]))


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
