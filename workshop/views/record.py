"""The whole workshop as it stands, for reports and exports: every note with its place, no note with its writer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import groups, phases, pulses, stage, votings, workshops
from workshop.store.models import Note, Theme
from workshop.views import boards, dates, figures


@dataclass(frozen=True)
class KeptNote:
    """`status` is theme, ungrouped, set_aside or hidden; `at` in ms since 1970."""

    number: int
    text: str
    category: str
    group: str
    status: str
    theme_id: str | None
    at: int
    agreed: int


@dataclass(frozen=True)
class KeptTheme:
    id: str
    label: str
    given: bool


@dataclass(frozen=True)
class KeptGroup:
    name: str
    participants: int
    notes: int


@dataclass(frozen=True)
class KeptVoting:
    """`category` is a key, None for all categories; `options` are (label, votes) as on the screens."""

    title: str
    category: str | None
    dots: int
    voters: int
    closed: bool
    options: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class KeptPulse:
    """`spread` counts the answers 1 to 5; None where there are too few to be shown."""

    question: str
    answers: int
    spread: tuple[int, ...] | None


@dataclass(frozen=True)
class Record:
    code: str
    template: str
    title: str
    host_unit: str
    venue: str
    starts_on: date | None
    ends_on: date | None
    fiscal_year: int | None
    opening_words: str
    categories: tuple[tuple[str, str], ...]
    phases: tuple[tuple[str, str], ...]
    groups: tuple[KeptGroup, ...]
    themes: tuple[KeptTheme, ...]
    notes: tuple[KeptNote, ...]
    votings: tuple[KeptVoting, ...]
    pulses: tuple[KeptPulse, ...]


def of(session: Session, code: str) -> Record:
    """Raises UnknownWorkshop."""
    row = workshops.find(session, code)
    assert row.id is not None
    names = {group.id: group.name for group in groups.of(session, row.id)}
    notes = session.execute(
        select(Note).where(Note.workshop_id == row.id, col(Note.deleted).is_(False)).order_by(col(Note.number))
    ).scalars()
    themes = session.execute(select(Theme).where(Theme.workshop_id == row.id).order_by(col(Theme.id))).scalars()
    return Record(
        code=row.code,
        template=row.template,
        title=row.title,
        host_unit=row.host_unit,
        venue=row.venue,
        starts_on=dates.parse(row.starts_on),
        ends_on=dates.parse(row.ends_on),
        fiscal_year=row.fiscal_year,
        opening_words=row.opening_words,
        categories=tuple((category["key"], category["name"]) for category in row.categories),
        phases=tuple((phase.title, phase.question) for phase in phases.of(session, row.id)),
        groups=tuple(
            KeptGroup(group["name"], group["participants"], group["notes"])
            for group in boards.progress(session, row.id, row.seq)
        ),
        themes=tuple(
            KeptTheme(theme.id, theme.given_label or theme.label or "…", bool(theme.given_label)) for theme in themes
        ),
        notes=tuple(
            KeptNote(
                number=note.number,
                text=note.text,
                category=note.category,
                group=names.get(note.group_id, ""),
                status=figures.status(note),
                theme_id=note.theme_id,
                at=note.at,
                agreed=note.agreed,
            )
            for note in notes
        ),
        votings=tuple(_voting(votings.view(session, voting, True)) for voting in votings.STAGE.held(session, row.id)),
        pulses=tuple(_pulse(pulses.view(session, pulse)) for pulse in pulses.STAGE.held(session, row.id)),
    )


def _voting(shown: dict[str, Any]) -> KeptVoting:
    return KeptVoting(
        title=shown["title"],
        category=shown["category"],
        dots=shown["dots"],
        voters=shown["voters"],
        closed=shown["state"] == stage.CLOSED,
        options=tuple((option["label"], option["votes"]) for option in shown["options"]),
    )


def _pulse(shown: dict[str, Any]) -> KeptPulse:
    spread = shown["spread"]
    return KeptPulse(shown["question"], shown["answers"], tuple(spread) if spread else None)
