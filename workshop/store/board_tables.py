"""The tables of a directive's board: what all answers say together. As in models.py."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column
from sqlmodel import Field, SQLModel


class Board(SQLModel, table=True):
    """The board of the directive `uid`. Rows of another generation are being written, or left over.

    revision    counts people's corrections
    at          when the generation was read, in ms; 0 before the first one
    sources     the answers it was made of, by a unit's code: {name, key, checksum, version, notes, hidden}
    categories  [{key, name}], in their order
    links       [problem theme, answer theme, strength]
    step        how far the last consolidation came: {state, at, done, all, by}
    """

    __tablename__ = "directive_board"

    uid: str = Field(primary_key=True)
    generation: int = 0
    revision: int = 0
    at: int = Field(default=0, sa_type=BigInteger)
    sources: dict[str, dict[str, Any]] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    categories: list[dict[str, str]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    links: list[list[Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    step: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class BoardTheme(SQLModel, table=True):
    """A theme over all answers. `given_label`: a person's; `of_units`: the label is the units' own name."""

    __tablename__ = "directive_board_theme"

    uid: str = Field(primary_key=True)
    generation: int = Field(primary_key=True)
    id: str = Field(primary_key=True)
    category: str
    label: str
    given_label: str = ""
    of_units: bool = False


class BoardNote(SQLModel, table=True):
    """A note of a unit's answer, by its number there. `theme_id`: "" for none; `placed`: put there by a person."""

    __tablename__ = "directive_board_note"

    uid: str = Field(primary_key=True)
    generation: int = Field(primary_key=True)
    unit: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    category: str
    theme_id: str = ""
    set_aside: bool = False
    placed: bool = False
    agreed: int = 0
    focus: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    text: str


class BoardPart(SQLModel, table=True):
    """A category of a board in the making, grouped; for a worker that goes on. `stamp`: what it was made of."""

    __tablename__ = "directive_board_part"

    uid: str = Field(primary_key=True)
    category: str = Field(primary_key=True)
    stamp: str
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class BoardCorrection(SQLModel, table=True):
    """What a person changed since the last consolidation, and the rows before it, so that it can be undone."""

    __tablename__ = "directive_board_correction"

    uid: str = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    at: int = Field(sa_type=BigInteger)
    kind: str
    subject: str
    before: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
