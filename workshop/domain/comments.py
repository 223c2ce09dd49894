"""Comments on notes and themes, where a phase allows them: as verbatim and as anonymous as notes, and without a group.

A comment is a part of what it is on: it stamps its note or theme, so that whoever sees that sees the comment, in the
same delta, and nobody else does. What is hidden or withdrawn takes its comments along.
"""

from collections import Counter
from collections.abc import Collection
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import col

from workshop.changes import Kind
from workshop.domain import participants, phases, remarks, sharing
from workshop.domain.wording import comment_text
from workshop.errors import (
    CommentNotYours,
    CommentsOff,
    Conflict,
    PhaseClosed,
    Refusal,
    UnknownComment,
    UnknownNote,
    UnknownTheme,
)
from workshop.feed import Changing
from workshop.messages.incoming import EditComment, SayComment, SubmitComment
from workshop.messages.outgoing import PhoneComment
from workshop.store.models import Comment, Note, Participant, Phase, Theme, Workshop
from workshop.store.statements.comments import COMMENT_COUNTS, STANDING

EDITS_REMEMBERED = 16


def submit(change: Changing, device: str, message: SubmitComment) -> PhoneComment:
    """Store the comment and answer with it; the same id again answers with the comment that is there.

    Raises NotJoined, UnknownPhase, PhaseClosed, CommentsOff, UnknownNote (also for a note that the phone may not see),
    UnknownTheme, CommentEmpty, CommentTooLong, Conflict (another's id).
    """
    person = participants.find(change.session, change.id, device)
    there = change.session.get(Comment, (change.id, message.id))
    if there is not None:
        if there.participant_id != person.id:
            raise Conflict
        return remarks.seen_by_writer(there)
    phase = phases.find(change.session, change.id, message.phase_id)
    if phase.state != phases.OPEN:
        raise PhaseClosed
    if not phase.comments:
        raise CommentsOff
    parent = _parent(change, message.note_id, message.theme_id)
    if isinstance(parent, Note) and not _may_see(change.workshop, person, parent):
        raise UnknownNote
    change.actor = f"participant:{person.id}"
    return remarks.seen_by_writer(_add(change, parent, message.id, message.text, phase.id, person.id))


def say(change: Changing, message: SayComment) -> None:
    """The facilitator's own comment, shown as such. Raises as `submit`."""
    there = change.session.get(Comment, (change.id, message.id))
    if there is not None:
        if there.participant_id is not None:
            raise Conflict
        return
    allowed = [phase for phase in phases.of(change.session, change.id) if phase.state == phases.OPEN and phase.comments]
    if not allowed:
        raise CommentsOff
    parent = _parent(change, message.note_id, message.theme_id)
    _add(change, parent, message.id, message.text, allowed[0].id, None)


def edit(change: Changing, device: str, comment_id: str, message: EditComment) -> PhoneComment:
    """New words for one's own comment while its phase is open; the same edit again changes nothing, however late.

    Raises NotJoined, CommentNotYours, PhaseClosed, CommentEmpty, CommentTooLong.
    """
    person, row = _own(change, device, comment_id)
    edits = row.last_edit.split()
    if message.edit in edits:
        return remarks.seen_by_writer(row)
    if row.deleted:
        raise CommentNotYours
    _while_open(change, row)
    text = comment_text(message.text)
    row.edited = row.edited or text != row.text
    row.text, row.last_edit = text, " ".join([*edits, message.edit][-EDITS_REMEMBERED:])
    change.actor = f"participant:{person.id}"
    _record(change, Kind.EDIT_COMMENT, row, _parent_of(change, row))
    return remarks.seen_by_writer(row)


def delete(change: Changing, device: str, comment_id: str) -> None:
    """Withdraw one's own comment while its phase is open: its words leave the database. A repeat is no error.

    Raises NotJoined, CommentNotYours, PhaseClosed.
    """
    person, row = _own(change, device, comment_id)
    if row.deleted:
        return
    _while_open(change, row)
    row.deleted, row.text = True, ""
    change.actor = f"participant:{person.id}"
    parent = _parent_of(change, row)
    recount(change)
    _record(change, Kind.DELETE_COMMENT, row, parent)


def hide(change: Changing, comment_id: str, hidden: bool) -> None:
    """Take the comment off every screen but the console, or bring it back; it stays counted. Raises UnknownComment."""
    row = for_undo(change, comment_id)
    if row is None:
        raise UnknownComment
    if row.hidden == hidden:
        return
    before = {"rows": [["comment", row.id, {"hidden": row.hidden}]]}
    row.hidden = hidden
    recount(change)
    kind = Kind.HIDE_COMMENT if hidden else Kind.UNHIDE_COMMENT
    _record(change, kind, row, _parent_of(change, row), before=before)


def for_undo(change: Changing, comment_id: str) -> Comment | None:
    """The comment as undo needs it; None for one withdrawn meanwhile."""
    row = change.session.get(Comment, (change.id, comment_id))
    return None if row is None or row.deleted else row


