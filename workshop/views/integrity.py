"""Checks of the stored data: changes numbered without gaps, every note, reaction, vote and comment accounted for."""

from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import remarks, workshops
from workshop.store.models import Change, Comment, Note, Participant, Reaction, Theme, Vote, Voting, Workshop


@dataclass(frozen=True)
class Checked:
    """Counts, and `faults`, a line each."""

    workshops: int
    participants: int
    notes: int
    changes: int
    faults: tuple[str, ...]


def everything(session: Session) -> Checked:
    found = workshops.every(session)
    faults = [fault for workshop in found for fault in _faults(session, workshop)]
    return Checked(
        workshops=len(found),
        participants=_count(session, select(func.count()).select_from(Participant)),
        notes=_count(session, select(func.count()).select_from(Note).where(col(Note.deleted).is_(False))),
        changes=_count(session, select(func.count()).select_from(Change)),
        faults=tuple(faults),
    )


def _faults(session: Session, workshop: Workshop) -> list[str]:
    mine = Change.workshop_id == workshop.id
    changes, first, last = session.execute(
        select(func.count(), func.min(Change.seq), func.max(Change.seq)).where(mine)
    ).one()
    faults = []
    if (changes, first or 0, last or 0) != (workshop.seq, min(workshop.seq, 1), workshop.seq):
        faults.append(f"{workshop.code}: seq {workshop.seq}, changes {changes} ({first}–{last})")
    of_notes = Note.workshop_id == workshop.id
    made, highest, newest = session.execute(
        select(func.count(), func.max(Note.number), func.max(Note.seq)).where(of_notes)
    ).one()
    if made != workshop.notes_made or (highest or 0) != workshop.notes_made:
        faults.append(f"{workshop.code}: notes {made}, numbered to {highest}, made {workshop.notes_made}")
    if (newest or 0) > workshop.seq:
        faults.append(f"{workshop.code}: seq {workshop.seq}, a note has {newest}")
    there = select(Theme.id).where(Theme.workshop_id == workshop.id)
    strayed = (of_notes, col(Note.theme_id).is_not(None), col(Note.theme_id).not_in(there))
    if lost := _count(session, select(func.count()).select_from(Note).where(*strayed)):
        faults.append(f"{workshop.code}: {lost} notes in themes that are nowhere")
    return [*faults, *_faults_of_opinions(session, workshop), *_faults_of_comments(session, workshop)]


def _faults_of_opinions(session: Session, workshop: Workshop) -> list[str]:
    """Find notes whose count of reactions is wrong, and people who gave too many dots."""
    agreeing = (
        select(func.count())
        .where(Reaction.workshop_id == Note.workshop_id, Reaction.note_id == Note.id, col(Reaction.agrees).is_(True))
        .scalar_subquery()
    )
    wrong = select(func.count()).select_from(Note).where(Note.workshop_id == workshop.id, Note.agreed != agreeing)
    faults = []
    if miscounted := _count(session, wrong):
        faults.append(f"{workshop.code}: {miscounted} notes miscount who agrees")
    given = (
        select(Vote.voting_id)
        .join(Voting, col(Voting.id) == Vote.voting_id)
        .where(Vote.workshop_id == workshop.id)
        .group_by(col(Vote.voting_id), col(Vote.participant_id), col(Voting.dots))
        .having(func.sum(Vote.dots) > col(Voting.dots))
    )
    if greedy := _count(session, select(func.count()).select_from(given.subquery())):
        faults.append(f"{workshop.code}: {greedy} people gave more dots than they had")
    return faults


def _faults_of_comments(session: Session, workshop: Workshop) -> list[str]:
    """Find comments without a note or theme, and notes and themes whose counts of comments are wrong."""
    faults = []
    for table, parent in ((Note, col(Comment.note_id)), (Theme, col(Comment.theme_id))):
        name, model = table.__name__.lower() + "s", cast(Any, table)
        on = (Comment.workshop_id == model.workshop_id, parent == model.id, col(Comment.deleted).is_(False))
        there = select(func.count()).where(*on)
        shown = there.where(col(Comment.hidden).is_(False)).scalar_subquery()
        hidden = there.where(col(Comment.hidden).is_(True)).scalar_subquery()
        wrong = (model.comments != shown) | (model.comments_hidden != hidden)
        if miscounted := _count(session, select(func.count()).where(model.workshop_id == workshop.id, wrong)):
            faults.append(f"{workshop.code}: {miscounted} {name} miscount their comments")
        ids = select(model.id).where(model.workshop_id == workshop.id)
        strays = select(func.count()).where(Comment.workshop_id == workshop.id, parent.not_in(ids))
        if lost := _count(session, strays):
            faults.append(f"{workshop.code}: {lost} comments on {name} that are nowhere")
    whole = remarks.figures(session, workshop.id)
    if whole["received"] != whole["shown"] + whole["hidden"] + whole["withdrawn"] or whole["shown"] < 0:
        faults.append(f"{workshop.code}: comments do not add up: {whole}")
    return faults


def _count(session: Session, query: object) -> int:
    return int(session.execute(query).scalar_one())  # type: ignore[call-overload]
