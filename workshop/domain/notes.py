"""Notes, verbatim: submitted, edited and deleted by their writers, hidden by the facilitator.

The phone's own id for a note makes one note of the same sent twice; everybody else knows it by a random one. No row and
no view names its writer: the phone finds its notes again by their marks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workshop.changes import Kind
from workshop.domain import (
    attached,
    attaching,
    cards,
    checking,
    flagged,
    identity,
    marks,
    mutes,
    note_limits,
    old_words,
    own_texts,
    participants,
    phases,
    reactions,
)
from workshop.domain.wording import note_text
from workshop.errors import (
    BadCategory,
    Conflict,
    IdentityChanged,
    NoteErased,
    NotJoined,
    NotYours,
    PhoneMuted,
    PhoneRemoved,
    UnknownNote,
    UnknownPhase,
)
from workshop.feed import Changing
from workshop.messages.incoming import EditNote, NewNote, SubmitNote
from workshop.messages.outgoing import PhoneNote, of_row
from workshop.store.models import COUNTS, Note, Theme, Workshop, as_row_id
from workshop.store.statements.marks import OWN_NOTES
from workshop.store.statements.notes import INSERT_NOTE, NOTE_CONTEXT

NOTE = own_texts.kind(Note)
_counted = marks.Counted()


def submit(change: Changing, device: str, message: SubmitNote) -> PhoneNote:
    """Insert the note and return it, or the one that the phone has sent under this id.

    Raises NotJoined, UnknownPhase, PhaseClosed, PhoneMuted, BadCategory, NoteEmpty, NoteTooLong, IdentityChanged,
    NameNeeded, UnknownCard, EnoughNotes.
    """
    digest = participants.digest(device, change.salt)
    sent = marks.sent(device, NOTE, message.id)
    last = _counted.get(change.id, digest) or 0
    voice = marks.voice(device, message.phase_id)
    tried = {"own_before": marks.own(device, NOTE, last), "own": marks.own(device, NOTE, last + 1)}
    sought = {"sent": sent, "sent_formerly": marks.sent_formerly(message.id), "voice": voice, **tried}
    found = context(change, digest, message, sought)
    if found.there is not None:
        return _again(change, found.there, device, message, sent, marks.brought(digest, sent))
    if last == 0 or found.marked != 1:  # nothing, or not this, is in memory
        _, last = marks.own_rows(change.connection, OWN_NOTES, change.id, device, NOTE)
        tried["own"] = marks.own(device, NOTE, last + 1)
    written_by = {"sent": sent, "own": tried["own"], "voice": voice}
    note_limits.refuse_enough(change, found, device, NOTE)
    shown = insert(change, found, message, marks.public_id(message.id), written_by)
    _counted.set(change.id, digest, last + 1)
    return shown


def context(change: Changing, digest: str, message: NewNote, sought: dict[str, str]) -> Any:
    """Return what a new note of the phone with this digest needs. Raises NotJoined, PhoneRemoved.

    `sought`: the marks by which it may be there already.
    """
    phase, brought = as_row_id(message.phase_id), marks.brought(digest, sought["sent"])
    values = {"workshop": change.id, "device": digest, "phase": phase, "brought": brought, **sought}
    found = NOTE_CONTEXT.first(change.connection, values)
    if found is None:
        raise NotJoined
    if found.removed_at:
        raise PhoneRemoved
    return found


def insert(
    change: Changing, found: Any, message: NewNote, note_id: str, written_by: Mapping[str, str | None]
) -> PhoneNote:
    """Insert the note with its writer's marks and return it. Raises what `submit` raises, with nothing written."""
    if found.phase is None or found.removed:
        raise UnknownPhase
    if found.muted or found.silenced:
        raise PhoneMuted
    late = phases.late(found, message.run, change.at)
    if message.alone and not found.alone:
        raise IdentityChanged
    if message.category not in found.categories:
        raise BadCategory
    text = note_text(message.text)
    known = identity.of_new_note(found.identity, found.group_id, message.name or found.name, message.promised)
    if found.identity != identity.SIGNED:
        change.round_time()
    shown: PhoneNote = {
        "id": note_id,
        "number": change.next_number(drawn=found.identity == identity.ANONYMOUS),
        "text": text,
        "category": message.category,
        "phase_id": found.phase,
        "at": (found.identity == identity.ANONYMOUS and found.opened_at) or change.at,
        "edited": False,
        **attached.nothing(),  # type: ignore[typeddict-item]  # a part has what the type says
    }
    if message.card:
        known["card"] = cards.checked(change, message.card)
    waits = flagged.waits(found, text)
    known |= checking.of_new_text(waits)
    known["late"] = late and found.identity != identity.ANONYMOUS
    seq = change.record(Kind.NOTE, subject=shown["id"])
    if late and found.identity == identity.ANONYMOUS:
        change.workshop.whole_seq = seq
    stamps = {"workshop_id": change.id, **dict.fromkeys(COUNTS, 0), "seq": seq, "shown_seq": seq}
    INSERT_NOTE.run(change.connection, {**shown, **written_by, **known, **stamps})
    more: Any = {name: value for name in ("signed", "card") if (value := known.get(name))}
    if waits:
        more["unchecked"] = True
    return {**shown, **more}


def _again(change: Changing, note_id: str, device: str, message: SubmitNote, sent: str, brought: str) -> PhoneNote:
    """Return the stored note; of a former release, whose writer nobody can tell, with the words that were sent."""
    note = change.session.get_one(Note, (change.id, note_id))
    if note.own is None and note.sent in (sent, brought):
        claim(change, note, device, sent)
    shown = seen_by_writer(note)
    return shown if note.own else {**shown, "text": message.text}


