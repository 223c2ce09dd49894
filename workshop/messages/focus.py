"""What the board of focus issues sends. As in incoming.py."""

from __future__ import annotations

from pydantic import Field

from workshop.messages.incoming import Message, Ref

_Count = Field(default="", max_length=40)


class SetFocusCount(Message):
    """Households of a unit for an issue, as typed. `was`: "target/reached" as the page showed them."""

    key: Ref = Field(max_length=80)
    unit: str = Field(default="", max_length=1_000)
    target: str = _Count
    reached: str = _Count
    was: str = Field(default="", max_length=40)
