"""A group's board: its own notes as far as they may stand with its name, its themes, and its summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from typing import Any

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import groups, identity, phases, points, veil, workshops
from workshop.domain.veil import Veil
from workshop.errors import UnknownGroup
from workshop.feed import now_ms
from workshop.store.models import Note, Theme
from workshop.store.rows import NOTE
from workshop.store.statements.veil import unveiled
from workshop.views import figures

_HEAD = ("seq", "from", "full", "now")
_ROWS = {"notes": "gone", "themes": "gone_themes"}  # by id, with the name of the list of those that are gone
_OF_NOTE = tuple(
    NOTE.c[name] for name in ("id", "number", "text", "category", "theme_id", "set_aside", "hidden", "signed")
)


def of(session: Session, code: str, group_id: int, since: int = 0) -> dict[str, Any]:
    """Return the board of the group, or a delta without anything where the workshop did not change after `since`.

    A note is here only where its row names the group: in an anonymous phase after the phase closed, and if at least
    identity.FEWEST people of the group wrote. `waiting`: an anonymous phase is open or accepts late notes; `anonymous`:
    the workshop has one. `unrevealed`: how many notes of the whole room wait to be revealed, None where none may.
    Raises UnknownWorkshop, UnknownGroup.
    """
    workshop = workshops.row(session, code)
    head = {"seq": workshop.seq, "from": since, "now": now_ms()}
    if since == workshop.seq:
        return {**head, "full": False}
    group = groups.find(session, workshop.id, group_id)
    agenda = phases.rows(session, workshop.id)
    behind = veil.of(session, workshop.id)
    notes = _notes(session, workshop.id, group.id)
    return {
        **head,
        "full": True,
        "title": workshop.title,
        "group": {"id": group.id, "name": group.name},
        "ended": bool(workshop.ended_at),
        "waiting": any(phases.apart(each.state, each.identity, each.late_until) for each in agenda),
        "anonymous": any(each.identity == identity.ANONYMOUS for each in agenda),
        "fewest": identity.FEWEST,
        "open": [each.title for each in agenda if each.state == phases.OPEN],
        "categories": workshop.categories,
        "notes": notes,
        "themes": _themes(session, workshop.id, Counter(each["theme_id"] for each in notes), behind),
        "points": _points(session, workshop.id, group.id, behind, {each["id"] for each in notes}),
        "unrevealed": sum(veil.written(session, workshop.id)["unrevealed"].values()) if behind.phases else None,
    }


def look(session: Session, code: str, group_id: object, own: int | None) -> None:
    """Raises UnknownGroup where it is no group of this workshop, or not the scribe's `own`."""
    if type(group_id) is not int or own not in (None, group_id):
        raise UnknownGroup
    groups.find(session, workshops.row(session, code).id, group_id)


def delta(before: Mapping[str, Any], now: Mapping[str, Any], since: int) -> dict[str, Any] | None:
    """Return what changed between two whole boards, `since` being the seq of the first; None where nothing did."""
    changed = {name: value for name, value in now.items() if name not in _HEAD and value != before[name]}
    for name, gone in _ROWS.items():
        if name in changed:
            there = {row["id"]: row for row in before[name]}
            changed[name] = [row for row in now[name] if there.pop(row["id"], None) != row]
            ids = {row["id"] for row in now[name]}
            changed[gone] = [row["id"] for row in before[name] if row["id"] not in ids]
    return {"seq": now["seq"], "from": since, "full": False, "now": now["now"], **changed} if changed else None


def _notes(session: Session, workshop_id: int, group_id: int) -> list[dict[str, Any]]:
    here = (NOTE.c.workshop_id == workshop_id, NOTE.c.group_id == group_id)
    shown = (NOTE.c.deleted.is_(False), NOTE.c.hidden.is_(False), unveiled(NOTE.c.phase_id, workshop_id))
    # Columns, no objects: while a group writes, its board is read up to five times a second.
    rows = session.connection().execute(select(*_OF_NOTE).where(*here, *shown).order_by(NOTE.c.number))
    return [
        {
            "id": row.id,
            "number": row.number,
            "text": row.text,
            "category": row.category,
            "theme_id": row.theme_id if figures.status(row) is figures.Status.THEME else None,
            "signed": row.signed,
        }
        for row in rows
    ]


def _themes(session: Session, workshop_id: int, own: Counter[str | None], behind: Veil) -> list[dict[str, Any]]:
    """Return the workshop's themes, those with most of the group's notes first; `own` says with how many."""
    query = select(Theme).where(Theme.workshop_id == workshop_id, col(Theme.gone).is_(False))
    found = [row for row in session.execute(query).scalars() if row.id not in behind.away]
    rows = [row for row in found if behind.label(row) != veil.UNNAMED]
    shown = [{"id": row.id, "label": behind.label(row), "category": row.category, "own": own[row.id]} for row in rows]
    return sorted(shown, key=lambda theme: (-theme["own"], theme["label"]))


def _points(session: Session, workshop_id: int, group_id: int, behind: Veil, shown: Set[str]) -> list[dict[str, Any]]:
    rows = points.of_group(session, workshop_id, group_id)
    names = points.labels(session, workshop_id, [each for row in rows for each in row.themes], behind)
    numbers = points.numbers(session, workshop_id, rows, unveiled(col(Note.phase_id), workshop_id))
    return [
        {
            "id": row.id,
            "seq": row.seq,
            "text": row.text,
            "notes": [each for each in row.notes if each in shown],
            "numbers": numbers[row.id],
            "themes": [{"id": each, "label": names[each]} for each in row.themes if each in names],
        }
        for row in rows
    ]
