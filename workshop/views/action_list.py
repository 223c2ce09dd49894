"""The list of actions as pages show it: each as in the record, with what its forms need."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from analysis.folding import comparable
from workshop.domain import action_agreement, action_links, actions, evidence, workshops
from workshop.domain.action_agreement import Agreement
from workshop.domain.action_drafts import version
from workshop.views import dates
from workshop.views.actions import Action, of_row


@dataclass(frozen=True, slots=True)
class Listed:
    """An action, numbered from 1; `day` is its day in words; `themes`: (id, label); `files`: (id, name), by step."""

    id: int
    number: int
    action: Action
    day: str
    themes: tuple[tuple[str, str], ...]
    version: str
    files: tuple[tuple[tuple[int, str], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ActionList:
    """All actions in order, and what the room said of them."""

    actions: tuple[Listed, ...]
    agreement: Agreement | None

    @property
    def units(self) -> tuple[tuple[str, tuple[Action, ...]], ...]:
        """Return (unit, its actions), in the order of the list. Names that look the same are one unit."""
        found: dict[str, list[Action]] = {}
        for each in self.actions:
            found.setdefault(comparable(each.action.unit), []).append(each.action)
        return tuple((rows[0].unit, tuple(rows)) for rows in found.values())

    @property
    def overdue(self) -> tuple[Listed, ...]:
        """Return what is overdue, the longest first."""
        late = (each for each in self.actions if each.action.overdue)
        return tuple(sorted(late, key=lambda each: str(each.action.due)))

    def count(self, status: str) -> int:
        return sum(each.action.status == status for each in self.actions)


def of(session: Session, code: str, language: str) -> ActionList:
    """Return the list as it is today in Bangkok. Raises UnknownWorkshop."""
    workshop_id = workshops.find(session, code).id
    rows = actions.of(session, workshop_id)
    labels = action_links.labels(session, workshop_id, rows)
    steps = actions.steps(session, workshop_id)
    files = evidence.files(session, workshop_id)
    listed = []
    for number, row in enumerate(rows, 1):
        action = of_row(row, labels, steps.get(row.id, ()))
        listed.append(
            Listed(
                id=row.id,
                number=number,
                action=action,
                day=dates.spoken(action.due, language, both_eras=False) if action.due else "",
                themes=tuple((each, labels.get(each, "…")) for each in row.themes),
                version=version(row),
                files=tuple(tuple(files.get(step.id, ())) for step in steps.get(row.id, ())),
            )
        )
    return ActionList(tuple(listed), action_agreement.newest(session, workshop_id, rows))
