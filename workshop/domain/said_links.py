"""What people said of a theme's links goes with its notes into the theme that takes them in."""

from __future__ import annotations

from sqlmodel import col, select

from workshop.feed import Changing
from workshop.store.models import ThemeLink


def follow(change: Changing, old: str, new: str) -> tuple[list[ThemeLink], list[list[object]]]:
    """Give the theme `new` what was said of the links of `old`, save where something is said of its own; return the
    links that changed, for the caller to record, and what undo needs."""
    of_old = (col(ThemeLink.problem_id) == old) | (col(ThemeLink.answer_id) == old)
    query = select(ThemeLink).where(ThemeLink.workshop_id == change.id, ThemeLink.said != "", of_old)
    touched: list[ThemeLink] = []
    before: list[list[object]] = []
    for row in change.session.execute(query).scalars().all():
        ends = [new if end == old else end for end in (row.problem_id, row.answer_id)]
        there = change.session.get(ThemeLink, (change.id, *ends)) or ThemeLink(
            workshop_id=change.id, problem_id=ends[0], answer_id=ends[1]
        )
        if there.said or ends[0] == ends[1]:
            continue
        before.append(["link", " ".join(ends), {"said": ""}])
        there.said = row.said
        touched.append(there)
    return touched, before
