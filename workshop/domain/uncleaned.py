"""Backups from which old words could not be taken, for the consoles to name."""

import json

from sqlalchemy.orm import Session

from workshop.store.models import StoredSetting

_NAME = "disk.uncleaned"


def put(session: Session, names: list[str]) -> None:
    """Store the names of these files in place of those of before."""
    session.merge(StoredSetting(name=_NAME, value=json.dumps(names)))


def names(session: Session) -> list[str]:
    row = session.get(StoredSetting, _NAME)
    return json.loads(row.value) if row else []
