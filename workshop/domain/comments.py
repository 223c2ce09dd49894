"""Comments on notes and themes, where a phase allows them: verbatim and anonymous as notes, and without a group."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workshop.changes import Kind
from workshop.domain import (
    attached,
    attaching,
    checking,
    flagged,
    marks,
    mutes,
    own_texts,
    participants,
    phases,
    sharing,
    veil,
)
from workshop.domain.wording import fitting
from workshop.errors import (
    CommentEmpty,
    CommentNotYours,
    CommentsOff,
    CommentTooLong,
    Conflict,
    UnknownComment,
    UnknownNote,
    UnknownTheme,
)
from workshop.feed import Changing, now_ms
from workshop.messages.attached import DeskComment, PhoneComment
from workshop.messages.incoming import EditComment, SayComment, SubmitComment
from workshop.messages.outgoing import of_row
from workshop.store.models import Comment, Note, Participant, Workshop
from workshop.store.statements.attachments import OF
from workshop.store.statements.marks import OWN

NAME = "comments"
LIMIT = 500
_KIND = own_texts.kind(Comment)
MARKS = ("hidden", "unchecked", "hidden_why")


def submit(change: Changing, device: str, message: SubmitComment) -> PhoneComment:
    """Insert the comment and return it; the same id again returns the stored one.

    Raises NotJoined, UnknownPhase, PhaseClosed, PhoneMuted, CommentsOff, NoteWithdrawn, UnknownTheme, CommentEmpty,
    CommentTooLong, and UnknownNote also for a note that the phone may not see.
    """
    person = participants.find(change.session, change, device)
    change.round_time()
    sent = marks.sent(device, _KIND, message.id)
    there = own_texts.sent(change, Comment, sent, marks.sent_formerly(message.id))
    if there is not None:
        return seen_by_writer(there)
    phase = phases.find(change.session, change.id, message.phase_id)
    mutes.refuse_muted(change, device, phase.id)
    phases.late(phase, message.run, now_ms())
    if not phase.comments:
        raise CommentsOff
    parent = attaching.parent(change, message.note_id, message.theme_id)
    if isinstance(parent, Note) and not _may_see(change, device, person, parent):
        raise UnknownNote
    if message.theme_id in veil.of(change.session, change.id).away:
        raise UnknownTheme
    _rows, last = own_texts.own(change, Comment, device)
    by_phone = {"id": marks.public_id(message.id), "sent": sent, "own": marks.own(device, _KIND, last + 1)}
    waits = flagged.waits(phase, _text(message.text))
    row = _new(change, message, phase.id, **by_phone, **checking.of_new_text(waits))
    attaching.add(change, Kind.COMMENT, row, parent)
    return seen_by_writer(row)


def say(change: Changing, message: SayComment) -> None:
    """Insert the facilitator's own comment, shown as such; undo withdraws it. Raises as `submit`."""
    there = change.session.get(Comment, (change.id, message.id))
    if there is not None:
        if not there.staff:
            raise Conflict
        return
    allowed = [phase for phase in phases.of(change.session, change.id) if phase.state == phases.OPEN and phase.comments]
    if not allowed:
        raise CommentsOff
    parent = attaching.parent(change, message.note_id, message.theme_id)
    row = _new(change, message, allowed[0].id, id=message.id, staff=True)
    before = {"rows": [["comment", row.id, {"deleted": True, "text": ""}]]}
    attaching.add(change, Kind.SAY_COMMENT, row, parent, before=before)


def edit(change: Changing, device: str, comment_id: str, message: EditComment) -> PhoneComment:
    """Edit one's own comment while its phase is open. An edit whose key is among the last 16 changes nothing.

    Raises NotJoined, CommentNotYours, PhaseClosed, PhoneMuted, CommentEmpty, CommentTooLong.
    """
    row = own_texts.find(change, Comment, device, comment_id, CommentNotYours)
    if own_texts.edited_before(row, device, message.edit):
        return seen_by_writer(row)
    if row.deleted:
        raise CommentNotYours
    phase = own_texts.while_open(change.session, row, message.run)
    mutes.refuse_muted(change, device, row.phase_id)
    text = _text(message.text)
    if text != row.text:
        row.edited, gone, row.text = True, row.text, text
        checking.edited(row, phase, gone)
        attaching.recount(change)
    change.workshop.words_seq = change.seq + 1
    own_texts.remember(row, device, message.edit)
    attaching.record(change, Kind.EDIT_COMMENT, row, attaching.parent_of(change, row))
    return seen_by_writer(row)


