"""What comes in, typed and checked: field names are the interface; the domain never sees a raw dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from workshop.errors import Refusal

# The event by which a phone's socket says that it has joined.
ENTER = "enter"
# The event by which it says how many texts it has not sent yet, typed ones included: a number.
UNSENT = "unsent"

PhoneId = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{8,64}$")]
Mark = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
# What rows are looked up by: no database takes a NUL or half a character.
Ref = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
RowId = Annotated[int, Field(ge=1, le=2**31 - 1)]
Sharing = Literal["own", "group", "everyone"]
# Of one phase; "": as the workshop. "themes": the themes, and no note.
PhaseSharing = Literal["", "own", "group", "everyone", "themes"]
Identity = Literal["unit", "anonymous", "signed"]
# Why the facilitator hides what somebody wrote, which its writer is shown.
HideReason = Literal["rude", "personal", "person", "off_topic", "repeated", "other"]
# Which opening of its phase something was written in, as the phone saw it; 0: none, or a page of a former release.
Run = Annotated[int, Field(ge=0, le=2**31 - 1)]
# Of a phone that moved: the key of its page and, after a dot, the one that it began with (domain/moving.py).
DEVICE_KEY = r"^[0-9A-Za-z]{16,128}(\.[0-9A-Za-z]{16,128})?$"


class Message(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class Join(Message):
    group_id: int
    name: str = Field(default="", max_length=400)
    unit: str = Field(default="", max_length=400)
    role: str = Field(default="", max_length=400)
    scribe: bool = False
    in_minutes: bool = False
    slip: str = Field(default="", max_length=400)


class NewNote(Message):
    """`promised`: what the phone said that others learn of the writer; `name`: in signed phases; `card`: see Note;
    `alone`: the phone said that others see it only once it is revealed."""

    phase_id: int
    category: str = Field(max_length=60)
    text: str
    promised: Identity = "unit"
    name: str = Field(default="", max_length=400)
    run: Run = 0
    card: Ref = Field(default="", max_length=40)
    alone: bool = False


class SubmitNote(NewNote):
    id: PhoneId


class RescuedNote(NewNote):
    """A note that another phone brings, with the mark that its writer's phone has made (domain/marks.py)."""

    sent: Mark


class RescuedNotes(Message):
    """`notes` as the writer's phone packed them (domain/rescue.py), letter for letter; `tag` proves that it did."""

    notes: str = Field(max_length=20_000)
    tag: Mark


class EditNote(Message):
    text: str
    category: str | None = Field(default=None, max_length=60)
    run: Run = 0
    edit: PhoneId


class MoveNote(Message):
    theme_id: Ref | None
    label: str = Field(default="", max_length=400)


class Choice(Message):
    on: bool


class CheckedNote(Message):
    """`words`: of the note or comment as it was read (domain/checking.py)."""

    id: Ref = Field(max_length=80)
    words: Ref = Field(max_length=64)


class CheckNotes(Message):
    """Notes that are approved."""

    notes: list[CheckedNote] = Field(min_length=1, max_length=5000)


class HideNotes(Message):
    """Notes that are hidden in one step; `seq`: how far the console had read."""

    notes: list[Ref] = Field(min_length=1, max_length=5000)
    reason: HideReason
    seq: int = Field(ge=0, le=2**53)


class LetCheckFirst(Choice):
    """`approve`: notes that wait, and are approved in the same step; `approve_attached`: the same of what is attached,
    by its name (`ATTACHED` in store/models.py)."""

    approve: list[CheckedNote] = Field(default=[], max_length=5000)
    approve_attached: dict[str, Annotated[list[CheckedNote], Field(max_length=5000)]] = Field(default={}, max_length=10)


class SetCategory(Message):
    """Of one or more notes."""

    notes: list[Ref] = Field(min_length=1, max_length=5000)
    category: Ref = Field(max_length=60)


class SetGroup(Message):
    """The group that notes are to stand with: those that are named, or all (None)."""

    to: RowId
    notes: list[Ref] | None = Field(default=None, min_length=1, max_length=5000)


class EraseNote(Message):
    """The words go for good; the reason stays."""

    reason: str = Field(max_length=1000)


class RenameTheme(Message):
    """`was`: the name that the facilitator saw; None where it does not matter."""

    label: str = Field(max_length=400)
    was: str | None = Field(default=None, max_length=400)


class MergeThemes(Message):
    other: Ref = Field(max_length=80)


class SplitTheme(Message):
    notes: list[str] = Field(min_length=1, max_length=5000)
    label: str = Field(default="", max_length=400)


class AskRegrouping(Message):
    category: Ref | None = Field(default=None, max_length=60)
    fineness: float | None = Field(default=None, ge=-1, le=1)


class OfChange(Message):
    """An answer to what was shown as of this change."""

    seq: int = Field(ge=0, le=2**53)


class OfPreview(Message):
    seq: int = Field(default=0, ge=0, le=2**53)
    digest: str = Field(default="", max_length=64)  # of the list that was shown; "" where none was


class NameConsole(Message):
    name: str = Field(max_length=400)


class SayLink(Message):
    problem: Ref = Field(alias="from", max_length=80)
    answer: Ref = Field(alias="to", max_length=80)
    said: Literal["", "confirmed", "removed", "added"]


class TagNote(Message):
    key: Ref = Field(max_length=40)
    on: bool


