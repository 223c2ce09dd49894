"""The facilitator's password: set once with a one-time token that only this machine's screen showed."""

from __future__ import annotations

import hmac
import re
import secrets

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.security import check_password_hash, generate_password_hash

from workshop.errors import Refusal, SignIn
from workshop.store.models import Keep

SHORTEST = 8
_HASH, _TOKEN, _VERSION = "facilitator.password", "facilitator.token", "facilitator.version"


def is_set(session: Session) -> bool:
    return session.get(Keep, _HASH) is not None


def new_token(session: Session) -> str:
    """A one-time token for the setup page or, once the password is set, for the console's door."""
    token = secrets.token_urlsafe(16)
    session.merge(Keep(name=_TOKEN, value=token))
    return token


def may_be_token(text: str) -> bool:
    """Whether it has the letters of a token; anything else is the address of nothing."""
    return re.fullmatch(r"[A-Za-z0-9_-]{1,64}", text) is not None


def token_is_right(session: Session, token: str) -> bool:
    kept = session.get(Keep, _TOKEN)
    return kept is not None and hmac.compare_digest(kept.value.encode(), token.encode("utf-8", "surrogatepass"))


def set_password(session: Session, token: str, password: str, again: str) -> str:
    """Sets the password and uses the token up; answers with the version that sessions carry.

    Raises Refusal where the token is wrong, the password is short or its repetition differs.
    """
    if not token_is_right(session, token):
        raise SignIn(_("ลิงก์นี้ใช้ไปแล้วหรือหมดอายุ ดูลิงก์ล่าสุดในหน้าต่างที่เปิดโปรแกรม"))
    if len(password) < SHORTEST:
        raise Refusal(None, password=_("รหัสผ่านต้องยาวอย่างน้อย %(shortest)s ตัวอักษร", shortest=SHORTEST))
    if password != again:
        raise Refusal(None, again=_("รหัสผ่านสองช่องไม่ตรงกัน"))
    session.merge(Keep(name=_HASH, value=generate_password_hash(password)))
    session.delete(session.get(Keep, _TOKEN))
    version = secrets.token_hex(8)
    session.merge(Keep(name=_VERSION, value=version))
    return version


def version(session: Session) -> str | None:
    """Changes with the password, so that older sessions end."""
    kept = session.get(Keep, _VERSION)
    return kept.value if kept else None


def check(session: Session, password: str) -> str:
    """Raises Refusal at the field where the password is wrong."""
    kept = session.get(Keep, _HASH)
    if kept is None or not check_password_hash(kept.value, password):
        raise Refusal(None, password=_("รหัสผ่านไม่ถูกต้อง"))
    return version(session) or ""
