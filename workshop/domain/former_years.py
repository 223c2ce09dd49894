"""What an earlier workshop came to: its themes and actions, from this installation or from a file; never a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import actions, veil, workshops
from workshop.domain.agendas import PROPOSAL, SOLUTION
from workshop.store.models import Note, Theme
from workshop.store.statements.veil import unveiled

_WORDS = 6


@dataclass(frozen=True)
class FormerTheme:
    """A theme with how many notes it had. `key`: of its category, "" where a file says its name alone."""

    key: str
    category: str
    name: str
    words: str
    notes: int


@dataclass(frozen=True)
class FormerAction:
    """`due`: an ISO date or ""; `id`: its row in this installation, 0 from a file."""

    what: str
    unit: str
    due: str
    status: str
    id: int = 0


@dataclass(frozen=True)
class Former:
    """`source`: the workshop's id in this installation, None from a file."""

    title: str
    fiscal_year: int | None
    source: int | None
    themes: tuple[FormerTheme, ...]
    actions: tuple[FormerAction, ...]

    def proposals(self) -> list[FormerTheme]:
        """Return the themes that look forward, the largest first: proposals, or solutions where there is none."""
        for key in (PROPOSAL, SOLUTION):
            found = [theme for theme in self.themes if theme.key == key]
            if found:
                return sorted(found, key=lambda theme: -theme.notes)
        return []


def of(session: Session, code: str) -> Former:
    """Return it from this installation. Raises UnknownWorkshop."""
    row = workshops.find(session, code)
    names = {category["key"]: category["name"] for category in row.categories}
    found = [
        FormerAction(action.what, action.unit, action.due, action.status, action.id)
        for action in actions.of(session, row.id)
    ]
    return Former(row.title, row.fiscal_year, row.id, tuple(_themes(session, row.id, names)), tuple(found))


def offered(session: Session, workshop_id: int) -> list[tuple[str, str, int | None]]:
    """Return (code, title, fiscal year) of the other workshops with a theme or an action, the newest first."""
    themes = select(Theme.workshop_id).where(col(Theme.gone).is_(False)).distinct()
    there = {*session.execute(themes).scalars(), *actions.with_any(session)} - {workshop_id}
    return [(row.code, row.title, row.fiscal_year) for row in workshops.every(session) if row.id in there]


def statuses(session: Session, workshop_id: int | None) -> dict[int, str]:
    """Return {id of an action: its status now} of a workshop, without those that were removed."""
    return {row.id: row.status for row in actions.of(session, workshop_id)} if workshop_id is not None else {}


def _themes(session: Session, workshop_id: int, names: dict[str, str]) -> Sequence[FormerTheme]:
    """Return the themes that have a shown note or a name of people; a heading on which nobody wrote is none."""
    inside = (
        (col(Note.workshop_id) == Theme.workshop_id)
        & (col(Note.theme_id) == Theme.id)
        & col(Note.deleted).is_(False)
        & col(Note.hidden).is_(False)
        & unveiled(col(Note.phase_id), workshop_id)  # the cards are for the whole room
    )
    behind = veil.of(session, workshop_id)
    size = func.count(col(Note.id))
    query = (
        select(Theme, size)
        .outerjoin(Note, inside)
        .where(Theme.workshop_id == workshop_id, col(Theme.gone).is_(False))
        .group_by(col(Theme.workshop_id), col(Theme.id))
        .order_by(size.desc(), col(Theme.id))
    )
    return [
        FormerTheme(
            theme.category,
            names.get(theme.category, theme.category),
            behind.label(theme),
            theme.words or " ".join(theme.keywords[:_WORDS]),
            int(count),
        )
        for theme, count in session.execute(query)
        if (count or (theme.given_label and not theme.heading)) and (theme.given_label or theme.label)
        if theme.id not in behind.away
    ]
