"""What comes in and what screens are sent of a voting. As in incoming.py and outgoing.py."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from pydantic import Field

from workshop.messages.incoming import Message, PhoneId, Ref, RowId

Kind = Literal["dots", "rating", "ranking", "effort_impact", "urgency_importance"]
_Option = Annotated[Ref, Field(max_length=80)]
# Of the people whom a scribe's phone votes for by slip, in order; 0: its own.
_Ballot = Annotated[int, Field(ge=0, le=200)]
_Value = Annotated[int, Field(ge=0, le=5)]


class OpenVoting(Message):
    """On themes, notes, points of groups, or `lines` as typed.

    `dots`: of each voter; of a ranking, how many one puts in order.
    """

    kind: Kind = "dots"
    source: Literal["themes", "notes", "points", "lines"] = "themes"
    category: Ref | None = Field(default=None, max_length=60)
    lines: str = Field(default="", max_length=12_000)
    dots: int = Field(default=3, ge=1, le=10)
    title: str = Field(default="", max_length=400)
    slips: bool = False


class CastVote(Message):
    id: PhoneId
    voting_id: RowId
    theme_id: _Option
    dots: int = Field(ge=0, le=10)
    ballot: _Ballot = 0


class RateOption(Message):
    """`values` from 1 to 5, one for each scale of the kind; 0: none yet."""

    id: PhoneId
    voting_id: RowId
    theme_id: _Option
    values: list[_Value] = Field(min_length=1, max_length=2)
    ballot: _Ballot = 0


class RankOptions(Message):
    """`order`: what one has put in order, the first place first."""

    id: PhoneId
    voting_id: RowId
    order: list[_Option] = Field(max_length=30)
    ballot: _Ballot = 0


class UseSlip(Message):
    """`slip`: its code as typed, or the link of its QR."""

    voting_id: RowId
    slip: str = Field(max_length=400)
    ballot: _Ballot = 0


class OptionShown(TypedDict):
    """`place` from 1, the same for as many votes, then `tied`; None with `votes`, without a vote, and for answers.

    label     "" of an answer to the list of actions, for which each screen has its own words
    category  its name where themes of several can be chosen, else ""
    votes     dots, points of a ranking, or how many gave it values
    means     of its values, one for each scale, with two places; None without a value
    spread    how many gave 1, 2, 3, 4 and 5, a list for each scale
    corner    of the matrix, by its name in domain/voting_kinds.py; "" on a line between two
    firsts    how many put it first in a ranking
    """

    theme_id: str
    label: str
    category: str
    votes: int | None
    place: int | None
    tied: bool
    means: NotRequired[list[float] | None]
    spread: NotRequired[list[list[int]]]
    corner: NotRequired[str]
    firsts: NotRequired[int]


class AskedAction(TypedDict):
    """An action that the room is asked about, as it was when it was asked. `due`: an ISO date, "" without."""

    what: str
    unit: str
    due: str


class VotingShown(TypedDict):
    """`votes` are None while it is open, on every screen. `slips`: how many are good; None: devices vote.

    source   what its options are: themes, notes, points, lines, or answers to the list of actions
    about    of one that the facilitator chose for the projector: the actions that it asked about
    scales   names of the values that each option is given, () for none
    corners  names of the matrix' corners: upper left, upper right, lower left, lower right
    """

    id: int
    state: str
    kind: str
    title: str
    source: str
    category: str | None
    dots: int
    slips: int | None
    voters: int
    scales: list[str]
    corners: list[str]
    options: list[OptionShown]
    about: NotRequired[list[AskedAction]]
