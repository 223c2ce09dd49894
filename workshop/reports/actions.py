"""The actions as every format shows them: a row each, in the order of the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

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
_OPEN = ("waiting", "doing")


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


def decided(record: Record, words: Words, short: Callable[[str], str] = str) -> list[str]:
    """Return what is still to be done, a line each, in the order of the days by which; those without a day follow.

    Nothing where the chapter of the actions was left out. `short` shortens the texts, where there is little room.
    """
    if not record.chapters.has("actions"):
        return []
    still_open = [(at, each) for at, each in enumerate(record.actions, start=1) if each.status in _OPEN]
    return [
        _decided(words, number, action, short)
        for number, action in sorted(still_open, key=lambda each: (each[1].due is None, each[1].due or date.max))
    ]


def _decided(words: Words, number: int, action: Action, short: Callable[[str], str]) -> str:
    due = f"{words.action_due} {long_date(action.due, words.language)}" if action.due else ""
    late = f" ({words.action_overdue})" if action.overdue else ""
    facts = " · ".join(filter(None, (short(action.unit), f"{words.digits(due)}{late}")))
    return " – ".join(filter(None, (f"{words.digits(number)}. {short(action.what)}", facts)))


def _status(action: Action, words: Words) -> str:
    name = STATUSES[action.status].in_(words.language)
    return f"{name} ({words.action_overdue})" if action.overdue else name


def _steps(action: Action, words: Words) -> Iterator[str]:
    for step in action.steps:
        day = words.digits(long_date(step.at.date(), words.language))
        yield " ".join(filter(None, (day, STATUSES[step.status].in_(words.language), step.note, step.link)))