class SetHeadings(Message):
    """A line a heading, «name: few words»; `was`: the text that was edited; `shown`: whether the projector shows those
    without notes."""

    text: str = Field(max_length=40_000)
    was: str = Field(max_length=40_000)
    shown: bool


class SetConclusion(Message):
    """`was`: the version (domain/report_texts.py) of the text that was edited."""

    text: str = Field(max_length=60_000)
    was: str = Field(max_length=64)


class SetChapters(Message):
    """`order`: every chapter; `was`: the version (domain/chapters.py) of the list that was changed."""

    order: list[str] = Field(max_length=40)
    shown: list[str] = Field(max_length=40)
    reset: bool = False
    was: str = Field(max_length=64)


class ApproveReport(Message):
    """`digest`: of the content that was shown."""

    name: str = Field(max_length=400)
    post: str = Field(max_length=400)
    digest: str = Field(max_length=64)


class ChooseIdentity(Message):
    identity: Identity


class OpenPhase(Message):
    only: bool = True


ItemKind = Literal["input", "discussion", "break", "meal", "plenary", "presentation", "voting", "evening"]


class ProgrammeItem(Message):
    """`id` "": a new one. `at` as typed, `minutes` its length; `push`: later items of the day make room; `was`: the
    version (domain/programmes.py) of the item that was edited, "" for whichever; `icebreaker`: a key, or ""."""

    id: str = ""
    day: int
    at: str
    minutes: int
    kind: ItemKind
    title: str = ""
    script: str = ""
    icebreaker: str = ""
    phase_id: int | None = None
    push: bool = False
    was: str = ""


class SetTimer(Message):
    action: Literal["start", "pause", "resume", "add", "stop"]
    seconds: int = 0


class SetSharing(Message):
    sharing: Sharing


class React(Message):
    """`id` is a UUIDv7 of this write, as in a vote and an answer: an older write never overtakes a newer one."""

    id: PhoneId
    on: bool


class OpenPulse(Message):
    question: str = Field(default="", max_length=400)
    moment: Literal["", "morning", "evening"] = ""
    asks_word: bool = False


class AnswerPulse(Message):
    id: PhoneId
    pulse_id: RowId
    value: int = Field(ge=1, le=5)


class SubmitComment(Message):
    """On a note or on a theme: one of the two is given."""

    id: PhoneId
    phase_id: int
    note_id: Ref | None = Field(default=None, max_length=80)
    theme_id: Ref | None = Field(default=None, max_length=80)
    text: str
    run: Run = 0


class EditComment(Message):
    text: str
    run: Run = 0
    edit: PhoneId


class SayComment(Message):
    """The facilitator's own."""

    id: PhoneId
    note_id: Ref | None = Field(default=None, max_length=80)
    theme_id: Ref | None = Field(default=None, max_length=80)
    text: str


class HideComments(Message):
    """Comments that are hidden in one step, with their words as they were read."""

    comments: list[CheckedNote] = Field(min_length=1, max_length=5000)
    reason: HideReason


class CheckComments(Message):
    """Comments that are approved."""

    comments: list[CheckedNote] = Field(min_length=1, max_length=5000)


class ChooseAddress(Message):
    url: str = Field(max_length=300)


M = TypeVar("M", bound=Message)


def parse(kind: type[M], data: Any) -> M:
    """`data` as a message of this kind. Raises Refusal naming each field at fault."""
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        fields = {".".join(map(str, problem["loc"])) or "body": problem["msg"] for problem in error.errors()}
        raise Refusal(Refusal.message, **fields) from None  # pydantic's words are no sentence for people


@dataclass(frozen=True)
class PhaseDraft:
    """A phase as the form has it; categories by name, `id` None for a new one."""

    title: str
    question: str
    categories: tuple[str, ...]
    id: int | None = None
    # Its switches (domain/activity.py) by name; what is left out stays as it is.
    lets: Mapping[str, bool] = field(default_factory=dict)
    # What its notes say of their writers; None leaves it as it is, and a new phase anonymous.
    identity: Identity | None = None
    # How many notes each device may have in it, 0 any number; None leaves it as it is.
    most: int | None = None
    # What explains the question; None leaves it as it is.
    help: str | None = None
    # What phones are sent of what others write in it; None leaves it as it is.
    sharing: PhaseSharing | None = None


@dataclass(frozen=True)
class WorkshopDraft:
    template: str
    title: str
    host_unit: str = ""
    venue: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    fiscal_year: int | None = None
    opening_words: str = ""
    groups: tuple[str, ...] = ()
    phases: tuple[PhaseDraft, ...] = field(default=())
    # What phones see of others' notes; None leaves it as it is.
    sharing: Sharing | None = None
    # The fields of the privacy notice by name; None leaves them as they are.
    notice: dict[str, str] | None = None
    # Of the report; None leaves them as they are.
    background: str | None = None
    objectives: str | None = None


@dataclass(frozen=True)
class ImportedNote:
    """A row of a file: `id` is made of its content, so that a repeated import adds nothing. Nobody is shown it.

    `at`: its day in ms since 1970, 0 for that of the import. `cell`: the id of the whole cell's note, where this is one
    of several items in it; `whole`: that cell's text. `parts`: the items, where the note is a whole list.
    """

    id: str
    text: str
    category: str
    group: str = ""
    at: int = 0
    cell: str = ""
    whole: str = ""
    parts: tuple[str, ...] = ()
