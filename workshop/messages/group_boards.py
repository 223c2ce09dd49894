"""What the board of one group is sent. As in outgoing.py."""

from typing import NotRequired, TypedDict

from workshop.messages.head import Head


class OwnNote(TypedDict):
    """A note on the board of its group: only where its row names the group. `theme_id` where it is in a theme."""

    id: str
    number: int
    text: str
    category: str
    theme_id: str | None
    signed: str


class OwnTheme(TypedDict):
    """A theme of the workshop on a group's board; `own`: how many of the group's notes are in it."""

    id: str
    label: str
    category: str
    own: int


class LabelShown(TypedDict):
    id: str
    label: str


class OwnPoint(TypedDict):
    """A point of the group's summary as its scribe has it; `numbers` are those of its notes that may be shown."""

    id: int
    seq: int
    text: str
    notes: list[str]
    numbers: list[int]
    themes: list[LabelShown]


class GroupShown(TypedDict):
    id: int
    name: str


class GroupDelta(Head):
    """The board of one group, whole (`full`) or what changed of it: notes and themes one by one, the rest as it is now.

    waiting    an anonymous phase is open or accepts late notes, whose notes stand here later or never
    anonymous  the workshop has one
    unrevealed  how many notes of the whole room wait to be revealed; None where no phase has such notes
    """

    ok: NotRequired[bool]
    title: NotRequired[str]
    group: NotRequired[GroupShown]
    ended: NotRequired[bool]
    waiting: NotRequired[bool]
    anonymous: NotRequired[bool]
    fewest: NotRequired[int]
    open: NotRequired[list[str]]
    categories: NotRequired[list[dict[str, str]]]
    notes: NotRequired[list[OwnNote]]
    gone: NotRequired[list[str]]
    themes: NotRequired[list[OwnTheme]]
    gone_themes: NotRequired[list[str]]
    points: NotRequired[list[OwnPoint]]
    unrevealed: NotRequired[int | None]
