"""The actions in the record of a workshop, with how each went on; never who did what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from workshop.domain import action_links, actions
from workshop.store import action_tables as tables
from workshop.views import dates

STATUSES = tuple(actions.STATUSES)
_OPEN = STATUSES[:2]


@dataclass(frozen=True, slots=True)
class ActionStep:
    """How an action stood at a time; `note` and `link` to evidence as typed, "" without."""

    at: datetime
    status: str
    note: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a unit does by a day, as typed. Raises ValueError for a status that there is not.

    unit     "" for nobody yet
    due      of the common era
    themes   the labels that its themes have now, or had at their end
    status   waiting, doing, done, dropped
    overdue  its day has passed, and it is neither done nor dropped
    steps    oldest first
    """

    what: str
    unit: str = ""
    due: date | None = None
    measure: str = ""
    themes: tuple[str, ...] = ()
    status: str = "waiting"
    overdue: bool = False
    steps: tuple[ActionStep, ...] = ()

    def __post_init__(self) -> None:
        strange = {self.status, *(step.status for step in self.steps)} - {*STATUSES}
        if strange:
            raise ValueError(f"{self.what!r} has a status that there is not: {sorted(strange)}")


def read(session: Session, workshop_id: int) -> tuple[Action, ...]:
    """Return the actions in order, as they are today in Bangkok."""
    rows = actions.of(session, workshop_id)
    labels = action_links.labels(session, workshop_id, rows)
    steps = actions.steps(session, workshop_id) if rows else {}
    return tuple(of_row(row, labels, steps.get(row.id, ())) for row in rows)


def of_row(row: tables.Action, labels: Mapping[str, str], steps: Iterable[tables.ActionStep]) -> Action:
    due = dates.parse(row.due)
    return Action(
        what=row.what,
        unit=row.unit,
        due=due,
        measure=row.measure,
        themes=tuple(labels.get(each, "…") for each in row.themes),
        status=row.status,
        overdue=is_overdue(due, row.status),
        steps=tuple(ActionStep(dates.at(each.at), each.status, each.note, each.link) for each in steps),
    )


def is_overdue(due: date | None, status: str) -> bool:
    """Return whether its day has passed in Bangkok, and it is neither done nor dropped."""
    return due is not None and due < dates.now().date() and status in _OPEN
