"""The deltas of boards, for the first page, live updates and catch-up alike.

A delta contains the present rows whose `seq` is after the client's, and may be applied twice. No delta names the writer
of a note, and the projector's contains no hidden one, and none behind a veil (domain/veil.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any, Literal

from sqlalchemy.orm import Session

from workshop.domain import (
    activities,
    asked_before,
    attached,
    checking,
    consoles,
    differences,
    focus_issues,
    former_names,
    groups,
    heartbeat,
    links,
    next_step,
    phases,
    proposals,
    redo,
    undo,
    veil,
    workshops,
)
from workshop.domain.stage import ASKED
from workshop.domain.veil import Veil
from workshop.messages.outgoing import BoardTheme, FormerTheme, PhaseShown, of_row
from workshop.store.statements import boards as sql
from workshop.store.statements.people import DEVICES
from workshop.store.statements.workshops import HEAD, HEADS
from workshop.views import deltas, figures, focus_board, icebreakers
from workshop.views.ledger import Ledger
from workshop.views.phones import phone as phone

View = Literal["console", "projector"]
EXAMPLES = 3
# A delta with more is large, as after an import or a regrouping.
_FEW_NOTES, _FEW_THEMES = 150, 40
# The page of a board with more is sent before they are read (static/js/parts/board/notes_list.js has the same).
MANY = 400
_SIZE = sql.size_of_delta(_FEW_NOTES, _FEW_THEMES)


def board(
    session: Session, code: str, view: View, since: int = 0, language: str = "th", ledger: Ledger | None = None
) -> dict[str, Any]:
    """Return the console's or the projector's delta; with `since` 0 everything. For `ledger` see `of`."""
    return of(session, code, [view], since, language, ledger, asked=True)[view]


def first(session: Session, code: str, language: str) -> tuple[dict[str, Any], bool]:
    """Return what the console's page begins with, and whether it asks for its notes by itself, as they are many."""
    workshop = workshops.row(session, code)
    if workshop.notes_made <= MANY:
        return board(session, code, "console", language=language), False
    return {"workshop": deltas.facts(workshop, language)}, True