def delete(change: Changing, device: str, comment_id: str) -> None:
    """Withdraw one's own comment, also after its phase closed: its words leave the database. A repeat is no error.

    Raises NotJoined, CommentNotYours.
    """
    attaching.delete(change, own_texts.find(change, Comment, device, comment_id, CommentNotYours))


def hide(change: Changing, comment_id: str, hidden: bool) -> None:
    """Take the comment off every screen but the console without a reason, or bring it back; it stays counted.

    Several at once: comment_checks.py.

    Raises UnknownComment, and Conflict for one that nobody approved.
    """
    row = for_undo(change, comment_id)
    if row is None:
        raise UnknownComment
    if row.unchecked and not hidden:
        raise Conflict(_("ข้อคิดเห็นนี้รอตรวจอยู่ อ่านแล้วอนุมัติได้ในรายการ “ข้อคิดเห็นรอตรวจ”"))
    if row.hidden == hidden and not row.unchecked:
        return
    before = {"rows": [["comment", row.id, {name: getattr(row, name) for name in MARKS}]]}
    row.hidden, row.unchecked, row.hidden_why = hidden, 0, ""
    attaching.recount(change)
    kind = Kind.HIDE_COMMENT if hidden else Kind.UNHIDE_COMMENT
    attaching.record(change, kind, row, attaching.parent_of(change, row), before=before)


def for_undo(change: Changing, comment_id: str) -> Comment | None:
    """Return the comment for undo; None for one withdrawn meanwhile."""
    row = change.session.get(Comment, (change.id, comment_id))
    return None if row is None or row.deleted else row


def mine(session: Session, workshop: Workshop, device: str) -> list[PhoneComment]:
    """Return a phone's own comments, in order."""
    rows, _last = marks.own_rows(session.connection(), OWN[_KIND], workshop.id, device, _KIND)
    return [seen_by_writer(row) for row in sorted(rows, key=lambda row: row.made) if not row.deleted]


def seen_by_writer(row: Any) -> PhoneComment:
    shown = of_row(PhoneComment, row)
    if row.unchecked:
        shown["unchecked"] = True
    elif row.hidden:
        shown["hidden"] = row.hidden_why
    return shown


def on_the_desk(row: Any) -> DeskComment:
    flags = {name: bool(getattr(row, name)) for name in ("staff", "edited", "hidden", "unchecked")}
    return of_row(DeskComment, row, words=checking.words(row), **flags)


def news(session: Session, workshop: Any, since: int, console: bool) -> dict[str, Any]:
    """Return a board's part: the figures; on the console also those that no screen is sent, where any changed."""
    found: dict[str, Any] = {"comments": attached.figures(session, NAME, workshop.id)}
    here = {"workshop": workshop.id}
    newest = OF[NAME].newest.first(session.connection(), here) if console and since > 0 else None
    if console and (newest is None or (newest[0] or 0) > since):
        rows = OF[NAME].away.all(session.connection(), here)
        found["comments_away"] = [on_the_desk(row) for row in rows]
    return found


def _new(change: Changing, message: SubmitComment | SayComment, phase_id: int | None, **given: Any) -> Comment:
    return Comment(
        workshop_id=change.id,
        **given,
        phase_id=phase_id,
        note_id=message.note_id,
        theme_id=message.theme_id,
        text=_text(message.text),
        made=change.seq + 1,
    )


def _text(text: str) -> str:
    """Return a comment as it is stored: 1 to 500 characters. Raises CommentEmpty, CommentTooLong."""
    return fitting(text, LIMIT, CommentEmpty, CommentTooLong)


def _may_see(change: Changing, device: str, person: Participant, note: Note) -> bool:
    if sharing.visible(change.session, change.workshop, person, note):
        return True
    written, _last = own_texts.own(change, Note, device)
    return note.id in {each.id for each in written}
