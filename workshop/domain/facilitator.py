"""The facilitator's password, set with a one-time token."""

import hmac
import re
import secrets

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.security import check_password_hash, generate_password_hash

from workshop.domain import access_log, sessions
from workshop.domain.access_log import What
from workshop.domain.sessions import Browser
from workshop.errors import Refusal, SignIn
from workshop.store.models import StoredSetting

SHORTEST = 8
_HASH, _TOKEN = "facilitator.password", "facilitator.token"


def is_set(session: Session) -> bool:
    return session.get(StoredSetting, _HASH) is not None


def new_token(session: Session) -> str:
    """Create a one-time token for the setup page."""
    token = secrets.token_urlsafe(16)
    session.merge(StoredSetting(name=_TOKEN, value=token))
    return token


def may_be_token(text: str) -> bool:
    """Return whether the text has the form of a token."""
    return re.fullmatch(r"[A-Za-z0-9_-]{1,64}", text) is not None


def token_is_right(session: Session, token: str) -> bool:
    stored = session.get(StoredSetting, _TOKEN)
    return stored is not None and hmac.compare_digest(stored.value.encode(), token.encode("utf-8", "surrogatepass"))


def check_new(password: str, again: str) -> None:
    """Raises Refusal for a short password, or another repetition."""
    if len(password) < SHORTEST:
        raise Refusal(None, password=_("รหัสผ่านต้องยาวอย่างน้อย %(shortest)s ตัวอักษร", shortest=SHORTEST))
    if password != again:
        raise Refusal(None, again=_("รหัสผ่านสองช่องไม่ตรงกัน"))


def new_hash(password: str) -> str:
    """Return the hash of a new password. It takes a tenth of a second: not in a transaction."""
    return generate_password_hash(password)


def set_password(session: Session, token: str, hash: str, browser: Browser | None = None) -> str:
    """Set the password with this `new_hash`, use up the token, end all sessions; return the token of a new session.

    Raises SignIn for a wrong token.
    """
    if not token_is_right(session, token):
        raise SignIn(_("ลิงก์นี้ใช้ไปแล้วหรือหมดอายุ ดูลิงก์ล่าสุดในหน้าต่างที่เปิดโปรแกรม"))
    session.merge(StoredSetting(name=_HASH, value=hash))
    session.delete(session.get(StoredSetting, _TOKEN))
    sessions.end_all(session)
    access_log.add(session, What.PASSWORD, address=browser.address if browser else "")
    return sessions.begin(session, browser)


def stored_hash(session: Session) -> str | None:
    """Return the password's hash, or None where there is no password."""
    stored = session.get(StoredSetting, _HASH)
    return stored.value if stored else None


def is_right(hash: str | None, password: str) -> bool:
    """Return whether the password has this hash. It takes a tenth of a second, and needs no session."""
    return hash is not None and check_password_hash(hash, password)


def sign_in(session: Session, hash: str, browser: Browser) -> str:
    """Begin a session and return its token. Raises Refusal where the password was changed since `hash` was read."""
    if stored_hash(session) != hash:
        raise wrong()
    access_log.add(session, What.SIGN_IN, address=browser.address, detail=browser.name)
    return sessions.begin(session, browser)


def wrong() -> Refusal:
    """Return the refusal of a wrong password."""
    return Refusal(None, password=_("รหัสผ่านไม่ถูกต้อง"))
