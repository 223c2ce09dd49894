"""What stands in the file of a whole workshop, typed. Fields have the names of the columns that they are made of;
tests/year/test_declared_files.py compares them with the tables, and names the columns that stay behind.

A place is that of a phase, a group or last year's cards in their list, from 0. Nothing here tells a phone from another:
what phones gave is counted, and counts that no screen may show are not in it.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from analysis.folding import comparable
from workshop.messages.incoming import HideReason, Identity, ItemKind, PhaseSharing, Sharing
from workshop.messages.outline import CategoryOutline, ChaptersOutline, Key, Line, Long, Part, Place, apart
from workshop.messages.phases import MOST_OF_A_DEVICE
from workshop.year.minutes_parts import MinutesPart
from workshop.year.part_types import (
    MOST_CARDS,
    MOST_HOUSEHOLDS,
    MOST_NOTES,
    MOST_PHONES,
    MOST_THEMES,
    Count,
    Day,
    Five,
    Ms,
    Number,
    Picture,
    Ref,
    Refs,
    Status,
    Text,
)


class GroupPart(Part):
    """`brought`: how many joined it in all."""

    name: Line
    brought: Count


class PhasePart(Part):
    """`lets`: what may be attached while it is open, by name; `alone`, `revealed`: see statements/veil.py."""

    title: Line
    question: Line
    help: Long = ""
    categories: list[Key] = Field(max_length=30)
    lets: dict[Key, bool] = Field(max_length=10)
    identity: Identity
    check_first: bool
    check_flagged: bool = False
    grace: int = Field(ge=0, le=24 * 60)
    state: Literal["waiting", "closed"]
    run: int = Field(ge=0, le=10_000)
    opened_at: Ms
    alone: bool = False
    revealed: int = Field(default=0, ge=0, le=2)
    sharing: PhaseSharing = ""
    most: int = Field(default=0, ge=0, le=MOST_OF_A_DEVICE)


class ItemPart(Part):
    """An item of the programme, as in a template, and how far it came."""

    id: Ref
    day: int = Field(ge=1, le=9)
    starts: int = Field(ge=0, lt=24 * 60)
    minutes: int = Field(ge=1, le=24 * 60)
    kind: ItemKind
    title: Line
    script: Long
    icebreaker: Key | Literal[""] = ""
    phase: Place | None
    state: Literal["planned", "now", "done"]
    began_at: Ms


class FocusPart(Part):
    key: Key
    name: Line
    words: Long


class SubthemePart(Part):
    id: Ref
    label: Line
    members: Refs


class ThemePart(Part):
    """`given_label` is a person's; `gone`: it was merged or emptied, and something may still hang on it."""

    id: Ref
    category: Key
    label: Line
    given_label: Line
    keywords: list[Line] = Field(max_length=100)
    examples: Refs
    subthemes: list[SubthemePart] = Field(max_length=1000)
    locked: bool
    heading: int = Field(ge=0, le=1000)
    words: Long
    gone: bool


class NotePart(Part):
    """A note, verbatim: of a withdrawn (`deleted`) or erased one there are no words.

    group    the group that may be shown with it: None where it may not
    at       as coarse as it is stored; of an anonymous phase, when that was opened
    hidden_why  why the facilitator hid it; files of former releases do not say
    unchecked  whether it waits for approval, as in domain/checking.py; it is hidden then
    card     [place of last year's cards, id of the card] that it is about
    """

    id: Ref
    number: Number
    group: Place | None
    phase: Place | None
    category: Key
    text: Long
    at: Ms
    edited: bool
    hidden: bool
    unchecked: int = Field(ge=0, le=2)
    hidden_why: HideReason | Literal[""] = ""
    deleted: bool
    looked_at: bool
    set_aside: bool
    theme_id: Ref | None
    placed: bool
    barred: Refs
    focus: list[Key] = Field(max_length=20)
    focus_said: dict[Key, bool] = Field(max_length=40)
    agreed: Count
    signed: Line
    late: bool
    erased: Line
    card: tuple[Place, Ref] | None


