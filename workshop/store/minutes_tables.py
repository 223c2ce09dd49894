"""The table of minutes. As in models.py."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel


class Minutes(SQLModel, table=True):
    """What is typed for the minutes of a meeting (domain/minutes.py). Names in it have no tie to any note.

    facts     number, year, times, who came, who wrote the minutes, and which former ones the meeting adopted
    items     the matters of all agendas in their order, with those removed last
    consents  which lines of the lists came by a consent: {mark of the consent (domain/consents.py): line}
    """

    __tablename__ = "minutes"

    workshop_id: int = Field(foreign_key="workshop.id", primary_key=True)
    facts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    items: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    consents: dict[str, str] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False, server_default=text("'{}'"))
    )


class MinutesFile(SQLModel, table=True):
    """A document of a matter: a link, or a file with its bytes. It goes with its matter.

    item    id of the matter; `digest`: of what it is, so that what is sent twice is one
    name    shown, and on the paper
    """

    __tablename__ = "minutes_file"
    __table_args__ = (UniqueConstraint("workshop_id", "item", "digest"),)

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    item: str
    name: str
    link: str = ""
    media: str = ""
    data: bytes = Field(default=b"", sa_column=Column(LargeBinary, nullable=False))
    digest: str
    seq: int = Field(default=0, sa_type=BigInteger)


class MinutesLink(SQLModel, table=True):
    """The link by which units acknowledge the minutes, with the matters as they were when it was made.

    nonce   of which, with the workshop's salt, the token is made; `digest` is the token's
    items   the matters; `asked`: ids of those that are acknowledged one by one
    units   of the meeting, [] where people type theirs
    """

    __tablename__ = "minutes_link"

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    nonce: str
    digest: str = Field(unique=True, index=True)
    items: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    asked: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    units: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    closed: bool = False
    seq: int = Field(default=0, sa_type=BigInteger)


class Acknowledgement(SQLModel, table=True):
    """What a device acknowledged for a unit. `device`: no mark of a phone that writes notes; a name comes by consent.

    items  ids of the matters that it acknowledged one by one
    """

    __tablename__ = "acknowledgement"
    __table_args__ = (UniqueConstraint("link_id", "device", "unit"),)

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    link_id: int = Field(foreign_key="minutes_link.id", index=True)
    device: str
    unit: str
    items: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    name: str = ""
    post: str = ""
    seq: int = Field(default=0, sa_type=BigInteger)