def claim(change: Changing, note: Note, device: str, sent: str) -> None:
    """Let the writer find a note that another phone brought (rescue.py) as any other from now on."""
    _, last = marks.own_rows(change.connection, OWN_NOTES, change.id, device, NOTE)
    note.sent, note.own = sent, marks.own(device, NOTE, last + 1)
    note.voice = marks.voice(device, note.phase_id)


def edit(change: Changing, device: str, note_id: str, message: EditNote) -> PhoneNote:
    """Edit one's own note while its phase is open. An edit whose key is among the last 16 changes nothing.

    Raises NotJoined, NotYours, NoteErased, PhaseClosed, PhoneMuted, BadCategory, NoteEmpty, NoteTooLong.
    """
    note = own_texts.find(change, Note, device, note_id)
    if own_texts.edited_before(note, device, message.edit):
        return seen_by_writer(note)
    if note.deleted:
        raise NotYours
    if note.erased:
        raise NoteErased
    phase = own_texts.while_open(change.session, note, message.run)
    mutes.refuse_muted(change, device, note.phase_id)
    category = message.category or note.category
    if category != note.category and category not in phase.categories:  # the facilitator may have chosen it
        raise BadCategory
    text = note_text(message.text)
    touched: Sequence[Any] = theme_of(change.session, note)
    if text != note.text or category != note.category:
        gone, note.text, note.edited = note.text, text, True
        if category != note.category or not note.placed:
            note.theme_id, note.set_aside, note.looked_at, note.placed = None, False, False, False
        note.category = category
        checking.edited(note, phase, gone)
        if text != gone:
            touched = old_words.forget(change, note, gone, touched)
    own_texts.remember(note, device, message.edit)
    change.record(Kind.EDIT_NOTE, note, *touched, subject=note.id)
    return seen_by_writer(note)


def delete(change: Changing, device: str, note_id: str) -> None:
    """Delete one's own note's text, also after its phase closed; its number stays used. A repeat is no error.

    Raises NotJoined, NotYours.
    """
    note = own_texts.find(change, Note, device, note_id)
    if note.deleted:
        return
    old_theme, old_text = theme_of(change.session, note), note.text
    note.deleted, note.text, note.theme_id, note.looked_at, note.placed = True, "", None, True, False
    note.unchecked, note.hidden_why = 0, ""
    reactions.forget(change, note)
    gone = attaching.forget(change, note)
    touched = old_words.forget(change, note, old_text, old_theme)
    change.record(Kind.DELETE_NOTE, note, *touched, *gone, subject=note.id)


def hide(change: Changing, note_id: str, hidden: bool) -> None:
    """Hide the note without a reason, or show it again; it stays counted; several at once: hiding.py.

    Raises UnknownNote, and Conflict for one that nobody approved.

    One that waits for approval is hidden already: it waits no longer.
    """
    note = find(change.session, change.id, note_id)
    if note.unchecked and not hidden:
        raise Conflict(_("ความเห็นนี้รอตรวจอยู่ อ่านแล้วอนุมัติได้ในรายการ “รอตรวจ”"))
    if note.hidden == hidden and not note.unchecked:
        return
    before = [["note", note.id, {name: getattr(note, name) for name in ("hidden", "unchecked", "hidden_why")}]]
    note.hidden, note.unchecked, note.hidden_why = hidden, 0, ""
    kind = Kind.HIDE_NOTE if hidden else Kind.UNHIDE_NOTE
    touched = theme_of(change.session, note)
    rows = old_words.cover(change, [note], touched) if hidden else touched
    change.record(kind, note, *rows, subject=note.id, before={"rows": before})


def find(session: Session, workshop_id: int, note_id: str) -> Note:
    """Return the note. Raises UnknownNote, also for another workshop's, a deleted and an erased one."""
    note = session.get(Note, (workshop_id, note_id))
    if note is None or note.deleted or note.erased:
        raise UnknownNote
    return note


def for_undo(change: Changing, note_id: str) -> Note | None:
    """Return the note for undo; None if it was deleted or erased meanwhile."""
    note = change.session.get(Note, (change.id, note_id))
    return None if note is None or note.deleted or note.erased else note


def theme_of(session: Session, note: Note) -> Sequence[Theme]:
    """Return [the note's theme] or [], to be recorded with the note, as the theme's count changes too."""
    theme = session.get(Theme, (note.workshop_id, note.theme_id)) if note.theme_id else None
    return [theme] if theme else []


def own(session: Session, workshop: Workshop, device: str, since: int = 0) -> tuple[list[PhoneNote], list[str]]:
    """Return the phone's notes changed after `since`, oldest first, and the ids of deleted ones."""
    if not workshop.notes_made:  # as when a whole room joins in the morning
        return [], []
    found, _last = marks.own_rows(session.connection(), OWN_NOTES, workshop.id, device, NOTE)
    rows = [note for note in found if note.seq > since]
    shown = [note for note in rows if not note.hidden and not note.deleted]
    on_them = attached.parts(session, workshop.id, shown, "note_id")
    kept = [seen_by_writer(note, on_them.get(note.id)) for note in rows if not note.deleted]
    return kept, [note.id for note in rows if note.deleted]


def seen_by_writer(note: Any, on_it: dict[str, Any] | None = None) -> PhoneNote:
    shown = of_row(PhoneNote, note, **(on_it or attached.nothing()))
    more: Any = {name: value for name in ("signed", "erased", "card") if (value := getattr(note, name))}
    if note.unchecked:
        more["unchecked"] = True
    elif note.hidden and not note.erased:
        more["hidden"] = note.hidden_why
    return {**shown, **more}
