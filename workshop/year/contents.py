"""What stands in each kind of file, typed: their published JSON Schemas are made of these classes."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    StringConstraints,
    model_serializer,
    model_validator,
)

from workshop.domain.identity import FEWEST
from workshop.domain.voting_kinds import FULL, KINDS
from workshop.messages.outline import Outline
from workshop.year.workshop_parts import Workshop as Workshop

LINE, TEXT = 300, 5000
MOST_UNITS, MOST_NOTES, MOST_ACTIONS, MOST_VOTINGS, MOST_OPTIONS = 1000, 20_000, 1000, 200, 100
_STORABLE = r"^[^\x00]*$"  # PostgreSQL stores no NUL
Line = Annotated[str, StringConstraints(max_length=LINE * 8, pattern=_STORABLE)]
Long = Annotated[str, StringConstraints(max_length=TEXT * 8, pattern=_STORABLE)]
Hex = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Uid = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[^\x00\s]{1,40}$")]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
Count = Annotated[int, Field(ge=0, le=2**31 - 1)]
Day = Annotated[date, Field(strict=False)]


def _apart(name: str) -> AfterValidator:
    """Return what refuses a list in which two have the same `name`."""

    def check(rows: list[Any]) -> list[Any]:
        if len({getattr(row, name) for row in rows}) < len(rows):
            raise ValueError(f"two rows with one {name}")
        return rows

    return AfterValidator(check)


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Unit(Part):
    """`code`: the official one of a province, else the department's own."""

    code: Code
    name: Line


class Asked(Part):
    """A category, and its guiding questions."""

    key: Code
    name: Line
    questions: list[Line] = Field(max_length=30)


class Attachment(Part):
    """A document that belongs to a directive. `digest`: SHA-256 of the file; `data`: the file in base64."""

    name: Annotated[Line, StringConstraints(min_length=1)]
    media: Literal[
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "image/jpeg",
    ]
    digest: Hex
    data: Annotated[str, StringConstraints(max_length=7_000_000, pattern=r"^[A-Za-z0-9+/]*={0,2}$")]


class Directive(Part):
    """What a department asks for. Days are of the common era; `withdrawn` is the reason, "" while it is in force.

    Without attachments it is as in version 1 of the file, which every release reads.
    """

    uid: Uid
    version: Number
    issuer: Line
    number: Line
    issued_on: Day
    meeting: Line
    subject: Line
    text: Long
    addressee: Line
    asked: Annotated[list[Asked], _apart("key")] = Field(min_length=1, max_length=30)
    units: Annotated[list[Unit], _apart("code")] = Field(min_length=1, max_length=MOST_UNITS)
    deadline: Day
    withdrawn: Line = ""
    attachments: Annotated[list[Attachment], _apart("digest")] = Field(default_factory=list, max_length=20)

    @model_serializer(mode="wrap")
    def _without_an_empty_list(self, rest: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in rest(self).items() if name != "attachments" or value}


class Answered(Part):
    """Which directive is answered; `key` is that of the installation that signed it."""

    uid: Uid
    version: Number
    key: Hex


class Category(Part):
    key: Line
    name: Line


class Theme(Part):
    """`given`: people chose the name; `notes` are numbers."""

    id: Line
    category: Line
    name: Long
    given: bool
    notes: list[Number] = Field(max_length=MOST_NOTES)


class Note(Part):
    """A note, verbatim, by its number in its workshop; nothing of its writer, group or time."""

    number: Number
    category: Line
    text: Long
    status: Literal["theme", "ungrouped", "set_aside"]
    agreed: Count


class Figures(Part):
    received: Count
    in_themes: Count
    ungrouped: Count
    set_aside: Count
    hidden: Count
    participants: Count


class Action(Part):
    """What the unit decided to do, who and by when, as typed there; the day is of the common era."""

    what: Long
    unit: Line
    due: Day | None
    measure: Long
    status: Literal["waiting", "doing", "done", "dropped"]


class VoteOption(Part):
    """An option: `votes` are its dots, its points, or how many gave it values; `spread`: how many gave 1 to 5."""

    label: Long
    votes: Count
    firsts: Count = 0
    spread: list[Annotated[list[Count], Field(min_length=FULL, max_length=FULL)]] = Field(
        default_factory=list, max_length=2
    )


