"""People who sign in by name, each with roles at units; the administrator is who has the installation's password.

The first password is set by a one-time link. What changes a person's rights ends that person's sessions.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session
from sqlmodel import col, select
from werkzeug.security import check_password_hash

from workshop.domain import access_log, organisation, sessions
from workshop.domain.access_log import What
from workshop.domain.organisation import Kind
from workshop.domain.policy import NAMES, Standing
from workshop.domain.sessions import Browser
from workshop.domain.wording import one_line
from workshop.errors import Refusal
from workshop.feed import now_ms
from workshop.store.models import Person, PersonRole, Unit, as_row_id

LINK_DAYS = 7
_LINK_MS = LINK_DAYS * 24 * 3_600_000
MOST = 5_000
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,190}")
# Of no password, in the form of `facilitator.new_hash`: an unknown name takes as long to refuse as a wrong password.
# Drawn, since to hash one would take a tenth of a second of each start.
_NOBODY = f"scrypt:32768:8:1${secrets.token_hex(8)}${secrets.token_hex(64)}"


class UnknownPerson(Refusal):
    code, status = "unknown_person", 404
    message = lazy_gettext("ไม่พบคนนี้แล้ว ดูรายชื่อล่าสุด")


class PersonLinkUsed(Refusal):
    code, status = "person_link_used", 410
    message = lazy_gettext("ลิงก์ตั้งรหัสผ่านนี้ใช้ไปแล้ว หมดอายุ หรือมีลิงก์ใหม่กว่า ขอลิงก์ใหม่จากผู้ดูแลระบบ")


class NotAdded(Refusal):
    code, status = "not_added", 403
    message = lazy_gettext("บัญชีของหน่วยงานถูกต้อง แต่ที่นี่ยังไม่มีท่าน ขอให้ผู้ดูแลระบบของแลหน้าเพิ่มท่านที่ “คนและหน้าที่” ด้วยอีเมลของบัญชีนี้")


@dataclass(frozen=True, slots=True)
class RoleAt:
    """A person's role at a unit."""

    unit_id: int
    code: str
    unit: str
    role: str
    path: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A person as lists show one. `state`: new, without a password; active; disabled."""

    id: int
    name: str
    shown: str
    email: str
    state: str
    roles: tuple[RoleAt, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What a sign-in is checked by; `id` 0 for a name that is nobody's."""

    id: int
    hash: str


@dataclass(frozen=True, slots=True)
class Account:
    """Who an OIDC provider says it is: issuer and subject; `email` only where the provider has verified it."""

    subject: str
    email: str


def any_person(session: Session) -> bool:
    return session.execute(select(Person.id).limit(1)).first() is not None


def name_of(session: Session, person_id: int) -> str:
    """Return the sign-in name; "" of somebody who was purged."""
    return str(session.execute(select(Person.name).where(Person.id == person_id)).scalar_one_or_none() or "")


def find(session: Session, person_id: int) -> Person:
    """Raises UnknownPerson."""
    row = session.get(Person, as_row_id(person_id))
    if row is None:
        raise UnknownPerson
    return row


def by_name(session: Session, name: str) -> Person:
    """Raises UnknownPerson."""
    row = session.execute(select(Person).where(Person.name == folded(name))).scalar_one_or_none()
    if row is None:
        raise UnknownPerson
    return row


def every(session: Session, units: Collection[int] | None = None) -> list[Listed]:
    """Return the people by name; with `units` those who have a role at one of them, with these roles alone."""
    roles: dict[int, list[RoleAt]] = {}
    query = select(PersonRole, Unit).join(Unit, col(Unit.id) == PersonRole.unit_id).order_by(col(Unit.code))
    for held, unit in session.execute(query):
        if units is None or unit.id in units:
            roles.setdefault(held.person_id, []).append(RoleAt(unit.id, unit.code, unit.name, held.role, unit.path))
    rows = session.execute(select(Person).order_by(col(Person.name))).scalars()
    return [
        Listed(row.id, row.name, row.shown, row.email, _state(row), tuple(roles.get(row.id, ())))
        for row in rows
        if units is None or row.id in roles
    ]