class CommentPart(Part):
    """A comment on a note or a theme; those on one stand in their order. `staff`: the facilitator's."""

    id: Ref
    note_id: Ref | None
    theme_id: Ref | None
    phase: Place | None
    staff: bool
    text: Long
    edited: bool
    hidden: bool
    hidden_why: HideReason | Literal[""] = ""
    unchecked: int = Field(default=0, ge=0, le=2)
    deleted: bool


class LinkPart(Part):
    problem_id: Ref
    answer_id: Ref
    strength: float = Field(ge=0, le=1, allow_inf_nan=False)
    said: Literal["", "confirmed", "removed", "added"]


class OptionPart(Part):
    """An option and what it was given in all, by the kind of voting.

    of      what the options are; asked_list: the digest of the list of actions that was asked about
    dots    dots in all
    places  of a ranking: how many put it first, second …
    spread  of values: how many gave 1 to 5, a list a scale
    """

    theme_id: Ref
    label: Line
    of: Line
    asked_list: Line
    dots: int = Field(ge=0, le=1_000_000)
    places: Annotated[list[Count], Field(max_length=100)]
    spread: Annotated[list[Five], Field(max_length=2)]


class AboutPart(Part):
    what: Long
    unit: Line
    due: Day


class VotingPart(Part):
    """A voting that was closed.

    voters  phones or slips that gave anything
    about   the actions that the room was asked about
    """

    kind: Literal["dots", "agree", "rating", "ranking", "effort_impact", "urgency_importance"]
    title: Line
    category: Key | None
    dots: int = Field(ge=0, le=1000)
    options: Annotated[list[OptionPart], apart(lambda row: row.theme_id), Field(min_length=1, max_length=100)]
    slips: bool
    voters: Count
    opened_at: Ms
    closed_at: Ms
    about: list[AboutPart] = Field(default_factory=list, max_length=100)


class WordPart(Part):
    word: Line
    count: Count


class PulsePart(Part):
    """A question about the mood that was closed.

    spread  how many gave 1 to 5; None where fewer than five answered
    words   those that are shown, [] where fewer than five gave one; of hidden ones there is the count, and why:
            where reasons differ, "other"
    """

    question: Line
    moment: Literal["", "morning", "evening"]
    answers: Count
    spread: Five | None
    asks_word: bool
    words_shown: bool
    words_given: Count
    words: list[WordPart] = Field(max_length=MOST_PHONES)
    words_hidden: Count
    hidden_reason: Literal["", "rude", "personal", "person", "other"]
    opened_at: Ms
    closed_at: Ms


class CardPart(Part):
    """A card of last year. `status`: how it stood when the file was made; `given`: None below five answers."""

    id: Ref
    kind: Literal["proposal", "action"]
    what: Line
    unit: Line
    due: Day
    notes: int = Field(ge=0, le=2**31 - 1)
    status: Status
    answers: Count
    given: Annotated[list[Count], Field(min_length=3, max_length=3)] | None


class FormerThemePart(Part):
    id: Ref
    category: Line
    name: Line
    words: Line
    notes: int = Field(ge=0, le=2**31 - 1)


class LookbackPart(Part):
    title: Line
    fiscal_year: int | None = Field(ge=0, le=9999)
    cards: Annotated[list[CardPart], apart(lambda row: row.id), Field(max_length=MOST_CARDS)]
    themes: list[FormerThemePart] = Field(max_length=1000)
    statuses: dict[Ref, Status] = Field(max_length=MOST_CARDS)
    fitting: dict[Ref, Line] = Field(max_length=MOST_THEMES)
    said: dict[Ref, Line] = Field(max_length=MOST_THEMES)
    more: bool
    opened_at: Ms
    closed_at: Ms


class FilePart(Part):
    """Evidence of how an action went, as domain/evidence.py takes it, in base 64."""

    name: Annotated[Line, StringConstraints(min_length=1)]
    media: Literal["image/jpeg", "application/pdf"]
    data: Picture