def of(
    session: Session,
    code: str,
    views: Sequence[View],
    since: int = 0,
    language: str = "th",
    ledger: Ledger | None = None,
    rest: Callable[[], None] = lambda: None,
    asked: bool = False,
) -> dict[View, dict[str, Any]]:
    """Return the deltas of these views, from one reading of the workshop; they share no mutable parts.

    `rest` is called between steps, so that other greenlets may run. `ledger` is cached by callers that get every delta
    of the workshop; without one all notes are counted. With one, `progress` has the groups that changed, else `groups`
    has them all. `asked`: see deltas.known.
    """
    workshop, connection = workshops.row(session, code), session.connection()
    here = workshop.id
    since = deltas.known(workshop, since, asked)
    full = since <= 0
    newest = groups.newest(session, here)
    every_group = ledger is None or full or max(workshop.facts_seq, newest) > since
    ledger = ledger or Ledger()
    # On PostgreSQL a query sees what was committed meanwhile; the next delta contains that too.
    values = {"workshop": here, "since": since, "upto": workshop.seq}
    rows = sql.NOTES_BETWEEN.all(connection, values)
    rest()
    ledger.follow(session, here, workshop.seq, newest, rows if since <= max(0, ledger.seq) else None)
    rest()
    delta = deltas.head(workshop, since)
    agenda = ledger.cached("agenda", lambda: _agenda(session, here))
    if full or workshop.facts_seq > since or any(seq > since for seq, _phase in agenda):
        delta["workshop"] = deltas.facts(workshop, language)
        delta["phases"] = [phase for _seq, phase in agenda]
    apart = any(phases.apart(phase["state"], phase["identity"], phase["late_until"]) for _seq, phase in agenda)
    delta |= {"code": workshop.code, "joined_seq": newest, "apart": apart}
    themes = sql.THEMES_BETWEEN.all(connection, values)
    rest()
    shown_phases = [phase for _seq, phase in agenda]
    veiled, again = veil.phases_of(shown_phases), veil.taken_off(shown_phases)
    parts = ledger.figures()
    delta["figures"] = {**vars(figures.total(parts)), "categories": {key: vars(part) for key, part in parts.items()}}
    delta["received"] = ledger.received()
    delta["grouping"] = _grouping_state(workshop.beat, parts)
    present = ledger.groups((newest, workshop.facts_seq), lambda: groups.named(session, here))
    delta["without_group"] = ledger.written(None)
    found: dict[View, dict[str, Any]] = {}
    for view in views:
        rest()
        found[view] = own = dict(delta)
        for part in activities.BOARD:
            own |= part(session, workshop, since, view == "console")
        own |= asked_before.news(session, workshop, since) | icebreakers.news(workshop, since)
        but = veiled if view == "projector" else frozenset()
        # If nobody joined, only notes change a group's figures. What is behind the veil counts for the whole room.
        wrote = {note.group_id for note in rows if note.phase_id not in but}
        taken_off = view == "projector" and any(seq > since and phase["id"] in again for seq, phase in agenda)
        moved = present if every_group or taken_off else [group for group in present if group.id in wrote]
        behind_it = ledger.written_in(but)
        own["groups" if every_group else "progress"] = [_progress(group, ledger, behind_it) for group in moved]
        own["without_group"] += sum(count for group, count in behind_it.items() if group is not None)
        own["notes"] = [_note(note, view) for note in rows if _shown(note, view, but)]
        own["gone"] = [] if full else [note.id for note in rows if _gone(note, view, but, again)]
        members = {theme.id: ledger.members(theme.id, but) for theme in themes}
        seen = _alive(themes, members, ledger, view == "console" or workshop.headings_shown)
        behind = veil.of(session, here) if but and seen else veil.NOTHING
        own["gone_themes"] = [] if full else [theme.id for theme in themes if theme.id not in seen]
        own["themes"] = [_theme(theme, members[theme.id], ledger, view, behind) for theme in themes if theme.id in seen]
        if view == "console":
            rest()
            own |= _for_facilitator(session, workshop, since, ledger, own["themes"], parts)
        elif workshop.shown:
            rest()
            own |= _for_page(session, workshop, since, ledger, veiled)
    return found


def _for_facilitator(
    session: Session,
    workshop: Any,
    since: int,
    ledger: Ledger,
    themes: list[dict[str, Any]],
    parts: dict[str, figures.Figures],
) -> dict[str, Any]:
    """Return the console's own part, after adding voices to `themes`; `voices`: those that changed of other themes."""
    all_of_them = since < ledger.voices_seq
    spoken = ledger.voices(ledger.themes() if all_of_them else [row["id"] for row in themes])
    for row in themes:
        row["voices"] = spoken.pop(row["id"], None)
    here = workshop.id
    wall = _wall(session, here, ledger)
    steps = ledger.cached("undo", lambda: undo.NEXT.of_each(session, here))
    undone = ledger.cached("redo", lambda: redo.NEXT.of_each(session, here))
    undos, redos = (
        {key: next_step.words(step) if step else None for key, step in of_each.items()} for of_each in (steps, undone)
    )
    return {
        "voices": spoken,
        **_linked(session, here, ledger),
        "balance": links.balance(parts, wall),
        "focus": ledger.cached("focus", lambda: focus_issues.view(session, here)),
        "former_themes": _former(session, here, ledger),
        "former_names": ledger.cached_of_themes("former_names", lambda: former_names.current(session, here)),
        "proposals": ledger.cached("proposals", lambda: proposals.current(session, here)),
        "differences": ledger.cached_of_themes("differences", lambda: differences.current(session, here)),
        "fineness": workshop.fineness,
        "undo": undos[""],
        "undos": undos,
        "redo": redos[""],
        "redos": redos,
        "consoles": ledger.cached("consoles", lambda: consoles.current(session, here)),
    }