def roles_of(session: Session, person_id: int) -> list[RoleAt]:
    """Return the person's roles, by the codes of the units."""
    query = select(PersonRole, Unit).join(Unit, col(Unit.id) == PersonRole.unit_id)
    rows = session.execute(query.where(PersonRole.person_id == person_id).order_by(col(Unit.code)))
    return [RoleAt(unit.id, unit.code, unit.name, held.role, unit.path) for held, unit in rows]


def add(session: Session, name: str, shown: str, email: str = "") -> int:
    """Add a person without password and roles; return the id. Raises Refusal with the fields at fault."""
    stored, shown, email = folded(name), one_line(shown, field="shown"), email.strip().casefold()
    errors: dict[str, object] = {}
    if not _NAME.fullmatch(stored):
        errors["name"] = _("ชื่อเข้าระบบยาว 2–40 ตัว ใช้ a–z ตัวเลข จุด ขีด เช่น somjai.r")
    elif session.execute(select(Person.id).where(Person.name == stored)).first() is not None:
        errors["name"] = _("ชื่อ %(name)s มีผู้ใช้แล้ว เลือกชื่ออื่น", name=stored)
    if not shown:
        errors["shown"] = _("พิมพ์ชื่อหรือตำแหน่งที่คนอื่นเห็น")
    if email and not _EMAIL.fullmatch(email):
        errors["email"] = _("อีเมลไม่ถูกต้อง เช่น somjai@example.go.th")
    elif email and session.execute(select(Person.id).where(Person.email == email)).first() is not None:
        errors["email"] = _("อีเมลนี้เป็นของคนอื่นแล้ว")
    if errors:
        raise Refusal(None, **errors)
    row = Person(name=stored, shown=shown, email=email, made_at=now_ms())
    session.add(row)
    session.flush()
    access_log.add(session, What.PERSON_CHANGED, detail=stored)
    return row.id


def give_role(session: Session, person_id: int, unit_id: int, role: str) -> None:
    """Give the person this role at the unit in place of a former one, or with "" none; the person signs in anew.

    Raises Refusal for a role that the unit does not have, UnknownPerson, UnknownOrgUnit.
    """
    row, unit = find(session, person_id), organisation.find(session, unit_id)
    if role and role not in NAMES:
        raise Refusal(None, role=_("เลือกหน้าที่"))
    if role and (unit.kind == Kind.DEPARTMENT) != (role == Standing.DEPARTMENT) and role != Standing.VIEWER:
        raise Refusal(None, role=_("หน้าที่ กรม มีเฉพาะที่กรม ส่วนผู้นำและผู้ช่วยมีเฉพาะที่หน่วยงานอื่น"))
    held = session.get(PersonRole, (row.id, unit.id))
    if held is not None and role:
        held.role = str(role)
    elif held is not None:
        session.delete(held)
    elif role:
        session.add(PersonRole(person_id=row.id, unit_id=unit.id, role=str(role)))
    session.flush()
    _changed(session, row)


def make_link(session: Session, person_id: int) -> str:
    """Make a link that sets the password, once; return its token, which is stored nowhere. A former link is void.

    The password that there is goes on until then. Raises UnknownPerson.
    """
    row = find(session, person_id)
    token = secrets.token_urlsafe(24)
    row.link, row.link_at = sessions.digest(token), now_ms()
    session.flush()
    access_log.add(session, What.PERSON_CHANGED, detail=row.name)
    return token


def of_link(session: Session, token: str) -> Person:
    """Return whose password the link sets. Raises PersonLinkUsed."""
    row = session.execute(select(Person).where(Person.link == sessions.digest(token))).scalar_one_or_none()
    if row is None or row.disabled or abs(now_ms() - row.link_at) > _LINK_MS:
        raise PersonLinkUsed
    return row


def set_password(session: Session, token: str, hash: str, browser: Browser) -> str:
    """Set the password by the link, which it uses up, and end all former sessions of the person.

    `hash` is `facilitator.new_hash`. Return the token of a new session. Raises PersonLinkUsed.
    """
    row = of_link(session, token)
    row.password, row.link, row.link_at = hash, "", 0
    sessions.end_of_person(session, row.id)
    access_log.add(session, What.PERSON_PASSWORD, address=browser.address, person=row.name)
    return sessions.begin_person(session, browser, row.id, row.shown)


