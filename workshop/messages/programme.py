"""What screens are sent of the programme of the days, and what a remote sends. As in outgoing.py and incoming.py."""

from typing import TypedDict

from pydantic import Field

from workshop.messages.incoming import Message


class ItemShown(TypedDict):
    """An item of the programme, on `day` 1 and so on. `starts`: when it is planned to begin, in minutes of the day, of
    which `minutes` are planned; `at`: the same as a clock has it, but after a break or a meal when that really ends;
    `planned_at`: in ms, 0 where the workshop has no date; `began_at` in ms, 0 before."""

    title: str
    kind: str
    day: int
    at: str
    starts: int
    minutes: int
    planned_at: int
    began_at: int


class ProgrammeShown(TypedDict):
    """What is now and what comes next; `begun`: there was an item already, `over`: there was the last."""

    now: ItemShown | None
    next: ItemShown | None
    begun: bool
    over: bool


class BeginNext(Message):
    """What the remote shows as next, so that a second tap begins no other item."""

    title: str = Field(max_length=400)
    starts: int
