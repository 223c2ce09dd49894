"""What people decided about themes, counted for each workshop, and what can be learnt from it; no word of any note."""

from collections import defaultdict
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import learning, undo, workshops
from workshop.domain.grouper import enough
from workshop.store.models import Change, Note, Theme
from workshop.views import dates

# In the order of the page's columns.
KINDS = {
    "named": Kind.RENAME_THEME,
    "moved": Kind.MOVE_NOTE,
    "merged": Kind.MERGE_THEMES,
    "split": Kind.SPLIT_THEME,
    "locked": Kind.LOCK_THEME,
}


def listed(session: Session, language: str = "th") -> dict[str, Any]:
    """Return {rows, themes, notes, enough}: the workshops with a decision, newest first, and what is learnt from all.

    A row has code, title, date_text, out (nothing is learnt from it), themes, notes, and a count for each of KINDS.
    """
    decided, there, out = _decided(session), _confirmed(session), set(learning.left_out(session))
    rows, sizes = [], []
    for row in workshops.every(session):
        categories = there.get(row.id, {})
        if row.id not in decided and not categories:
            continue
        counts = [count for themes in categories.values() for count in themes]
        when = dates.span(dates.parse(row.starts_on), dates.parse(row.ends_on), language)
        facts = {"code": row.code, "title": row.title, "date_text": when, "out": row.code in out}
        rows.append(facts | {"themes": len(counts), "notes": sum(counts)} | _of_kinds(decided.get(row.id, {})))
        if row.code not in out:
            sizes += list(categories.values())
    return {
        "rows": rows,
        "themes": sum(map(len, sizes)),
        "notes": sum(map(sum, sizes)),
        "enough": enough(sizes),
    }


def _of_kinds(counts: dict[str, int]) -> dict[str, int]:
    return {name: counts.get(kind.value, 0) for name, kind in KINDS.items()}


def _decided(session: Session) -> dict[int, dict[str, int]]:
    """Return workshop → kind → steps of people that were not taken back."""
    query = (
        select(Change.workshop_id, Change.kind, func.count())
        .where(
            col(Change.kind).in_([kind.value for kind in KINDS.values()]),
            Change.actor == undo.ACTOR,
            col(Change.undone).is_(False),
        )
        .group_by(col(Change.workshop_id), col(Change.kind))
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for workshop_id, kind, count in session.execute(query):
        found[workshop_id][kind] = count
    return found


def _confirmed(session: Session) -> dict[int, dict[str, list[int]]]:
    """Return workshop → category → numbers of notes of the themes that are learnt from."""
    count = func.count(col(Note.id))
    query = (
        select(Theme.workshop_id, Theme.category, count)
        .where(*learning.confirmed(Note, Theme))
        .group_by(col(Theme.workshop_id), col(Theme.id), col(Theme.category))
        .having(count >= learning.FEWEST)
    )
    found: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for workshop_id, category, size in session.execute(query):
        found[workshop_id][category].append(size)
    return found
