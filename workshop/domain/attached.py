"""What is read of anything attached to notes and themes, by phones and boards. Nobody learns from it who wrote it.

Each kind has a name (`ATTACHED` in store/models.py); notes and themes count it in the columns NAME and NAME_hidden.
"""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from workshop.domain import veil
from workshop.messages.attached import AttachedShown
from workshop.messages.outgoing import AttachedFigures, ThemeShown, of_row
from workshop.store.models import ATTACHED, COUNTS, Attached, Workshop
from workshop.store.statements.attachments import ALLOWED, OF, THEMES_ALONE, THEMES_OF_PHONES

NAMES = tuple(ATTACHED)
_FEW = 100  # parents that are named in a question; with more, all of the workshop are read


def shown(
    session: Session, name: str, workshop_id: int, parents: Collection[str] | None, of: str
) -> dict[str, list[AttachedShown]]:
    """Return what is shown on these notes (`of` "note_id") or themes ("theme_id"), the oldest first; None: on all.

    That of a hidden or withdrawn note is not shown.
    """
    if parents is not None and not parents:
        return {}
    some = parents is not None and len(parents) <= _FEW
    values = {"workshop": workshop_id, **({"parents": list(parents or ())} if some else {})}
    statements = OF[name].on_some if some else OF[name].on_all
    found: dict[str, list[AttachedShown]] = {}
    for row in session.connection().execute(statements[of], values):
        each: AttachedShown = {"id": row.id, "text": row.text, "staff": bool(row.staff), "edited": bool(row.edited)}
        found.setdefault(row.parent, []).append(each)
    return found


def parts(session: Session, workshop_id: int, rows: Iterable[Any], of: str) -> dict[str, dict[str, Any]]:
    """Return {note or theme: its part of what phones are sent} of these rows, with every kind in it."""
    there = list(rows)
    found: dict[str, dict[str, Any]] = {row.id: {} for row in there}
    for name in ATTACHED:
        on_them = shown(session, name, workshop_id, [row.id for row in there if getattr(row, name)], of)
        for parent, part in found.items():
            part[name] = on_them.get(parent, [])
    return found


def nothing() -> dict[str, Any]:
    """Return the part of a note or theme on which there is nothing."""
    return {name: [] for name in ATTACHED}


def counts(row: Any, hidden: bool) -> dict[str, int]:
    """Return the counts of a note or theme, with those of what the facilitator has hidden or without."""
    return {name: getattr(row, name) for name in (COUNTS if hidden else ATTACHED)}


def themes(session: Session, workshop: Workshop) -> list[ThemeShown] | None:
    """Return the themes as phones show them, largest first; None where no phase sends them.

    All where something may be attached to them, else those with a note of a phase of which phones see the themes.
    """
    values, connection = {"workshop": workshop.id}, session.connection()
    every = ALLOWED.first(connection, values) is not None
    if not every and THEMES_ALONE.first(connection, values) is None:
        return None
    behind = veil.of(session, workshop.id).without_notes()
    rows = [
        row
        for row in THEMES_OF_PHONES.all(connection, values)
        if row.id not in behind.away and (row.open or (every and (row.size or (row.given_label and not row.heading))))
    ]
    on_them = parts(session, workshop.id, rows, "theme_id")
    found = []
    for row in rows:
        # Where phones see the themes of some phases alone, no words and no count of another's notes.
        mixed = not every and row.size != row.open and not row.given_label
        label = veil.UNNAMED if mixed else behind.label(row)
        count = row.size if every else row.open
        found.append(of_row(ThemeShown, row, label=label, count=count, **on_them[row.id]))
    return found


def figures(session: Session, name: str, workshop_id: int) -> AttachedFigures:
    """Return received = shown + hidden + withdrawn; what is on a hidden note is hidden with it."""
    row = OF[name].figures.first(session.connection(), {"workshop": workshop_id})
    assert row is not None
    shown_ = row.received - row.hidden - row.withdrawn
    return {"received": row.received, "shown": shown_, "hidden": row.hidden, "withdrawn": row.withdrawn}


def on(session: Session, name: str, workshop_id: int, where: Any) -> list[Attached]:
    """Return the rows, withdrawn ones too, in order."""
    table: Any = ATTACHED[name]
    query = select(table).where(col(table.workshop_id) == workshop_id, where)
    return list(session.execute(query.order_by(col(table.made), col(table.id))).scalars())
