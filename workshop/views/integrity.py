"""Checks of the stored data: changes numbered without gaps; notes, reactions, votes, what is attached."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import attached, workshops
from workshop.domain.voting_kinds import KINDS
from workshop.store.models import (
    ATTACHED,
    CardAnswer,
    Change,
    Lookback,
    Note,
    Participant,
    Reaction,
    SlipUse,
    Theme,
    Vote,
    Voting,
    Workshop,
)


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
    made, different, newest = session.execute(
        select(func.count(), func.count(func.distinct(Note.number)), func.max(Note.seq)).where(of_notes)
    ).one()
    if not made == different == workshop.notes_made:
        faults.append(f"{workshop.code}: notes {made}, different numbers {different}, made {workshop.notes_made}")
    if (newest or 0) > workshop.seq:
        faults.append(f"{workshop.code}: seq {workshop.seq}, a note has {newest}")
    there = select(Theme.id).where(Theme.workshop_id == workshop.id)
    strayed = (of_notes, col(Note.theme_id).is_not(None), col(Note.theme_id).not_in(there))
    if lost := _count(session, select(func.count()).select_from(Note).where(*strayed)):
        faults.append(f"{workshop.code}: {lost} notes in themes that are nowhere")
    seen = (of_notes, Note.unchecked > 0, col(Note.hidden).is_(False), col(Note.deleted).is_(False))
    if shown := _count(session, select(func.count()).select_from(Note).where(*seen)):
        faults.append(f"{workshop.code}: {shown} notes wait for approval, but are not hidden")
    return [*faults, *_faults_of_opinions(session, workshop), *_faults_of_attached(session, workshop)]


def _faults_of_opinions(session: Session, workshop: Workshop) -> list[str]:
    """Find notes whose count of reactions is wrong, and phones that gave too many dots."""
    agreeing = (
        select(func.count())
        .where(Reaction.workshop_id == Note.workshop_id, Reaction.note_id == Note.id, col(Reaction.agrees).is_(True))
        .scalar_subquery()
    )
    wrong = select(func.count()).select_from(Note).where(Note.workshop_id == workshop.id, Note.agreed != agreeing)
    faults = []
    if miscounted := _count(session, wrong):
        faults.append(f"{workshop.code}: {miscounted} notes miscount who agrees")
    sharing = [kind.name for kind in KINDS.values() if kind.gives == "dots"]
    given = (
        select(Vote.voting_id)
        .join(Voting, col(Voting.id) == Vote.voting_id)
        .where(Vote.workshop_id == workshop.id, col(Voting.kind).in_(sharing))
        .group_by(col(Vote.voting_id), col(Vote.token), col(Voting.dots))
        .having(func.sum(Vote.dots) > col(Voting.dots))
    )
    if greedy := _count(session, select(func.count()).select_from(given.subquery())):
        faults.append(f"{workshop.code}: {greedy} phones gave more dots than they had")
    used = select(func.count()).where(SlipUse.voting_id == Voting.id).scalar_subquery()
    voters = select(func.count(func.distinct(Vote.token))).where(Vote.voting_id == Voting.id).scalar_subquery()
    without = select(func.count()).where(Voting.workshop_id == workshop.id, col(Voting.slips).is_(True), voters > used)
    if stuffed := _count(session, without):
        faults.append(f"{workshop.code}: {stuffed} votings by slip have more voters than slips")
    return [*faults, *_faults_of_cards(session, workshop)]


def _faults_of_cards(session: Session, workshop: Workshop) -> list[str]:
    """Find last year's cards whose counts of answers are not those of the phones' answers."""
    by = (col(CardAnswer.lookback_id), col(CardAnswer.card), col(CardAnswer.value))
    query = select(*by, func.count()).where(CardAnswer.workshop_id == workshop.id).group_by(*by)
    given = Counter({(row[0], row[1], row[2]): row[3] for row in session.execute(query)})
    counted = Counter(
        {
            (row.id, card, value): count
            for row in session.execute(select(Lookback).where(Lookback.workshop_id == workshop.id)).scalars()
            for card, counts in row.given.items()
            for value, count in counts.items()
        }
    )
    return [f"{workshop.code}: last year's cards miscount their answers"] if given != counted else []


def _faults_of_attached(session: Session, workshop: Workshop) -> list[str]:
    """Find what is attached to nothing, and notes and themes whose counts of it are wrong."""
    faults = []
    for name, its in ATTACHED.items():
        rows: Any = its
        for table, of in ((Note, "note_id"), (Theme, "theme_id")):
            parents, model, parent = table.__name__.lower() + "s", cast(Any, table), getattr(rows, of)
            on = (rows.workshop_id == model.workshop_id, parent == model.id, col(rows.deleted).is_(False))
            there = select(func.count()).where(*on)
            shown = there.where(col(rows.hidden).is_(False)).scalar_subquery()
            hidden = there.where(col(rows.hidden).is_(True)).scalar_subquery()
            wrong = (getattr(model, name) != shown) | (getattr(model, f"{name}_hidden") != hidden)
            if miscounted := _count(session, select(func.count()).where(model.workshop_id == workshop.id, wrong)):
                faults.append(f"{workshop.code}: {miscounted} {parents} miscount their {name}")
            ids = select(model.id).where(model.workshop_id == workshop.id)
            # Without any theme, NOT IN is true of NULL too.
            astray = (col(parent).is_not(None), col(parent).not_in(ids))
            strays = select(func.count()).where(rows.workshop_id == workshop.id, *astray)
            if lost := _count(session, strays):
                faults.append(f"{workshop.code}: {lost} {name} on {parents} that are nowhere")
        whole = attached.figures(session, name, workshop.id)
        if whole["received"] != whole["shown"] + whole["hidden"] + whole["withdrawn"] or whole["shown"] < 0:
            faults.append(f"{workshop.code}: {name} do not add up: {whole}")
    return faults


def _count(session: Session, query: object) -> int:
    return int(session.execute(query).scalar_one())  # type: ignore[call-overload]
