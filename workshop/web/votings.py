"""Votings: the phone's dots, and the console's calls."""

from flask import Response

from workshop.domain import votings
from workshop.messages.incoming import CastVote, OpenVoting
from workshop.web.board import act, facilitator_post
from workshop.web.edge import body, change_brief, device, ok
from workshop.web.participant import pages


@pages.put("/api/w/<code>/votes")
def vote(code: str) -> Response:
    votes, seq = change_brief(code, "participant", votings.cast, device(), body(CastVote))
    return ok(votes=votes, seq=seq)


@facilitator_post("/voting")
def open_voting(code: str) -> Response:
    return act(code, votings.open_voting, body(OpenVoting))


@facilitator_post("/voting/close")
def close_voting(code: str) -> Response:
    return act(code, votings.STAGE.close)


@facilitator_post("/voting/clear")
def clear_voting(code: str) -> Response:
    return act(code, votings.STAGE.clear)
