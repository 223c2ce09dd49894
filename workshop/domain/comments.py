"""Comments on notes and themes, where a phase allows them: verbatim and anonymous as notes, and without a group."""

from sqlalchemy.orm import Session
from sqlmodel import col

from workshop.changes import Kind
from workshop.domain import attached, attaching, own_texts, participants, phases, sharing
from workshop.domain.wording import fitting
from workshop.errors import (
    CommentEmpty,
    CommentNotYours,
    CommentsOff,
    CommentTooLong,
    Conflict,
    PhaseClosed,
    UnknownComment,
    UnknownNote,
)
from workshop.feed import Changing
from workshop.messages.incoming import EditComment, SayComment, SubmitComment
from workshop.messages.outgoing import PhoneComment, of_row
from workshop.store.models import Attached, Comment, Note, Participant, Workshop

NAME = "comments"
LIMIT = 500


def submit(change: Changing, device: str, message: SubmitComment) -> PhoneComment:
    """Insert the comment and return it; the same id again returns the stored one.

    Raises NotJoined, UnknownPhase, PhaseClosed, CommentsOff, UnknownNote (also for a note that the phone may not see),
    NoteWithdrawn, UnknownTheme, CommentEmpty, CommentTooLong, Conflict (another's id).
    """
    person = participants.find(change.session, change.id, device)
    there = change.session.get(Comment, (change.id, message.id))
    if there is not None:
        if there.participant_id != person.id:
            raise Conflict
        return seen_by_writer(there)
    phase = phases.find(change.session, change.id, message.phase_id)
    if phase.state != phases.OPEN:
        raise PhaseClosed
    if not phase.comments:
        raise CommentsOff
    parent = attaching.parent(change, message.note_id, message.theme_id)
    if isinstance(parent, Note) and not _may_see(change.workshop, person, parent):
        raise UnknownNote
    own_texts.act_as(change, person)
    row = _new(change, message, phase.id, person.id)
    attaching.add(change, Kind.COMMENT, row, parent)
    return seen_by_writer(row)


def say(change: Changing, message: SayComment) -> None:
    """Insert the facilitator's own comment, shown as such; undo withdraws it. Raises as `submit`."""
    there = change.session.get(Comment, (change.id, message.id))
    if there is not None:
        if there.participant_id is not None:
            raise Conflict
        return
    allowed = [phase for phase in phases.of(change.session, change.id) if phase.state == phases.OPEN and phase.comments]
    if not allowed:
        raise CommentsOff
    parent = attaching.parent(change, message.note_id, message.theme_id)
    row = _new(change, message, allowed[0].id, None)
    before = {"rows": [["comment", row.id, {"deleted": True, "text": ""}]]}
    attaching.add(change, Kind.SAY_COMMENT, row, parent, before=before)


def edit(change: Changing, device: str, comment_id: str, message: EditComment) -> PhoneComment:
    """Edit one's own comment while its phase is open. An edit whose key is among the last 16 changes nothing.

    Raises NotJoined, CommentNotYours, PhaseClosed, CommentEmpty, CommentTooLong.
    """
    person, row = own_texts.find(change, Comment, device, comment_id, CommentNotYours)
    if own_texts.edited_before(row, message.edit):
        return seen_by_writer(row)
    if row.deleted:
        raise CommentNotYours
    own_texts.while_open(change.session, row)
    text = _text(message.text)
    row.edited = row.edited or text != row.text
    row.text = text
    own_texts.remember(row, message.edit)
    own_texts.act_as(change, person)
    attaching.record(change, Kind.EDIT_COMMENT, row, attaching.parent_of(change, row))
    return seen_by_writer(row)


def delete(change: Changing, device: str, comment_id: str) -> None:
    """Withdraw one's own comment while its phase is open: its words leave the database. A repeat is no error.

    Raises NotJoined, CommentNotYours, PhaseClosed.
    """
    person, row = own_texts.find(change, Comment, device, comment_id, CommentNotYours)
    if row.deleted:
        return
    own_texts.while_open(change.session, row)
    attaching.withdraw(row)
    own_texts.act_as(change, person)
    attaching.recount(change)
    attaching.record(change, Kind.DELETE_COMMENT, row, attaching.parent_of(change, row))


def hide(change: Changing, comment_id: str, hidden: bool) -> None:
    """Take the comment off every screen but the console, or bring it back; it stays counted. Raises UnknownComment."""
    row = for_undo(change, comment_id)
    if row is None:
        raise UnknownComment
    if row.hidden == hidden:
        return
    before = {"rows": [["comment", row.id, {"hidden": row.hidden}]]}
    row.hidden = hidden
    attaching.recount(change)
    kind = Kind.HIDE_COMMENT if hidden else Kind.UNHIDE_COMMENT
    attaching.record(change, kind, row, attaching.parent_of(change, row), before=before)


def for_undo(change: Changing, comment_id: str) -> Comment | None:
    """Return the comment for undo; None for one withdrawn meanwhile."""
    row = change.session.get(Comment, (change.id, comment_id))
    return None if row is None or row.deleted else row


def mine(session: Session, person: Participant) -> list[PhoneComment]:
    """Return a participant's own comments, in order."""
    rows = attached.on(session, NAME, person.workshop_id, col(Comment.participant_id) == person.id)
    return [seen_by_writer(row) for row in rows if not row.deleted]


def seen_by_writer(row: Attached) -> PhoneComment:
    return of_row(PhoneComment, row)


def _new(change: Changing, message: SubmitComment | SayComment, phase_id: int | None, person: str | None) -> Comment:
    return Comment(
        workshop_id=change.id,
        id=message.id,
        participant_id=person,
        phase_id=phase_id,
        note_id=message.note_id,
        theme_id=message.theme_id,
        text=_text(message.text),
        made=change.seq + 1,
    )


def _text(text: str) -> str:
    """Return a comment as it is stored: 1 to 500 characters. Raises CommentEmpty, CommentTooLong."""
    return fitting(text, LIMIT, CommentEmpty, CommentTooLong)


def _may_see(workshop: Workshop, person: Participant, note: Note) -> bool:
    return note.participant_id == person.id or sharing.visible(workshop, person, note)
