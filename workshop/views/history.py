"""What the facilitators did, when, and at which console: never what a phone did, and no words of any note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.changes import BY_VALUE, Kind
from workshop.domain import consoles, undo, workshops
from workshop.domain.roles import NAMES
from workshop.store.rows import CHANGE, NOTE, PHASE, THEME

_PAGE = 100
_MOST_NAMED = 3
_SHOWN = [kind.value for kind in Kind if kind.called]
# Their stored rows are thousands; what they are about is the category or the count in the subject.
_LARGE = (Kind.REGROUP.value, Kind.IMPORT.value)
# Said by the step that they are about.
_OF_A_STEP = (Kind.UNDO.value, Kind.REDO.value)

# Of helpers: the subject is a role, or the number of a console.
_OF_A_ROLE = (Kind.MAKE_LINK.value, Kind.VOID_LINK.value, Kind.ENTER.value)
_OF_A_HELPER = (Kind.REMOVE_HELPER.value, Kind.HAND_OVER.value)


def of(session: Session, code: str, before: int = 0) -> dict[str, Any]:
    """Return {title, code, steps, older}: the newest steps with a seq below `before` (0: of all), newest first.

    A step is {at, who, what, of, about, undone}: `of` is what an undo took back or a redo did again, `about` the
    numbers of notes, save anonymous ones, and the labels of themes as they are now. `older` is the next `before`.
    """
    workshop = workshops.row(session, code)
    columns = [CHANGE.c[name] for name in ("seq", "at", "by", "kind", "subject", "undone")]
    below = (CHANGE.c.seq < before,) if before else ()
    of_people = (CHANGE.c.workshop_id == workshop.id, CHANGE.c.actor == undo.ACTOR, CHANGE.c.kind.in_(_SHOWN))
    query = select(*columns).where(*of_people, *below).order_by(CHANGE.c.seq.desc()).limit(_PAGE + 1)
    rows = session.execute(query).all()
    shown = rows[:_PAGE]
    who = consoles.names(session, workshop.id)
    numbered = consoles.named(session, workshop.id)
    about = _about(session, workshop.id, [row.seq for row in shown if row.kind not in (*_LARGE, *_OF_A_STEP)])
    steps_of = _kinds(
        session,
        workshop.id,
        [int(row.subject) for row in shown if row.kind in _OF_A_STEP and row.subject.isdigit()],
    )
    return {
        "title": workshop.title,
        "code": workshop.code,
        "steps": [
            {
                "at": row.at,
                "who": who.get(row.by, ""),
                "what": BY_VALUE[row.kind].called,
                "of": steps_of.get(row.subject) if row.kind in _OF_A_STEP else None,
                "about": _helper(row, numbered) or about.get(row.seq, []),
                "undone": row.undone and row.kind not in _OF_A_STEP,
            }
            for row in shown
        ],
        "older": shown[-1].seq if len(rows) > _PAGE else None,
    }


def _helper(row: Any, numbered: dict[str, str]) -> list[str]:
    """Return which role a link had, or which helper a step was about."""
    if row.kind in _OF_A_ROLE:
        return [str(NAMES.get(row.subject, ""))]
    return [numbered.get(row.subject, "")] if row.kind in _OF_A_HELPER else []


def _kinds(session: Session, workshop_id: int, seqs: Sequence[int]) -> dict[str, Any]:
    query = select(CHANGE.c.seq, CHANGE.c.kind).where(CHANGE.c.workshop_id == workshop_id, CHANGE.c.seq.in_(seqs))
    return {str(seq): BY_VALUE[kind].called for seq, kind in session.execute(query)}


def _about(session: Session, workshop_id: int, seqs: Sequence[int]) -> dict[int, list[str]]:
    """Return {seq: what the step changed}, by the names of now: what was erased or renamed does not come back."""
    query = select(CHANGE.c.seq, CHANGE.c.before).where(CHANGE.c.workshop_id == workshop_id, CHANGE.c.seq.in_(seqs))
    keys = {
        seq: [(table, key) for table, key, _fields in before.get("rows", []) if table in ("note", "theme")]
        for seq, before in session.execute(query)
    }
    first = {seq: sorted(found, reverse=True)[:_MOST_NAMED] for seq, found in keys.items()}
    names = _names(session, workshop_id, {key for found in first.values() for key in found})
    return {seq: [names[key] for key in found if key in names] for seq, found in first.items()}


def _names(session: Session, workshop_id: int, keys: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    themes, notes = ([key for table, key in keys if table == name] for name in ("theme", "note"))
    labels = select(THEME.c.id, THEME.c.given_label, THEME.c.label).where(
        THEME.c.workshop_id == workshop_id, THEME.c.id.in_(themes), THEME.c.gone.is_(False)
    )
    # By number, approvals would tell in which order anonymous notes came.
    anonymous = NOTE.c.phase_id.in_(select(PHASE.c.id).where(PHASE.c.identity == "anonymous"))
    of_notes = select(NOTE.c.id, NOTE.c.number, anonymous.label("anonymous"))
    rows = session.execute(of_notes.where(NOTE.c.workshop_id == workshop_id, NOTE.c.id.in_(notes)))
    named = {("theme", key): f"“{given or label}”" for key, given, label in session.execute(labels) if given or label}
    unnamed = str(_("ความเห็นในช่วงที่ไม่ระบุตัว"))
    return named | {("note", row.id): unnamed if row.anonymous else f"#{row.number}" for row in rows}