def forget(change: Changing, note: Note) -> list[Comment]:
    """A withdrawn note takes its comments along: their words leave the database with its own. Answers with them."""
    rows = (
        remarks.on(change.session, change.id, col(Comment.note_id) == note.id)
        if note.comments or note.comments_hidden
        else []
    )
    for row in rows:
        row.deleted, row.text = True, ""
    note.comments = note.comments_hidden = 0
    return rows


def follow(change: Changing, theme_id: str, target: str | None) -> list[list[Any]]:
    """Comments on a theme that has gone go with it to the theme that took it in or took most of its notes, where there
    is one; answers with rows that undo can write back. The caller records, and stamps what `moved` names."""
    if target is None:
        return []
    rows = remarks.on(change.session, change.id, col(Comment.theme_id) == theme_id)
    before = [["comment", row.id, {"theme_id": row.theme_id}] for row in rows]
    for row in rows:
        row.theme_id = target
    return before


def follow_notes(change: Changing, members: dict[str, Collection[str]]) -> tuple[list[list[Any]], list[Theme]]:
    """`follow` for every theme of `members` ({theme id: ids of the notes that it had}) that has gone.

    Answers with rows for undo and the themes whose counts moved."""
    query = select(Theme).where(
        col(Theme.workshop_id) == change.id,
        col(Theme.gone).is_(True),
        or_(col(Theme.comments) > 0, col(Theme.comments_hidden) > 0),
    )
    before: list[list[Any]] = []
    for theme in change.session.execute(query.execution_options(populate_existing=True)).scalars().all():
        notes = set(members.get(theme.id, ()))
        standing = change.connection.execute(STANDING, {"workshop": change.id})
        now = Counter(row.theme_id for row in standing if row.id in notes)
        now.pop(theme.id, None)
        target = min(now, key=lambda theme_id: (-now[theme_id], theme_id)) if now else None
        before += follow(change, theme.id, target)
    return before, [row for row in recount(change) if isinstance(row, Theme)] if before else []


def recount(change: Changing) -> list[Note | Theme]:
    """Make what notes and themes count agree with their comments; answers with those that changed."""
    change.session.flush()
    moved: list[Note | Theme] = []
    for table, parent in ((Note, "note_id"), (Theme, "theme_id")):
        rows = change.connection.execute(COMMENT_COUNTS[parent], {"workshop": change.id})
        found = {row.parent: (row.shown, row.hidden) for row in rows}
        model: Any = table
        counting = select(model.id).where(
            model.workshop_id == change.id, (model.comments > 0) | (model.comments_hidden > 0)
        )
        for name in {*found, *change.session.execute(counting).scalars()}:
            row = change.session.get(model, (change.id, name))
            if row is not None and (row.comments, row.comments_hidden) != found.get(name, (0, 0)):
                row.comments, row.comments_hidden = found.get(name, (0, 0))
                moved.append(row)
    return moved


def _add(
    change: Changing, parent: Note | Theme, id_: str, typed: str, phase_id: int | None, person: str | None
) -> Comment:
    row = Comment(
        workshop_id=change.id,
        id=id_,
        participant_id=person,
        phase_id=phase_id,
        note_id=parent.id if isinstance(parent, Note) else None,
        theme_id=parent.id if isinstance(parent, Theme) else None,
        text=comment_text(typed),
        made=change.seq + 1,
    )
    parent.comments += 1
    _record(change, Kind.COMMENT, row, parent)
    return row


def _record(change: Changing, kind: Kind, row: Comment, parent: Note | Theme | None, **more: Any) -> None:
    """A comment is no change of the note itself: a grouping that is under way does not step back for it."""
    settled = parent.changed_seq if isinstance(parent, Note) else 0
    seq = change.record(kind, row, *([parent] if parent is not None else []), subject=row.id, **more)
    if isinstance(parent, Note):
        parent.agreed_seq, parent.settled_seq = seq, settled


def _parent(change: Changing, note_id: str | None, theme_id: str | None) -> Note | Theme:
    """Raises UnknownNote and UnknownTheme, also for one of another workshop, withdrawn, hidden or gone."""
    if (note_id is None) == (theme_id is None):
        raise Refusal
    if theme_id is not None:
        theme = change.session.get(Theme, (change.id, theme_id))
        if theme is None or theme.gone:
            raise UnknownTheme
        return theme
    note = change.session.get(Note, (change.id, note_id))
    if note is None or note.deleted or note.hidden:
        raise UnknownNote
    return note


def _parent_of(change: Changing, row: Comment) -> Note | Theme | None:
    if row.note_id is not None:
        return change.session.get(Note, (change.id, row.note_id))
    return change.session.get(Theme, (change.id, row.theme_id))


def _may_see(workshop: Workshop, person: Participant, note: Note) -> bool:
    return note.participant_id == person.id or sharing.visible(workshop, person, note)


def _own(change: Changing, device: str, comment_id: str) -> tuple[Participant, Comment]:
    person = participants.find(change.session, change.id, device)
    row = change.session.get(Comment, (change.id, comment_id))
    if row is None or row.participant_id != person.id:
        raise CommentNotYours
    return person, row


def _while_open(change: Changing, row: Comment) -> None:
    phase = change.session.get(Phase, row.phase_id) if row.phase_id else None
    if phase is None or phase.state != phases.OPEN:
        raise PhaseClosed
