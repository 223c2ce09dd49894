"""Redo of the facilitator's last undone step, from the values that its undo replaced and stored."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import bindparam, func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import in_the_way, ready_cards, restoring, undo
from workshop.domain.next_step import NextStep, words
from workshop.errors import Conflict
from workshop.feed import Changing
from workshop.store.models import Change

# What a console does without leaving behind what it has undone: the undoing itself, and what moves no note or fact.
_BESIDE = (Kind.UNDO, Kind.REDO, Kind.TIMER, Kind.SHOW, Kind.ADDRESS, Kind.CONSOLE)
_ENDING = [kind.value for kind in Kind if kind.called and not kind.passing and kind not in _BESIDE]


_OWN = (col(Change.workshop_id) == undo.HERE, col(Change.actor) == undo.ACTOR, col(Change.by) == bindparam("by"))
_ENDED = select(func.coalesce(func.max(Change.seq), 0)).where(*_OWN, col(Change.kind).in_(_ENDING)).scalar_subquery()
_LAST = (
    select(Change)
    .where(*_OWN, col(Change.kind) == Kind.UNDO.value, col(Change.undone).is_(False), col(Change.seq) > _ENDED)
    .order_by(col(Change.seq).desc())
    .limit(1)
)
_ALLOWED = select(Change.seq).where(
    col(Change.workshop_id) == undo.HERE, col(Change.seq) == bindparam("step"), *undo.may_be_restored()
)


def last(session: Session, workshop_id: int, by: str = "") -> Change | None:
    """Return the undo that this console would take back: its last one, unless it did another step since."""
    found = session.execute(_LAST, {undo.HERE.key: workshop_id, "by": by}).scalar_one_or_none()
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
    if ready_cards.CARDS in written.replaced:  # the cards are others now
        step.before = {**step.before, ready_cards.CARDS: written.replaced[ready_cards.CARDS]}
    seq = change.record(Kind.REDO, *written.touched, subject=str(step.seq))
    restoring.stamp(change, undone.before, written.touched, seq)
    return words(step.kind) if written.found else ""


def step_of(session: Session, undone: Change) -> Change:
    """Return the step that was undone."""
    return session.get_one(Change, (undone.workshop_id, int(undone.subject)))


def _allowed(session: Session, undone: Change) -> bool:
    """Return whether the step may be restored still; see undo.may_be_restored."""
    of = {undo.HERE.key: undone.workshop_id, "step": int(undone.subject)}
    return session.execute(_ALLOWED, of).first() is not None
