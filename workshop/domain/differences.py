"""How far the wall is from a fresh regrouping: found by the worker at calm moments, and bound to one change.

What was found is a Proposal in the state NOTICED or IGNORED. After a change that MATTERS to its category it is neither
shown nor applied, and is found anew.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import and_, case, func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import grouping, proposals, workshops
from workshop.domain.grouping import Arrangement
from workshop.domain.previews import WANTED
from workshop.domain.reading import Reading
from workshop.errors import Conflict
from workshop.feed import Changing, now_ms
from workshop.messages.incoming import OfChange
from workshop.store.models import Change, Note, Proposal, Workshop

NOTICED, IGNORED = "noticed", "ignored"
# A workshop is calm when nothing has changed for so long; one that rests for more than a day is left alone.
CALM_MS = 15_000
_RECENT_MS = 24 * 3600 * 1000
# Compared are categories of so many notes: fewer tell nothing, more take the worker too long beside new notes.
_FEWEST, _MOST = 8, 1_000
# So many notes, and this share of the category, differ much.
_LEAST, _SHARE = 3, 0.1
# What was ignored comes back when so many times as many notes would move.
_AGAIN = 2

_OF_A_CATEGORY = (Kind.GROUPING, Kind.REGROUP)
MATTERS = (
    *_OF_A_CATEGORY, Kind.EDITED, Kind.UNDO, Kind.REDO, Kind.EDIT_NOTE, Kind.DELETE_NOTE, Kind.ERASE_NOTE,
    Kind.HIDE_NOTE, Kind.UNHIDE_NOTE, Kind.CHECK_NOTES, Kind.MOVE_NOTE, Kind.PIN_NOTE, Kind.UNPIN_NOTE,
    Kind.RENAME_THEME, Kind.MERGE_THEMES, Kind.SPLIT_THEME, Kind.LOCK_THEME, Kind.UNLOCK_THEME, Kind.HEADINGS,
    Kind.ASK_REGROUPING, Kind.GLOSSARY, Kind.FOCUS_ISSUES,
)  # fmt: skip


def due(session: Session) -> list[tuple[int, str, str]]:
    """Return (workshop id, code, category) where it is calm, no note waits, and the last comparison is stale."""
    now = now_ms()
    newest = and_(col(Change.workshop_id) == Workshop.id, col(Change.seq) == Workshop.seq)
    calm = (
        select(Workshop.id, Workshop.code)
        .join(Change, newest)
        .where(Workshop.ended_at == 0, col(Change.at).between(now - _RECENT_MS, now - CALM_MS))
    )
    rows = session.execute(calm.order_by(col(Workshop.id))).all()
    return [(row[0], row[1], category) for row in rows for category in _to_compare(session, row[0])]


def _to_compare(session: Session, workshop_id: int) -> Iterator[str]:
    waiting = func.sum(case((col(Note.looked_at).is_(False), 1), else_=0))
    query = (
        select(Note.category)
        .where(Note.workshop_id == workshop_id, col(Note.deleted).is_(False), col(Note.hidden).is_(False))
        .group_by(col(Note.category))
        .having(func.count().between(_FEWEST, _MOST), func.count(col(Note.theme_id)) > 0, waiting == 0)
    )
    for category in session.execute(query.order_by(col(Note.category))).scalars():
        last = session.get(Proposal, (workshop_id, category))
        if last is None or not (last.state in (WANTED, proposals.READY) or _fresh(session, last)):
            yield category


def found(change: Changing, reading: Reading, arrangement: Arrangement) -> None:
    """Store how the wall differs, and record it where that is much."""
    proposal = change.session.get(Proposal, (change.id, reading.category))
    if proposal is None:
        proposal = Proposal(workshop_id=change.id, category=reading.category, state=IGNORED)
    if proposal.state in (WANTED, proposals.READY):
        return
    ignored = int(proposal.summary.get("ignored", 0))
    if proposal.state == proposals.DROPPED:
        ignored = int(proposal.summary.get("moved", 0))
    proposal.read_at = reading.seq
    change.session.add(proposal)
    if not _fresh(change.session, proposal):
        return
    moves, inside = _moves(reading, arrangement), sum(place[0] is not None for place in reading.places.values())
    if len(moves) >= max(_LEAST, _SHARE * inside, _AGAIN * ignored):
        proposal.state, proposal.arrangement = NOTICED, grouping.as_data(arrangement)
        proposal.summary = {"moved": len(moves), "of": len(reading.notes), "moves": moves, "ignored": ignored}
        change.record(Kind.NOTICE, proposal, subject=reading.category)
    else:
        proposal.state, proposal.arrangement, proposal.summary = IGNORED, {}, {"ignored": ignored}


def current(session: Session, workshop_id: int) -> list[dict[str, Any]]:
    """Return [{category, seq, moved, of}] for the console: what is noticed and still true."""
    query = select(Proposal).where(Proposal.workshop_id == workshop_id, Proposal.state == NOTICED)
    rows = session.execute(query.order_by(col(Proposal.category))).scalars()
    return [
        {"category": row.category, "seq": row.read_at, "moved": row.summary["moved"], "of": row.summary["of"]}
        for row in rows
        if _fresh(session, row)
    ]


def moves(session: Session, code: str, category: str) -> dict[str, Any]:
    """Return {seq, moves}: each note that would move, with the labels of its theme now and then ("" for none).

    Raises Conflict where nothing is noticed, or it is stale.
    """
    proposal = _noticed(session, workshops.find(session, code).id, category)
    return {"seq": proposal.read_at, "moves": proposal.summary["moves"]}


def apply(change: Changing, category: str, message: OfChange) -> int:
    """Carry out what was noticed at this change; return how many notes moved. Raises Conflict where it is stale."""
    return proposals.carry_out(change, _noticed(change.session, change.id, category, message.seq))


def ignore(change: Changing, category: str, message: OfChange) -> None:
    """Leave the wall as it is. Raises Conflict where it is stale."""
    proposal = _noticed(change.session, change.id, category, message.seq)
    proposal.state, proposal.arrangement = IGNORED, {}
    proposal.summary = {"ignored": proposal.summary["moved"]}
    change.record(Kind.IGNORE_NOTICE, proposal, subject=category)


def _noticed(session: Session, workshop_id: int, category: str, seq: int | None = None) -> Proposal:
    proposal = session.get(Proposal, (workshop_id, category))
    if proposal is None or proposal.state != NOTICED or seq not in (None, proposal.read_at):
        raise Conflict
    if not _fresh(session, proposal):
        raise Conflict
    return proposal


def _fresh(session: Session, proposal: Proposal) -> bool:
    """Return whether nothing that matters to the category has changed since it was read."""
    of_another = col(Change.kind).in_(_OF_A_CATEGORY) & (col(Change.subject) != proposal.category)
    later = select(Change.seq).where(
        Change.workshop_id == proposal.workshop_id,
        Change.seq > proposal.read_at,
        col(Change.kind).in_(MATTERS),
        ~of_another,
    )
    return session.execute(later.limit(1)).first() is None


def _moves(reading: Reading, arrangement: Arrangement) -> list[dict[str, Any]]:
    now = {theme.id: theme.given_label or theme.label or "…" for theme in reading.known}
    then = {note_id: theme for theme in arrangement.themes for note_id in theme.members}
    rows = []
    for note in reading.notes:
        old, new = reading.places[note.id][0], then.get(note.id)
        if old != (new.id if new else None):
            label = now.get(new.id, new.label) if new else ""
            fresh = new is not None and new.id not in now
            rows.append({"id": note.id, "from": now.get(old or "", ""), "to": label, "new": fresh})
    return sorted(rows, key=lambda row: (row["to"], row["from"], row["id"]))
