"""The facilitator's password, set with a one-time token, and the sessions signed in with it."""

import hmac
import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import bindparam
from sqlalchemy import select as columns
from sqlalchemy.orm import Session
from sqlmodel import col, select
from werkzeug.security import check_password_hash, generate_password_hash

from workshop.errors import Refusal, SignIn
from workshop.feed import now_ms
from workshop.store.models import StoredSetting
from workshop.store.rows import STORED_SETTING

SHORTEST = 8
_HASH, _TOKEN, _VERSION = "facilitator.password", "facilitator.token", "facilitator.version"
# Sessions that were signed out, with the time, as their cookies would otherwise stay valid.
_ENDED = "facilitator.ended."
_S = STORED_SETTING.c
_VALUES = columns(_S.name, _S.value).where(_S.name.in_(bindparam("names", expanding=True)))
IN_COOKIE = "facilitator"
LIFE_DAYS = 30
_LIFE_MS = LIFE_DAYS * 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Pass:
    """The content of a signed-in browser's cookie: the password's version, and the session's id."""

    version: str
    id: str


def is_set(session: Session) -> bool:
    return session.get(StoredSetting, _HASH) is not None


def new_token(session: Session) -> str:
    """Create a one-time token for the setup page."""
    token = secrets.token_urlsafe(16)
    session.merge(StoredSetting(name=_TOKEN, value=token))
    return token


def pass_in(cookie: Mapping[str, Any]) -> Pass | None:
    """Return the pass in a browser's session, or None; None too for earlier versions' form, without an id."""
    given = cookie.get(IN_COOKIE)
    return Pass(*given) if isinstance(given, list) and len(given) == 2 else None


def may_be_token(text: str) -> bool:
    """Return whether the text has the form of a token."""
    return re.fullmatch(r"[A-Za-z0-9_-]{1,64}", text) is not None


def token_is_right(session: Session, token: str) -> bool:
    stored = session.get(StoredSetting, _TOKEN)
    return stored is not None and hmac.compare_digest(stored.value.encode(), token.encode("utf-8", "surrogatepass"))


def set_password(session: Session, token: str, password: str, again: str) -> Pass:
    """Set the password, use up the token, end all sessions; return a new pass.

    Raises SignIn for a wrong token, Refusal for a short password or another repetition.
    """
    if not token_is_right(session, token):
        raise SignIn(_("ลิงก์นี้ใช้ไปแล้วหรือหมดอายุ ดูลิงก์ล่าสุดในหน้าต่างที่เปิดโปรแกรม"))
    if len(password) < SHORTEST:
        raise Refusal(None, password=_("รหัสผ่านต้องยาวอย่างน้อย %(shortest)s ตัวอักษร", shortest=SHORTEST))
    if password != again:
        raise Refusal(None, again=_("รหัสผ่านสองช่องไม่ตรงกัน"))
    session.merge(StoredSetting(name=_HASH, value=generate_password_hash(password)))
    session.delete(session.get(StoredSetting, _TOKEN))
    session.merge(StoredSetting(name=_VERSION, value=secrets.token_hex(8)))
    _forget_ended(session, now_ms())
    return new_pass(session)


def new_pass(session: Session) -> Pass:
    """Return a pass of the present password for one more browser."""
    stored = session.get(StoredSetting, _VERSION)
    return Pass(stored.value if stored else "", secrets.token_hex(8))


def check(session: Session, password: str) -> Pass:
    """Check the password and return a new pass. Raises Refusal."""
    stored = session.get(StoredSetting, _HASH)
    if stored is None or not check_password_hash(stored.value, password):
        raise Refusal(None, password=_("รหัสผ่านไม่ถูกต้อง"))
    return new_pass(session)


def sign_out(session: Session, ended: Pass) -> None:
    """End the session in every process, also for copies of its cookie."""
    now = now_ms()
    _forget_ended(session, now - _LIFE_MS)
    session.merge(StoredSetting(name=_ENDED + ended.id, value=str(now)))


def in_force(session: Session, passes: Collection[Pass]) -> set[Pass]:
    """Return the passes that are still valid."""
    names = [_VERSION, *(_ENDED + each.id for each in passes)]
    rows = session.connection().execute(_VALUES, {"names": names})
    values = {row.name: row.value for row in rows}
    return {each for each in passes if each.version == values.get(_VERSION) and _ENDED + each.id not in values}


def _forget_ended(session: Session, before: int) -> None:
    for row in session.execute(select(StoredSetting).where(col(StoredSetting.name).startswith(_ENDED))).scalars():
        if int(row.value) <= before:
            session.delete(row)
