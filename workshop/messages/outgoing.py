"""What clients are sent: the socket's events, and the deltas that pages, calls and sockets give alike.

A test compares these types with what is really sent, both ways. `seq` is how far a delta reaches, `from` from where.
"""

from typing import Any, NotRequired, TypedDict, TypeVar

from workshop.messages.actions import ActionShown
from workshop.messages.attached import AttachedShown, DeskComment, PhoneComment
from workshop.messages.group_boards import GroupDelta
from workshop.messages.head import Head
from workshop.messages.lookback import LookbackShown
from workshop.messages.points import SummaryShown
from workshop.messages.programme import ProgrammeShown
from workshop.messages.pulse import PulseShown
from workshop.messages.showing import AskedBefore, DistrictsShown, FocusShown, IcebreakerShown
from workshop.messages.voting import AskedAction, VotingShown

CHANGES = "changes"
PRESENCE = "presence"
STOPPING = "stopping"
NOTES = "notes"

_Range = TypedDict("_Range", {"seq": int, "from": int})


class PhaseShown(TypedDict):
    """`run`: how often it was opened. `grace` in minutes; `late_until` in ms: its end, 0 before. `alone`: people write
    alone first; `revealed`: 0 not yet, 1 shown to others, 2 taken off their screens again. `most`: notes
    that each device may have in it, 0 any number. `sharing`: what phones are sent of what others write in it, "" as the
    workshop."""

    id: int
    position: int
    title: str
    question: str
    help: str
    categories: list[str]
    state: str
    comments: bool
    check_first: bool
    check_flagged: bool
    identity: str
    run: int
    grace: int
    late_until: int
    alone: bool
    revealed: int
    sharing: str
    most: int


class Named(TypedDict):
    id: int
    name: str


class Facts(TypedDict):
    code: str
    title: str
    host_unit: str
    venue: str
    date_text: str
    fiscal_year: int | None
    opening_words: str
    closing_words: str
    next_steps: str
    categories: list[dict[str, str]]
    sharing: str
    ended: bool
    door_shut: bool
    by_slip: bool


class TimerShown(TypedDict):
    """`ends_at` in ms since 1970; `seconds` it was set to, `left` of them when it was last touched."""

    running: bool
    ends_at: int
    seconds: int
    left: int


class AttachedFigures(TypedDict):
    """received = shown + hidden + withdrawn"""

    received: int
    shown: int
    hidden: int
    withdrawn: int


class ThemeShown(TypedDict):
    """A theme on a phone, where themes may be commented on."""

    id: str
    category: str
    label: str
    count: int
    comments: list[AttachedShown]


class PhoneNote(TypedDict):
    """A note as its own writer sees it; `comments` where others' notes are not shared, else they come with `shared`.
    `unchecked` while it waits for the facilitator's approval; `hidden` where the facilitator hid it: why, "" unsaid."""

    id: str
    number: int
    text: str
    category: str
    phase_id: int | None
    at: int
    edited: bool
    comments: list[AttachedShown]
    signed: NotRequired[str]
    erased: NotRequired[str]
    card: NotRequired[str]
    unchecked: NotRequired[bool]
    hidden: NotRequired[str]


class Agreement(TypedDict):
    """A note's agreement as the phone that reacted sees it."""

    id: str
    agreed: int
    mine: bool


class SharedNote(TypedDict):
    """Another's note: never who wrote it, when, or as which number."""

    id: str
    text: str
    category: str
    phase_id: int | None
    group_id: int | None
    agreed: int
    comments: list[AttachedShown]
    signed: NotRequired[str]


class Changed(TypedDict):
    """The notes that are shown and changed, oldest change first, and the ids of those that are not shown (any more)."""

    notes: list[SharedNote]
    gone: list[str]


class SharedNotes(_Range, Changed):
    """The event `notes`."""


