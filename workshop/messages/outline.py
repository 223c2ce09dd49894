"""An outline: what was planned for a workshop, and nothing that anybody wrote in it, for copies and templates.

`PhaseOutline` and `Outline` have the names of the columns that they are made of; tests/domain/test_declared_outlines.py
compares them with the tables, and names the columns that stay behind.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from workshop.messages.incoming import Identity, ItemKind, PhaseSharing, Sharing
from workshop.messages.phases import MOST_OF_A_DEVICE

_STORABLE = r"^[^\x00]*$"  # PostgreSQL stores no NUL
Line = Annotated[str, StringConstraints(max_length=2400, pattern=_STORABLE)]
Long = Annotated[str, StringConstraints(max_length=40_000, pattern=_STORABLE)]
Key = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{1,60}$")]
Place = Annotated[int, Field(ge=0, le=1000)]


def apart(of: Callable[[Any], Any]) -> AfterValidator:
    """Return what refuses a list in which two rows have the same `of(row)`."""

    def check(rows: list[Any]) -> list[Any]:
        if len({of(row) for row in rows}) < len(rows):
            raise ValueError("two rows are the same")
        return rows

    return AfterValidator(check)


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class CategoryOutline(Part):
    key: Key
    name: Line


class PhaseOutline(Part):
    """`lets`: its switches (domain/activity.py) by name; one that is left out is as in a new phase."""

    title: Line
    question: Line
    help: Long = ""
    categories: list[Key] = Field(min_length=1, max_length=30)
    lets: dict[Key, bool] = Field(max_length=10)
    identity: Identity
    grace: int = Field(ge=0, le=24 * 60)
    sharing: PhaseSharing = ""
    most: int = Field(default=0, ge=0, le=MOST_OF_A_DEVICE)


class ItemOutline(Part):
    """An item of the programme. `day` from 1, `starts` in minutes of the day; `phase`: its place from 0, or None;
    `icebreaker`: the key of one that it names, or ""."""

    day: int = Field(ge=1, le=9)
    starts: int = Field(ge=0, lt=24 * 60)
    minutes: int = Field(ge=1, le=24 * 60)
    kind: ItemKind
    title: Line
    script: Long
    icebreaker: Key | Literal[""] = ""
    phase: Place | None


class HeadingOutline(Part):
    category: Key
    name: Line
    words: Line


class FocusOutline(Part):
    name: Line
    words: Long


class ChaptersOutline(Part):
    order: list[Key] = Field(max_length=60)
    left_out: list[Key] = Field(max_length=60)


class Outline(Part):
    """`template`: the agenda that the workshop began with; `days`: from its first day to its last, 0 where unknown."""

    template: Key
    title: Line
    host_unit: Line
    venue: Line
    days: int = Field(ge=0, le=400)
    opening_words: Long
    closing_words: Long = ""
    sharing: Sharing
    fineness: float = Field(ge=-1, le=1, allow_inf_nan=False)
    headings_shown: bool
    glossary: Long
    notice: dict[Key, Line] = Field(max_length=20)
    background: Long
    objectives: Long
    chapters: ChaptersOutline
    categories: Annotated[
        list[CategoryOutline],
        apart(lambda row: row.key),
        apart(lambda row: row.name),
        Field(min_length=1, max_length=200),
    ]
    groups: list[Line] = Field(min_length=1, max_length=120)
    phases: list[PhaseOutline] = Field(min_length=1, max_length=30)
    programme: list[ItemOutline] = Field(max_length=80)
    headings: Annotated[list[HeadingOutline], apart(lambda row: (row.category, row.name)), Field(max_length=2000)]
    focus: Annotated[list[FocusOutline], apart(lambda row: row.name), Field(max_length=20)]
