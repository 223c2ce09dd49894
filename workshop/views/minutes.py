"""The minutes of a meeting as its page and its paper show them, and what may be taken over into them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import minutes, offices, workshops
from workshop.domain.meeting_facts import Adopted
from workshop.domain.minutes import Item, Typed
from workshop.store.minutes_tables import Minutes
from workshop.store.models import Note, Theme, Workshop
from workshop.views import attendance, dates

_MOST_THEMES = 30
_ARISING, _FOR_NOTICE = 3, 4
_FOLLOWED = (3, 5)  # agendas whose resolutions the next meeting comes back to


@dataclass(frozen=True, slots=True)
class Meeting:
    """What stands on the paper; `title` is the workshop's where nobody typed another."""

    code: str
    title: str
    unit: str
    venue: str
    starts_on: date | None
    ends_on: date | None
    typed: Typed


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


def arising(session: Session, code: str) -> list[Item]:
    """Return the resolutions of the adopted minutes as matters arising (เรื่องสืบเนื่อง), without those there already."""
    meeting = read(session, code)
    adopted = meeting.typed.facts.adopted
    row = session.execute(select(Workshop).where(Workshop.code == adopted.code)).scalar() if adopted else None
    if adopted is None or row is None:
        return []
    there = {each.title for each in meeting.typed.of_agenda(_ARISING)}
    resolved = f"มติการประชุมครั้งที่ {_digits(f'{adopted.number}/{adopted.year}')}: "
    return [
        Item(secrets.token_hex(4), _ARISING, each.title, resolved + each.resolution)
        for agenda in _FOLLOWED
        for each in minutes.of(session, row.id).of_agenda(agenda)
        if each.resolution and each.title not in there
    ]


def of_category(session: Session, code: str, key: str) -> list[Item]:
    """Return the category's themes, the largest first, as a matter for notice; nothing where it has no theme."""
    row = workshops.find(session, code)
    name = next((each["name"] for each in row.categories if each["key"] == key), "")
    shown = (col(Note.deleted).is_(False), col(Note.hidden).is_(False))
    on_theme = (Theme.workshop_id == row.id, Note.workshop_id == row.id, Note.theme_id == Theme.id)
    query: Any = (
        select(Theme.given_label, Theme.label, func.count())
        .where(*on_theme, *shown, Note.category == key)
        .group_by(Theme.id, Theme.given_label, Theme.label)
        .order_by(func.count().desc(), col(Theme.id))
        .limit(_MOST_THEMES)
    )
    found = session.execute(query).all()
    if not name or not found:
        return []
    lines = [f"– {given or label} ({_digits(count)} ความเห็น)" for given, label, count in found]
    text = "\n".join(["ที่ประชุมแสดงความเห็น จัดเป็นกลุ่มได้ดังนี้", *lines])
    return [Item(secrets.token_hex(4), _FOR_NOTICE, name, text)]


def people(session: Session, code: str) -> list[str]:
    """Return who gave a name in the attendance list, a line each: the name, and behind a tab the post and the unit."""
    listed = attendance.of(session, code)["groups"]
    given = [person for group in listed for person in group["people"] if person["name"]]
    return [
        "\t".join(part for part in (each["name"], " ".join((each["role"], each["unit"])).strip()) if part)
        for each in given
    ]


def _all(session: Session) -> list[tuple[Workshop, Typed]]:
    query = select(Workshop, Minutes).where(Minutes.workshop_id == Workshop.id).order_by(col(Workshop.id))
    return [(row, minutes.stored(stored)) for row, stored in session.execute(query).all()]


def _other(row: Workshop, typed: Typed) -> Other:
    named = Adopted(row.code, typed.facts.number, typed.facts.year, row.starts_on)
    return Other(typed.facts.title or row.title, named)


def _digits(value: object) -> str:
    """Return it in Thai digits, as papers have them: this text is people's from now on."""
    return str(value).translate(dates.THAI_DIGITS)
