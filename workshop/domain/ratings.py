"""Ratings and matrices: each phone gives an option a value from 1 to 5 on each scale of the voting."""

from __future__ import annotations

from workshop.domain import ballots
from workshop.domain.voting_kinds import KINDS
from workshop.errors import OtherKind
from workshop.feed import Changing
from workshop.messages.voting import RateOption


def rate(change: Changing, device: str, message: RateOption) -> dict[str, list[int]]:
    """Set one's values of an option, 0 for none; return all of one's values, {option: values}.

    A write that is not newer than the last one on this option changes nothing. In a matrix an option counts once it
    has both values. Raises NotJoined, UnknownOption, OtherKind, VotingClosed, SlipNeeded.
    """
    option = message.theme_id
    own = ballots.ballot(change, device, message, "values", [option])
    voting, session = own.voting, change.session
    if len(message.values) != len(KINDS[voting.kind].scales):
        raise OtherKind
    row = own.row(session, option)
    if row and own.write <= row.last_write:
        return ballots.values_of(session, voting, own.voter)
    ballots.check_open(change, own)
    row = row or own.new(session, option)
    row.last_write = own.write
    first, second = (*message.values, 0)[:2]
    if (row.dots, row.second) != (first, second):
        row.dots, row.second = first, second
        ballots.record(change, voting)
    session.flush()
    return ballots.values_of(session, voting, own.voter)
