"""The table of how far focus issues are, district by district. As in models.py."""

from __future__ import annotations

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel


class FocusCount(SQLModel, table=True):
    """Households of a unit that a focus issue is to reach, and those reached: counts, never whose.

    key   of the focus issue; `unit` as it was typed, and `folded` as names that look the same are one
    """

    __tablename__ = "focus_count"
    __table_args__ = (UniqueConstraint("workshop_id", "key", "folded"),)

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    key: str
    unit: str
    folded: str
    target: int = 0
    reached: int = 0
    seq: int = Field(default=0, sa_type=BigInteger)
