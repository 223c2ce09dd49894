"""The tables of actions: what the room decides to do, and how it goes on. As in models.py."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, LargeBinary, Text
from sqlmodel import Field, SQLModel


def _list() -> Any:
    return Field(default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]"))


class Action(SQLModel, table=True):
    """Something that a unit does by a day.

    unit      who, as it was typed; "" for nobody yet
    due       an ISO date of the common era, "" without
    themes    ids of the themes that it comes from
    position  orders the actions of a workshop; numbers may be missing
    focus     key of the focus issue that it is for, "" without
    status    waiting, doing, done, dropped
    removed   it is on no screen and in no report; undo brings it back
    """

    __tablename__ = "workshop_action"

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    position: int
    what: str = Field(sa_column=Column(Text, nullable=False))
    unit: str = ""
    due: str = ""
    measure: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))
    themes: list[str] = _list()
    focus: str = Field(default="", sa_column_kwargs={"server_default": ""})
    status: str = "waiting"
    removed: bool = False
    seq: int = Field(default=0, sa_type=BigInteger)


class UnitPage(SQLModel, table=True):
    """The link to a unit's own page of its actions. `digest`: SHA-256 of its token."""

    __tablename__ = "unit_page"

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    unit: str
    digest: str = Field(unique=True, index=True)
    made_at: int = Field(default=0, sa_type=BigInteger)
    revoked: bool = False
    seq: int = Field(default=0, sa_type=BigInteger)


class ActionStep(SQLModel, table=True):
    """How an action stood at a time, with a note on it and a link to evidence. `removed`: it was undone.

    sent  digest of the id that a page gave the report and of what it says, so that a repeat is one report
    """

    __tablename__ = "workshop_action_step"
    __table_args__ = (Index("ix_workshop_action_step_workshop_sent", "workshop_id", "sent", unique=True),)

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    action_id: int = Field(foreign_key="workshop_action.id", index=True)
    at: int = Field(default=0, sa_type=BigInteger)
    status: str
    note: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))
    link: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))
    removed: bool = False
    seq: int = Field(default=0, sa_type=BigInteger)
    sent: str | None = None


class ActionFile(SQLModel, table=True):
    """A file that shows how an action went: a picture without metadata, or a PDF. It goes with its step."""

    __tablename__ = "workshop_action_file"

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    step_id: int = Field(foreign_key="workshop_action_step.id", index=True)
    name: str
    media: str
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    seq: int = Field(default=0, sa_type=BigInteger)
