"""Requests for a preview of a full regrouping: by the facilitator, and at the end of a phase."""

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.feed import Changing
from workshop.messages.incoming import AskRegrouping
from workshop.store.models import Note, Phase, Proposal, Workshop

WANTED = "wanted"


def ask(change: Changing, message: AskRegrouping) -> None:
    """Request previews of one category or all, with this `fineness` from now on: -1 (coarser) to 1 (finer)."""
    if message.fineness is not None:
        change.workshop.fineness = message.fineness
    keys = [category["key"] for category in change.workshop.categories]
    for key in keys if message.category is None else [key for key in keys if key == message.category]:
        want(change, key)


def at_end_of(change: Changing, phase: Phase) -> None:
    """Request previews of the phase's categories that have notes."""
    for key in phase.categories:
        written = select(Note.id).where(Note.workshop_id == change.id, Note.category == key).limit(1)
        if change.session.execute(written).first() is not None:
            want(change, key)


def wanted(session: Session) -> list[tuple[int, str, str]]:
    """Return (workshop id, code, category) of the requested previews."""
    query = (
        select(Proposal.workshop_id, Workshop.code, Proposal.category)
        .join(Workshop, col(Workshop.id) == Proposal.workshop_id)
        .where(Proposal.state == WANTED)
    )
    return [(int(row[0]), str(row[1]), str(row[2])) for row in session.execute(query)]


def want(change: Changing, category: str) -> None:
    """Request the preview of one category."""
    proposal = change.session.get(Proposal, (change.id, category)) or Proposal(
        workshop_id=change.id, category=category, state=WANTED
    )
    proposal.state, proposal.arrangement, proposal.summary = WANTED, {}, {}
    change.record(Kind.ASK_REGROUPING, proposal, subject=category)
