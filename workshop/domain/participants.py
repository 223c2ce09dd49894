"""Participants: phones that chose a group, recognised by their keys."""

import hashlib
import re
import secrets

from sqlalchemy.orm import Session

from workshop.changes import Kind
from workshop.domain.wording import short
from workshop.errors import DoorShut, NotJoined, PhoneRemoved, UnknownGroup
from workshop.feed import Changing
from workshop.messages.incoming import DEVICE_KEY, Join
from workshop.store.models import LARGEST_ID, Participant
from workshop.store.statements import people as sql


def digest(device: str) -> str:
    """Return the digest of a phone's key, which is stored. Raises NotJoined if it cannot be a key."""
    if not re.fullmatch(DEVICE_KEY, device):
        raise NotJoined
    return hashlib.sha256(device.encode("ascii")).hexdigest()


def find(session: Session, workshop_id: int, device: str) -> Participant:
    """Return the participant with this key. Raises NotJoined, PhoneRemoved."""
    row = session.execute(
        sql.PARTICIPANT_BY_DEVICE, {"workshop": workshop_id, "device": digest(device)}
    ).scalar_one_or_none()
    if row is None:
        raise NotJoined
    if row.removed_at:
        raise PhoneRemoved
    return row


def join(change: Changing, device: str, message: Join) -> dict[str, object]:
    """Add a participant, or change its group and details; return it as `Me`.

    Raises UnknownGroup, NotJoined, PhoneRemoved, DoorShut (only for one that is new).
    """
    values = {"workshop": change.id, "group": message.group_id, "device": digest(device)}
    known = 0 < message.group_id <= LARGEST_ID
    found = sql.JOIN_CONTEXT.first(change.connection, values) if known else None
    if found is None:
        raise UnknownGroup
    if found.removed_at:
        raise PhoneRemoved
    if found.there is None and found.door_shut:
        raise DoorShut
    person: dict[str, object] = {
        "id": found.there or secrets.token_hex(8),
        "group_id": message.group_id,
        "name": short(message.name),
        "unit": short(message.unit),
        "role": short(message.role),
        "scribe": message.scribe,
    }
    if found.there is None:
        first = {"workshop_id": change.id, "device": values["device"], "joined_at": change.at, "removed_at": 0}
        sql.INSERT_PARTICIPANT.run(change.connection, {**person, **first})
    else:
        change.connection.execute(sql.UPDATE_PARTICIPANT, {**person, "id_is": found.there})
    change.actor = f"participant:{person['id']}"
    sql.STAMP_GROUP.run(change.connection, {"id_is": message.group_id, "stamp": change.record(Kind.JOINED)})
    return person


def others(session: Session, workshop_id: int, but: Participant | None = None) -> dict[str, int]:
    """Return {group id: count of participants, `but` left out}, without empty groups."""
    given = {"workshop": workshop_id, "but": but.id if but else ""}
    return {str(group_id): count for group_id, count in sql.OTHERS_BY_GROUP.all(session.connection(), given)}
