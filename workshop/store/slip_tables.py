"""The tables of slips, which make a vote one a person; see domain/slips.py."""

from __future__ import annotations

from sqlalchemy import BigInteger, UniqueConstraint, false
from sqlmodel import Field, SQLModel


class SlipBatch(SQLModel, table=True):
    """Slips that were printed together. `voided`: those that were not used yet are good no more."""

    __tablename__ = "slip_batch"

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    slips: int
    made_at: int = Field(default=0, sa_type=BigInteger)
    voided: bool = False


class Slip(SQLModel, table=True):
    """A slip of paper, good once to join and once in each voting. Its code stands on the paper alone."""

    # Rows in the order of digests: nothing tells in which order they were printed.
    __table_args__ = ({"sqlite_with_rowid": False},)

    workshop_id: int = Field(foreign_key="workshop.id", primary_key=True)
    digest: str = Field(primary_key=True)
    batch_id: int = Field(foreign_key="slip_batch.id")
    # Whether a device joined with it; not which.
    joined: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class SlipUse(SQLModel, table=True):
    """That a slip was used in a voting. `claim` is of the phone that used it, and no mark of its votes.

    Rows in the order of digests: in the order of use they would lead from a slip to the votes that were given next.
    """

    __tablename__ = "slip_use"
    __table_args__ = (UniqueConstraint("voting_id", "claim"), {"sqlite_with_rowid": False})

    voting_id: int = Field(foreign_key="voting.id", primary_key=True)
    slip: str = Field(primary_key=True)
    claim: str
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
