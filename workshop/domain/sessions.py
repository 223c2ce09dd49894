"""The facilitator's, helpers' and people's sessions: one row a signed-in browser, listed and ended one by one.

A cookie contains a random token and the row its SHA-256, so that neither a backup nor a dump opens a session.
"""

import hashlib
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete
from sqlalchemy import select as columns
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain.roles import Role
from workshop.domain.thai_time import end_of
from workshop.feed import now_ms
from workshop.store.models import SignedIn, as_row_id
from workshop.store.rows import SESSION, WORKSHOP

IN_COOKIE = "facilitator"
PERSON = "person"  # in place of a role: what somebody may who signed in by name depends on the unit
IDLE_HOURS, LIFE_DAYS, HELPER_DAYS = 12, 30, 3
_DAY_MS = 24 * 3_600_000
_IDLE_MS, LIFE_MS, _HELPER_MS = IDLE_HOURS * 3_600_000, LIFE_DAYS * _DAY_MS, HELPER_DAYS * _DAY_MS
# A session's use is stored at most so often, as each page would otherwise be a write.
_STORE_USE_MS = 300_000
_IN_FORCE = (
    columns(
        *(SESSION.c[name] for name in ("digest", "seen_at", "begun_at", "role", "name", "group_id", "person_id")),
        *(WORKSHOP.c[name] for name in ("code", "starts_on", "ends_on")),
    )
    .join_from(SESSION, WORKSHOP, SESSION.c.workshop_id == WORKSHOP.c.id, isouter=True)
    .where(SESSION.c.digest.in_(bindparam("digests", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class Browser:
    """Where a session was begun: the address, and a name such as "Chrome · Windows"."""

    address: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class InForce:
    """A valid session: its last stored use; a helper's role and the code of its workshop, "" for the password's; a
    scribe's group. A person's has the role PERSON, and no code."""

    seen_at: int
    role: str
    code: str
    group_id: int | None = None
    person: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A session as its page lists it; times in ms since 1970. `role`, `name` and `code` are a helper's, PERSON and the
    name a person's."""

    id: int
    address: str
    browser: str
    begun_at: int
    seen_at: int
    own: bool
    role: str
    name: str
    code: str
    person: int | None = None
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class Helper:
    """Who a session is for that was begun by a link."""

    workshop_id: int
    role: str
    name: str
    group_id: int | None = None


def digest_in(cookie: Mapping[str, Any]) -> str | None:
    """Return the digest of the token in a browser's cookie, or None; None too for the form of earlier versions."""
    token = cookie.get(IN_COOKIE)
    return digest(token) if isinstance(token, str) else None


def digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def new_token() -> str:
    return secrets.token_urlsafe(32)


def begin(session: Session, browser: Browser | None = None) -> str:
    """Begin a session of the password and return its token; those that have ended by themselves are deleted."""
    token = new_token()
    _begin(session, token, browser or Browser())
    return token


def begin_helper(session: Session, token: str, browser: Browser, helper: Helper) -> None:
    """Begin a helper's session with this new token."""
    _begin(
        session,
        token,
        browser,
        workshop_id=helper.workshop_id,
        role=helper.role,
        name=helper.name,
        group_id=helper.group_id,
    )


def begin_person(session: Session, browser: Browser, person_id: int, shown: str) -> str:
    """Begin a person's session and return its token."""
    token = new_token()
    _begin(session, token, browser, person_id=person_id, role=PERSON, name=shown)
    return token


def _begin(session: Session, token: str, browser: Browser, **whose: Any) -> None:
    now = now_ms()
    idle = (col(SignedIn.seen_at) < now - _IDLE_MS) & (col(SignedIn.role) != Role.SCRIBE.value)
    ended = idle | (col(SignedIn.begun_at) < now - LIFE_MS)
    session.execute(delete(SignedIn).where(ended))
    row = SignedIn(digest=digest(token), begun_at=now, seen_at=now, address=browser.address, browser=browser.name)
    for name, value in whose.items():
        setattr(row, name, value)
    session.add(row)
    session.flush()


def in_force(session: Session, digests: Collection[str]) -> dict[str, InForce]:
    """Return the valid sessions by digest.

    A clock that was set back ends none, as an age below 0 is no age. A board is not ended by a night between the days
    of the workshop, as its link is used up.
    """
    now = now_ms()
    rows = session.connection().execute(_IN_FORCE, {"digests": list(digests)})
    return {
        row.digest: InForce(row.seen_at, row.role, row.code or "", row.group_id, row.person_id, row.name)
        for row in rows
        if (_lasts(row, now) or _is_board_of_days(row, now)) and _whole(row)
    }


def _lasts(row: Any, now: int) -> bool:
    return bool(now - row.seen_at <= _IDLE_MS and now - row.begun_at <= (_HELPER_MS if row.code else LIFE_MS))


def _is_board_of_days(row: Any, now: int) -> bool:
    """Return whether this is the session of a group's board, and the workshop's last day is not over."""
    if row.role != Role.SCRIBE or now - row.begun_at > LIFE_MS:
        return False
    return now < end_of(row.ends_on or row.starts_on)


def _whole(row: Any) -> bool:
    """Return whether the session is one of the three kinds; a helper's whose workshop is gone opens nothing."""
    if row.person_id is not None or row.role == PERSON:
        return row.person_id is not None and row.role == PERSON and not row.code
    return bool(row.role) == bool(row.code)


def use_is_due(seen_at: int) -> bool:
    """Return whether a use now is worth a write, `seen_at` being the last that was stored."""
    return abs(now_ms() - seen_at) >= _STORE_USE_MS


def use(session: Session, used: str) -> None:
    """Store that the session was used now."""
    row = session.execute(select(SignedIn).where(SignedIn.digest == used)).scalar_one_or_none()
    if row is not None:
        row.seen_at = now_ms()


def end(session: Session, ended: str) -> bool:
    """End the session with this digest in every process, also for cookie copies; return whether there was one."""
    return _delete(session, col(SignedIn.digest) == ended)


def end_one(session: Session, id: int) -> bool:
    """End the session with this id; return whether there was one."""
    return _delete(session, col(SignedIn.id) == as_row_id(id))


def end_others(session: Session, own: str) -> bool:
    """End all sessions but `own`; return whether there was one."""
    return _delete(session, col(SignedIn.digest) != own)


def end_of_person(session: Session, person_id: int, but: str | None = None) -> None:
    """End the person's sessions, without the one with the digest `but`."""
    session.execute(delete(SignedIn).where(col(SignedIn.person_id) == person_id, col(SignedIn.digest) != (but or "")))


def end_all(session: Session) -> None:
    session.execute(delete(SignedIn))


def listed(session: Session, own: str | None) -> list[Listed]:
    """Return the valid sessions, the last used first."""
    rows = session.execute(select(SignedIn).order_by(col(SignedIn.seen_at).desc(), col(SignedIn.id))).scalars().all()
    valid = in_force(session, [row.digest for row in rows])
    return [
        Listed(
            id=row.id or 0,
            own=row.digest == own,
            code=valid[row.digest].code,
            person=row.person_id,
            group_id=row.group_id,
            **row.model_dump(include={"address", "browser", "begun_at", "seen_at", "role", "name"}),
        )
        for row in rows
        if row.digest in valid
    ]


def _delete(session: Session, which: Any) -> bool:
    found = session.execute(select(SignedIn.id).where(which)).first() is not None
    session.execute(delete(SignedIn).where(which))
    return found
