"""The tables of last year's cards. As in models.py."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, false
from sqlmodel import Field, SQLModel


def _json(empty: Any, default: str) -> Any:
    return Field(default_factory=empty, sa_column=Column(JSON, nullable=False, server_default=default))


class Lookback(SQLModel, table=True):
    """An earlier workshop as cards before the room. What it takes over is themes and actions, never a note.

    source   the id of the workshop in this installation, None for one from a file; its actions say how they stand now
    cards    [{id, kind: proposal or action, what, unit, due, notes, status, action}]; `action`: its id there, 0 without
    themes   [{id, category, name, words, notes}], all of that workshop's, by which both years are compared
    statuses what the facilitator said of a card: {card id: done, doing, dropped, or "" for none}
    fitting  by the worker: {theme of this workshop: theme of that one}
    said     people's corrections of it, "" for none
    more     whether it had more than the cards show
    given    {card id: {answer: how many phones}}: counted as they come, as every phone's page would count them anew
    """

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    state: str  # open, closed
    title: str = ""
    fiscal_year: int | None = None
    source: int | None = None
    cards: list[dict[str, Any]] = _json(list, "[]")
    themes: list[dict[str, Any]] = _json(list, "[]")
    statuses: dict[str, str] = _json(dict, "{}")
    fitting: dict[str, str] = _json(dict, "{}")
    said: dict[str, str] = _json(dict, "{}")
    given: dict[str, dict[str, int]] = _json(dict, "{}")
    more: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    opened_at: int = Field(default=0, sa_type=BigInteger)
    closed_at: int = Field(default=0, sa_type=BigInteger)
    seq: int = Field(default=0, sa_type=BigInteger)


class ReadyCards(SQLModel, table=True):
    """Last year's cards that open with a phase (domain/ready_cards.py). `source`: as in Lookback; `former`: what of."""

    __tablename__ = "ready_cards"

    workshop_id: int = Field(foreign_key="workshop.id", primary_key=True)
    phase_id: int = Field(foreign_key="phase.id")
    source: int | None = None
    former: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class CardAnswer(SQLModel, table=True):
    """How a phone says that a card stands. `token`: of the phone, for this card alone; see domain/marks.py.

    Rows in the order of tokens: in that of writing, the answers of a phone could be put together.
    """

    __tablename__ = "card_answer"
    __table_args__ = ({"sqlite_with_rowid": False},)

    lookback_id: int = Field(foreign_key="lookback.id", primary_key=True)
    token: str = Field(primary_key=True)
    card: str
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    value: str
    last_write: str
