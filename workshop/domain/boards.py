"""What each screen is shown: one delta serves the first page, the live update and the catch-up.

A delta holds the rows whose `seq` is past what the client has, as they are now; it can be applied twice without harm.
No delta names the writer of a note, and the projector never gets a hidden one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session
from sqlmodel import col

from workshop.domain import (
    deltas,
    figures,
    focus_issues,
    groups,
    heartbeat,
    links,
    phases,
    proposals,
    pulses,
    timers,
    undo,
    votings,
    workshops,
)
from workshop.domain.ledger import Ledger
from workshop.domain.phone_view import phone as phone
from workshop.store.models import Group, Note, Theme
from workshop.store.rows import PARTICIPANT, WORKSHOP

View = Literal["console", "projector"]
EXAMPLES = 3
_HEADS = select(WORKSHOP.c.code, WORKSHOP.c.id, WORKSHOP.c.seq).where(
    WORKSHOP.c.code.in_(bindparam("codes", expanding=True))
)
_P = PARTICIPANT.c
_PEOPLE = (
    select(_P.device, _P.group_id, _P.name, _P.unit, _P.role)
    .join_from(PARTICIPANT, WORKSHOP, WORKSHOP.c.id == _P.workshop_id)
    .where(WORKSHOP.c.code == bindparam("code"))
    .order_by(_P.joined_at)
)


def board(
    session: Session, code: str, view: View, since: int = 0, language: str = "th", ledger: Ledger | None = None
) -> dict[str, Any]:
    """The console's or the projector's delta. With `since` 0 it is everything.

    `ledger` is what the caller keeps for this workshop from one delta to the next; without one all notes are counted.
    """
    workshop = workshops.find(session, code)
    assert workshop.id is not None
    since = deltas.known(workshop, since)
    full = since <= 0
    delta = deltas.head(workshop, since)
    agenda = phases.of(session, workshop.id)
    if full or workshop.facts_seq > since or any(phase.seq > since for phase in agenda):
        delta["workshop"] = deltas.facts(workshop, language)
        delta["phases"] = [deltas.phase_view(phase) for phase in agenda]
    if full or workshop.timer_seq > since:
        delta["timer"] = timers.view(workshop.timer)
    delta |= votings.news(session, workshop, since, always_counted=view == "console")
    delta |= pulses.news(session, workshop, since)
    delta["code"] = workshop.code
    present = groups.of(session, workshop.id)
    newest = max((group.seq for group in present), default=0)
    ledger = (ledger or Ledger()).follow(session, workshop.id, workshop.seq, newest)
    delta["groups"] = [_progress(group, ledger) for group in present]
    rows = _changed(session, Note, workshop.id, since)
    delta["notes"] = [_note(note, view) for note in rows if _shown(note, view)]
    delta["gone"] = [] if full else [note.id for note in rows if not _shown(note, view)]
    themes = _changed(session, Theme, workshop.id, since)
    members = {theme.id: ledger.members(theme.id) for theme in themes}
    alive = {theme.id for theme in themes if not theme.gone and (members[theme.id] or theme.given_label)}
    delta["themes"] = [_theme(theme, members[theme.id], view) for theme in themes if theme.id in alive]
    delta["gone_themes"] = [] if full else [theme.id for theme in themes if theme.id not in alive]
    parts = ledger.figures()
    delta["figures"] = {**vars(figures.total(parts)), "categories": {key: vars(part) for key, part in parts.items()}}
    delta["grouping"] = grouping_state(session, parts)
    if view == "console":
        shown = _shown_themes(session, workshop.id, ledger)
        delta |= links.current(session, workshop.id, shown)
        delta["balance"] = links.balance(parts, shown)
        delta["focus"] = focus_issues.view(session, workshop.id)
        spoken = ledger.voices([row["id"] for row in delta["themes"]])
        for row in delta["themes"]:
            row["voices"] = spoken.get(row["id"])
        delta["proposals"] = proposals.current(session, workshop.id)
        delta["fineness"] = workshop.fineness
        delta["undo"] = undo.available(session, workshop.id)
    return delta


def people(session: Session, code: str) -> list[dict[str, Any]]:
    """Who has joined, in order; `device` is the key's digest. For presence, never beside a note."""
    return [
        {"device": device, "group_id": group_id, "name": name, "unit": unit, "role": role}
        for device, group_id, name, unit, role in session.connection().execute(_PEOPLE, {"code": code})
    ]


