"""What the page of the minutes sends. As in incoming.py."""

from typing import Literal

from pydantic import Field

from workshop.messages.actions import SaveAction
from workshop.messages.incoming import Message

Agenda = Literal["1", "2", "3", "4", "5", "6"]
_Line, _Text = Field(default="", max_length=2400), Field(default="", max_length=80_000)


class MinutesFacts(Message):
    """Everything as it was typed; `adopts`: the code of the workshop whose minutes the meeting adopted, or "".

    was  the version (domain/minutes.py) of the facts that were edited
    """

    title: str = _Line
    number: str = _Line
    year: str = _Line
    began: str = _Line
    ended: str = _Line
    present: str = _Text
    absent: str = _Text
    others: str = _Text
    recorder: str = _Line
    checker: str = _Line
    adopts: str = _Line
    corrections: str = _Text
    was: str = Field(default="", max_length=64)


class MinutesItem(Message):
    """A matter; without an `id` a new one. `was`: the version of the matter that was edited.

    settled  "", "1", or of a matter that follows an open action how that is closed with it: "done", "dropped"
    """

    id: str = Field(default="", max_length=40)
    agenda: Agenda
    title: str = _Line
    text: str = _Text
    resolution: str = _Text
    settled: Literal["", "1", "done", "dropped"] = ""
    was: str = Field(default="", max_length=64)


class MinutesAction(SaveAction):
    """An action as it is typed below a matter's resolution. `item`: the id of the matter."""

    item: str = Field(max_length=40)
