"""The table of links for helpers. As in models.py."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class HelperLink(SQLModel, table=True):
    """A link that lets one person in, once, with a role. `digest` is the SHA-256 of its token, which only the link has.

    The row goes when the link is used or taken back.
    """

    __tablename__ = "helper_link"

    id: int | None = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    digest: str = Field(unique=True, index=True)
    role: str
    group_id: int | None = None  # of a scribe's: the group whose board it opens
    made_at: int = Field(default=0, sa_type=BigInteger)