class AllPhones(Head):
    """What all phones of a workshop are sent alike; facts, groups and last year's cards where they changed.

    unrevealed    how many notes came in each phase of which nobody else is sent any yet
    voting_about  the actions that the voting asks about: with each change of which voting is shown, not with each vote
    """

    phases: list[PhaseShown]
    timer: TimerShown | None
    programme: ProgrammeShown
    voting: VotingShown | None
    voting_about: NotRequired[list[AskedAction]]
    pulse: PulseShown | None
    lookback: NotRequired[LookbackShown | None]
    themes_shown: list[ThemeShown] | None
    unrevealed: dict[str, int]
    workshop: NotRequired[Facts]
    groups: NotRequired[list[Named]]


class Me(TypedDict):
    """What a phone may know of itself."""

    id: str
    group_id: int
    name: str
    unit: str
    role: str
    scribe: bool
    in_minutes: bool


class PhoneDelta(AllPhones):
    """A participant's delta over HTTP. `shared_full`: what the phone had of others' notes is to be replaced.

    people    in whole answers: group id → how many others have joined it
    """

    people: NotRequired[dict[str, int]]
    me: Me | None
    notes: list[PhoneNote]
    gone: list[str]
    shared: list[SharedNote]
    gone_shared: list[str]
    shared_full: bool
    agreed_with: list[str]
    my_votes: dict[str, int | list[int]]
    my_slip: int | None
    my_ballot: int
    my_pulse: int | None
    my_cards: dict[str, str]
    my_word: str
    my_comments: list[PhoneComment]


class BoardNote(TypedDict):
    """A note on console or projector; `placed`, `focus`, `comments_hidden`, `late`, `hidden_why` and `unchecked` on the
    console, `signed` where it is, `late` where it came after its phase had closed, `card` where it is about one of last
    year's, `unchecked` where it waits for approval: what the approval is to be of (domain/checking.py).

    group_id is None too where the group is not shown: domain/identity.py
    """

    id: str
    number: int
    text: str
    category: str
    phase_id: int | None
    group_id: int | None
    theme_id: str | None
    status: str
    agreed: int
    at: int
    comments: int
    comments_hidden: NotRequired[int]
    placed: NotRequired[bool]
    focus: NotRequired[list[str]]
    signed: NotRequired[str]
    erased: NotRequired[str]
    late: NotRequired[bool]
    card: NotRequired[str]
    unchecked: NotRequired[str]
    hidden_why: NotRequired[str]


class Voices(TypedDict):
    """Who is behind a theme. `agreement` is the share (0 to 1) of the groups that wrote in the category which also
    wrote in the theme.

    people      phones that wrote in it (notes from a file have no phone); 0 where there are anonymous notes in it
    anonymous   whether there are
    by_group    notes by group id
    only_group  the group's id where two or more notes all come from one group, else None
    """

    people: int
    anonymous: bool
    groups: int
    by_group: dict[str, int]
    only_group: int | None
    agreement: float


class BoardTheme(TypedDict):
    """A theme on console or projector; `comments_hidden` and the last three on the console.

    heading  one of the own headings, which is there without notes too
    """

    id: str
    category: str
    label: str
    given: bool
    heading: bool
    count: int
    examples: list[str]
    keywords: list[str]
    comments: int
    comments_hidden: NotRequired[int]
    locked: NotRequired[bool]
    subthemes: NotRequired[list[dict[str, Any]]]
    voices: NotRequired[Voices | None]


class FormerName(TypedDict):
    """A name of an earlier workshop that fits the theme `id`; `title` is that workshop's."""

    id: str
    name: str
    title: str


class FormerTheme(TypedDict):
    """A theme that is on the board no longer, and to which something is attached."""

    id: str
    category: str
    label: str
    comments: int
    comments_hidden: int


class Progress(Named):
    """How far a group is: `notes` that are shown with its name. `connected` while no anonymous phase is open."""

    participants: int
    notes: int
    connected: NotRequired[int]


class GroupPresence(TypedDict):
    connected: int


