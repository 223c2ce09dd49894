"""The key of the installation, which must be the same on each of its machines."""

import contextlib
import secrets

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from workshop.feed import Feed
from workshop.settings import Settings
from workshop.store.models import StoredSetting

_SECRET = "secret.key"


def secret(settings: Settings, feed: Feed) -> str:
    """Return the key that signs sessions: the setting, else from a file beside SQLite, or a row in PostgreSQL."""
    if settings.secret_key or settings.on_sqlite:
        return settings.secret()
    found = feed.read(_stored)
    if found is None:
        with contextlib.suppress(IntegrityError):  # another process was first
            feed.write(_store, secrets.token_hex(32))
        found = feed.read(_stored)
    assert found is not None
    return found


def _stored(session: Session) -> str | None:
    row = session.get(StoredSetting, _SECRET)
    return row.value if row else None


def _store(session: Session, value: str) -> None:
    if _stored(session) is None:
        session.add(StoredSetting(name=_SECRET, value=value))
        session.flush()
