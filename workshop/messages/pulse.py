"""What phones and consoles send about a word on the mood, and what screens are sent of the mood."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from pydantic import Field

from workshop.messages.incoming import Message, PhoneId, Ref, RowId


class SayWord(Message):
    """`word` "" takes it back."""

    id: PhoneId
    pulse_id: RowId
    word: str = Field(max_length=400)


class HideWord(Message):
    """`reason` "" brings it back."""

    word: Ref = Field(max_length=400)
    reason: Literal["", "rude", "personal", "person", "other"]


class WordShown(TypedDict):
    """A word on the mood, and of how many devices; `reason` of a hidden one, which the console alone is sent."""

    word: str
    count: int
    reason: NotRequired[str]


class Morning(TypedDict):
    """The last mood of a morning before an evening's."""

    question: str
    answers: int
    spread: list[int]


class PulseShown(TypedDict):
    """`spread` and `words` are None while it is open, and where fewer than five answered or gave a word.

    `words` is None too where the facilitator has not put them on the screens, save on the console.
    """

    id: int
    state: str
    question: str
    answers: int
    spread: list[int] | None
    moment: str
    asks_word: bool
    words_given: int
    words: list[WordShown] | None
    words_shown: bool
    morning: Morning | None
    hidden: NotRequired[list[WordShown]]
