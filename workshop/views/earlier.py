"""Earlier workshops of the unit that holds a meeting: their open actions come to it as matters arising."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from workshop.domain import demos
from workshop.domain.thai_time import BANGKOK
from workshop.domain.wording import short
from workshop.store.action_tables import Action
from workshop.store.minutes_tables import Minutes
from workshop.store.models import Workshop
from workshop.views import dates

_MOST = 60
_COLUMNS = (Workshop.id, Workshop.code, Workshop.host_unit, Workshop.starts_on, Workshop.created_at)
_TITLE = 120  # characters of a title in a matter's text


def of_unit(session: Session, row: Workshop) -> Sequence[Workshop]:
    """Return the unit's workshops held before this one that have actions or minutes, the latest first; no demo, and
    none that is about to be deleted."""
    acted = select(col(Action.id)).where(col(Action.workshop_id) == col(Workshop.id), col(Action.removed).is_(False))
    minuted = select(col(Minutes.workshop_id)).where(col(Minutes.workshop_id) == col(Workshop.id))
    # Of all that are there a few columns: an installation may have thousands.
    query = select(*(col(each) for each in _COLUMNS)).where(
        col(Workshop.delete_at) == 0,
        col(Workshop.unit_id).is_(None) if row.unit_id is None else col(Workshop.unit_id) == row.unit_id,
        col(Workshop.starts_on) <= _held(row)[0],
        or_(exists(acted), exists(minuted)),
    )
    played = demos.codes(session)
    of_unit = [
        each
        for each in session.execute(query)
        if (row.unit_id is not None or _of_one_host(each.host_unit, row.host_unit)) and each.code not in played
    ]
    before = sorted((held, each.id) for each in of_unit if (held := _held(each)) < _held(row))
    ids = [row_id for _day, row_id in before[-_MOST:]]
    rows = session.execute(select(Workshop).where(col(Workshop.id).in_(ids))).scalars()
    return sorted(rows, key=_held, reverse=True)


def named(row: Workshop, title: str, number: int, year: int) -> str:
    """Return which meeting it was as papers name it, by its number or by its day, in Thai digits."""
    day = dates.parse(row.starts_on)
    name = short(title or row.title, _TITLE)
    which = f" ครั้งที่ {number}/{year}" if number else f" เมื่อวันที่ {dates.spoken(day)}" if day else ""
    return name + which.translate(dates.THAI_DIGITS)


def _held(row: Any) -> tuple[str, int]:
    """Return its first day, or the one on which it was made, and behind it the order in which workshops were made."""
    made = datetime.fromtimestamp(row.created_at / 1000, BANGKOK).date().isoformat()
    return row.starts_on or made, row.id


def _of_one_host(one: str, other: str) -> bool:
    """Return whether both are the same host, where neither workshop has a unit of the organisation.

    Hosts are one where nobody typed one of them, or one name ends with the other: the answer to a directive is
    ขอนแก่น's, the meeting สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น's.
    """
    first, second = ("".join(each.split()) for each in (one, other))
    return first.endswith(second) or second.endswith(first)
