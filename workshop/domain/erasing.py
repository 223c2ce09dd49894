"""A facilitator erases a note's words for good: its number and the reason stay."""

from workshop.changes import Kind
from workshop.domain import attaching, notes, old_words, reactions
from workshop.domain.wording import fitting
from workshop.errors import ReasonMissing, ReasonTooLong
from workshop.feed import Changing
from workshop.messages.incoming import EraseNote

REASON_LIMIT = 120


def erase(change: Changing, note_id: str, message: EraseNote) -> None:
    """Erase the words of a note, and what is attached to it; it stays counted as hidden. Undo does not bring it back.

    Raises UnknownNote (also for one that is erased already), ReasonMissing, ReasonTooLong.
    """
    note = notes.find(change.session, change.id, note_id)
    reason = fitting(message.reason, REASON_LIMIT, ReasonMissing, ReasonTooLong)
    themes, gone = list(notes.theme_of(change.session, note)), note.text
    note.erased, note.text, note.hidden, note.signed = reason, "", True, ""
    note.unchecked, note.hidden_why = 0, ""
    note.theme_id, note.placed, note.looked_at, note.set_aside, note.barred = None, False, True, False, []
    note.focus, note.focus_said = [], {}
    reactions.forget(change, note)
    attached = attaching.forget(change, note)
    touched = old_words.forget(change, note, gone, themes)
    change.record(Kind.ERASE_NOTE, note, *touched, *attached, subject=note.id)
