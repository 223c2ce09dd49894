"""The tables of the feed: every change, and the consoles that made those of facilitators. As in models.py."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column
from sqlmodel import Field, SQLModel


class Change(SQLModel, table=True):
    """The feed: every change of a workshop, numbered without gaps. Audit trail and source of undo."""

    workshop_id: int = Field(foreign_key="workshop.id", primary_key=True)
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    at: int = Field(default=0, sa_type=BigInteger)
    actor: str
    # The console of a facilitator (domain/consoles.py); "" for a change of nobody's, and of earlier releases.
    by: str = Field(default="", sa_column_kwargs={"server_default": ""})
    kind: str
    subject: str = ""
    before: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    undone: bool = False


class Console(SQLModel, table=True):
    """A facilitator's browser in a workshop, numbered from 1 in the order of opening; `name` "" is its number."""

    workshop_id: int = Field(foreign_key="workshop.id", primary_key=True)
    key: str = Field(primary_key=True)
    number: int
    name: str = Field(default="", sa_column_kwargs={"server_default": ""})
    opened_at: int = Field(default=0, sa_type=BigInteger)
