"""What screens receive of a voting."""

from __future__ import annotations

from typing import TypedDict


class OptionShown(TypedDict):
    """`place` from 1, the same for as many votes, then `tied`; None with `votes`, without a vote, and for answers.

    `category` is its name where themes of several can be chosen, else "".
    """

    theme_id: str
    label: str
    category: str
    votes: int | None
    place: int | None
    tied: bool


class VotingShown(TypedDict):
    """`votes` are None while it is open, on every screen. `slips`: how many are good; None: devices vote."""

    id: int
    state: str
    title: str
    category: str | None
    dots: int
    slips: int | None
    voters: int
    options: list[OptionShown]