class Presence(TypedDict):
    """The event `presence`; groups by id, none while an anonymous phase is open. Names are in no message.

    typing   connected phones with a text that they have not sent
    """

    connected: int
    typing: int
    groups: dict[str, GroupPresence]


class Stopping(TypedDict):
    """The event `stopping`: the server goes down. It says nothing more."""


class BoardDelta(Head):
    """Console's and projector's. `groups` are all of them, `progress` those that moved; a console's `trouble` alone
    comes with the head and `ok`."""

    ok: NotRequired[bool]
    workshop: NotRequired[Facts]
    phases: NotRequired[list[PhaseShown]]
    timer: NotRequired[TimerShown | None]
    shown: NotRequired[dict[str, str] | None]
    dark: NotRequired[bool]
    asked: NotRequired[list[AskedBefore]]
    icebreaker_shown: NotRequired[IcebreakerShown | None]
    programme: NotRequired[ProgrammeShown]
    actions: NotRequired[list[ActionShown]]
    unrevealed: NotRequired[dict[str, int]]
    points: NotRequired[list[SummaryShown]]
    voting: NotRequired[VotingShown | None]
    voting_about: NotRequired[list[AskedAction]]
    pulse: NotRequired[PulseShown | None]
    lookback: NotRequired[LookbackShown | None]
    comments: NotRequired[AttachedFigures]
    comments_away: NotRequired[list[DeskComment]]
    figures: NotRequired[dict[str, Any]]
    received: NotRequired[dict[str, int]]  # of each phase, as the figures count
    grouping: NotRequired[str]
    groups: NotRequired[list[Progress]]
    progress: NotRequired[list[Progress]]
    without_group: NotRequired[int]
    notes: NotRequired[list[BoardNote]]
    gone: NotRequired[list[str]]
    themes: NotRequired[list[BoardTheme]]
    gone_themes: NotRequired[list[str]]
    connected: NotRequired[int]
    typing: NotRequired[int]
    # The projector's alone, while it shows them; `links`, `chain` and `gaps` too
    focus_shown: NotRequired[list[FocusShown]]
    districts_shown: NotRequired[list[DistrictsShown]]
    asked_shown: NotRequired[VotingShown | PulseShown | LookbackShown | None]
    # The console's alone
    voices: NotRequired[dict[str, Voices]]
    links: NotRequired[list[dict[str, Any]]]
    chain: NotRequired[list[dict[str, Any]]]
    gaps: NotRequired[list[str]]
    balance: NotRequired[dict[str, dict[str, int]] | None]
    focus: NotRequired[list[dict[str, Any]]]
    proposals: NotRequired[list[dict[str, Any]]]
    differences: NotRequired[list[dict[str, Any]]]
    former_themes: NotRequired[list[FormerTheme]]
    former_names: NotRequired[list[FormerName]]
    fineness: NotRequired[float]
    undo: NotRequired[str | None]
    me: NotRequired[str]
    role: NotRequired[str]
    undos: NotRequired[dict[str, str | None]]
    redo: NotRequired[str | None]
    redos: NotRequired[dict[str, str | None]]
    consoles: NotRequired[list[dict[str, Any]]]
    trouble: NotRequired[str | None]


S = TypeVar("S")


def of_row(kind: type[S], row: Any, **made: Any) -> S:
    """Return the message of this TypedDict: `made`, and its other required fields as the row has them."""
    shape: Any = kind  # annotations from the future would hide NotRequired from it
    from_row = shape.__required_keys__ - made.keys()
    found = {name: getattr(row, name) for name in shape.__annotations__ if name in from_row}
    return found | made  # type: ignore[return-value]


# Events of the socket by what they carry; `changes` is a board's, a phone's or a group's by the socket's view.
EVENTS: dict[str, tuple[type, ...]] = {
    CHANGES: (BoardDelta, AllPhones, GroupDelta),
    PRESENCE: (Presence,),
    STOPPING: (Stopping,),
    NOTES: (SharedNotes,),
}
