"""What each screen is shown: one delta serves the first page, the live update and the catch-up.

A delta holds the rows whose `seq` is past what the client has, as they are now; it can be applied twice without harm.
No delta names the writer of a note, and the projector never gets a hidden one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

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
from workshop.store.ready import Ready
from workshop.store.rows import NOTE, PARTICIPANT, THEME, WORKSHOP

View = Literal["console", "projector"]
EXAMPLES = 3
_HEADS = select(WORKSHOP.c.code, WORKSHOP.c.id, WORKSHOP.c.seq).where(
    WORKSHOP.c.code.in_(bindparam("codes", expanding=True))
)
# Columns and not whole objects: boards ask five times a second.
_N, _T, _P = NOTE.c, THEME.c, PARTICIPANT.c
_NOTES = Ready(
    select(
        _N.id, _N.number, _N.text, _N.category, _N.phase_id, _N.group_id, _N.theme_id, _N.set_aside, _N.hidden,
        _N.deleted, _N.agreed, _N.at, _N.placed, _N.focus, _N.focus_said,
    )
    .where(_N.workshop_id == bindparam("workshop"), _N.seq > bindparam("since"))
    .order_by(_N.seq, _N.id)
)  # fmt: skip
_THEMES = Ready(
    select(THEME).where(_T.workshop_id == bindparam("workshop"), _T.seq > bindparam("since")).order_by(_T.seq, _T.id)
)
_WALL = Ready(
    select(_T.id, _T.category, _T.given_label)
    .where(_T.workshop_id == bindparam("workshop"), _T.gone.is_(False))
    .order_by(_T.id)
)
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
    Whoever keeps one hears of every change: of the groups it is told those that moved, in `progress`, where others are
    told all of them, in `groups`.
    """
    workshop = workshops.find(session, code)
    assert workshop.id is not None
    here = workshop.id
    since = deltas.known(workshop, since)
    full = since <= 0
    present = groups.named(session, here)
    newest = max((group.seq for group in present), default=0)
    every_group = ledger is None or full or max(workshop.facts_seq, newest) > since
    ledger = (ledger or Ledger()).follow(session, here, workshop.seq, newest)
    delta = deltas.head(workshop, since)
    agenda = ledger.kept("agenda", lambda: _agenda(session, here))
    if full or workshop.facts_seq > since or any(seq > since for seq, _phase in agenda):
        delta["workshop"] = deltas.facts(workshop, language)
        delta["phases"] = [phase for _seq, phase in agenda]
    if full or workshop.timer_seq > since:
        delta["timer"] = timers.view(workshop.timer)
    delta |= votings.news(session, workshop, since, always_counted=view == "console")
    delta |= pulses.news(session, workshop, since)
    delta |= {"code": workshop.code, "joined_seq": newest}
    asked = {"workshop": here, "since": since}
    rows = _NOTES.all(session.connection(), asked)
    if every_group:
        delta["groups"] = [_progress(group, ledger) for group in present]
    else:  # nobody has joined or moved: only written notes change a group's figures
        wrote = {note.group_id for note in rows}
        delta["progress"] = [_progress(group, ledger) for group in present if group.id in wrote]
    delta["notes"] = [_note(note, view) for note in rows if _shown(note, view)]
    delta["gone"] = [] if full else [note.id for note in rows if not _shown(note, view)]
    themes = _THEMES.all(session.connection(), asked)
    members = {theme.id: ledger.members(theme.id) for theme in themes}
    alive = {theme.id for theme in themes if not theme.gone and (members[theme.id] or theme.given_label)}
    delta["themes"] = [_theme(theme, members[theme.id], view) for theme in themes if theme.id in alive]
    delta["gone_themes"] = [] if full else [theme.id for theme in themes if theme.id not in alive]
    parts = ledger.figures()
    delta["figures"] = {**vars(figures.total(parts)), "categories": {key: vars(part) for key, part in parts.items()}}
    delta["grouping"] = grouping_state(session, parts)
    if view == "console":
        spoken = ledger.voices([row["id"] for row in delta["themes"]])
        for row in delta["themes"]:
            row["voices"] = spoken.get(row["id"])
        wall = ledger.kept("wall", lambda: _wall(session, here, ledger))
        delta |= ledger.kept("links", lambda: links.current(session, here, wall))
        delta["balance"] = links.balance(parts, wall)
        delta["focus"] = ledger.kept("focus", lambda: focus_issues.view(session, here))
        delta["proposals"] = ledger.kept("proposals", lambda: proposals.current(session, here))
        delta["fineness"] = workshop.fineness
        step = ledger.kept("undo", lambda: undo.newest(session, here))
        delta["undo"] = undo.words(step) if step else None
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


def _agenda(session: Session, workshop_id: int) -> list[tuple[int, dict[str, Any]]]:
    return [(phase.seq, deltas.phase_view(phase)) for phase in phases.of(session, workshop_id)]


def _shown(note: Any, view: View) -> bool:
    return not note.deleted and (view == "console" or not note.hidden)


def _note(note: Any, view: View) -> dict[str, Any]:
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


def _theme(theme: Any, members: Sequence[str], view: View) -> dict[str, Any]:
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


def _subthemes(theme: Any, inside: set[str]) -> list[dict[str, Any]]:
    """The parts of a large theme with those of their notes that are still in it; a part without notes is left out."""
    parts = [{**part, "members": [name for name in part["members"] if name in inside]} for part in theme.subthemes]
    return [{**part, "count": len(part["members"])} for part in parts if part["members"]]


def _wall(session: Session, workshop_id: int, ledger: Ledger) -> list[links.Shown]:
    """Themes that are shown: not gone, and with a note or a person's name."""
    themes = _WALL.all(session.connection(), {"workshop": workshop_id})
    return [theme for theme in themes if theme.given_label or ledger.holds(theme.id)]


def _progress(group: Any, ledger: Ledger) -> dict[str, Any]:
    return {
        "id": group.id,
        "name": group.name,
        "participants": ledger.joined(group.id),
        "notes": ledger.written(group.id),
    }


def progress(session: Session, workshop_id: int) -> list[dict[str, Any]]:
    """How many have joined and written, by group."""
    ledger = Ledger().follow(session, workshop_id, 0, 0)
    return [_progress(group, ledger) for group in groups.named(session, workshop_id)]
