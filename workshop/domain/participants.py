"""Participants: a phone that chose a group. The same phone is the same participant, by the key it keeps."""

from __future__ import annotations

import hashlib
import re
import secrets

from sqlalchemy.orm import Session
from sqlmodel import select

from workshop.domain import groups
from workshop.domain.wording import short
from workshop.errors import NotJoined
from workshop.feed import Changing
from workshop.messages import DEVICE_KEY, Join
from workshop.store.models import Participant


def _digest(device: str) -> str:
    """Raises NotJoined for what cannot be a phone's key."""
    if not re.fullmatch(DEVICE_KEY, device):
        raise NotJoined
    return hashlib.sha256(device.encode("ascii")).hexdigest()


def find(session: Session, workshop_id: int, device: str) -> Participant:
    """The participant whose phone holds this key. Raises NotJoined."""
    query = select(Participant).where(Participant.workshop_id == workshop_id, Participant.device == _digest(device))
    row = session.execute(query).scalar_one_or_none()
    if row is None:
        raise NotJoined
    return row


def join(change: Changing, device: str, message: Join) -> dict[str, object]:
    """Lets the phone in, or lets it change its group and name. Answers with `me`."""
    group = groups.find(change.session, change.id, message.group_id)
    digest = _digest(device)
    query = select(Participant).where(Participant.workshop_id == change.id, Participant.device == digest)
    row = change.session.execute(query).scalar_one_or_none()
    if row is None:
        row = Participant(
            id=secrets.token_hex(8),
            workshop_id=change.id,
            device=digest,
            group_id=message.group_id,
            joined_at=change.at,
        )
    assert group.id is not None
    row.group_id = group.id
    row.name, row.unit, row.role = short(message.name), short(message.unit), short(message.role)
    row.scribe = message.scribe
    change.session.add(row)
    change.actor = f"participant:{row.id}"
    change.record("joined", group)
    return me(row)


def me(row: Participant) -> dict[str, object]:
    """What a phone may know of itself."""
    return {
        "id": row.id,
        "group_id": row.group_id,
        "name": row.name,
        "unit": row.unit,
        "role": row.role,
        "scribe": row.scribe,
    }
