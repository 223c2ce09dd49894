"""What belongs to the installation as a whole and must be the same on each of its machines."""

from __future__ import annotations

import contextlib
import secrets

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from workshop.feed import Feed
from workshop.settings import Settings
from workshop.store.models import StoredSetting

_SECRET = "secret.key"


def secret(settings: Settings, feed: Feed) -> str:
    """The key that signs sessions: the setting; else a file beside SQLite, or a row that all machines share."""
    if settings.secret_key or settings.on_sqlite:
        return settings.secret()
    found = feed.read(_kept)
    if found is None:
        with contextlib.suppress(IntegrityError):  # another process was first
            feed.write(_keep, secrets.token_hex(32))
        found = feed.read(_kept)
    assert found is not None
    return found


def _kept(session: Session) -> str | None:
    row = session.get(StoredSetting, _SECRET)
    return row.value if row else None


def _keep(session: Session, made: str) -> None:
    if _kept(session) is None:
        session.add(StoredSetting(name=_SECRET, value=made))
        session.flush()
