"""The facilitator takes several notes off every screen at once, with a reason that their writers are shown."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import old_words
from workshop.domain.checking import rows_of
from workshop.errors import Conflict, Refusal, UnknownNote
from workshop.feed import Changing
from workshop.messages.incoming import HideNotes
from workshop.store.models import Change, Note, Theme


def hide(change: Changing, message: HideNotes) -> dict[str, int]:
    """Hide the notes in one step, those that wait for approval too; return {hidden, changed}.

    `changed`: how many were left as they are: edited after `message.seq`, withdrawn, or hidden already.
    Raises UnknownNote for notes that are not in the workshop, and Conflict where all were left.
    """
    if message.seq > change.seq:
        raise Refusal
    wanted = set(message.notes)
    found = rows_of(change, Note, wanted)
    if not found:
        raise UnknownNote
    edited = _edited_since(change, message.seq)
    hiding = [note for note in found if _may_be_hidden(note) and note.id not in edited]
    if not hiding:
        raise Conflict(_("ความเห็นนี้ถูกแก้ ถอน หรือซ่อนไปแล้ว อ่านอีกครั้ง แล้วค่อยซ่อน"))
    fields = ("hidden", "unchecked", "hidden_why")
    before = [["note", note.id, {name: getattr(note, name) for name in fields}] for note in hiding]
    for note in hiding:
        note.hidden, note.unchecked, note.hidden_why = True, 0, message.reason
    touched = rows_of(change, Theme, {note.theme_id for note in hiding if note.theme_id})
    rows = old_words.cover(change, hiding, touched)
    change.record(Kind.HIDE_NOTE, *hiding, *rows, subject=hiding[0].id, before={"rows": before})
    return {"hidden": len(hiding), "changed": len(wanted) - len(hiding)}


def _may_be_hidden(note: Note) -> bool:
    return not (note.deleted or note.erased) and (not note.hidden or note.unchecked > 0)


def _edited_since(change: Changing, seq: int) -> set[str]:
    """Return the notes whose writers changed them after this change."""
    query = select(Change.subject).where(
        Change.workshop_id == change.id, Change.seq > seq, col(Change.kind) == Kind.EDIT_NOTE.value
    )
    return set(change.session.execute(query).scalars())
