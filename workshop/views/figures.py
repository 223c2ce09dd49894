"""The accounting that every view and report shows: received = in themes + ungrouped + set aside + hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.store.models import Note


@dataclass(frozen=True)
class Figures:
    """Counts of notes; `waiting` is the part of `ungrouped` that the grouping has not looked at yet."""

    received: int = 0
    in_themes: int = 0
    ungrouped: int = 0
    set_aside: int = 0
    hidden: int = 0
    waiting: int = 0

    def __post_init__(self) -> None:
        if self.received != self.in_themes + self.ungrouped + self.set_aside + self.hidden:
            raise ValueError(f"notes unaccounted for: {self}")

    def __add__(self, other: Figures) -> Figures:
        return Figures(**{name: value + getattr(other, name) for name, value in vars(self).items()})


def status(note: Note | Any) -> str:
    """Which of the four a note is: theme, ungrouped, set_aside or hidden."""
    if note.hidden:
        return "hidden"
    if note.theme_id:
        return "theme"
    return "set_aside" if note.set_aside else "ungrouped"


def by_category(session: Session, workshop_id: int) -> dict[str, Figures]:
    """Figures of each category that has notes; notes withdrawn by their writers are not counted."""
    kind = case(
        (col(Note.hidden).is_(True), "hidden"),
        (col(Note.theme_id).is_not(None), "in_themes"),
        (col(Note.set_aside).is_(True), "set_aside"),
        (col(Note.looked_at).is_(True), "ungrouped"),
        else_="waiting",
    )
    query = (
        select(Note.category, kind, func.count())
        .where(Note.workshop_id == workshop_id, col(Note.deleted).is_(False))
        .group_by(col(Note.category), kind)
    )
    counts: dict[str, dict[str, int]] = {}
    for category, name, count in session.execute(query):
        counts.setdefault(category, {})[name] = count
    return {category: of_counts(found) for category, found in counts.items()}


def total(parts: dict[str, Figures]) -> Figures:
    return sum(parts.values(), Figures())


def state(hidden: bool, theme_id: str | None, set_aside: bool, looked_at: bool) -> str:
    """Where a note counts: as `status`, and `waiting` apart from `ungrouped`."""
    if hidden:
        return "hidden"
    if theme_id is not None:
        return "in_themes"
    if set_aside:
        return "set_aside"
    return "ungrouped" if looked_at else "waiting"


def of_counts(found: Mapping[str, int]) -> Figures:
    """Figures of notes counted by `state`."""
    waiting = found.get("waiting", 0)
    return Figures(
        received=sum(found.values()),
        in_themes=found.get("in_themes", 0),
        ungrouped=found.get("ungrouped", 0) + waiting,
        set_aside=found.get("set_aside", 0),
        hidden=found.get("hidden", 0),
        waiting=waiting,
    )
