"""The board of focus issues, district by district: households, and how the actions for each issue stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from analysis.folding import comparable
from workshop.domain import actions, focus_counts, focus_issues, workshops
from workshop.messages.showing import DistrictsShown
from workshop.store.action_tables import Action
from workshop.store.focus_tables import FocusCount
from workshop.views import dates


@dataclass(frozen=True, slots=True)
class Cell:
    """`target` and `reached` are households; `open` and `overdue` are actions among `actions`."""

    target: int = 0
    reached: int = 0
    actions: int = 0
    done: int = 0
    overdue: int = 0

    @property
    def share(self) -> int | None:
        """Return the percentage reached; None without a target."""
        return self.reached * 100 // self.target if self.target else None

    @property
    def was(self) -> str:
        return f"{self.target}/{self.reached}"


@dataclass(frozen=True, slots=True)
class FocusBoard:
    """`issues`: (key, name); `rows`: (unit, a cell for each issue); `total`: a cell for each issue."""

    issues: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    total: tuple[Cell, ...]


def of(session: Session, code: str, unit: str | None = None) -> FocusBoard:
    """Return the board as it is today in Bangkok, or one unit's row of it. Raises UnknownWorkshop."""
    return _board(session, workshops.find(session, code).id, unit)


def shown(session: Session, workshop_id: int) -> list[DistrictsShown]:
    """Return the board for the projector: an issue after the other, with its districts."""
    board = _board(session, workshop_id)
    return [
        {
            "key": key,
            "name": name,
            **asdict(board.total[at]),  # type: ignore[typeddict-item]
            "rows": [{"unit": unit, **asdict(cells[at])} for unit, cells in board.rows],
        }
        for at, (key, name) in enumerate(board.issues)
    ]


def version(session: Session, workshop_id: int) -> tuple[object, ...]:
    """Return what changes with each count, each action and the day on which actions are overdue."""
    newest = [
        session.execute(select(func.max(col(table.seq))).where(table.workshop_id == workshop_id)).scalar()
        for table in (FocusCount, Action)
    ]
    return (*newest, dates.now().date().isoformat())


def _board(session: Session, workshop_id: int, unit: str | None = None) -> FocusBoard:
    issues = tuple((row.key, row.name) for row in focus_issues.of(session, workshop_id))
    counts, rows = focus_counts.of(session, workshop_id), actions.of(session, workshop_id)
    wanted = [unit] if unit is not None else focus_counts.units(session, workshop_id, rows, counts.values())
    today = dates.now().date().isoformat()
    # Once a name: the projector gets this board with every change.
    folds = {name: comparable(name) for name in {*wanted, *(row.unit for row in rows)}}
    by_cell: defaultdict[tuple[str, str], list[Action]] = defaultdict(list)
    for row in rows:
        by_cell[row.focus, folds[row.unit]].append(row)
    found = []
    for name in wanted:
        folded = folds[name]
        cells = []
        for key, _name in issues:
            stored = counts.get((key, folded))
            households = (stored.target, stored.reached) if stored else (0, 0)
            cells.append(_cell(households, by_cell[key, folded], today))
        found.append((name, tuple(cells)))
    total = tuple(_sum([cells[at] for _name, cells in found]) for at in range(len(issues)))
    return FocusBoard(issues, tuple(found), total)


def _cell(households: tuple[int, int], rows: Sequence[Action], today: str) -> Cell:
    late = sum(bool(row.due) and row.due < today and row.status in ("waiting", "doing") for row in rows)
    return Cell(*households, len(rows), sum(row.status == "done" for row in rows), late)


def _sum(cells: Sequence[Cell]) -> Cell:
    names = ("target", "reached", "actions", "done", "overdue")
    return Cell(*(sum(getattr(cell, name) for cell in cells) for name in names))
