"""What the door for helpers sends. As in incoming.py."""

from __future__ import annotations

from pydantic import Field

from workshop.messages.incoming import Message, PhoneId


class LookAtLink(Message):
    token: str = Field(max_length=100)


class EnterAsHelper(Message):
    """`id`: of this entering, so that it may be sent again where the answer was lost."""

    id: PhoneId | None = None
    token: str = Field(max_length=100)
    name: str = Field(default="", max_length=400)
