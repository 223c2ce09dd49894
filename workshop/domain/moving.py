"""A phone that comes to a new address of this server, as when a laptop is given another one, with a new key.

What a browser stores belongs to an address, so the page at the new one knows nothing of the phone. The page at the old
one packs the phone's key and its waiting texts in a box that only it and this server can open (`rescue.secret_pass`):
neither the link nor a typed address learns anything. Whoever has the link alone gets nothing either: the old page shows
six figures, which are in the box, and which the person types on the new one. From then on the phone's key is NEW.FIRST:
it is let in by both parts together, and makes its marks with the one that it began with (marks.py), so that no row of a
note changes and two backups say no more than one. The old key opens nothing any more, and the box with it.

A box is 12 random bytes and what ChaCha20-Poly1305 (RFC 8439) makes of a `Carried` as JSON, in base64url
(static/js/parts/moving/seal.js).
"""

import base64
import hmac
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from flask_babel import lazy_gettext as _
from pydantic import ValidationError
from sqlalchemy.orm import Session

from workshop.changes import Kind
from workshop.domain import attaching, marks, notes, own_texts, participants, rescue, workshops
from workshop.domain.wording import clean
from workshop.errors import Conflict, NotJoined, NotYours, Refusal
from workshop.feed import Changing
from workshop.messages.moving import Carried, MovePhone, WaitingText, Withdrawn
from workshop.store.models import ATTACHED, Note
from workshop.store.statements import people

EDIT = "edit"
_NONCE = 12
_MODELS: tuple[Any, ...] = (Note, *ATTACHED.values())
_TEXTS = {own_texts.kind(model): model for model in _MODELS}


class BadBox(Refusal):
    code = "bad_box"
    message = _("ย้ายมาจากที่อยู่เดิมไม่ได้ เพราะลิงก์นี้ใช้ไปแล้วหรือไม่ครบ ข้อความที่ยังไม่ได้ส่งอยู่ที่หน้าเดิม เลือกกลุ่มเพื่อเข้าร่วมใหม่ได้")


class WrongNumber(Refusal):
    code = "wrong_number"
    message = _("เลขยืนยันไม่ตรง ดูเลข 6 หลักที่หน้าเดิม แล้วกรอกอีกครั้ง")


def opened(session: Session, code: str, by: str, message: MovePhone, secret: str) -> Carried:
    """Return what the page at the old address put into the box. Raises BadBox, WrongNumber, UnknownWorkshop."""
    workshop = workshops.find(session, code)
    sealed = base64.urlsafe_b64decode(message.box + "=" * (-len(message.box) % 4))
    # Of a former key where the answer to this very box was lost.
    for digest in filter(None, rescue.digests(session, workshop.id, by)):
        cipher = ChaCha20Poly1305(key(rescue.secret_pass(secret, workshop.code, by, digest)))
        try:
            content = cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], workshop.code.encode())
            carried = Carried.model_validate_json(content)
        except (ValueError, InvalidTag, ValidationError):
            continue
        typed = "".join(str(int(letter)) for letter in message.number if letter.isdecimal())  # Thai figures, spaces
        if not hmac.compare_digest(carried.number, typed):
            raise WrongNumber
        return carried
    raise BadBox


def key(passed: str) -> bytes:
    """Return the key of a phone's boxes, given its pass."""
    return hmac.digest(passed.encode(), b"move", "sha256")


def move(change: Changing, device: str, by: str, carried: Carried) -> dict[str, Any]:
    """Let the page with the key `device` go on as the phone that packed the box, and nobody else any more.

    Return {device: its key from now on, texts: those that the server does not have}. What waited to be withdrawn is
    withdrawn. Done twice, it is done once.
    Raises BadBox where the phone has gone elsewhere since, or is another than `by`; PhoneRemoved; Conflict where this
    page has joined already.
    """
    first = participants.first_key(carried.device)
    both = f"{device}.{first}"
    alone, new, old = (participants.digest(each, change.salt) for each in (device, both, carried.device))
    person, joined = (_person(change, each) for each in (new, alone))
    if person is None:
        try:
            person = participants.find(change.session, change, carried.device)
        except NotJoined:
            raise BadBox from None
        if joined is not None:
            raise Conflict
        if person.id == by:
            change.round_time()
            seq = change.record(Kind.JOINED)
            before = {"former": participants.digest(first, change.salt), "moved_from": old}
            change.connection.execute(people.UPDATE_PARTICIPANT, {"id_is": by, "device": new, **before})
            people.STAMP_JOIN.run(change.connection, {"workshop": change.id, "stamp": seq})
    if person.id != by:
        raise BadBox
    for each in () if change.ended else carried.gone:  # as endings.from_phone: after the end nothing changes
        _withdraw(change, both, old, each)
    missing = [text for text in carried.texts if not _stored(change, both, old, text)]
    return {"device": both, "texts": [text.model_dump(include={"text", "phase_id", "category"}) for text in missing]}


def _person(change: Changing, digest: str) -> Any:
    return people.PARTICIPANT_BY_DEVICE.first(change.connection, {"workshop": change.id, "device": digest})


def _withdraw(change: Changing, device: str, former: str, gone: Withdrawn) -> None:
    """Withdraw one of the phone's own; the server may not have it, and a text that waited with it is no draft."""
    if gone.kind not in _TEXTS:
        return
    _sent(change, device, former, gone.kind, gone.id)
    try:
        if gone.kind == notes.NOTE:
            notes.delete(change, device, gone.id)
        else:
            attaching.delete(change, own_texts.find(change, _TEXTS[gone.kind], device, gone.id))
    except NotYours:
        pass


def _stored(change: Changing, device: str, former: str, text: WaitingText) -> bool:
    """Return whether a text is there: as it was edited, or sent, or brought by another phone."""
    if text.kind == EDIT:  # under whichever id: a text of one's own that is there word for word
        rows, _last = own_texts.own(change, Note, device)
        return any(row.text == clean(text.text) and not row.deleted for row in rows)
    if text.kind not in _TEXTS or text.id is None:
        return False
    return _sent(change, device, former, text.kind, text.id)


def _sent(change: Changing, device: str, former: str, kind: str, phone_id: str) -> bool:
    """Return whether the row is there; one that another phone brought is this one's from now on."""
    mark = marks.sent(device, kind, phone_id)
    row = own_texts.sent(change, _TEXTS[kind], mark, marks.brought(former, mark))
    if isinstance(row, Note) and row.own is None:
        notes.claim(change, row, device, mark)
    return row is not None
