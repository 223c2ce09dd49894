"""What comes in and what screens are sent of last year's cards. As in incoming.py and outgoing.py."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from pydantic import Field

from workshop.messages.incoming import Message, PhoneId, Ref, RowId

Answer = Literal["done", "doing", "dropped"]
_Card = Annotated[Ref, Field(max_length=20)]


class OpenLookback(Message):
    """`code`: of the workshop whose proposals and actions become cards; `phase_id`: with which they open."""

    code: Ref = Field(min_length=1, max_length=40)
    phase_id: RowId | None = None


class AnswerCard(Message):
    """How a card stands, as this phone sees it; `id` of the write, as in a vote."""

    id: PhoneId
    lookback_id: RowId
    card: _Card
    value: Answer


class SetCardStatus(Message):
    """`was`: the status that the screen showed; "" for none."""

    lookback_id: RowId
    card: _Card
    status: Literal["", "done", "doing", "dropped"]
    was: Literal["", "done", "doing", "dropped"]


class SayFormer(Message):
    """Which theme of last year the theme is: its id there, "none", or "found" for what the worker finds."""

    theme_id: Annotated[Ref, Field(max_length=80)]
    former: _Card
    was: _Card


class CardShown(TypedDict):
    """A proposal or an action of last year.

    notes   how many notes the proposal had; 0 of an action
    status  done, doing, dropped, or "" where nobody has said
    counts  answers in that order; None while it is open, and where fewer than five answered
    """

    id: str
    kind: str
    what: str
    unit: str
    due: str
    notes: int
    status: str
    answers: int
    counts: list[int] | None


class LookbackShown(TypedDict):
    """`title`, `fiscal_year` of the workshop that the cards come from; `answers`: the most that a card has."""

    id: int
    state: str
    title: str
    fiscal_year: int | None
    more: bool
    answers: int
    cards: list[CardShown]
