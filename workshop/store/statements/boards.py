"""What boards read five times a second while a room writes: columns, and never whole objects."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, bindparam, func, or_, select

from workshop.store.models import COUNTS
from workshop.store.ready import Ready
from workshop.store.rows import NOTE, THEME

_N, _T = NOTE.c, THEME.c
NOTES_BETWEEN = Ready(
    select(
        _N.id, _N.number, _N.text, _N.category, _N.phase_id, _N.group_id, _N.signed, _N.late, _N.theme_id, _N.set_aside,
        _N.hidden, _N.hidden_why, _N.unchecked, _N.deleted, _N.erased, _N.agreed, *(_N[name] for name in COUNTS), _N.at,
        _N.placed, _N.focus, _N.card, _N.focus_said, _N.seq, _N.voice, _N.looked_at,  # for the ledger
    )
    .where(_N.workshop_id == bindparam("workshop"))
    .where(_N.seq > bindparam("since"), _N.seq <= bindparam("upto"))
    .order_by(_N.at, _N.number)  # by their seq, they would tell which of a phase came first
)  # fmt: skip
# What the ledger counts, where no board has read the notes.
ACCOUNTS_BETWEEN = Ready(
    select(
        _N.id, _N.seq, _N.number, _N.category, _N.phase_id, _N.group_id, _N.theme_id, _N.voice,
        _N.hidden, _N.deleted, _N.set_aside, _N.looked_at,
    )
    .where(_N.workshop_id == bindparam("workshop"))
    .where(_N.seq > bindparam("since"), _N.seq <= bindparam("upto"))
)  # fmt: skip
THEMES_BETWEEN = Ready(
    select(THEME)
    .where(_T.workshop_id == bindparam("workshop"))
    .where(_T.seq > bindparam("since"), _T.seq <= bindparam("upto"))
    .order_by(_T.seq, _T.id)
)
THEMES_ATTACHED_TO = Ready(
    select(_T.id, _T.category, _T.given_label, _T.label, _T.gone, *(_T[name] for name in COUNTS))
    .where(_T.workshop_id == bindparam("workshop"), or_(*(_T[name] > 0 for name in COUNTS)))
    .order_by(_T.id)
)
WALL = Ready(
    select(_T.id, _T.category, _T.given_label, _T.heading)
    .where(_T.workshop_id == bindparam("workshop"), _T.gone.is_(False))
    .order_by(_T.id)
)


def size_of_delta(few_notes: int, few_themes: int) -> Ready:
    """How many notes and themes changed after `since`, counted no further than one past the few."""

    def count(table: Table, few: int) -> Any:
        found = select(table.c.seq).where(
            table.c.workshop_id == bindparam("workshop"), table.c.seq > bindparam("since")
        )
        return select(func.count()).select_from(found.limit(few + 1).subquery()).scalar_subquery()

    return Ready(select(count(NOTE, few_notes).label("notes"), count(THEME, few_themes).label("themes")))
