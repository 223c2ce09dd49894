"""The log of who came to the data: sign-ins, exports, restores, purges. It contains no word of a workshop."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import delete, update
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.feed import now_ms
from workshop.store.models import LogEntry

LIFE_DAYS = 366
_LIFE_MS = LIFE_DAYS * 24 * 3_600_000
SHOWN = 200


class What(StrEnum):
    """What is logged. The values are stored: none may be renamed."""

    SIGN_IN = "sign_in"
    REFUSED = "refused"  # a wrong password
    SIGN_OUT = "sign_out"
    SESSION_ENDED = "session_ended"  # by another browser
    PASSWORD = "password"
    PERSON = "person"  # signed in by name
    PERSON_CHANGED = "person_changed"  # added, disabled, another role, a link for the password
    PERSON_PASSWORD = "person_password"
    UNIT_CHANGED = "unit_changed"
    HELPER = "helper"  # came in by a link
    HELPER_REMOVED = "helper_removed"
    EXPORT = "export"
    SHARED_BACKUP = "shared_backup"
    RESTORE = "restore"
    DELETE = "delete"
    PURGE = "purge"


@dataclass(frozen=True, slots=True)
class Entry:
    """`at` in ms since 1970; `code` of the workshop, `address` of the browser, `detail` such as a format; `person`:
    the sign-in name of whoever did it, "" with the installation's password, by a helper's link or by a command."""

    at: int
    what: str
    code: str
    address: str
    detail: str
    person: str


def add(session: Session, what: What, code: str = "", address: str = "", detail: str = "", person: str = "") -> None:
    """Log that it happened now, and delete what is older than a year."""
    now = now_ms()
    session.execute(delete(LogEntry).where(col(LogEntry.at) < now - _LIFE_MS))
    session.add(LogEntry(at=now, what=what.value, code=code, address=address, detail=detail, person=person))


def forget(session: Session, name: str) -> None:
    """Take a purged person's name out of the log; what happened when stays."""
    session.execute(update(LogEntry).where(col(LogEntry.detail) == name).values(detail=""))
    session.execute(update(LogEntry).where(col(LogEntry.person) == name).values(person=""))


def of_workshop(session: Session, code: str) -> list[Entry]:
    """Return the workshop's entries, the newest first."""
    query = select(LogEntry).where(LogEntry.code == code).order_by(col(LogEntry.id).desc()).limit(SHOWN)
    return [_entry(row) for row in session.execute(query).scalars()]


def latest(session: Session, most: int = SHOWN) -> list[Entry]:
    """Return the newest entries, the newest first."""
    rows = session.execute(select(LogEntry).order_by(col(LogEntry.id).desc()).limit(most)).scalars()
    return [_entry(row) for row in rows]


def _entry(row: LogEntry) -> Entry:
    return Entry(row.at, row.what, row.code, row.address, row.detail, row.person)