def _for_page(session: Session, workshop: Any, since: int, ledger: Ledger, veiled: Set[int]) -> dict[str, Any]:
    """Return what the projector needs for the page that it shows in place of the wall, in every delta meanwhile; what
    the room was asked, only if it changed after `since`."""
    what, id, workshop_id = workshop.shown["what"], workshop.shown["id"], workshop.id
    if what == ASKED:
        if since > 0 and max(workshop.shown_seq, workshop.facts_seq, asked_before.seq(session, workshop, id)) <= since:
            return {}
        return {"asked_shown": asked_before.shown(session, workshop_id, id)}
    if what in ("answers", "chain"):
        return _linked(session, workshop_id, ledger, veiled)
    if what == "focus":
        return {
            "focus_shown": ledger.cached(
                "focus_shown", lambda: focus_issues.by_group(session, workshop_id, revealed=True)
            )
        }
    if what == "districts":
        # What units count is PASSING: beside what ends the cache, the board has a version of its own.
        known = ledger.cached("districts_shown", lambda: dict[tuple[Any, ...], Any]())
        version = focus_board.version(session, workshop_id)
        if version not in known:
            known.clear()
            known[version] = focus_board.shown(session, workshop_id)
        return {"districts_shown": known[version]}
    return {}


def _linked(session: Session, workshop_id: int, ledger: Ledger, but: Set[int] = frozenset()) -> dict[str, Any]:
    """Return {links, chain, gaps}, without what is known from the phases `but` alone; see `links.current`."""

    def read() -> dict[str, Any]:
        wall = [theme for theme in _wall(session, workshop_id, ledger) if not but or _seen(theme.id, ledger, but)]
        return links.current(session, workshop_id, wall, ledger.single(but), ledger.theme_of)

    return ledger.cached_of_themes(f"links {sorted(but)}", read)


def _seen(theme_id: str, ledger: Ledger, but: Set[int]) -> bool:
    """Return whether the theme is no secret of the phases `but`: it has a note of others, or none at all."""
    return bool(ledger.members(theme_id, but)) or not ledger.has_notes(theme_id)


def _alive(themes: Sequence[Any], members: Mapping[str, Set[str]], ledger: Ledger, headings: bool) -> set[str]:
    """Return the ids of the themes that a board shows, given the notes in each that it shows.

    Without one: those with a person's name, if they have no other notes either; own headings where boards show them.
    """

    def shown(theme: Any) -> bool:
        named = theme.given_label and (headings if theme.heading else not ledger.has_notes(theme.id))
        return not theme.gone and bool(members[theme.id] or named)

    return {theme.id for theme in themes if shown(theme)}


def of_small(
    session: Session, workshop_id: int, code: str, views: Sequence[View], since: int, *given: Any
) -> dict[View, dict[str, Any]] | None:
    """Return `of`, or None if so much changed that a step would take fifty milliseconds rather than one."""
    return of(session, code, views, since, *given) if small(session, workshop_id, since) else None


def small(session: Session, workshop_id: int, since: int) -> bool:
    """Return whether little changed since."""
    size = _SIZE.first(session.connection(), {"workshop": workshop_id, "since": since})
    return size is not None and size.notes <= _FEW_NOTES and size.themes <= _FEW_THEMES


def devices(session: Session, code: str) -> list[tuple[str, int]]:
    """Return (digest of the key, group) of the participants, for presence only."""
    return [(device, group_id) for device, group_id in session.connection().execute(DEVICES, {"code": code})]


def apart(session: Session, code: str) -> bool:
    """Return whether an anonymous phase is open or accepts late notes: then groups are not shown as they connect."""
    row = workshops.row(session, code)
    return any(phases.apart(phase.state, phase.identity, phase.late_until) for phase in phases.rows(session, row.id))


