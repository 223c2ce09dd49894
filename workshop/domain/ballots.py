"""What every write of a vote has in common: who may give, to which options, and which write is the newest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import marks, participants, slips
from workshop.domain.stage import OPEN
from workshop.domain.voting_kinds import KINDS
from workshop.errors import OtherKind, SlipNeeded, UnknownOption, VotingClosed
from workshop.feed import Changing
from workshop.messages.voting import CastVote, RankOptions, RateOption
from workshop.store.models import Vote, Voting

VOTING = "voting"
_Write = CastVote | RateOption | RankOptions


class Ballot(NamedTuple):
    """A phone's write to a voting. `voter` and what write_of returns are marks (marks.py)."""

    voting: Voting
    device: str
    write_id: str
    number: int

    @property
    def voter(self) -> str:
        return voter_of(self.device, self.voting.id, self.number)

    @property
    def write(self) -> str:
        about = f"{self.voting.id}#{self.number}" if self.number else self.voting.id
        return marks.order(self.device, VOTING, about, self.write_id)

    def write_of(self, option: str) -> str:
        """Return what rises with the phone's writes that touch several options at once."""
        return marks.order(self.device, VOTING, f"{self.voting.id}#{self.number} {option}", self.write_id)

    def row(self, session: Session, option: str) -> Vote | None:
        return session.get(Vote, (self.voting.id, self.voter, option))

    def rows(self, session: Session) -> dict[str, Vote]:
        """Return the phone's rows by their options."""
        query = select(Vote).where(Vote.voting_id == self.voting.id, Vote.token == self.voter)
        return {row.theme_id: row for row in session.execute(query).scalars()}

    def new(self, session: Session, option: str) -> Vote:
        """Return a row that gives nothing yet."""
        row = Vote(
            voting_id=self.voting.id,
            token=self.voter,
            theme_id=option,
            workshop_id=self.voting.workshop_id,
            dots=0,
            last_write="",
        )
        session.add(row)
        return row


def ballot(change: Changing, device: str, message: _Write, gives: str, options: Iterable[str]) -> Ballot:
    """Return the phone's ballot.

    Raises NotJoined, UnknownOption, and OtherKind where the voting takes something else.
    """
    participants.find(change.session, change, device)
    change.round_time()
    voting = change.session.get(Voting, message.voting_id)
    if voting is None or voting.workshop_id != change.id:
        raise UnknownOption
    if KINDS[voting.kind].gives != gives:
        raise OtherKind
    if not set(options) <= {option["theme_id"] for option in voting.options}:
        raise UnknownOption
    return Ballot(voting, device, message.id, message.ballot)


def check_open(change: Changing, own: Ballot) -> None:
    """Raises VotingClosed; SlipNeeded, also for a ballot of another person where one does not vote by slip."""
    if own.voting.state != OPEN:
        raise VotingClosed
    by_slip = own.voting.slips or own.number
    if by_slip and not slips.used_by(change.session, own.voting.id, own.device, own.number):
        raise SlipNeeded


def voter_of(device: str, voting_id: int, number: int) -> str:
    """Return the token of the phone's ballot of this number; no token leads to another."""
    return marks.mark(device, "token", VOTING, voting_id, number) if number else marks.token(device, VOTING, voting_id)


def record(change: Changing, voting: Voting) -> None:
    change.record(Kind.VOTE, voting, subject=str(voting.id))
    change.session.flush()


def dots_of(session: Session, voting_id: int | None, voter: str) -> dict[str, int]:
    """Return what this token gave, by option, without options that have nothing."""
    if voting_id is None:
        return {}
    query = select(Vote.theme_id, Vote.dots).where(Vote.voting_id == voting_id, Vote.token == voter, col(Vote.dots) > 0)
    return {str(theme_id): int(dots) for theme_id, dots in session.execute(query)}


def values_of(session: Session, voting: Voting, voter: str) -> dict[str, list[int]]:
    """Return the values that this token gave, by option, without options that have none; 0 where one is missing."""
    scales = len(KINDS[voting.kind].scales)
    query = select(Vote.theme_id, Vote.dots, Vote.second).where(Vote.voting_id == voting.id, Vote.token == voter)
    found = {str(row[0]): [int(row[1]), int(row[2])][:scales] for row in session.execute(query)}
    return {option: values for option, values in found.items() if any(values)}
