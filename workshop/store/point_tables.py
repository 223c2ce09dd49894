"""The table of points: what a group's scribe sums up. As in models.py."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, Text
from sqlmodel import Field, SQLModel


def _list() -> Any:
    return Field(default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]"))


class Point(SQLModel, table=True):
    """A point of a group's summary, as its scribe wrote it; no row says who that was.

    notes     ids of notes of the group that it comes from; those that may no longer be shown stay here and are left out
    themes    ids of the themes that it comes from
    position  orders the points of a group; numbers may be missing
    removed   it is on no screen and in no report; it can be brought back
    sent      the id that the scribe's board gave it, so that a repeated send is one point; None for those of before
    """

    __tablename__ = "group_point"
    __table_args__ = (Index("ix_group_point_workshop_sent", "workshop_id", "sent", unique=True),)

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    group_id: int = Field(foreign_key="breakout_group.id", index=True)
    position: int
    text: str = Field(sa_column=Column(Text, nullable=False))
    notes: list[str] = _list()
    themes: list[str] = _list()
    removed: bool = False
    seq: int = Field(default=0, sa_type=BigInteger)
    sent: str | None = None
