"""What stands in each kind of file, typed: their published JSON Schemas are made of these classes."""

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
)

from workshop.messages.outline import Outline
from workshop.year.workshop_parts import Workshop as Workshop

LINE, TEXT = 300, 5000
MOST_UNITS, MOST_NOTES, MOST_ACTIONS = 1000, 20_000, 1000
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


class Directive(Part):
    """What a department asks for. Days are of the common era; `withdrawn` is the reason, "" while it is in force."""

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


class Answer(Part):
    """One unit's answer. `predecessor`: the checksum of the version before, "" for the first.

    Without actions it is as in version 1 of the file, which every release reads.
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

    @model_serializer(mode="wrap")
    def _without_an_empty_list(self, rest: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in rest(self).items() if name != "actions" or value}


def version(content: BaseModel) -> int:
    """Return the lowest version of the file that has room for this content."""
    return 2 if isinstance(content, Answer) and content.actions else 1


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
VERSIONS: dict[Kind, tuple[int, ...]] = {"directive": (1,), "answer": (1, 2), "template": (1,), "workshop": (1,)}
SUFFIXES: dict[Kind, str] = {kind: f".laena-{kind}.json" for kind in CONTENTS}
