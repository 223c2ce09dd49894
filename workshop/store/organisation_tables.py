"""The tables of an organisation: its units as a tree, and the people who sign in by name. As in models.py."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class Unit(SQLModel, table=True):
    """A unit. `path` names its line from the root down to itself by ids, as in /1/5/: what is below begins with it."""

    __tablename__ = "org_unit"

    id: int = Field(default=None, primary_key=True)
    code: str = Field(unique=True, index=True)
    name: str
    kind: str
    parent_id: int | None = Field(default=None, foreign_key="org_unit.id", index=True)
    path: str = Field(default="", index=True)


class Person(SQLModel, table=True):
    """Somebody who signs in by name.

    name      of the sign-in, lower case
    password  its hash, "" until it is set
    link      SHA-256 of the token of the one-time link that sets it, "" without one; made at `link_at`
    subject   who an OIDC provider says it is: issuer and subject, "" until the first sign-in by it
    """

    __tablename__ = "person"

    id: int = Field(default=None, primary_key=True)
    name: str = Field(unique=True, index=True)
    shown: str
    email: str = Field(default="", index=True)
    subject: str = Field(default="", index=True)
    password: str = ""
    link: str = Field(default="", index=True)
    link_at: int = Field(default=0, sa_type=BigInteger)
    disabled: bool = False
    made_at: int = Field(default=0, sa_type=BigInteger)


class PersonRole(SQLModel, table=True):
    """What a person is at a unit; see domain/policy.py."""

    __tablename__ = "person_role"

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    unit_id: int = Field(foreign_key="org_unit.id", primary_key=True)
    role: str
