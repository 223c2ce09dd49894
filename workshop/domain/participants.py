"""Participants: phones that chose a group, recognised by their keys."""

import hashlib
import hmac
import re
import secrets
from typing import Any, Protocol

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from workshop.changes import Kind
from workshop.domain import consents, minutes, slips
from workshop.domain.wording import one_line, short
from workshop.errors import DoorShut, NotJoined, PhoneRemoved, Refusal, UnknownGroup
from workshop.feed import Changing
from workshop.messages.incoming import DEVICE_KEY, Join
from workshop.store.models import as_row_id
from workshop.store.statements import people as sql

_DAY_MS = 24 * 3_600_000


class PhoneMoved(Refusal):
    code, status = "phone_moved", 409
    message = _("โทรศัพท์เครื่องนี้ย้ายไปใช้ที่อยู่อื่นของการประชุมแล้ว ใช้หน้านั้นต่อ หรือเลือกกลุ่มเพื่อเข้าร่วมเป็นเครื่องใหม่")


class Salted(Protocol):
    """A workshop, or a change of one."""

    @property
    def id(self) -> int | None: ...
    @property
    def salt(self) -> str: ...


def digest(device: str, salt: str) -> str:
    """Return the digest of a phone's key, which is stored. Raises NotJoined if it cannot be a key."""
    if not re.fullmatch(DEVICE_KEY, device):
        raise NotJoined
    return salted(hashlib.sha256(device.encode("ascii")).hexdigest(), salt)


def first_key(device: str) -> str:
    """Return the key that the phone began with, where it has come to another address since (moving.py)."""
    return device.rpartition(".")[2]


def salted(unsalted: str, salt: str) -> str:
    """Return the stored digest, given the one that former releases stored."""
    return hmac.digest(salt.encode(), unsalted.encode(), "sha256").hex()


def find(session: Session, workshop: Salted, device: str) -> Any:
    """Return the row of the participant with this key. Raises NotJoined, PhoneRemoved."""
    values = {"workshop": workshop.id, "device": digest(device, workshop.salt)}
    row = sql.PARTICIPANT_BY_DEVICE.first(session.connection(), values)
    if row is None:
        raise NotJoined
    if row.removed_at:
        raise PhoneRemoved
    return row


def join(change: Changing, device: str, message: Join) -> dict[str, object]:
    """Add a participant, or change its group and details; return it as `Me`.

    Raises UnknownGroup, NotJoined, PhoneRemoved; only for one that is new PhoneMoved, DoorShut, and what slips.let_in
    raises.
    """
    values = {"workshop": change.id, "group": as_row_id(message.group_id), "device": digest(device, change.salt)}
    found = sql.JOIN_CONTEXT.first(change.connection, values)
    if found is None:
        raise UnknownGroup
    if found.removed_at:
        raise PhoneRemoved
    moved = {"workshop": change.id, "former": values["device"]}
    if found.there is None and (first_key(device) != device or sql.MOVED.all(change.connection, moved)):
        raise PhoneMoved
    if found.there is None and found.door_shut:
        raise DoorShut
    if found.there is None and found.by_slip:
        slips.let_in(change, message.slip)
    change.round_time()
    seq = change.record(Kind.JOINED)
    person: dict[str, object] = {
        "id": found.there or secrets.token_hex(8),
        "group_id": message.group_id,
        "name": one_line(message.name, field="name"),
        "unit": one_line(message.unit, field="unit"),
        "role": one_line(message.role, field="role"),
        "scribe": message.scribe,
        "in_minutes": message.in_minutes and bool(short(message.name)),
    }
    if found.there and found.in_minutes:
        line = minutes.person_line(found.name, found.unit, found.role)
        now = minutes.person_line(short(message.name), short(message.unit), short(message.role))
        if not person["in_minutes"] or line != now:
            minutes.take_name_off(change, consent(change.salt, found.there))
    if found.there is None:
        day = change.at - change.at % _DAY_MS
        first = {"workshop_id": change.id, "device": values["device"], "joined_at": day, "removed_at": 0, "seq": 0}
        first |= {"shuffled_from": None, "muted": False, "former": None, "moved_from": None}
        sql.INSERT_PARTICIPANT.run(change.connection, {**person, **first})
    else:
        moved = {"seq": seq} if found.former_group != message.group_id else {}
        change.connection.execute(sql.UPDATE_PARTICIPANT, {**person, **moved, "id_is": found.there})
    sql.STAMP_JOIN.run(change.connection, {"workshop": change.id, "stamp": seq})
    return person


def consent(salt: str, person_id: str) -> str:
    """Return the mark of a participant's consent to stand in the minutes."""
    return consents.mark(salt, f"participant\0{person_id}")


def others(session: Session, workshop_id: int, own_group: int | None = None) -> dict[str, int]:
    """Return {group id: count of participants}, one less in the group of the phone that asks, without empty groups."""
    counts = {
        row.group_id: row.people for row in sql.PEOPLE_BY_GROUP.all(session.connection(), {"workshop": workshop_id})
    }
    if own_group is not None:
        counts[own_group] -= 1
    return {str(group_id): count for group_id, count in counts.items() if count}
