"""What comes in and what projectors are sent of what they shall show. As in incoming.py and outgoing.py."""

from __future__ import annotations

from typing import Literal, TypedDict

from pydantic import Field

from workshop.messages.incoming import Message, Ref

OfOne = Literal["theme", "note", "group", "summary", "asked", "icebreaker"]
Page = Literal[
    "welcome", "thanks", "actions", "answers", "chain", "focus", "districts", "words", "countdown", "programme"
]


class Show(Message):
    """A page of the projector, "live" for the wall; `id` of theme, note, group or ice-breaker, or of what was asked."""

    what: Literal["live"] | OfOne | Page
    id: Ref = Field(default="", max_length=80)


class FocusCounts(TypedDict):
    """`target` and `reached` are households, as counts; `done` and `overdue` are among `actions`."""

    target: int
    reached: int
    actions: int
    done: int
    overdue: int


class DistrictShown(FocusCounts):
    unit: str


class DistrictsShown(FocusCounts):
    """A focus issue district by district, with its sums."""

    key: str
    name: str
    rows: list[DistrictShown]


class AskedBefore(TypedDict):
    """A question that was opened for the room: `id` as in Show, `stage` and `kind` what it is, `state` open or not.

    `category`: the key of the one that it is about, "" for none; `opened_at` in ms since 1970.
    """

    id: str
    stage: str
    kind: str
    title: str
    state: str
    category: str
    opened_at: int


class IcebreakerShown(TypedDict):
    """What the room is to do, in each language: its name, the steps, and what must be there ("" for nothing)."""

    id: str
    minutes: int
    title: dict[str, str]
    steps: dict[str, list[str]]
    needs: dict[str, str]


class FocusShown(TypedDict):
    """A focus issue: `groups` has the notes of each group, "" for those beside which no group stands."""

    key: str
    name: str
    count: int
    groups: dict[str, int]
