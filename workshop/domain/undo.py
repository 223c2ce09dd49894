"""Undo: the facilitator's last step taken back, from what the feed kept of the state before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import String, cast, func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import notes, pulses, themes, votings
from workshop.domain.stage import Stage
from workshop.errors import Conflict
from workshop.feed import Changing
from workshop.store.models import Change, Note, Phase, Pulse, Theme, Voting

ACTOR = "facilitator"


# Each step that can be taken back.
_WORDS = {
    "hide_note": _("ซ่อนความเห็น"),
    "unhide_note": _("แสดงความเห็นที่ซ่อน"),
    "move_note": _("ย้ายความเห็น"),
    "rename_theme": _("ตั้งชื่อกลุ่มความเห็น"),
    "merge_themes": _("รวมกลุ่มความเห็น"),
    "split_theme": _("แยกกลุ่มความเห็น"),
    "pin_note": _("ปักความเห็นไว้ที่เดิม"),
    "unpin_note": _("เลิกปักความเห็น"),
    "lock_theme": _("ล็อกกลุ่มความเห็น"),
    "unlock_theme": _("เลิกล็อกกลุ่มความเห็น"),
    "regroup": _("จัดกลุ่มใหม่"),
    "open_phase": _("เปิดช่วง"),
    "close_phase": _("ปิดช่วง"),
    "timer": _("ตั้งเวลา"),
    "sharing": _("เปลี่ยนว่าใครเห็นความเห็น"),
    "close_voting": _("ปิดลงคะแนน"),
    "clear_voting": _("นำผลลงคะแนนออกจากจอ"),
    "close_pulse": _("ปิดรับคำตอบ"),
    "clear_pulse": _("นำคำถามออกจากจอ"),
}
# Only of the newest: an older one is not put back over it.
OF_A_VOTING = ("close_voting", "clear_voting")
OF_A_PULSE = ("close_pulse", "clear_pulse")
_STAGES: tuple[Stage[Any], ...] = (votings.STAGE, pulses.STAGE)


def words(kind: str) -> str:
    """What a step was, for the undo button."""
    return str(_WORDS.get(kind, kind))


def last(session: Session, workshop_id: int) -> Change | None:
    voting = select(cast(func.max(Voting.id), String)).where(Voting.workshop_id == workshop_id).scalar_subquery()
    pulse = select(cast(func.max(Pulse.id), String)).where(Pulse.workshop_id == workshop_id).scalar_subquery()
    query = (
        select(Change)
        .where(
            Change.workshop_id == workshop_id,
            Change.actor == ACTOR,
            col(Change.undone).is_(False),
            col(Change.kind).in_(tuple(_WORDS)),
            col(Change.kind).notin_(OF_A_VOTING) | (col(Change.subject) == voting),
            col(Change.kind).notin_(OF_A_PULSE) | (col(Change.subject) == pulse),
        )
        .order_by(col(Change.seq).desc())
        .limit(1)
    )
    return session.execute(query).scalar_one_or_none()


def newest(session: Session, workshop_id: int) -> str | None:
    """The kind of the step that the undo button would take back; None where there is nothing."""
    step = last(session, workshop_id)
    return step.kind if step else None


def available(session: Session, workshop_id: int) -> str | None:
    """The same in words."""
    kind = newest(session, workshop_id)
    return words(kind) if kind else None


def undo(change: Changing) -> str:
    """Takes the last step back and says which it was. Raises Conflict where there is none."""
    step = last(change.session, change.id)
    if step is None:
        raise Conflict(_("ไม่มีสิ่งที่จะเลิกทำ"))
    touched: list[Any] = []
    for table, key, fields in step.before.get("rows", []):
        row = _row(change, table, key)
        if row is None:
            continue
        if isinstance(row, Note):
            touched += notes.theme_of(change.session, row)
        if isinstance(row, Note) and "theme_id" in fields and not row.looked_at:
            continue  # its words changed since: it waits for the grouping, and goes on waiting
        for name, value in fields.items():
            setattr(row, name, value)
        touched.append(row)
        if isinstance(row, Note):
            touched += _revived(notes.theme_of(change.session, row))
        if isinstance(row, Theme) and row.gone:
            touched += themes.release(change, row)
    touched += [row for stage in _STAGES for row in stage.put_back(change, step.before)]
    step.undone = True
    seq = change.record("undo", *touched, subject=str(step.seq))
    if "timer" in step.before:
        change.workshop.timer = step.before["timer"]
        change.workshop.timer_seq = seq
    if "sharing" in step.before:
        change.workshop.sharing = step.before["sharing"]
        change.workshop.sharing_seq = change.workshop.facts_seq = seq
    for stage in _STAGES:
        if stage.name in step.before:
            stage.stamp(change, seq)
    return words(step.kind)


def _revived(found: Sequence[Theme]) -> Sequence[Theme]:
    """The theme that a note goes back to may have gone when it lost its last note: it comes back with it."""
    for theme in found:
        theme.gone = False
    return found


def _row(change: Changing, table: str, key: Any) -> Note | Theme | Phase | None:
    if table == "phase":
        return change.session.get(Phase, key)
    if table == "theme":
        return change.session.get(Theme, (change.id, key))
    note = change.session.get(Note, (change.id, key))
    return None if note is None or note.deleted else note
