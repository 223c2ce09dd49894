"""The tables of the installation, which belong to no workshop. As in models.py."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column
from sqlmodel import Field, SQLModel


class StoredSetting(SQLModel, table=True):
    """A named value of this installation, such as the facilitator's password hash or the setup token."""

    __tablename__ = "keep"

    name: str = Field(primary_key=True)
    value: str


class SignedIn(SQLModel, table=True):
    """A session of the facilitator. `digest` is the SHA-256 of its token, which only the browser's cookie contains.

    A helper's has the workshop that it is for, with a role and a name (domain/helpers.py); a person's has the person
    (domain/persons.py); the password's has none of these.
    """

    __tablename__ = "facilitator_session"

    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(unique=True, index=True)
    begun_at: int = Field(default=0, sa_type=BigInteger)
    seen_at: int = Field(default=0, sa_type=BigInteger)
    address: str = ""
    browser: str = ""
    workshop_id: int | None = None
    group_id: int | None = None
    person_id: int | None = None
    role: str = Field(default="", sa_column_kwargs={"server_default": ""})
    name: str = Field(default="", sa_column_kwargs={"server_default": ""})


class LogEntry(SQLModel, table=True):
    """A sign-in, export, restore or purge; see domain/access_log.py. `person`: the sign-in name of whoever did it."""

    __tablename__ = "access_log"

    id: int | None = Field(default=None, primary_key=True)
    at: int = Field(default=0, sa_type=BigInteger)
    what: str
    code: str = ""
    address: str = ""
    detail: str = ""
    person: str = ""


class OwnTemplate(SQLModel, table=True):
    """A template of this installation: a workshop's outline (messages/outline.py) under a name. `uid` is random."""

    __tablename__ = "own_template"

    uid: str = Field(primary_key=True)
    name: str = Field(unique=True)
    description: str = ""
    outline: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    made_at: int = Field(default=0, sa_type=BigInteger)