class FocusCountPart(Part):
    """Households of a unit for a focus issue: those to reach, and those reached."""

    key: Key
    unit: Line
    target: int = Field(ge=0, le=MOST_HOUSEHOLDS)
    reached: int = Field(ge=0, le=MOST_HOUSEHOLDS)


class StepPart(Part):
    at: Ms
    status: Literal["waiting", "doing", "done", "dropped"]
    note: Long
    link: Line
    files: list[FilePart] = Field(default_factory=list, max_length=40)


class ActionPart(Part):
    """An action with how it went. `focus`: key of the focus issue that it is for, "" without."""

    what: Long
    unit: Line
    due: Day
    measure: Long
    themes: Refs
    status: Literal["waiting", "doing", "done", "dropped"]
    focus: Key | Literal[""] = ""
    steps: list[StepPart] = Field(max_length=10_000)


class PointPart(Part):
    group: Place
    text: Long
    notes: Refs
    themes: Refs


class PicturePart(Part):
    """A picture of the event: a JPEG without metadata, in base 64."""

    caption: Line
    width: int = Field(ge=1, le=10_000)
    height: int = Field(ge=1, le=10_000)
    data: Picture


class Workshop(Part):
    """A whole workshop. `uid` tells it from others and is no secret of it; `installation` is the office's name there.

    presenting  places of the groups in the order in which they present
    last_number, drawn  what is used of the numbers of notes (store/numbers.py)
    files_left  how many files of evidence and documents were left out, as somebody chose
    """

    uid: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    installation: Line
    template: Key
    title: Annotated[Line, StringConstraints(min_length=1)]
    host_unit: Line
    venue: Line
    starts_on: Day
    ends_on: Day
    fiscal_year: int | None = Field(ge=0, le=9999)
    opening_words: Long
    closing_words: Long = ""
    next_steps: Long = ""
    sharing: Sharing
    fineness: float = Field(ge=-1, le=1, allow_inf_nan=False)
    headings_shown: bool
    glossary: Text
    notice: dict[Key, Line] = Field(max_length=20)
    background: Text
    objectives: Text
    conclusion: Text
    chapters: ChaptersOutline
    ended: bool
    presenting: list[Place] = Field(max_length=200)
    last_number: int = Field(ge=0, le=2**31 - 1)
    drawn: int = Field(ge=0, le=2**31 - 1)
    categories: Annotated[list[CategoryOutline], apart(lambda row: row.key), Field(max_length=200)]
    groups: list[GroupPart] = Field(min_length=1, max_length=200)
    phases: list[PhasePart] = Field(max_length=60)
    programme: Annotated[list[ItemPart], apart(lambda row: row.id), Field(max_length=80)]
    focus: Annotated[list[FocusPart], apart(lambda row: row.key), Field(max_length=20)]
    themes: Annotated[list[ThemePart], apart(lambda row: row.id), Field(max_length=MOST_THEMES)]
    notes: Annotated[
        list[NotePart], apart(lambda row: row.id), apart(lambda row: row.number), Field(max_length=MOST_NOTES)
    ]
    comments: Annotated[list[CommentPart], apart(lambda row: row.id), Field(max_length=MOST_NOTES)]
    links: Annotated[
        list[LinkPart], apart(lambda row: (row.problem_id, row.answer_id)), Field(max_length=5 * MOST_THEMES)
    ]
    votings: list[VotingPart] = Field(max_length=500)
    pulses: list[PulsePart] = Field(max_length=500)
    lookbacks: list[LookbackPart] = Field(max_length=100)
    actions: list[ActionPart] = Field(max_length=1000)
    focus_counts: Annotated[
        list[FocusCountPart], apart(lambda row: (row.key, comparable(row.unit))), Field(max_length=10_000)
    ] = Field(default_factory=list)
    files_left: int = Field(default=0, ge=0, le=10_000)
    points: list[PointPart] = Field(max_length=6000)
    pictures: list[PicturePart] = Field(max_length=20)
    minutes: MinutesPart | None
