"""Votings: the phone's slip, dots, values and order, and the console's calls."""

from flask import Response

from workshop.domain import rankings, ratings, undo, votings
from workshop.messages.voting import CastVote, OpenVoting, RankOptions, RateOption, UseSlip
from workshop.web.board import calls, facilitator_act
from workshop.web.edge import change, facilitator_call, ok
from workshop.web.participant import phone_write

phone_write("PUT", "/votes", "vote", votings.cast, CastVote, "votes")
phone_write("PUT", "/ratings", "rate", ratings.rate, RateOption, "votes")
phone_write("PUT", "/rankings", "rank", rankings.rank, RankOptions, "votes")
phone_write("POST", "/slip", "use_slip", votings.use_slip, UseSlip, "slip")
facilitator_act("/voting", "open_voting", votings.open_voting, OpenVoting)


@calls.get("/voting")
@facilitator_call
def votes_so_far(code: str) -> Response:
    voting, _seq = change(code, undo.ACTOR, votings.so_far)
    return ok(voting=voting)


facilitator_act("/voting/close", "close_voting", votings.STAGE.close)
facilitator_act("/voting/clear", "clear_voting", votings.STAGE.clear)
