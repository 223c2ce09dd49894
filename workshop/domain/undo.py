"""Undo of the facilitator's last step, from the former state that the feed stored with it."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, String, bindparam, cast, func, or_
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import BY_VALUE, UNDONE, Kind
from workshop.domain import (
    activities,
    groups,
    identity,
    imports,
    in_the_way,
    mutes,
    phases,
    restoring,
    undone_imports,
)
from workshop.domain.next_step import NextStep, words
from workshop.domain.stage import TAKEN_BACK, Stage
from workshop.errors import Conflict
from workshop.feed import Changing
from workshop.store.models import Change

ACTOR = "facilitator"
HERE: Any = bindparam("workshop")


def may_be_restored() -> list[ColumnElement[bool]]:
    """Return the conditions under which a step of the workshop HERE may be taken back, or done again."""
    of_stages = (_of_the_newest(stage) for stage in activities.STAGES)
    return [*of_stages, identity.may_undo(HERE), phases.may_undo(HERE), mutes.may_undo(HERE)]


def _of_the_newest(stage: Stage[Any]) -> ColumnElement[bool]:
    """Return the condition that a step of this stage is about its newest row, which alone may be restored."""
    newest = select(cast(func.max(stage.table.id), String)).where(
        stage.table.workshop_id == HERE, stage.table.state != TAKEN_BACK
    )
    steps = [kind.value for kind in (stage.opened, stage.closed, stage.cleared)]
    return col(Change.kind).notin_(steps) | (col(Change.subject) == newest.scalar_subquery())


# Made once: after every step each console is told its next one, and to write the query takes longer than to answer it.
_LAST = (
    select(Change)
    .where(
        col(Change.workshop_id) == HERE,
        col(Change.actor) == ACTOR,
        or_(col(Change.by) == "", col(Change.by) == bindparam("by")),
        col(Change.undone).is_(False),
        col(Change.kind).in_(UNDONE),
        *may_be_restored(),
        phases.may_take_away(HERE),
    )
    .order_by(col(Change.seq).desc())
    .limit(1)
)


def last(session: Session, workshop_id: int, by: str = "") -> Change | None:
    """Return the step that this console would undo: the last of its own, or of a release that stored no console."""
    return session.execute(_LAST, {HERE.key: workshop_id, "by": by}).scalar_one_or_none()


def newest(session: Session, workshop_id: int, by: str = "") -> str | None:
    """Return the kind of the step that this console would undo, or None."""
    step = last(session, workshop_id, by)
    return step.kind if step else None


NEXT = NextStep(newest)


def undo(change: Changing) -> str:
    """Undo the last step and return its name, or "" if all that it was about has been withdrawn or changed since.

    Raises Conflict without one, and where another console has done something to the same since.
    """
    step = last(change.session, change.id, change.by)
    if step is None:
        raise Conflict(_("ไม่มีสิ่งที่จะเลิกทำ"))
    in_the_way.check_undo(change, step)
    withdrawn = undone_imports.take_back(change, step.before.get(imports.IMPORTED, []))
    gone_groups = groups.remove_empty(change, step.before.get(imports.MADE_GROUPS, []))
    written = restoring.restore(change, step.before, step.seq)
    step.undone = True
    replaced = written.replaced if BY_VALUE[step.kind].again else {}
    touched = [*withdrawn, *gone_groups, *written.touched]
    seq = change.record(Kind.UNDO, *touched, subject=str(step.seq), before=replaced)
    if gone_groups:
        change.workshop.facts_seq = seq
    restoring.stamp(change, step.before, touched, seq)
    return words(step.kind) if written.found else ""
