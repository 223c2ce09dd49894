"""The minutes of a meeting in the file of a whole workshop. As in workshop_parts.py."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from workshop.messages.outline import Line, Part, Place
from workshop.year.part_types import Day, Picture, Ref, Text


class DocumentPart(Part):
    """A document of a matter: a link, or a file in base 64."""

    name: Annotated[Line, StringConstraints(min_length=1)]
    link: Line
    media: Literal[
        "",
        "image/jpeg",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ]
    data: Picture | Literal[""]


class AdoptedPart(Part):
    code: Line
    number: int = Field(ge=0, le=10_000)
    year: int = Field(ge=0, le=10_000)
    held_on: Day


class MinutesFactsPart(Part):
    title: Line
    number: int = Field(ge=0, le=10_000)
    year: int = Field(ge=0, le=10_000)
    began: Line
    ended: Line
    present: Text
    absent: Text
    others: Text
    recorder: Line
    checker: Line
    adopted: AdoptedPart | None
    corrections: Text


class MatterPart(Part):
    """A matter of the minutes. `action`: place of the action of this workshop that was made of it, None without."""

    id: Ref
    agenda: int = Field(ge=1, le=6)
    title: Line
    text: Text
    resolution: Text
    settled: bool = False
    action: Place | None = None
    documents: list[DocumentPart] = Field(default_factory=list, max_length=60)


class MinutesPart(Part):
    facts: MinutesFactsPart
    items: list[MatterPart] = Field(max_length=100)
