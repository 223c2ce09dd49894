"""The summaries of groups in the record of a workshop; never who wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from workshop.domain import points


@dataclass(frozen=True, slots=True)
class GroupPoint:
    """A point as written; `notes`: numbers of the group's notes that it comes from, `themes`: labels."""

    text: str
    notes: tuple[int, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What a group sums up, by points in its order."""

    group: str
    points: tuple[GroupPoint, ...]


def read(session: Session, workshop: Any) -> tuple[Summary, ...]:
    """Return the summaries of the groups that have points, in the order in which they present."""
    rows = points.of(session, workshop.id)
    names = points.labels(session, workshop.id, [each for row in rows for each in row.themes])
    numbers = points.numbers(session, workshop.id, rows)
    found = [
        Summary(
            group.name,
            tuple(
                GroupPoint(row.text, tuple(numbers[row.id]), tuple(names[each] for each in row.themes if each in names))
                for row in rows
                if row.group_id == group.id
            ),
        )
        for group in (points.presenting(session, workshop) if rows else ())
    ]
    return tuple(each for each in found if each.points)
