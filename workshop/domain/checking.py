"""Notes, and what is attached to them, that the facilitator approves before anybody else is sent them.

In a phase that is checked first, a new one is hidden from the start and marked as unchecked, so that whatever leaves
hidden notes out leaves these out too. Approving takes both marks off; hiding takes off the second alone. Words that are
edited in such a phase wait again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from flask_babel import gettext as _
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import flagged
from workshop.errors import Conflict, UnknownNote
from workshop.feed import Changing
from workshop.messages.incoming import CheckNotes
from workshop.store.models import Attached, Note, Phase, Theme

NAME = "check_first"
NEW, AGAIN = 1, 2  # of `unchecked`: never on a screen so far; it was on one
_AT_ONCE = 500  # ids in one query
Row = TypeVar("Row", bound=Note | Theme | Attached)


def of_new_text(waits: bool) -> dict[str, Any]:
    """Return the columns of a note, or of what is attached to one, that comes in; `waits`: see flagged.py."""
    return {"hidden": True, "unchecked": NEW} if waits else {}


def edited(note: Note | Attached, phase: Phase, gone: str) -> None:
    """Let what was edited wait for approval, where its phase asks for it; `gone`: the words of before.

    What waited for words alone that are gone waits no longer.
    """
    if flagged.waits(phase, note.text):
        note.unchecked = note.unchecked or AGAIN
        note.hidden, note.hidden_why = True, ""
    elif note.unchecked and phase.check_flagged and flagged.flagged(gone):
        note.hidden, note.unchecked = False, 0


def words(note: Any) -> str:
    """Return what an approval is of: it differs when the words do. It tells nothing of when the note came."""
    return hashlib.sha256(f"{note.id} {note.text}".encode()).hexdigest()[:16]


def approve(change: Changing, message: CheckNotes) -> dict[str, int]:
    """Show the notes to everybody who may see notes; return {approved, changed}.

    `changed`: how many were left as they are, as they wait no longer or have other words than those that were read.
    Raises UnknownNote for notes that are not in the workshop, and Conflict where all were left.
    """
    read = {each.id: each.words for each in message.notes}
    found = rows_of(change, Note, read)
    if not found:
        raise UnknownNote
    approved = [note for note in found if as_read(note, read)]
    if not approved:
        raise Conflict(_("ความเห็นนี้ถูกแก้หรือมีผู้ตรวจแล้ว อ่านในรายการอีกครั้ง แล้วค่อยอนุมัติ"))
    before = show(approved)
    touched = rows_of(change, Theme, {note.theme_id for note in approved if note.theme_id})
    change.record(Kind.CHECK_NOTES, *approved, *touched, subject=str(len(approved)), before={"rows": before})
    return {"approved": len(approved), "changed": len(read) - len(approved)}


def as_read(note: Note | Attached, read: Mapping[str, str]) -> bool:
    """Return whether it waits with the words that were read: {id: `words` of it}."""
    return bool(note.unchecked) and not note.deleted and words(note) == read[note.id]


def show(approved: Iterable[Note | Attached]) -> list[list[Any]]:
    """Take both marks off; return the rows by which undo lets them wait again."""
    before: list[list[Any]] = []
    for note in approved:
        note.hidden, note.unchecked = False, 0
        before.append([str(note.__tablename__), note.id, {"hidden": True, "unchecked": AGAIN}])
    return before


def rows_of(change: Changing, table: type[Row], ids: Collection[str]) -> list[Row]:
    """Return the rows of the workshop with these ids."""
    wanted = sorted(ids)
    of_some = (wanted[at : at + _AT_ONCE] for at in range(0, len(wanted), _AT_ONCE))
    queries = (select(table).where(col(table.workshop_id) == change.id, col(table.id).in_(some)) for some in of_some)
    return [row for query in queries for row in change.session.execute(query).scalars()]
