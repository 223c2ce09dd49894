"""What comes in and what screens are sent of actions. As in incoming.py and outgoing.py."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from pydantic import Field

from workshop.messages.incoming import Message, Ref, RowId

Status = Literal["waiting", "doing", "done", "dropped"]
_Part = Annotated[str, Field(max_length=20)]


class SaveAction(Message):
    """An action as it was typed: `day` to `year` of the Buddhist era, all empty without a day.

    id   of the one that is changed, None for a new one
    was  version of the one that is changed (domain/actions.py), as the screen showed it
    focus  key of the focus issue that it is for, "" without; None leaves it as it is
    """

    id: RowId | None = None
    was: str = Field(default="", max_length=64)
    what: str = Field(max_length=4_000)
    unit: str = Field(default="", max_length=1_000)
    day: _Part = ""
    month: _Part = ""
    year: _Part = ""
    measure: str = Field(default="", max_length=4_000)
    themes: list[Annotated[Ref, Field(max_length=80)]] = Field(default_factory=list, max_length=20)
    focus: Annotated[Ref, Field(max_length=80)] | None = None


class StepAction(Message):
    """By how many it moves in the list."""

    by: Literal[-1, 1]


class SetStatus(Message):
    """`was`: the status that the screen showed; `link`: to evidence; `sent`: the id that a page gave it."""

    status: Status
    was: Status
    sent: Ref = Field(default="", max_length=64)
    note: str = Field(default="", max_length=4_000)
    link: str = Field(default="", max_length=4_000)


class LinkedTheme(TypedDict):
    id: str
    label: str


class ActionShown(TypedDict):
    """An action on boards. `due`: an ISO date or ""; `version`: of what can be edited; `note`: of its last step;
    `focus`: key of the focus issue that it is for, "" without."""

    id: int
    what: str
    unit: str
    due: str
    measure: str
    themes: list[LinkedTheme]
    focus: str
    status: str
    note: str
    version: str