def change_password(session: Session, person_id: int, was: str, hash: str, own: str | None) -> None:
    """Set the password in place of that with the hash `was`, and end the person's other sessions.

    Raises Refusal where the password was changed since `was` was read, UnknownPerson.
    """
    row = find(session, person_id)
    if row.password != was:
        raise wrong_password()
    row.password, row.link, row.link_at = hash, "", 0
    sessions.end_of_person(session, row.id, but=own)
    access_log.add(session, What.PERSON_PASSWORD, person=row.name)


def known(session: Session, name: str) -> Known:
    """Return what a sign-in by this name is checked by, for any name."""
    row = session.execute(select(Person).where(Person.name == folded(name))).scalar_one_or_none()
    return Known(row.id, row.password) if row is not None and row.password and not row.disabled else Known(0, "")


def is_right(found: Known, password: str) -> bool:
    """Return whether the password is this person's. It takes as long for a name that is nobody's."""
    return check_password_hash(found.hash or _NOBODY, password) and bool(found.id)


def sign_in(session: Session, found: Known, browser: Browser) -> str:
    """Begin a session and return its token. Raises Refusal where person or password changed since `known`."""
    row = session.get(Person, as_row_id(found.id))
    if row is None or row.disabled or row.password != found.hash:
        raise wrong()
    return begin(session, row, browser)


def begin(session: Session, row: Person, browser: Browser) -> str:
    """Begin a session of somebody who has proved to be this person; return its token."""
    access_log.add(session, What.PERSON, address=browser.address, detail=browser.name, person=row.name)
    return sessions.begin_person(session, browser, row.id, row.shown)


def sign_in_by_account(session: Session, account: Account, browser: Browser) -> str:
    """Begin a session of the person with this account, and return its token.

    The first time the person is found by the verified e-mail, later by the subject alone, so that an e-mail that was
    given to somebody else opens nothing. Raises NotAdded for everybody else: an account gives no rights by itself.
    """
    row = session.execute(select(Person).where(Person.subject == account.subject)).scalar_one_or_none()
    email = account.email.strip().casefold()
    if row is None and email:
        row = session.execute(select(Person).where(Person.email == email)).scalar_one_or_none()
        if row is not None and row.subject:
            row = None
    if row is None or row.disabled:
        raise NotAdded
    row.subject = account.subject
    return begin(session, row, browser)


def set_disabled(session: Session, person_id: int, disabled: bool) -> None:
    """Let the person in no more, or again. Raises UnknownPerson."""
    row = find(session, person_id)
    row.disabled = disabled
    if disabled:
        row.link, row.link_at = "", 0
    _changed(session, row)


def purge(session: Session, person_id: int) -> str:
    """Delete the person with roles, sessions and the name in the log; return the name. Raises UnknownPerson."""
    row = find(session, person_id)
    name = row.name
    sessions.end_of_person(session, row.id)
    for held in session.execute(select(PersonRole).where(PersonRole.person_id == row.id)).scalars().all():
        session.delete(held)
    session.flush()
    session.delete(row)
    session.flush()
    access_log.forget(session, name)
    return name


def wrong() -> Refusal:
    """Return the refusal of a wrong name or password: which of the two is not said."""
    return Refusal(None, password=_("ชื่อหรือรหัสผ่านไม่ถูกต้อง ถ้าลืม ขอลิงก์ตั้งรหัสผ่านใหม่จากผู้ดูแลระบบ"))


def wrong_password() -> Refusal:
    return Refusal(None, was=_("รหัสผ่านเดิมไม่ถูกต้อง"))


def _changed(session: Session, row: Person) -> None:
    sessions.end_of_person(session, row.id)
    access_log.add(session, What.PERSON_CHANGED, detail=row.name)
    session.flush()


def folded(name: str) -> str:
    """Return a sign-in name as it is stored."""
    return "".join(name.split()).casefold()


def _state(row: Person) -> str:
    if row.disabled:
        return "disabled"
    return "active" if row.password or row.subject else "new"
