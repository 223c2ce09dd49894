"""The tables of the mood. As in models.py."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, false
from sqlmodel import Field, SQLModel


class Pulse(SQLModel, table=True):
    """A question about the mood, answered with 1 to 5."""

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    state: str  # open, closed
    question: str = ""
    opened_at: int = Field(default=0, sa_type=BigInteger)
    closed_at: int = Field(default=0, sa_type=BigInteger)
    seq: int = Field(default=0, sa_type=BigInteger)
    # morning, evening, or "" for one that is not compared.
    moment: str = Field(default="", sa_column_kwargs={"server_default": ""})
    # Whether it asks for a word, too; whether screens show the words; why some are hidden: {word as compared: reason}.
    asks_word: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    words_shown: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    hidden_words: dict[str, str] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}")
    )


class PulseAnswer(SQLModel, table=True):
    """A phone's mood. `token` as in a vote, and rows in its order: in that of writing, each would follow who joined."""

    __tablename__ = "pulse_answer"
    __table_args__ = ({"sqlite_with_rowid": False},)

    pulse_id: int = Field(foreign_key="pulse.id", primary_key=True)
    token: str = Field(primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    value: int
    last_write: str


class PulseWord(SQLModel, table=True):
    """A phone's word on the mood, "" where it was taken back. `token` is another than that of its mood.

    Rows in the order of tokens: in that of writing, a word could be joined with a mood.
    """

    __tablename__ = "pulse_word"
    __table_args__ = ({"sqlite_with_rowid": False},)

    pulse_id: int = Field(foreign_key="pulse.id", primary_key=True)
    token: str = Field(primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    word: str
    last_write: str
