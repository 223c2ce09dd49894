"""What the facilitator shows on every projector of the workshop, in place of the live wall."""

from collections.abc import Container
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import groups, notes, phases, points, themes, veil
from workshop.domain.programme_now import PAUSES, now_and_next
from workshop.domain.stage import NAMES
from workshop.domain.wording import number
from workshop.errors import Refusal, UnknownNote
from workshop.feed import Changing
from workshop.messages.incoming import Choice
from workshop.messages.showing import Show
from workshop.store.models import Note, Workshop
from workshop.store.statements.veil import unveiled

LIVE = "live"
ICEBREAKER = "icebreaker"
# The wall, where it was chosen while something that the room was asked would stand in its place by itself.
WALL = {"what": "wall", "id": ""}
# The programme's page as a break brings it, in place of nothing or of the wall; chosen by hand, it has no id.
PAUSE = {"what": "programme", "id": "pause"}
_PAUSE_OF_WALL = {"what": "programme", "id": "pause_wall"}
_PAUSES = (PAUSE, _PAUSE_OF_WALL)


class UnknownIcebreaker(Refusal):
    code, status = "unknown_icebreaker", 404
    message = lazy_gettext("ไม่พบกิจกรรมละลายพฤติกรรมนี้ จอฉายยังแสดงอย่างเดิม โปรดโหลดหน้าใหม่แล้วเลือกอีกครั้ง")


def show(change: Changing, message: Show, library: Container[str] = ()) -> None:
    """Show this on the projectors; the same again changes nothing.

    `library`: the keys of the ice-breakers. Raises UnknownTheme, UnknownNote, UnknownGroup or UnknownIcebreaker for
    what is gone or may not be seen, Refusal for what people wrote alone and is not revealed, for a group none of whose
    notes stands with its name, or which has no summary. What the room was asked is asked_before's.
    """
    shown: dict[str, str] | None = {"what": message.what, "id": message.id}
    if message.what == LIVE:
        shown = WALL if any(getattr(change.workshop, f"{name}_id") is not None for name in NAMES) else None
    elif message.what == "theme":
        themes.find(change.session, change.id, message.id)
        if message.id in veil.of(change.session, change.id).away:
            raise Refusal(veil.unrevealed())
    elif message.what == "note":
        note = notes.find(change.session, change.id, message.id)
        if note.hidden:
            raise UnknownNote
        if note.phase_id in veil.of(change.session, change.id).phases:
            raise Refusal(veil.unrevealed())
    elif message.what == "group":
        _look_at_group(change, message.id)
    elif message.what == "summary":
        _look_at_summary(change, message.id)
    elif message.what == ICEBREAKER:
        if message.id not in library:
            raise UnknownIcebreaker
    elif shown not in _PAUSES or not _is_pause(change):
        shown = {"what": message.what, "id": ""}
    put(change, shown, message.what)


def put(change: Changing, shown: dict[str, str] | None, subject: str) -> None:
    """Show this, which was looked at."""
    if shown == change.workshop.shown:
        return
    change.workshop.shown = shown
    change.workshop.shown_seq = change.record(Kind.SHOW, subject=subject)


def follow(change: Changing, pause: bool) -> None:
    """Let a break of the programme stand in the wall's place, unless something was chosen.

    After it, or when a phase opens, what gave way is there again.
    """
    shown = change.workshop.shown
    if pause and shown in (None, WALL):
        put(change, _PAUSE_OF_WALL if shown else PAUSE, "programme")
    elif not pause and pausing(change.workshop):
        put(change, WALL if shown == _PAUSE_OF_WALL else None, LIVE)


def _is_pause(change: Changing) -> bool:
    """Return whether a break is now, to which the large QR goes back."""
    now = now_and_next(change.workshop.programme)[0]
    return now is not None and now["kind"] in PAUSES


def pausing(workshop: Workshop) -> bool:
    """Return whether a break stands on the projector by itself."""
    return workshop.shown in _PAUSES


def darken(change: Changing, message: Choice) -> None:
    """Make every projector dark, or light again; the same again changes nothing."""
    if message.on != change.workshop.projector_dark:
        change.workshop.projector_dark = message.on
        change.workshop.shown_seq = change.record(Kind.SHOW, subject="dark" if message.on else "light")


def news(_session: Session, workshop: Any, since: int, _console: bool) -> dict[str, Any]:
    """Return the board's part, if it changed since."""
    if since <= 0 or workshop.shown_seq > since:
        return {"shown": workshop.shown, "dark": workshop.projector_dark}
    return {}


def _look_at_summary(change: Changing, id: str) -> None:
    group = groups.find(change.session, change.id, number(id))
    if not points.of_group(change.session, change.id, group.id):
        raise Refusal(_("กลุ่มนี้ยังไม่มีข้อสรุปให้แสดง"))


def _look_at_group(change: Changing, id: str) -> None:
    group = groups.find(change.session, change.id, number(id))
    named = select(Note.id).where(
        Note.workshop_id == change.id,
        Note.group_id == group.id,
        col(Note.deleted).is_(False),
        col(Note.hidden).is_(False),
        unveiled(col(Note.phase_id), change.id),
    )
    apart = any(
        phases.apart(each.state, each.identity, each.late_until) for each in phases.of(change.session, change.id)
    )
    if apart or change.session.execute(named.limit(1)).first() is None:
        raise Refusal(_("ยังแสดงหน้าของกลุ่มนี้ไม่ได้ เพราะยังไม่มีความเห็นที่แสดงชื่อกลุ่มได้"))
