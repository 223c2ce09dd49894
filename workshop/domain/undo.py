"""Undo: the facilitator's last step taken back, from what the feed kept of the state before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, String, cast, func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import BY_VALUE, UNDONE, Kind
from workshop.domain import activities, comments, notes, themes
from workshop.domain.stage import Stage
from workshop.errors import Conflict
from workshop.feed import Changing
from workshop.store.models import Change, Note, Theme

ACTOR = "facilitator"


def words(kind: str) -> str:
    """What a step was, for the undo button."""
    return str(BY_VALUE[kind].undo)


def last(session: Session, workshop_id: int) -> Change | None:
    query = (
        select(Change)
        .where(
            Change.workshop_id == workshop_id,
            Change.actor == ACTOR,
            col(Change.undone).is_(False),
            col(Change.kind).in_(UNDONE),
            *(_of_the_newest(stage, workshop_id) for stage in activities.STAGES),
        )
        .order_by(col(Change.seq).desc())
        .limit(1)
    )
    return session.execute(query).scalar_one_or_none()


def _of_the_newest(stage: Stage[Any], workshop_id: int) -> ColumnElement[bool]:
    """What was closed or cleared comes back only where nothing newer of its kind would be put aside for it."""
    newest = select(cast(func.max(stage.table.id), String)).where(stage.table.workshop_id == workshop_id)
    steps = [kind.value for kind in (stage.opened, stage.closed, stage.cleared)]
    return col(Change.kind).notin_(steps) | (col(Change.subject) == newest.scalar_subquery())


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
        row = activities.ROWS[table](change, key)
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
    touched += [row for stage in activities.STAGES for row in stage.put_back(change, step.before)]
    touched += [row for row in comments.recount(change) if row not in touched]
    step.undone = True
    seq = change.record(Kind.UNDO, *touched, subject=str(step.seq))
    for fact in activities.FACTS.keys() & step.before.keys():
        for column, value in ((fact, step.before[fact]), *((stamp, seq) for stamp in activities.FACTS[fact])):
            setattr(change.workshop, column, value)
    for stage in activities.STAGES:
        if stage.name in step.before:
            stage.stamp(change, seq)
    return words(step.kind)


def _revived(found: Sequence[Theme]) -> Sequence[Theme]:
    """The theme that a note goes back to may have gone when it lost its last note: it comes back with it."""
    for theme in found:
        theme.gone = False
    return found
