"""This year's themes beside last year's: persisting, new, or not found any more; by the worker's likeness and people's
corrections. Names and counts only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session
from sqlmodel import col, select

from analysis.folding import comparable
from workshop.domain import years
from workshop.store.models import Lookback, Note, Theme, Workshop
from workshop.views.asked.entry import Text

PERSISTING, NEW, GONE = "persisting", "new", "gone"
# In the order in which they are listed.
STATES = {
    PERSISTING: Text("ยังมีอยู่", "Persisting"),
    NEW: Text("ใหม่", "New"),
    GONE: Text("ไม่พบแล้วในปีนี้", "Not found this year"),
}
_ORDER = list(STATES)


@dataclass(frozen=True, slots=True)
class Compared:
    """A theme of this year, of last year, or both. `decided`: a person said so.

    id       of this year's theme, "" where it is gone
    notes    this year, `before`: last year
    """

    state: str
    category: str
    id: str
    name: str
    notes: int
    former: str
    former_name: str
    before: int
    decided: bool


def compared(session: Session, row: Lookback) -> list[Compared]:
    """Return the themes of both years of the categories that both have; in each state those with most notes first."""
    now = list(_now(session, row))
    matched = years.matched(row)
    former = {theme["id"]: theme for theme in row.themes}
    shared = {comparable(theme["category"]) for theme in row.themes} & {comparable(name) for name, *_rest in now}
    found: list[Compared] = []
    seen: set[str] = set()
    for category, theme_id, label, count in now:
        before = former.get(matched.get(theme_id, ""))
        if before is not None:
            seen.add(before["id"])
            about = (before["id"], before["name"], before["notes"])
            found.append(Compared(PERSISTING, category, theme_id, label, count, *about, theme_id in row.said))
        elif comparable(category) in shared:
            found.append(Compared(NEW, category, theme_id, label, count, "", "", 0, theme_id in row.said))
    for theme in row.themes:
        if theme["id"] not in seen and comparable(theme["category"]) in shared:
            about = (theme["id"], theme["name"], theme["notes"])
            found.append(Compared(GONE, theme["category"], "", "", 0, *about, False))
    order = {comparable(name): at for at, name in enumerate(dict.fromkeys(each[0] for each in now))}
    last = len(order)
    return sorted(
        found,
        key=lambda each: (
            order.get(comparable(each.category), last),
            _ORDER.index(each.state),
            -(each.notes or each.before),
        ),
    )


def _now(session: Session, row: Lookback) -> Iterator[tuple[str, str, str, int]]:
    """Yield (category, id, name, shown notes) of the themes that have any, by category in the workshop's order."""
    shown = select(Note.theme_id).where(
        Note.workshop_id == row.workshop_id, col(Note.deleted).is_(False), col(Note.hidden).is_(False)
    )
    size = Counter(session.execute(shown).scalars())
    themes = select(Theme).where(Theme.workshop_id == row.workshop_id, col(Theme.gone).is_(False)).order_by(Theme.id)
    there = list(session.execute(themes).scalars())
    for category in session.get_one(Workshop, row.workshop_id).categories:
        for theme in there:
            if theme.category == category["key"] and size[theme.id]:
                yield category["name"], theme.id, theme.given_label or theme.label or "…", size[theme.id]
