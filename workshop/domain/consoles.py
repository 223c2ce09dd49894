"""The consoles of several facilitators: each has a name without an account, and undoes its own steps alone."""

from __future__ import annotations

import hashlib
from itertools import count
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import workshops
from workshop.domain.wording import one_line
from workshop.errors import ConsoleNameTaken
from workshop.feed import Changing
from workshop.messages.incoming import NameConsole
from workshop.store.models import Console

LONGEST_NAME = 40


def key_of(digest: str) -> str:
    """Return what stands with a change for the session with this digest; it opens no session and finds none."""
    return hashlib.sha256(f"console {digest}".encode()).hexdigest()[:16]


def known(session: Session, code: str, key: str) -> bool:
    """Return whether this console was opened in the workshop before."""
    return session.get(Console, (workshops.find(session, code).id, key)) is not None


def register(change: Changing) -> None:
    """Give the console that changes the workshop the next number; nothing where it has one."""
    if change.by and change.session.get(Console, (change.id, change.by)) is None:
        _add(change)


def register_as(change: Changing, wanted: str) -> str:
    """Give the console that changes the workshop this name, with a number where another has it; return the name."""
    row = change.session.get(Console, (change.id, change.by)) or _add(change)
    name = one_line(wanted, LONGEST_NAME)
    taken = {_name(each).casefold() for each in _all(change.session, change.id) if each.key != row.key}
    numbered = (f"{name} {number}" for number in count(2))
    row.name = name if name.casefold() not in taken else next(each for each in numbered if each.casefold() not in taken)
    return row.name


def number_of(session: Session, workshop_id: int, key: str) -> int | None:
    """Return the number of the console with this key."""
    row = session.get(Console, (workshop_id, key))
    return row.number if row else None


def rename(change: Changing, message: NameConsole) -> str:
    """Name the console; return its name. An empty one is its number again. Raises ConsoleNameTaken."""
    row = change.session.get(Console, (change.id, change.by)) or _add(change)
    name = one_line(message.name, LONGEST_NAME)
    others = [each for each in _all(change.session, change.id) if each.key != row.key]
    if name and name.casefold() in {_name(each).casefold() for each in others}:
        raise ConsoleNameTaken
    row.name = name
    change.record(Kind.CONSOLE, subject=str(row.number))
    return _name(row)


def current(session: Session, workshop_id: int) -> list[dict[str, Any]]:
    """Return [{key, number, name, opened_at}] of the consoles, for the screens; `name` is "" for one without."""
    return [row.model_dump(include={"key", "number", "name", "opened_at"}) for row in _all(session, workshop_id)]


def names(session: Session, workshop_id: int) -> dict[str, str]:
    """Return {key: name or number in words}."""
    return {row.key: _name(row) for row in _all(session, workshop_id)}


def named(session: Session, workshop_id: int) -> dict[str, str]:
    """Return {number: name or number in words}."""
    return {str(row.number): _name(row) for row in _all(session, workshop_id)}


def _add(change: Changing) -> Console:
    number = 1 + max((row.number for row in _all(change.session, change.id)), default=0)
    row = Console(workshop_id=change.id, key=change.by, number=number, opened_at=change.at)
    change.session.add(row)
    change.record(Kind.CONSOLE, subject=str(number))
    return row


def _all(session: Session, workshop_id: int) -> list[Console]:
    query = select(Console).where(Console.workshop_id == workshop_id).order_by(col(Console.number))
    return list(session.execute(query).scalars())


def _name(row: Console) -> str:
    return row.name or _("วิทยากร %(n)s", n=row.number)
