"""The tables of directives and answers. As in models.py."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel


class Directive(SQLModel, table=True):
    """A directive in its newest version. `content`: as in its file; `key`: of the installation that made it.

    own       made here
    unit      whose answers this installation writes where it is one unit's, "" until it is chosen
    versions  [{version, checksum, at, deadline, withdrawn}], oldest first
    units     what the department decided, by a unit's code: {excused: reason, key: whose answers count}
    written_by  version of the last answer written here, by a unit's code
    unit_id   whose it is in the organisation here; None = the installation's
    reshapes  how units were merged and split since (year/reshaping.py), oldest first
    """

    id: int = Field(default=None, primary_key=True)
    uid: str = Field(unique=True, index=True)
    own: bool
    key: str
    version: int
    checksum: str
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    unit: str = ""
    versions: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    units: dict[str, dict[str, str]] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    written_by: dict[str, int] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    unit_id: int | None = None
    reshapes: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False, server_default=text("'[]'"))
    )


class DirectiveFile(SQLModel, table=True):
    """A document of a directive, by the SHA-256 of its bytes; `Directive.content` has its name and kind."""

    __tablename__ = "directive_file"

    uid: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class DirectiveWorkshop(SQLModel, table=True):
    """The workshop that answers a directive for the unit with this code, of which each has one here.

    `checksum` is of the last answer written, `said` of what it says, `before` of the one before, all digests that only
    this installation's key makes; `written_on`: the day, "" where it has none.
    """

    __tablename__ = "directive_workshop"
    __table_args__ = (UniqueConstraint("directive_id", "unit"),)

    workshop_id: int = Field(foreign_key="workshop.id", primary_key=True)
    directive_id: int = Field(foreign_key="directive.id")
    unit: str
    version: int = 0
    checksum: str = ""
    said: str = ""
    before: str = ""
    written_on: str = ""


class DirectiveAnswer(SQLModel, table=True):
    """An answer as it came, each once; its directive may come later. `key`: of the installation that wrote it."""

    __tablename__ = "directive_answer"

    checksum: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    uid: str = Field(index=True)
    directive_key: str
    unit: str
    unit_name: str
    version: int
    notes: int
    themes: int
    at: int = Field(default=0, sa_type=BigInteger)
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class AnswerLink(SQLModel, table=True):
    """The link by which a unit sends its answer: whoever has its token, of which the digest alone is stored.

    grace     days after the deadline, or after the day on which it was made where that is later
    taken_at  when the directive's file was first taken by it, in ms; 0 = not yet
    used_at   when an answer came by it, in ms; `checksum` and `key` of that answer
    """

    __tablename__ = "answer_link"

    id: int = Field(default=None, primary_key=True)
    uid: str = Field(index=True)
    unit: str
    digest: str = Field(unique=True, index=True)
    grace: int
    made_at: int = Field(sa_type=BigInteger)
    revoked: bool = False
    taken_at: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    used_at: int = Field(default=0, sa_type=BigInteger)
    checksum: str = ""
    key: str = ""
