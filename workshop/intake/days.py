"""The days of a table's notes, from its column of times. Only days are taken over, as past notes need no more."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from workshop.intake.layout import Columns
from workshop.tables import Table
from workshop.tables.days import NoDay, day_of
from workshop.views import dates

NO_DAYS = "none"
_DAY_FIRST = {"day_first": True, "month_first": False}


@dataclass
class Days:
    """The days of the notes of all tables.

    columns    names of the columns that were looked at
    no_days    (sheet, row from 1, why) of the cells that are none
    undecided  how many cells may be read as day-month or month-day: until a person has said, no day is taken
    first, last  the span of the days
    """

    columns: list[str] = field(default_factory=list)
    no_days: list[tuple[str, int, NoDay]] = field(default_factory=list)
    undecided: int = 0
    first: date | None = None
    last: date | None = None


def read_days(
    tables: Iterable[tuple[Table, int | None, Iterable[int]]], columns: Columns
) -> tuple[dict[tuple[str, int], int], Days]:
    """Return {(sheet, row from 1): ms of the day's beginning in Bangkok} of the rows with notes, and what was found.

    `tables`: (table, column of times, rows with notes, from 1).
    """
    found: dict[tuple[str, int], date] = {}
    days = Days()
    order, today = _DAY_FIRST.get(columns.days), dates.now().date()
    for table, column, rows in tables:
        if column is None or columns.days == NO_DAYS:
            continue
        days.columns += [table.header[column]] if table.header[column] not in days.columns else []
        for row in rows:
            day = day_of(table.rows[row - 1][column], today, order)
            if isinstance(day, NoDay):
                days.no_days.append((table.sheet, row, day))
            elif day is not None:
                found[table.sheet, row] = day
    days.undecided = sum(why is NoDay.ORDER for _, _, why in days.no_days)
    if days.undecided:
        found = {}
    days.first, days.last = min(found.values(), default=None), max(found.values(), default=None)
    return {place: _beginning(day) for place, day in found.items()}, days


def _beginning(day: date) -> int:
    return round(datetime.combine(day, time(), dates.BANGKOK).timestamp() * 1000)
