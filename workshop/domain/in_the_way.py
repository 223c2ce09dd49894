"""What another console did to the same thing after a step: to take the step back would take that back too."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import false, or_
from sqlmodel import col, select

from workshop.changes import BY_VALUE, Kind
from workshop.domain import consoles, imports
from workshop.errors import Conflict
from workshop.feed import Changing
from workshop.store.models import Change
from workshop.store.rows import NOTE


def check(change: Changing, step: Change) -> None:
    """Raise Conflict, with who did what, where another facilitator changed since what `step` is about."""
    about = _about(step) | _imported(change, step)
    later = select(Change).where(
        Change.workshop_id == change.id,
        Change.seq > step.seq,
        Change.actor == step.actor,
        col(Change.by).not_in(("", change.by)),
        col(Change.undone).is_(False),
        Change.kind != Kind.UNDO.value,
    )
    for other in change.session.execute(later.order_by(col(Change.seq).desc())).scalars():
        if about & _about(other):
            who = consoles.names(change.session, change.id).get(other.by, "")
            what, done = BY_VALUE[step.kind].called, BY_VALUE[other.kind].called
            raise Conflict(
                _(
                    "เลิกทำ “%(what)s” ไม่ได้ เพราะหลังจากนั้น %(who)s ทำ “%(done)s” กับสิ่งเดียวกัน ให้ %(who)s เลิกทำก่อน",
                    what=what,
                    who=who,
                    done=done,
                )
            )


def _imported(change: Changing, step: Change) -> set[str]:
    """Return the notes that an import brought, which its undo takes away."""
    runs = step.before.get(imports.IMPORTED, [])
    numbers = [NOTE.c.number.between(first, last) for first, last in runs]
    found = select(NOTE.c.id).where(NOTE.c.workshop_id == change.id, or_(false(), *numbers))
    return {f"note {note_id}" for note_id in change.session.execute(found).scalars()}


def _about(step: Change) -> set[str]:
    """Return what a step changed: its rows, and names of facts of the workshop."""
    before: Mapping[str, Any] = step.before
    rows = {f"{table} {key}" for table, key, _fields in before.get("rows", [])}
    return rows | {name for name in before if name not in ("rows", imports.IMPORTED, imports.MADE_GROUPS)}
