"""Notes, verbatim: submitted, edited and deleted by their writers, hidden by the facilitator.

A note's id comes from the phone, so the same note sent twice is one note. No view of a note names its writer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from workshop.changes import Kind
from workshop.domain import attached, attaching, identity, own_texts, participants, phases, reactions
from workshop.domain.wording import note_text
from workshop.errors import (
    BadCategory,
    Conflict,
    NotJoined,
    NotYours,
    PhaseClosed,
    PhoneRemoved,
    UnknownNote,
    UnknownPhase,
)
from workshop.feed import Changing
from workshop.messages.incoming import EditNote, SubmitNote
from workshop.messages.outgoing import PhoneNote, of_row
from workshop.store.models import COUNTS, LARGEST_ID, Note, Participant, Theme
from workshop.store.statements.notes import INSERT_NOTE, NOTE_CONTEXT, NOTES_OF_WRITER


def submit(change: Changing, device: str, message: SubmitNote) -> PhoneNote:
    """Insert the note and return it, or the stored one of this id.

    Raises NotJoined, UnknownPhase, PhaseClosed, BadCategory, NoteEmpty, NoteTooLong, IdentityChanged,
    NameNeeded, Conflict (another's id).
    """
    values = {"workshop": change.id, "device": participants.digest(device)}
    phase_id = message.phase_id if 0 < message.phase_id <= LARGEST_ID else 0
    found = NOTE_CONTEXT.first(change.connection, {**values, "note": message.id, "phase": phase_id})
    if found is None:
        raise NotJoined
    if found.removed_at:
        raise PhoneRemoved
    if found.there is not None:
        return _again(change, found.writer, message.id)
    if found.phase is None or found.removed:
        raise UnknownPhase
    if found.state != phases.OPEN:
        raise PhaseClosed
    if message.category not in found.categories:
        raise BadCategory
    text = note_text(message.text)
    known = identity.of_new_note(found.identity, found.group_id, message.name or found.name, message.promised)
    change.actor = f"participant:{found.writer}"
    shown: PhoneNote = {
        "id": message.id,
        "number": change.next_number(),
        "text": text,
        "category": message.category,
        "phase_id": found.phase,
        "at": change.at,
        "edited": False,
        **attached.nothing(),  # type: ignore[typeddict-item]  # a part has what the type says
    }
    whose = {"workshop_id": change.id, "participant_id": found.writer, **known}
    seq = change.record(Kind.NOTE, subject=message.id)
    INSERT_NOTE.run(change.connection, {**shown, **whose, **dict.fromkeys(COUNTS, 0), "seq": seq, "shown_seq": seq})
    return {**shown, "signed": known["signed"]} if known.get("signed") else shown


def _again(change: Changing, writer_id: str, note_id: str) -> PhoneNote:
    """Return the stored note. Raises Conflict if another wrote it."""
    note = change.session.get_one(Note, (change.id, note_id))
    if note.participant_id != writer_id:
        raise Conflict
    return seen_by_writer(note)


def edit(change: Changing, device: str, note_id: str, message: EditNote) -> PhoneNote:
    """Edit one's own note while its phase is open. An edit whose key is among the last 16 changes nothing.

    Raises NotJoined, NotYours, PhaseClosed, BadCategory, NoteEmpty, NoteTooLong.
    """
    writer, note = own_texts.find(change, Note, device, note_id)
    if own_texts.edited_before(note, message.edit):
        return seen_by_writer(note)
    if note.deleted:
        raise NotYours
    phase = own_texts.while_open(change.session, note)
    category = message.category or note.category
    if category not in phase.categories:
        raise BadCategory
    text = note_text(message.text)
    old_theme = theme_of(change.session, note)
    if text != note.text or category != note.category:
        note.text, note.edited = text, True
        if category != note.category or not note.placed:
            note.theme_id, note.set_aside, note.looked_at, note.placed = None, False, False, False
        note.category = category
    own_texts.remember(note, message.edit)
    own_texts.act_as(change, writer)
    change.record(Kind.EDIT_NOTE, note, *old_theme, subject=note.id)
    return seen_by_writer(note)


def delete(change: Changing, device: str, note_id: str) -> None:
    """Delete one's own note's text while its phase is open; its number stays used. A repeat is no error.

    Raises NotJoined, NotYours, PhaseClosed.
    """
    writer, note = own_texts.find(change, Note, device, note_id)
    if note.deleted:
        return
    own_texts.while_open(change.session, note)
    old_theme = theme_of(change.session, note)
    note.deleted, note.text, note.theme_id, note.looked_at, note.placed = True, "", None, True, False
    reactions.forget(change, note)
    gone = attaching.forget(change, note)
    own_texts.act_as(change, writer)
    change.record(Kind.DELETE_NOTE, note, *old_theme, *gone, subject=note.id)


def hide(change: Changing, note_id: str, hidden: bool) -> None:
    """Hide the note, or show it again; it stays counted. Raises UnknownNote."""
    note = find(change.session, change.id, note_id)
    if note.hidden == hidden:
        return
    before = [["note", note.id, {"hidden": note.hidden}]]
    note.hidden = hidden
    kind = Kind.HIDE_NOTE if hidden else Kind.UNHIDE_NOTE
    change.record(kind, note, *theme_of(change.session, note), subject=note.id, before={"rows": before})


def find(session: Session, workshop_id: int, note_id: str) -> Note:
    """Return the note. Raises UnknownNote, also for another workshop's and a deleted one."""
    note = session.get(Note, (workshop_id, note_id))
    if note is None or note.deleted:
        raise UnknownNote
    return note


def for_undo(change: Changing, note_id: str) -> Note | None:
    """Return the note for undo; None if it was deleted meanwhile."""
    note = change.session.get(Note, (change.id, note_id))
    return None if note is None or note.deleted else note


def theme_of(session: Session, note: Note) -> Sequence[Theme]:
    """Return [the note's theme] or [], to be recorded with the note, as the theme's count changes too."""
    theme = session.get(Theme, (note.workshop_id, note.theme_id)) if note.theme_id else None
    return [theme] if theme else []


def own(session: Session, writer: Participant, since: int = 0) -> tuple[list[PhoneNote], list[str]]:
    """Return the writer's notes changed after `since`, oldest first, and the ids of deleted ones."""
    values = {"workshop": writer.workshop_id, "writer": writer.id, "since": since}
    rows = list(session.execute(NOTES_OF_WRITER, values).scalars())
    shown = [note for note in rows if not note.hidden and not note.deleted]
    on_them = attached.parts(session, writer.workshop_id, shown, "note_id")
    kept = [seen_by_writer(note, on_them.get(note.id)) for note in rows if not note.deleted]
    return kept, [note.id for note in rows if note.deleted]


def seen_by_writer(note: Note, on_it: dict[str, Any] | None = None) -> PhoneNote:
    shown = of_row(PhoneNote, note, **(on_it or attached.nothing()))
    return {**shown, "signed": note.signed} if note.signed else shown
