"""What a phone brings from the page at a former address of the server (domain/moving.py)."""

from __future__ import annotations

from pydantic import Field

from workshop.messages.incoming import DEVICE_KEY, Message, PhoneId, Ref


class MovePhone(Message):
    """`box`: see domain/moving.py; `number`: as the person read it on the old page."""

    number: str = Field(max_length=20)
    box: str = Field(max_length=60_000, pattern=r"^[0-9A-Za-z_-]+$")


class WaitingText(Message):
    """A text that the server may not have: half typed, or of a new row, with its mark's kind and the phone's id."""

    kind: Ref = Field(default="", max_length=40)
    id: PhoneId | None = None
    text: str = Field(max_length=20_000)
    phase_id: int | None = None
    category: str = Field(default="", max_length=60)


class Withdrawn(Message):
    """A text of one's own whose withdrawal the server has not been sent, by either id."""

    kind: Ref = Field(max_length=40)
    id: Ref = Field(max_length=80)


class Carried(Message):
    """What is in the box: the key of the phone at the former address, its texts, what it withdrew, and six figures."""

    device: str = Field(pattern=DEVICE_KEY)
    number: str = Field(pattern=r"^[0-9]{6}$")
    texts: list[WaitingText] = Field(default=[], max_length=500)
    gone: list[Withdrawn] = Field(default=[], max_length=500)
