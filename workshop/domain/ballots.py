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
from workshop.store.models import Vote, Voting

VOTING = "voting"


class Ballot(NamedTuple):
    """A phone's write to a voting. `voter` and what write_of returns are marks (marks.py)."""

    voting: Voting
    device: str
    write_id: str

    @property
    def voter(self) -> str:
        return marks.token(self.device, VOTING, self.voting.id)

    @property
    def write(self) -> str:
        return marks.order(self.device, VOTING, self.voting.id, self.write_id)

    def write_of(self, option: str) -> str:
        """Return what rises with the phone's writes that touch several options at once."""
        return marks.order(self.device, VOTING, f"{self.voting.id} {option}", self.write_id)

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


def ballot(change: Changing, device: str, voting_id: int, write_id: str, gives: str, options: Iterable[str]) -> Ballot:
    """Return the phone's ballot.

    Raises NotJoined, UnknownOption, and OtherKind where the voting takes something else.
    """
    participants.find(change.session, change, device)
    change.round_time()
    voting = change.session.get(Voting, voting_id)
    if voting is None or voting.workshop_id != change.id:
        raise UnknownOption
    if KINDS[voting.kind].gives != gives:
        raise OtherKind
    if not set(options) <= {option["theme_id"] for option in voting.options}:
        raise UnknownOption
    return Ballot(voting, device, write_id)


def check_open(change: Changing, voting: Voting, device: str) -> None:
    """Raises VotingClosed, SlipNeeded."""
    if voting.state != OPEN:
        raise VotingClosed
    if voting.slips and not slips.used_by(change.session, voting.id, device):
        raise SlipNeeded


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
