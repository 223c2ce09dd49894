"""Earlier workshops of the unit that holds a meeting: their open actions come to it as matters arising."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session
from sqlmodel import select

from workshop.domain import actions, demos, workshops
from workshop.domain.thai_time import BANGKOK
from workshop.domain.wording import short
from workshop.store.minutes_tables import Minutes
from workshop.store.models import Workshop
from workshop.views import dates

_MOST = 60
_TITLE = 120  # characters of a title in a matter's text


def of_unit(session: Session, row: Workshop) -> Sequence[Workshop]:
    """Return the unit's workshops held before this one that have actions or minutes, the latest first; no demo."""
    there = actions.with_any(session) | {*session.execute(select(Minutes.workshop_id)).scalars()}
    played = demos.codes(session)
    found = [
        each
        for each in workshops.every(session)
        if each.id in there and each.code not in played and _held(each) < _held(row) and _of_one_unit(each, row)
    ]
    return sorted(found, key=_held, reverse=True)[:_MOST]


def named(row: Workshop, title: str, number: int, year: int) -> str:
    """Return which meeting it was as papers name it, by its number or by its day, in Thai digits."""
    day = dates.parse(row.starts_on)
    name = short(title or row.title, _TITLE)
    which = f" ครั้งที่ {number}/{year}" if number else f" เมื่อวันที่ {dates.spoken(day)}" if day else ""
    return name + which.translate(dates.THAI_DIGITS)


def _held(row: Workshop) -> tuple[str, int]:
    """Return its first day, or the one on which it was made, and behind it the order in which workshops were made."""
    made = datetime.fromtimestamp(row.created_at / 1000, BANGKOK).date().isoformat()
    return row.starts_on or made, row.id


def _of_one_unit(one: Workshop, other: Workshop) -> bool:
    """Return whether both belong to the same unit of the organisation; where neither has one, to the same host.

    Hosts are one where nobody typed one of them, or one name has the other in it: the answer to a directive is
    ขอนแก่น's, the meeting สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น's.
    """
    if one.unit_id is not None or other.unit_id is not None:
        return one.unit_id == other.unit_id
    first, second = ("".join(each.host_unit.split()) for each in (one, other))
    return first in second or second in first
