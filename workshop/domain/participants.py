"""Participants: a phone that chose a group. The same phone is the same participant, by the key it keeps."""

from __future__ import annotations

import hashlib
import re
import secrets

from sqlalchemy.orm import Session

from workshop.changes import Kind
from workshop.domain.wording import short
from workshop.errors import NotJoined, UnknownGroup
from workshop.feed import Changing
from workshop.messages.incoming import DEVICE_KEY, Join
from workshop.store.models import LARGEST_ID, Participant
from workshop.store.statements import people as sql


def digest(device: str) -> str:
    """What is kept of a phone's key. Raises NotJoined for what cannot be a phone's key."""
    if not re.fullmatch(DEVICE_KEY, device):
        raise NotJoined
    return hashlib.sha256(device.encode("ascii")).hexdigest()


def find(session: Session, workshop_id: int, device: str) -> Participant:
    """The participant whose phone holds this key. Raises NotJoined."""
    row = session.execute(
        sql.PARTICIPANT_BY_DEVICE, {"workshop": workshop_id, "device": digest(device)}
    ).scalar_one_or_none()
    if row is None:
        raise NotJoined
    return row


def join(change: Changing, device: str, message: Join) -> dict[str, object]:
    """Lets the phone in, or lets it change its group and name. Answers with `me`. Raises UnknownGroup, NotJoined."""
    asked = {"workshop": change.id, "group": message.group_id, "device": digest(device)}
    known = 0 < message.group_id <= LARGEST_ID
    found = sql.JOIN_CONTEXT.first(change.connection, asked) if known else None
    if found is None:
        raise UnknownGroup
    said: dict[str, object] = {
        "id": found.there or secrets.token_hex(8),
        "group_id": message.group_id,
        "name": short(message.name),
        "unit": short(message.unit),
        "role": short(message.role),
        "scribe": message.scribe,
    }
    if found.there is None:
        first = {"workshop_id": change.id, "device": asked["device"], "joined_at": change.at}
        sql.INSERT_PARTICIPANT.run(change.connection, {**said, **first})
    else:
        change.connection.execute(sql.UPDATE_PARTICIPANT, {**said, "id_is": found.there})
    change.actor = f"participant:{said['id']}"
    sql.STAMP_GROUP.run(change.connection, {"id_is": message.group_id, "stamp": change.record(Kind.JOINED)})
    return said


def others(session: Session, workshop_id: int, but: Participant | None = None) -> dict[str, int]:
    """group id → how many have joined it besides `but`; groups without anybody are left out."""
    given = {"workshop": workshop_id, "but": but.id if but else ""}
    return {str(group_id): count for group_id, count in sql.OTHERS_BY_GROUP.all(session.connection(), given)}


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
