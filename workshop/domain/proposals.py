"""Full regroupings: previewed, then applied or dropped; changes of people since the reading are preserved."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import grouping, old_words
from workshop.domain.grouping import Arrangement
from workshop.domain.previews import WANTED
from workshop.domain.reading import Reading
from workshop.errors import Conflict
from workshop.feed import Changing
from workshop.store.models import Proposal

READY, APPLIED, DROPPED = "ready", "applied", "dropped"


def ready(change: Changing, reading: Reading, found: Arrangement) -> None:
    """Store the worker's preview; drop it at once if it would change nothing."""
    proposal = change.session.get(Proposal, (change.id, reading.category))
    if proposal is None or proposal.state != WANTED:
        return
    proposal.summary = summary(reading, found)
    proposal.arrangement = grouping.as_data(found)
    proposal.read_at = reading.seq
    proposal.state = READY if proposal.summary["moved"] or proposal.summary["relabelled"] else DROPPED
    change.record(Kind.PROPOSAL_READY, proposal, subject=reading.category)
    old_words.catch_up(change, {note.id: note.text for note in reading.notes}, reading.seq)


def drop(change: Changing, category: str) -> None:
    """Drop the preview. Raises Conflict without one."""
    proposal = find_ready(change.session, change.id, category)
    proposal.state = DROPPED
    change.record(Kind.DROP_PROPOSAL, proposal, subject=category)


def carry_out(change: Changing, proposal: Proposal) -> int:
    """Write the stored arrangement; return how many notes moved."""
    category, found = proposal.category, grouping.from_data(proposal.arrangement)
    reading = grouping.read(change.session, change.id, change.workshop.code, category)
    before = grouping.places(change.session, change.id, category)
    moved = grouping.write(change, Reading(**{**vars(reading), "seq": proposal.read_at}), found, parts=True)
    proposal.state = APPLIED
    known = {row[1] for row in before if row[0] == "theme"}
    made = [["theme", theme.id, {"gone": True}] for theme in moved.themes if theme.id not in known]
    change.session.add_all(moved.themes)
    followed, moved_to = grouping.follow_notes(change, reading)
    rows = {"rows": before + made + followed}
    touched = [proposal, *moved.notes, *moved.themes, *(theme for theme in moved_to if theme not in moved.themes)]
    change.record(Kind.REGROUP, *touched, subject=category, before=rows, shown=False)
    return len(moved.notes)


def current(session: Session, workshop_id: int) -> list[dict[str, Any]]:
    """Return the requested and ready previews for the console."""
    query = select(Proposal).where(Proposal.workshop_id == workshop_id, col(Proposal.state).in_([WANTED, READY]))
    rows = session.execute(query.order_by(col(Proposal.category))).scalars()
    return [{"category": row.category, "state": row.state, **row.summary} for row in rows]


def summary(reading: Reading, found: Arrangement) -> dict[str, Any]:
    """Return how the arrangement differs from the present; see `compared`."""
    old = {note_id: theme.id for theme in reading.known for note_id in theme.members}
    new = {note_id: theme.id for theme in found.themes for note_id in theme.members}
    labels = {theme.id: theme.given_label or theme.label for theme in reading.known}
    return compared(old, new, labels, {theme.id: theme.label for theme in found.themes})


def compared(
    old: Mapping[str, str], new: Mapping[str, str], labels: Mapping[str, str | None], then: Mapping[str, str | None]
) -> dict[str, Any]:
    """Return counts of what changes, and the new themes, largest first.

    `old` and `new` are {note: theme}, `labels` and `then` {theme: label}. A theme is split if several new ones have
    notes of it; themes are merged if a new one has notes of several.
    """
    into: dict[str, set[str]] = {}
    out_of: dict[str, set[str]] = {}
    for note_id in old.keys() & new.keys():
        into.setdefault(old[note_id], set()).add(new[note_id])
        out_of.setdefault(new[note_id], set()).add(old[note_id])
    counts = Counter(new.values())
    return {
        "split": sum(len(targets) > 1 for targets in into.values()),
        "merged": sum(len(sources) > 1 for sources in out_of.values()),
        "moved": sum(old.get(note_id) != new.get(note_id) for note_id in old.keys() | new.keys()),
        "relabelled": sum(labels.get(key, label) != label for key, label in then.items()),
        "before": len(set(old.values())),
        "after": len(counts),
        "themes": [
            {"id": key, "label": then[key], "count": count, "new": key not in labels}
            for key, count in sorted(counts.items(), key=lambda of: (-of[1], of[0]))
        ],
    }


def find_ready(session: Session, workshop_id: int, category: str) -> Proposal:
    """Return the preview that waits for an answer. Raises Conflict without one."""
    proposal = session.get(Proposal, (workshop_id, category))
    if proposal is None or proposal.state != READY:
        raise Conflict
    return proposal
