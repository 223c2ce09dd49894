"""Redo of the facilitator's last undone step, from the values that its undo replaced and stored."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import in_the_way, restoring, undo
from workshop.domain.next_step import NextStep, words
from workshop.errors import Conflict
from workshop.feed import Changing
from workshop.store.models import Change

# What a console does without leaving behind what it has undone: the undoing itself, and what moves no note or fact.
_BESIDE = (Kind.UNDO, Kind.REDO, Kind.TIMER, Kind.SHOW, Kind.ADDRESS, Kind.CONSOLE)
_ENDING = [kind.value for kind in Kind if kind.called and not kind.passing and kind not in _BESIDE]


def last(session: Session, workshop_id: int, by: str = "") -> Change | None:
    """Return the undo that this console would take back: its last one, unless it did another step since."""
    own = (Change.workshop_id == workshop_id, Change.actor == undo.ACTOR, Change.by == by)
    newest = select(func.coalesce(func.max(Change.seq), 0)).where(*own, col(Change.kind).in_(_ENDING))
    query = select(Change).where(
        *own, Change.kind == Kind.UNDO.value, col(Change.undone).is_(False), Change.seq > newest.scalar_subquery()
    )
    found = session.execute(query.order_by(col(Change.seq).desc()).limit(1)).scalar_one_or_none()
    return found if found is not None and found.before and _allowed(session, found) else None


def newest(session: Session, workshop_id: int, by: str = "") -> str | None:
    """Return the kind of the step that this console would do again, or None."""
    undone = last(session, workshop_id, by)
    return step_of(session, undone).kind if undone else None


NEXT = NextStep(newest)


def redo(change: Changing) -> str:
    """Do the last undone step again and return its name, or "" if all that it was about has been withdrawn since.

    Raises Conflict without one, and where another console has done something to the same since.
    """
    undone = last(change.session, change.id, change.by)
    if undone is None:
        raise Conflict(_("ไม่มีสิ่งที่จะทำซ้ำ"))
    step = step_of(change.session, undone)
    in_the_way.check_redo(change, undone, step)
    written = restoring.restore(change, undone.before, undone.seq)
    undone.undone, step.undone = True, False
    seq = change.record(Kind.REDO, *written.touched, subject=str(step.seq))
    restoring.stamp(change, undone.before, written.touched, seq)
    return words(step.kind) if written.found else ""


def step_of(session: Session, undone: Change) -> Change:
    """Return the step that was undone."""
    return session.get_one(Change, (undone.workshop_id, int(undone.subject)))


def _allowed(session: Session, undone: Change) -> bool:
    """Return whether the step may be restored still; see undo.may_be_restored."""
    query = select(Change.seq).where(
        Change.workshop_id == undone.workshop_id,
        Change.seq == int(undone.subject),
        *undo.may_be_restored(undone.workshop_id),
    )
    return session.execute(query).first() is not None
