"""The table of minutes. As in models.py."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel


class Minutes(SQLModel, table=True):
    """What is typed for the minutes of a meeting (domain/minutes.py). Names in it have no tie to any phone or note.

    facts  number, year, times, who came, who wrote the minutes, and which former ones the meeting adopted
    items  the matters of all agendas in their order, with those removed last
    """

    __tablename__ = "minutes"

    workshop_id: int = Field(foreign_key="workshop.id", primary_key=True)
    facts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    items: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