class Votes(Part):
    """A closed voting: sums, and never who gave what.

    category  its name, "" for all
    voters    devices, or slips
    options   none where fewer than FEWEST voted
    """

    title: Line
    category: Line
    kind: Literal["dots", "agree", "rating", "ranking", "effort_impact", "urgency_importance"]
    source: Literal["themes", "notes", "lines", "answers"]
    dots: Number
    slips: bool
    voters: Count
    options: list[VoteOption] = Field(max_length=MOST_OPTIONS)

    @model_validator(mode="after")
    def _can_be(self) -> Votes:
        """Refuse sums that so many voters cannot have given: they would be added to those of others."""
        kind, most = KINDS[self.kind], self.voters
        if self.voters < FEWEST and self.options:
            raise ValueError("few voters, but results")
        if not kind.scales:
            each = self.dots * (self.dots + 1) // 2 if kind.gives == "order" else self.dots
            most = each * self.voters
            if sum(option.votes for option in self.options) > most:
                raise ValueError("more votes than voters had")
        for option in self.options:
            spread_right = all(sum(scale) == option.votes for scale in option.spread)
            if len(option.spread) != len(kind.scales) or not spread_right or option.votes > most:
                raise ValueError("votes and their spread differ")
            if option.firsts > min(self.voters, option.votes) or (option.firsts and kind.gives != "order"):
                raise ValueError("more first places than votes")
        return self


class Summary(Part):
    """Counts of the report. `agreed`: how often somebody agreed; `remarks`: what others wrote under notes."""

    groups: Count
    themes: Count
    agreed: Count
    remarks: Count
    votings: Count


_SINCE_3: tuple[str, ...] = ("conclusion", "votings", "summary", "written_on")


class Answer(Part):
    """One unit's answer. `predecessor`: of the version before, "" for the first: a keyed digest, by which nobody else
    can confirm what that version said; releases of before wrote its checksum.

    What is empty is left out, so that an answer without it is as in the version of the file that had no room for it.

    conclusion  the facilitator's, of the report
    written_on  by the clock of the machine that wrote it
    """

    directive: Answered
    unit: Unit
    version: Number
    predecessor: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
    title: Line
    starts_on: Day | None
    ends_on: Day | None
    report: Literal["draft", "approved", "changed"]
    figures: Figures
    categories: Annotated[list[Category], _apart("key")] = Field(max_length=100)
    themes: Annotated[list[Theme], _apart("id")] = Field(max_length=MOST_NOTES)
    notes: Annotated[list[Note], _apart("number")] = Field(max_length=MOST_NOTES)
    actions: list[Action] = Field(default_factory=list, max_length=MOST_ACTIONS)
    conclusion: Long = ""
    votings: list[Votes] = Field(default_factory=list, max_length=MOST_VOTINGS)
    summary: Summary | None = None
    written_on: Day | None = None

    @model_serializer(mode="wrap")
    def _without_what_is_empty(self, rest: SerializerFunctionWrapHandler) -> dict[str, Any]:
        later = {"actions", *_SINCE_3}
        return {name: value for name, value in rest(self).items() if name not in later or value}


def version(content: BaseModel) -> int:
    """Return the lowest version of the file that has room for this content."""
    if isinstance(content, Directive):
        return 2 if content.attachments else 1
    if not isinstance(content, Answer):
        return 1
    return 3 if any(getattr(content, name) for name in _SINCE_3) else 2 if content.actions else 1


class Template(Part):
    """A template of an installation: what was planned for a workshop, under a name."""

    name: Annotated[Line, StringConstraints(min_length=1)]
    description: Line
    outline: Outline


Content = Directive | Answer | Template | Workshop
Kind = Literal["directive", "answer", "template", "workshop"]
CONTENTS: dict[Kind, type[Directive] | type[Answer] | type[Template] | type[Workshop]] = {
    "directive": Directive,
    "answer": Answer,
    "template": Template,
    "workshop": Workshop,
}
VERSIONS: dict[Kind, tuple[int, ...]] = {"directive": (1, 2), "answer": (1, 2, 3), "template": (1,), "workshop": (1,)}
SUFFIXES: dict[Kind, str] = {kind: f".laena-{kind}.json" for kind in CONTENTS}
