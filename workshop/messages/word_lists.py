"""What comes in of the workshop's own words and focus issues. As in incoming.py."""

from __future__ import annotations

from pydantic import Field

from workshop.messages.incoming import Message, Ref


class FocusDraft(Message):
    key: Ref = Field(default="", max_length=40)
    name: str = Field(min_length=1, max_length=400)
    words: str = Field(default="", max_length=4000)


class SetFocusIssues(Message):
    """`was`: the issues that were edited; without them the new ones are taken as they come."""

    issues: list[FocusDraft] = Field(max_length=20)
    was: list[FocusDraft] | None = Field(default=None, max_length=20)


class SetGlossary(Message):
    """`was`: the text that was edited; without it the text is taken as it comes."""

    text: str = Field(max_length=40_000)
    was: str | None = Field(default=None, max_length=40_000)
