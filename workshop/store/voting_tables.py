"""The tables of votes; see domain/votings.py, and domain/voting_kinds.py for the kinds."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, false
from sqlmodel import Field, SQLModel

# For columns added after the first release, whose databases have rows without them.
_ZERO = {"server_default": "0"}


class Voting(SQLModel, table=True):
    """A vote on options. `options` are [{theme_id, label}] as of its opening, the largest theme first;
    of what the room says to the list of actions, the first one also has this list (voting_options.ABOUT).

    kind   see domain/voting_kinds.py
    dots   that one has; of a ranking, how many options one puts in order; 1 where each option is given values
    slips  whether one votes with a slip, one a person; else each device may vote
    seen   what a facilitator saw last while it was open: {voters, given: see domain/tallies.py}; {} for nothing
    """

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    state: str  # open, closed
    kind: str = Field(default="dots", sa_column_kwargs={"server_default": "dots"})
    title: str = ""
    category: str | None = None
    dots: int
    options: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    slips: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    seen: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}"))
    opened_at: int = Field(default=0, sa_type=BigInteger)
    closed_at: int = Field(default=0, sa_type=BigInteger)
    seq: int = Field(default=0, sa_type=BigInteger)


class Vote(SQLModel, table=True):
    """What a phone gives one option of a voting. `token` is the phone's for this voting alone; see domain/marks.py.

    dots    its dots, its place in the phone's order from 1, or its value from 1 to 5; 0: none
    second  its value on the second scale of a matrix

    Rows in the order of tokens: in that of writing, each would follow who joined.
    """

    __table_args__ = ({"sqlite_with_rowid": False},)

    voting_id: int = Field(foreign_key="voting.id", primary_key=True)
    token: str = Field(primary_key=True)
    theme_id: str = Field(primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    dots: int
    second: int = Field(default=0, sa_column_kwargs=_ZERO)
    last_write: str
