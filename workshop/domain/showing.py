"""What the facilitator shows on every projector of the workshop, in place of the live wall."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import identity, phases
from workshop.errors import Refusal, UnknownGroup, UnknownNote, UnknownTheme
from workshop.feed import Changing, now_ms
from workshop.messages.incoming import Show
from workshop.store.models import Group, Note, Theme

LIVE = "live"


def show(change: Changing, message: Show) -> None:
    """Show this on the projectors; the same again changes nothing.

    Raises UnknownTheme, UnknownNote or UnknownGroup for what is gone or may not be seen, Refusal for a group none of
    whose notes stands with its name.
    """
    shown = None if message.what == LIVE else {"what": message.what, "id": message.id}
    if message.what == "theme":
        theme = change.session.get(Theme, (change.id, message.id))
        if theme is None or theme.gone:
            raise UnknownTheme
    elif message.what == "note":
        note = change.session.get(Note, (change.id, message.id))
        if note is None or note.hidden or note.deleted or note.erased:
            raise UnknownNote
    elif message.what == "group":
        _look_at_group(change, message.id)
    elif shown is not None:
        shown["id"] = ""
    if shown == change.workshop.shown:
        return
    change.workshop.shown = shown
    change.workshop.shown_seq = change.record(Kind.SHOW, subject=message.what)


def news(_session: Session, workshop: Any, since: int, _console: bool) -> dict[str, Any]:
    """Return the board's part, if it changed since."""
    return {"shown": workshop.shown} if since <= 0 or workshop.shown_seq > since else {}


def _look_at_group(change: Changing, id: str) -> None:
    group = change.session.get(Group, int(id)) if id.isascii() and id.isdecimal() and len(id) < 10 else None
    if group is None or group.workshop_id != change.id or group.removed:
        raise UnknownGroup
    named = select(Note.id).where(
        Note.workshop_id == change.id,
        Note.group_id == group.id,
        col(Note.deleted).is_(False),
        col(Note.hidden).is_(False),
    )
    hiding = any(
        phase.identity == identity.ANONYMOUS and (phase.state == phases.OPEN or phase.late_until > now_ms())
        for phase in phases.of(change.session, change.id)
    )
    if hiding or change.session.execute(named.limit(1)).first() is None:
        raise Refusal(_("ยังแสดงหน้าของกลุ่มนี้ไม่ได้ เพราะยังไม่มีความเห็นที่แสดงชื่อกลุ่มได้"))
