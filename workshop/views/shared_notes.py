"""The shared notes of others that a phone is sent: of its group, or all.

Columns are read rather than objects, as this runs after every commit while a room writes.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from workshop.changes import SHOWN_TO_WRITERS
from workshop.domain import attached, checking
from workshop.domain.sharing import EVERYONE, GROUP, Shared
from workshop.messages.outgoing import Changed, SharedNote, of_row
from workshop.store.statements import notes as sql
from workshop.store.statements.people import JOINED

_OF_KINDS = dict(zip(sql.STAFF_KINDS, SHOWN_TO_WRITERS, strict=True))


def answered(session: Session, workshop_id: int, since: int) -> set[str]:
    """Return the notes on which something attached changed after `since`, for those that only their writers see."""
    rows = sql.NOTES_ANSWERED.all(session.connection(), {"workshop": workshop_id, "since": since})
    return {note_id for (note_id,) in rows}


def for_writers(session: Session, workshop_id: int, since: int) -> set[str]:
    """Return the notes, and the themes to which something is attached, of which the facilitator changed after `since`
    what the phones of those who wrote them, or wrote under them, show."""
    values = {"workshop": workshop_id, "since": since, **_OF_KINDS}
    statements = (sql.NOTES_FOR_WRITERS, sql.THEMES_FOR_WRITERS)
    return {row.id for each in statements for row in each.all(session.connection(), values)}


def changed(
    session: Session, workshop_id: int, since: int, sees: Shared, group_id: int | None = None
) -> dict[int | None, Changed]:
    """Return the notes changed after `since`: under None those that every phone is sent, else by the group that is.

    `group_id`: the one group that is asked for.
    """
    if group_id is None or sees.workshop != GROUP or sees.phases:
        query = sql.SHARED_NOTES if since <= 0 else sql.SHARED_CHANGES
    else:
        query = sql.SHARED_NOTES_OF_GROUP if since <= 0 else sql.SHARED_CHANGES_OF_GROUP
    values = {"workshop": workshop_id, "since": since, "group": group_id}
    rows = [row for row in query.all(session.connection(), values) if _sent(row, sees)]
    on_them = attached.parts(session, workshop_id, [row for row in rows if not _away(row)], "note_id")
    found: dict[int | None, Changed] = {}
    for row in rows:
        if row.unchecked == checking.NEW:
            continue  # no phone had it
        whose = None if sees.of(row.phase_id) == EVERYONE else row.group_id
        part = found.setdefault(whose, {"notes": [], "gone": []})
        if _away(row):
            part["gone"].append(row.id)
        else:
            note = of_row(SharedNote, row, **on_them[row.id])
            part["notes"].append({**note, "signed": row.signed} if row.signed else note)
    return found


def _sent(row: Any, sees: Shared) -> bool:
    """Return whether any phone but its writer's is sent it."""
    says = sees.of(row.phase_id)
    return says == EVERYONE or (says == GROUP and row.group_id is not None)


def _away(row: Any) -> bool:
    """Return whether no other phone has it: there is nothing to agree with in what says nothing."""
    return bool(row.hidden or row.deleted or row.set_aside or row.veiled)


def of_group(parts: dict[int | None, Changed], group_id: int | None) -> Changed:
    """Return what the phones of a group are sent of what changed."""
    mine = [parts[key] for key in dict.fromkeys((None, group_id)) if key in parts]
    if len(mine) == 1:
        return mine[0]
    return {
        "notes": [note for part in mine for note in part["notes"]],
        "gone": [note_id for part in mine for note_id in part["gone"]],
    }


def for_phone(session: Session, workshop: Any, writer: Any, since: int, sees: Shared) -> dict[str, Any]:
    """Return {shared, gone_shared, shared_full} for one phone; `shared_full`: replace what the phone has."""
    if writer is None or not sees.any:
        return {"shared": [], "gone_shared": [], "shared_full": True}
    full = since <= 0 or workshop.sharing_seq > since or writer.id in joined(session, workshop.id, since)
    parts = changed(session, workshop.id, 0 if full else since, sees, writer.group_id)
    found = of_group(parts, writer.group_id)
    return {"shared": found["notes"], "gone_shared": found["gone"], "shared_full": full}


def joined(session: Session, workshop_id: int, since: int) -> set[str]:
    """Return the participants who joined or changed their group after `since`."""
    rows = JOINED.all(session.connection(), {"workshop": workshop_id, "since": since})
    return {participant for (participant,) in rows}
