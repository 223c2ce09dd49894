"""The tables beside those of themes: regroupings, links, focus issues. As in models.py."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Text
from sqlmodel import Field, SQLModel


class Proposal(SQLModel, table=True):
    """A full regrouping of a category, from request to application; at most one a category."""

    workshop_id: int = Field(foreign_key="workshop.id", primary_key=True)
    category: str = Field(primary_key=True)
    state: str  # wanted, ready, applied, dropped
    read_at: int = Field(default=0, sa_type=BigInteger)
    arrangement: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    summary: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    seq: int = Field(default=0, sa_type=BigInteger)


class ThemeLink(SQLModel, table=True):
    """A theme, and one further on in the chain problem, cause, solution, proposal.

    `said` is people's correction: "", confirmed, removed, added.
    """

    __tablename__ = "theme_link"

    workshop_id: int = Field(foreign_key="workshop.id", primary_key=True)
    problem_id: str = Field(primary_key=True)
    answer_id: str = Field(primary_key=True)
    strength: float = 0.0
    said: str = ""
    seq: int = Field(default=0, sa_type=BigInteger)


class FocusIssue(SQLModel, table=True):
    """A programme that notes attach to; `words` one a line."""

    __tablename__ = "focus_issue"

    workshop_id: int = Field(foreign_key="workshop.id", primary_key=True)
    key: str = Field(primary_key=True)
    name: str
    words: str = Field(default="", sa_column=Column(Text, nullable=False))
    position: int = 0
