"""What the door for helpers sends. As in incoming.py."""

from __future__ import annotations

from pydantic import Field

from workshop.messages.incoming import Message


class LookAtLink(Message):
    token: str = Field(max_length=100)


class EnterAsHelper(Message):
    token: str = Field(max_length=100)
    name: str = Field(default="", max_length=400)
