"""What the console of a demo sends."""

from __future__ import annotations

from workshop.messages.incoming import Message


class SetPace(Message):
    """How many times as fast as planned the notes come."""

    pace: float
