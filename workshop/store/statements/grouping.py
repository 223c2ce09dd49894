"""What the worker reads of a category, and writes under the write lock."""

from collections.abc import Sequence

from sqlalchemy import Table, Update, bindparam, func, insert, select, update

from workshop.store.models import COUNTS
from workshop.store.rows import NOTE, THEME, WORKSHOP

_N = NOTE.c
KEYS = ("workshop_id", "id")
PLACE = ("theme_id", "set_aside", "looked_at", "seq")

CATEGORIES_WAITING = (
    select(_N.workshop_id, WORKSHOP.c.code, _N.category)
    .join_from(NOTE, WORKSHOP, WORKSHOP.c.id == _N.workshop_id)
    .where(_N.looked_at.is_(False), _N.deleted.is_(False), _N.hidden.is_(False))
    .group_by(_N.workshop_id, WORKSHOP.c.code, _N.category)
    .order_by(func.min(_N.at), _N.workshop_id, _N.category)
)
NOTES_OF_CATEGORY = (
    select(_N.id, _N.text, _N.group_id, _N.theme_id, _N.placed, _N.barred, _N.set_aside, _N.looked_at)
    .where(_N.workshop_id == bindparam("workshop"), _N.category == bindparam("category"))
    .where(_N.deleted.is_(False), _N.hidden.is_(False))
    .order_by(_N.number)
)


def _update(table: Table, fields: Sequence[str]) -> Update:
    """The row is found by `old_workshop_id` and `old_id`."""
    keys = [table.c[key] == bindparam(f"old_{key}") for key in KEYS]
    return update(table).where(*keys).values({name: bindparam(name) for name in fields})


UPDATE_PLACE = _update(NOTE, PLACE)
# Of a note that was set aside, or no longer is: phones show it to others or not by that.
UPDATE_SHOWN = _update(NOTE, ("shown_seq",))
# What is attached meanwhile disturbs no grouping, so it must not be counted out by one.
UPDATE_THEME = _update(THEME, [column.name for column in THEME.c if column.name not in (*KEYS, *COUNTS)])
INSERT_THEME = insert(THEME)
