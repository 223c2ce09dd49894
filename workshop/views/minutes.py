"""The minutes of a meeting as its page and its paper show them, and those of other meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import minutes, office_fonts, offices, workshops
from workshop.domain.meeting_facts import Adopted
from workshop.domain.minutes import Typed
from workshop.domain.office_fonts import OfficeFont
from workshop.store.minutes_tables import Minutes
from workshop.store.models import Workshop
from workshop.views import dates


@dataclass(frozen=True, slots=True)
class Meeting:
    """What stands on the paper; `title` is the workshop's where nobody typed another.

    fonts   of the office for the PDF, () for Sarabun
    """

    code: str
    title: str
    unit: str
    venue: str
    starts_on: date | None
    ends_on: date | None
    typed: Typed
    fonts: tuple[OfficeFont, ...] = ()


def read(session: Session, code: str) -> Meeting:
    """Raises UnknownWorkshop."""
    row = workshops.find(session, code)
    typed = minutes.of(session, row.id)
    return Meeting(
        code=row.code,
        title=typed.facts.title or row.title,
        unit=offices.read(session).name or row.host_unit,
        venue=row.venue,
        starts_on=dates.parse(row.starts_on),
        ends_on=dates.parse(row.ends_on),
        typed=typed,
        fonts=office_fonts.read(session),
    )


@dataclass(frozen=True, slots=True)
class Other:
    """The minutes of another workshop."""

    title: str
    named: Adopted


def former(session: Session, code: str) -> list[Other]:
    """Return the numbered minutes of the other workshops, the latest first."""
    found = [_other(row, typed) for row, typed in _all(session) if row.code != code and typed.facts.number]
    return sorted(found, key=lambda each: (each.named.year, each.named.number, each.named.held_on), reverse=True)


def adopted_by(session: Session, code: str) -> Other | None:
    """Return the first meeting that adopted the minutes of this one."""
    for row, typed in _all(session):
        if typed.facts.adopted is not None and typed.facts.adopted.code == code:
            return _other(row, typed)
    return None


def next_number(meeting: Meeting, others: Sequence[Other]) -> tuple[int, int]:
    """Return the number and the year (Buddhist era) that this meeting would have after `others`; 0 for unknown ones."""
    year = meeting.starts_on.year + dates.ERA if meeting.starts_on else 0
    before = [each.named.number for each in others if each.title == meeting.title and each.named.year == year]
    return (max(before) + 1 if before else 0), year


def _all(session: Session) -> list[tuple[Workshop, Typed]]:
    query = select(Workshop, Minutes).where(Minutes.workshop_id == Workshop.id).order_by(col(Workshop.id))
    return [(row, minutes.stored(stored)) for row, stored in session.execute(query).all()]


def _other(row: Workshop, typed: Typed) -> Other:
    named = Adopted(row.code, typed.facts.number, typed.facts.year, row.starts_on)
    return Other(typed.facts.title or row.title, named)
