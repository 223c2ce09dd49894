"""The minutes of a meeting as its page and its paper show them, and those of other meetings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import acknowledgements, minutes, minutes_files, office_fonts, office_templates, offices, workshops
from workshop.domain.acknowledgements import Counted
from workshop.domain.meeting_facts import Adopted
from workshop.domain.minutes import Item, Typed
from workshop.domain.minutes_files import Document
from workshop.domain.office_fonts import OfficeFont
from workshop.domain.office_templates import OfficeTemplate
from workshop.store.action_tables import Action
from workshop.store.minutes_tables import Minutes
from workshop.store.models import Workshop
from workshop.views import arising, dates


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many open matters of another workshop are not in the minutes; `title`: "" where that one is gone."""

    code: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """What stands on the paper; `title` is the workshop's where nobody typed another.

    documents     by a matter's id
    actions       that a matter is tied to, by the matter's id
    acknowledged  by how many units; None where nobody was asked
    fonts      of the office, () for the usual ones
    templates  of the office, () for the built-in form
    waiting    which open matters of former meetings found no room
    """

    code: str
    title: str
    unit: str
    venue: str
    starts_on: date | None
    ends_on: date | None
    typed: Typed
    documents: Mapping[str, tuple[Document, ...]] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    acknowledged: Counted | None = None
    fonts: tuple[OfficeFont, ...] = ()
    templates: tuple[OfficeTemplate, ...] = ()
    waiting: tuple[Waiting, ...] = ()


def read(session: Session, code: str, may_see: Callable[[str], bool] = arising.nobody) -> Meeting:
    """Return it with what comes by itself; `may_see` as in arising.of. Raises UnknownWorkshop."""
    row = workshops.find(session, code)
    typed = minutes.of(session, row.id)
    coming = arising.of(session, code, may_see)
    if coming is not None:
        typed = typed.with_items(minutes.carried(typed, coming))
    return Meeting(
        code=row.code,
        title=typed.facts.title or row.title,
        unit=offices.read(session).name or row.host_unit,
        venue=row.venue,
        starts_on=dates.parse(row.starts_on),
        ends_on=dates.parse(row.ends_on),
        typed=typed,
        documents=minutes_files.of(session, row.id),
        actions=arising.actions_of(session, [each for each in typed.items if not each.removed]),
        acknowledged=acknowledgements.counted(session, row.id),
        fonts=office_fonts.read(session),
        templates=office_templates.read(session),
        waiting=_waiting(session, minutes.waiting(typed.items, coming or ())),
    )


def behind(session: Session, code: str, may_see: Callable[[str], bool]) -> bool:
    """Return whether something is to come or to go by itself that is not stored. Raises UnknownWorkshop."""
    typed = minutes.of(session, workshops.find(session, code).id)
    coming = arising.of(session, code, may_see)
    return coming is not None and minutes.carried(typed, coming) != typed.items


def _waiting(session: Session, items: Sequence[Item]) -> tuple[Waiting, ...]:
    counts = Counter(re.split("[:/]", each.origin)[0] for each in items)
    titles = select(Workshop.code, Workshop.title).where(col(Workshop.code).in_(counts))
    named = {row.code: row.title for row in session.execute(titles)}
    return tuple(Waiting(code, named.get(code, ""), count) for code, count in counts.items())


@dataclass(frozen=True, slots=True)
class Other:
    """The minutes of another workshop; `adopted`: those that its meeting adopted."""

    title: str
    named: Adopted
    adopted: Adopted | None


@dataclass(frozen=True, slots=True)
class Others:
    """`former`: numbered minutes of other workshops, the latest first; `adopted_by`: the first that adopted these.

    Minutes that adopted these, by way of others too, are no former ones: each of two would be before the other.
    """

    former: tuple[Other, ...]
    adopted_by: Other | None


def others(session: Session, code: str) -> Others:
    query = select(Workshop, Minutes).where(Minutes.workshop_id == Workshop.id, Workshop.code != code)
    found = [_other(row, minutes.stored(stored)) for row, stored in session.execute(query.order_by(col(Workshop.id)))]
    later = _later(code, {each.named.code: each.adopted.code for each in found if each.adopted})
    former = [each for each in found if each.named.number and each.named.code not in later]
    former.sort(key=lambda each: (each.named.year, each.named.number, each.named.held_on), reverse=True)
    return Others(tuple(former), next((each for each in found if each.adopted and each.adopted.code == code), None))


def next_number(meeting: Meeting, others: Sequence[Other]) -> tuple[int, int]:
    """Return the number and the year (Buddhist era) that this meeting would have after `others`; 0 for unknown ones."""
    year = meeting.starts_on.year + dates.ERA if meeting.starts_on else 0
    before = [each.named.number for each in others if each.title == meeting.title and each.named.year == year]
    return (max(before) + 1 if before else 0), year


def _later(code: str, adopted: Mapping[str, str]) -> set[str]:
    """Return the workshop and those that adopted its minutes, by way of others too. `adopted`: code → of which."""
    later = {code}
    while new := {each for each, of in adopted.items() if of in later} - later:
        later |= new
    return later


def _other(row: Workshop, typed: Typed) -> Other:
    facts = typed.facts
    named = Adopted(row.code, facts.number, facts.year, row.starts_on)
    return Other(facts.title or row.title, named, facts.adopted)
