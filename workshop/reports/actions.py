"""The actions as every format shows them: a row each, in the order of the list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workshop.reports.thai_dates import long_date
from workshop.reports.words import Word, Words
from workshop.views.actions import Action
from workshop.views.record import Record

# The heading of each column, its width in Excel's units, and what its cells are.
COLUMNS: tuple[tuple[Word, int, str], ...] = (
    (Words.number, 8, "number"),
    (Words.actions, 56, "text"),
    (Words.action_unit, 30, "text"),
    (Words.action_due, 22, "text"),
    (Words.action_measure, 36, "text"),
    (Words.theme, 40, "text"),
    (Words.status, 22, "text"),
    (Words.action_progress, 56, "text"),
)
STATUSES = {
    "waiting": Words.action_waiting,
    "doing": Words.action_doing,
    "done": Words.action_done,
    "dropped": Words.action_dropped,
}


@dataclass(frozen=True, slots=True)
class Row:
    """An action in words. `status` says whether it is overdue; `progress`: a line a step, oldest first."""

    number: int
    what: str
    unit: str
    due: str
    measure: str
    themes: str
    status: str
    progress: tuple[str, ...]

    @property
    def cells(self) -> tuple[str | int, ...]:
        """Return what stands under COLUMNS."""
        about = (self.number, self.what, self.unit, self.due, self.measure, self.themes, self.status)
        return (*about, "\n".join(self.progress))


def rows(record: Record, words: Words) -> Iterator[Row]:
    for number, action in enumerate(record.actions, start=1):
        yield Row(
            number,
            action.what,
            action.unit,
            words.digits(long_date(action.due, words.language)) if action.due else "",
            action.measure,
            "; ".join(action.themes),
            _status(action, words),
            tuple(_steps(action, words)),
        )


def counted(record: Record, words: Words) -> str:
    """Return how many actions have each status, in one line."""
    found = [action.status for action in record.actions]
    parts = [f"{name.in_(words.language)} {found.count(status):,}" for status, name in STATUSES.items()]
    late = sum(action.overdue for action in record.actions)
    return words.digits(" · ".join([*parts, *([f"{words.action_overdue} {late:,}"] if late else [])]))


def _status(action: Action, words: Words) -> str:
    name = STATUSES[action.status].in_(words.language)
    return f"{name} ({words.action_overdue})" if action.overdue else name


def _steps(action: Action, words: Words) -> Iterator[str]:
    for step in action.steps:
        day = words.digits(long_date(step.at.date(), words.language))
        yield " ".join(filter(None, (day, STATUSES[step.status].in_(words.language), step.note)))
