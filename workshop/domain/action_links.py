"""The themes that actions come from: a link follows where the notes of its theme go, and never holds an action up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import veil
from workshop.domain.veil import Veil
from workshop.feed import Changing
from workshop.store.action_tables import Action
from workshop.store.models import Theme


def linked(session: Session, workshop_id: int) -> set[str]:
    """Return the ids of all themes that an action comes from."""
    query = select(Action.themes).where(Action.workshop_id == workshop_id)
    return {theme_id for ids in session.execute(query).scalars() for theme_id in ids}


def follow(change: Changing, theme_id: str, target: str) -> list[list[Any]]:
    """Let the links to a theme that has gone lead to `target`; return rows that undo can write back."""
    before: list[list[Any]] = []
    for row in change.session.execute(select(Action).where(Action.workshop_id == change.id)).scalars():
        if theme_id in row.themes:
            before.append(["action", row.id, {"themes": row.themes}])
            row.themes = list(dict.fromkeys(target if each == theme_id else each for each in row.themes))
    return before


def labels(session: Session, workshop_id: int, rows: Iterable[Action], behind: Veil = veil.NOTHING) -> dict[str, str]:
    """Return {id of a theme that one of these comes from: the label that it has now, or had at its end}, without those
    that are away behind the veil."""
    wanted = {theme_id for row in rows for theme_id in row.themes}
    query = select(Theme).where(Theme.workshop_id == workshop_id, col(Theme.id).in_(wanted))
    found = session.execute(query).scalars() if wanted else ()
    return {theme.id: behind.label(theme) for theme in found if theme.id not in behind.away}
