"""What comes in and what projectors are sent of what they shall show. As in incoming.py and outgoing.py."""

from __future__ import annotations

from typing import Literal, TypedDict

from pydantic import Field

from workshop.messages.incoming import Message, Ref

OfOne = Literal["theme", "note", "group", "summary"]
Page = Literal["welcome", "thanks", "actions", "answers", "chain", "focus", "words", "countdown", "programme"]


class Show(Message):
    """A page of the projector, "live" for the wall; `id` of the theme, the note or the group."""

    what: Literal["live"] | OfOne | Page
    id: Ref = Field(default="", max_length=80)


class FocusShown(TypedDict):
    """A focus issue: `groups` has the notes of each group, "" for those beside which no group stands."""

    key: str
    name: str
    count: int
    groups: dict[str, int]
