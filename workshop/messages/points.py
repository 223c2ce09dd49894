"""What comes in and what boards are sent of the summaries of groups. As in incoming.py and outgoing.py."""

from __future__ import annotations

from typing import Literal, TypedDict

from pydantic import Field

from workshop.messages.incoming import Message, PhoneId, Ref, RowId


class SavePoint(Message):
    """`id` of the point that is changed, with its seq as the screen has it (`was`); None for a new one.

    `sent`: the board's own id for a new one, so that a repeated send is one point.
    """

    id: RowId | None = None
    sent: PhoneId | None = None
    was: int = 0
    text: str = Field(max_length=4000)
    notes: list[Ref] = Field(default_factory=list, max_length=200)
    themes: list[Ref] = Field(default_factory=list, max_length=50)


class StepPoint(Message):
    by: Literal[-1, 1]


class PointShown(TypedDict):
    """A point on a board: `themes` are labels."""

    id: int
    text: str
    themes: list[str]


class SummaryShown(TypedDict):
    """The points of a group; the groups are in the order in which they present."""

    group_id: int
    points: list[PointShown]