def heads(session: Session, codes: Sequence[str]) -> dict[str, tuple[int, int]]:
    """code → (id, newest seq), of those workshops that exist."""
    found = session.connection().execute(_HEADS, {"codes": list(codes)})
    return {code: (id_, seq) for code, id_, seq in found}


def grouping_state(session: Session, parts: dict[str, figures.Figures]) -> str:
    """ready, working (notes wait and the worker is alive) or stopped (nobody has heard of it for a while)."""
    if not heartbeat.alive(session):
        return "stopped"
    return "working" if any(part.waiting for part in parts.values()) else "ready"


def _changed(session: Session, table: type[Any], workshop_id: int, since: int) -> Sequence[Any]:
    query = select(table).where(table.workshop_id == workshop_id, table.seq > since)
    return session.execute(query.order_by(col(table.seq), col(table.id))).scalars().all()


def _shown(note: Note, view: View) -> bool:
    return not note.deleted and (view == "console" or not note.hidden)


def _note(note: Note, view: View) -> dict[str, Any]:
    shown = {
        "id": note.id,
        "number": note.number,
        "text": note.text,
        "category": note.category,
        "phase_id": note.phase_id,
        "group_id": note.group_id,
        "theme_id": note.theme_id,
        "status": figures.status(note),
        "agreed": note.agreed,
        "at": note.at,
    }
    if view == "console":
        shown |= {"placed": note.placed, "focus": focus_issues.on(note)}
    return shown


def _theme(theme: Theme, members: Sequence[str], view: View) -> dict[str, Any]:
    """`members` are its shown notes; its examples are the grouping's choice, filled up from them."""
    inside = set(members)
    chosen = [note_id for note_id in theme.examples if note_id in inside]
    shown = {
        "id": theme.id,
        "category": theme.category,
        "label": theme.given_label or theme.label or "…",
        "given": bool(theme.given_label),
        "count": len(members),
        "examples": list(dict.fromkeys([*chosen, *members]))[:EXAMPLES],
        "keywords": theme.keywords,
    }
    if view == "console":
        shown |= {"locked": theme.locked, "subthemes": _subthemes(theme, inside)}
    return shown


def _subthemes(theme: Theme, inside: set[str]) -> list[dict[str, Any]]:
    """The parts of a large theme with those of their notes that are still in it; a part without notes is left out."""
    parts = [{**part, "members": [name for name in part["members"] if name in inside]} for part in theme.subthemes]
    return [{**part, "count": len(part["members"])} for part in parts if part["members"]]


def _shown_themes(session: Session, workshop_id: int, ledger: Ledger) -> list[Theme]:
    """Themes on the wall: not gone, and with a note or a person's name."""
    query = select(Theme).where(col(Theme.workshop_id) == workshop_id, col(Theme.gone).is_(False))
    themes = session.execute(query.order_by(col(Theme.id))).scalars()
    return [theme for theme in themes if theme.given_label or ledger.holds(theme.id)]


def _progress(group: Group, ledger: Ledger) -> dict[str, Any]:
    return {
        "id": group.id,
        "name": group.name,
        "participants": ledger.joined(group.id),
        "notes": ledger.written(group.id),
    }


def progress(session: Session, workshop_id: int) -> list[dict[str, Any]]:
    """How many have joined and written, by group."""
    ledger = Ledger().follow(session, workshop_id, 0, 0)
    return [_progress(group, ledger) for group in groups.of(session, workshop_id)]
