"""Votings: the phone's slip and dots, and the console's calls."""

from workshop.domain import votings
from workshop.messages.incoming import CastVote, OpenVoting, UseSlip
from workshop.web.board import facilitator_act
from workshop.web.participant import phone_write

phone_write("PUT", "/votes", "vote", votings.cast, CastVote, "votes")
phone_write("POST", "/slip", "use_slip", votings.use_slip, UseSlip, "slip")
facilitator_act("/voting", "open_voting", votings.open_voting, OpenVoting)
facilitator_act("/voting/close", "close_voting", votings.STAGE.close)
facilitator_act("/voting/clear", "clear_voting", votings.STAGE.clear)