def heads(session: Session, codes: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return {code: (id, newest seq)} of those workshops that exist."""
    connection = session.connection()
    if len(codes) == 1:  # nearly always: asked ten times a second, and with each note
        one = HEAD.first(connection, {"code": codes[0]})
        return {} if one is None else {one.code: (one.id, one.seq)}
    found = connection.execute(HEADS, {"codes": list(codes)})
    return {code: (id_, seq) for code, id_, seq in found}


def _grouping_state(beat: str | None, parts: dict[str, figures.Figures]) -> str:
    """Return "ready", "working" (notes wait) or "stopped" (no recent heartbeat)."""
    if not heartbeat.recent(beat):
        return "stopped"
    return "working" if any(part.waiting for part in parts.values()) else "ready"


def _agenda(session: Session, workshop_id: int) -> list[tuple[int, PhaseShown]]:
    return [(phase.seq, of_row(PhaseShown, phase)) for phase in phases.rows(session, workshop_id)]


def _shown(note: Any, view: View, but: Set[int]) -> bool:
    return not note.deleted and (view == "console" or not (note.hidden or note.phase_id in but))


def _gone(note: Any, view: View, but: Set[int], again: Set[int]) -> bool:
    """Return whether the board may have the note still, which it shows no longer; `but`, `again`: phases behind a veil,
    those of them that were revealed once."""
    if note.phase_id in but:
        return note.phase_id in again
    return not _shown(note, view, but) and (note.deleted or note.unchecked != checking.NEW)


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
        **attached.counts(note, hidden=view == "console"),
        "at": note.at,
    }
    if note.signed:
        shown["signed"] = note.signed
    if note.erased:
        shown["erased"] = note.erased
    if note.card:
        shown["card"] = note.card
    if view == "console":
        shown |= {"placed": note.placed, "focus": focus_issues.on(note)}
        if note.late:
            shown["late"] = True
        if note.hidden_why:
            shown["hidden_why"] = note.hidden_why
        if note.unchecked:
            shown["unchecked"] = checking.words(note)
    return shown


def _theme(theme: Any, inside: Set[str], ledger: Ledger, view: View, behind: Veil) -> BoardTheme:
    """Return the theme with EXAMPLES examples: the grouping's choice, then the first of the notes `inside`."""
    chosen = [note_id for note_id in theme.examples if note_id in inside]
    if len(chosen) < EXAMPLES:
        chosen = list(dict.fromkeys([*chosen, *ledger.first(inside, EXAMPLES)]))
    shown = of_row(
        BoardTheme,
        theme,
        label=behind.label(theme),
        keywords=[] if theme.category in behind.quoted else theme.keywords,
        given=bool(theme.given_label),
        heading=bool(theme.heading),
        count=len(inside),
        examples=chosen[:EXAMPLES],
    )
    if view == "console":
        counts = attached.counts(theme, hidden=True)
        own: Any = {**counts, "locked": theme.locked, "subthemes": _subthemes(theme, inside)}
        shown |= own
    return shown


def _subthemes(theme: Any, inside: Set[str]) -> list[dict[str, Any]]:
    """Return the subthemes with their notes that are still in the theme, without empty ones."""
    parts = [{**part, "members": [name for name in part["members"] if name in inside]} for part in theme.subthemes]
    return [{**part, "count": len(part["members"])} for part in parts if part["members"]]


def _wall(session: Session, workshop_id: int, ledger: Ledger) -> list[links.Shown]:
    """Return the themes that are shown: not gone, and with a note or a person's label; no heading without a note,
    which is no problem that somebody could answer."""

    def read() -> list[links.Shown]:
        themes = sql.WALL.all(session.connection(), {"workshop": workshop_id})
        return [theme for theme in themes if ledger.has_notes(theme.id) or (theme.given_label and not theme.heading)]

    return ledger.cached_of_themes("wall", read)


def _former(session: Session, workshop_id: int, ledger: Ledger) -> list[FormerTheme]:
    """Return the themes to which something is attached and which no board shows."""
    rows = sql.THEMES_ATTACHED_TO.all(session.connection(), {"workshop": workshop_id})
    return [
        of_row(FormerTheme, row, label=row.given_label or row.label or "…")
        for row in rows
        if row.gone or not (row.given_label or ledger.has_notes(row.id))
    ]


def _progress(group: Any, ledger: Ledger, but: Mapping[int | None, int] | None = None) -> dict[str, Any]:
    return {
        "id": group.id,
        "name": group.name,
        "participants": group.brought + ledger.joined(group.id),
        "notes": ledger.written(group.id) - (but or {}).get(group.id, 0),
    }


def progress(session: Session, workshop_id: int, ledger: Ledger) -> list[dict[str, Any]]:
    """Return each group's counts of participants and notes."""
    return [_progress(group, ledger) for group in groups.named(session, workshop_id)]
