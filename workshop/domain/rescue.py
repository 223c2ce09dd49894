"""Notes that a phone without a network shows as QR codes, and another phone brings.

A code carries texts and marks, never the phone's key. Its tag is an HMAC by a pass that the server has given the phone
while there was a network; so whoever carries the code can add no note and change no word. Packed, the notes are
`[[phase, [[sent, category, text, promised, run, name?], …]], …]` as JSON (static/js/parts/rescue/codes.js); `promised`
is a place in _PROMISED.
"""

import hmac
import json
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from workshop.domain import marks, notes, participants, workshops
from workshop.domain.endings import from_phone
from workshop.errors import BadRescue, NotJoined, Refusal
from workshop.feed import Changing
from workshop.messages.incoming import RescuedNote, RescuedNotes, parse
from workshop.store.models import Participant


class WriterMoved(Refusal):
    code, status = "writer_moved", 409
    message = _(
        "ผู้เขียนย้ายไปใช้ที่อยู่ใหม่ของการประชุมแล้ว ข้อความที่ยังไม่ได้ส่งติดไปกับโทรศัพท์เครื่องนั้น ให้ผู้เขียนส่งจากหน้าใหม่ "
        "ส่วนที่ยังอยู่ในหน้าเดิม ให้คัดลอกไปส่งที่หน้าใหม่"
    )


MOST = 50
_LETTERS = 32
# (what others learn of the writer, whether they see the note only once it is revealed)
_PROMISED = [(identity, alone) for alone in (False, True) for identity in ("unit", "anonymous", "signed")]


def secret_pass(secret: str, code: str, by: str, digest: str) -> str:
    """Return the key by which the phone of this participant signs its codes; no row and no code has it.

    `digest`: of the phone's key (participants.digest): whoever had the participant's former key knows no pass of it.
    """
    return _mac(secret, "\0".join(("rescue", code, by, digest)))


def give_pass(session: Session, code: str, device: str, secret: str) -> dict[str, str]:
    """Return {by: the participant's id, key} for the phone's codes. Raises NotJoined, PhoneRemoved."""
    workshop = workshops.find(session, code)
    person = participants.find(session, workshop, device)
    return {"by": person.id, "key": secret_pass(secret, workshop.code, person.id, person.device)}


def check(session: Session, code: str, by: str, message: RescuedNotes, secret: str) -> list[RescuedNote]:
    """Return the notes, if the phone of this participant packed them.

    Raises BadRescue, UnknownWorkshop, and WriterMoved for a code from before the phone moved: who made a box for
    somebody else could make one, and the texts went along in the box.
    """
    workshop = workshops.find(session, code)
    digest, *before = digests(session, workshop.id, by)
    if not _made(message, workshop.code, by, digest, secret):
        if any(_made(message, workshop.code, by, each, secret) for each in filter(None, before)):
            raise WriterMoved
        raise BadRescue
    try:
        return _unpacked(json.loads(message.notes))
    except (ValueError, TypeError, LookupError, RecursionError, Refusal):
        raise BadRescue from None


def _made(message: RescuedNotes, code: str, by: str, digest: str, secret: str) -> bool:
    return hmac.compare_digest(message.tag, _mac(secret_pass(secret, code, by, digest), message.notes))


def digests(session: Session, workshop_id: int | None, by: str) -> tuple[str, str, str]:
    """Return the digests of the participant's key, of the one before it and of the first, "" for what there is not."""
    if not by.isascii() or not by.isalnum():  # the id of nobody, and of what no database is asked
        return "", "", ""
    of = col(Participant.workshop_id) == workshop_id, col(Participant.id) == by
    person = col(Participant.device), col(Participant.moved_from), col(Participant.former)
    found = session.execute(select(*person).where(*of)).first()
    return (found[0], found[1] or "", found[2] or "") if found else ("", "", "")


def take(change: Changing, by: str, brought: list[RescuedNote]) -> list[dict[str, Any]]:
    """Insert the notes that are not there yet, as their writer's; return for each whether it is stored, or the refusal.

    Raises NotJoined, PhoneRemoved.
    """
    digest, *_before = digests(change.session, change.id, by)
    if not digest:
        raise NotJoined
    began = change.at
    outcomes = []
    for note in brought:
        change.at = began  # a note before may have rounded it, and the grace of a phase ends by the clock
        outcomes.append(_take(change, digest, note))
    return outcomes


def _take(change: Changing, digest: str, note: RescuedNote) -> dict[str, Any]:
    # The phone numbers its rows; this one gets its number, and counts as somebody's, once the phone itself is back
    # (notes.submit): by what a code says, one phone could pass for several people.
    sent = marks.brought(digest, note.sent)
    written_by = {"sent": sent, "own": None, "voice": None}
    sought = {"sent": note.sent, "sent_formerly": note.sent, "own_before": "", "own": "", "voice": ""}
    found = notes.context(change, digest, note, sought)
    if found.there is None:
        try:
            from_phone(change, lambda: notes.insert(change, found, note, marks.public_id(sent), written_by))
        except Refusal as refusal:
            return refusal.shape()
    return {"ok": True}


def _unpacked(packed: Any) -> list[RescuedNote]:
    """Raises ValueError, TypeError, LookupError, Refusal for what no phone packs."""
    rows = [
        {
            "phase_id": phase,
            **dict(zip(("sent", "category", "text"), written, strict=False)),
            **dict(zip(("promised", "alone"), _PROMISED[written[3]], strict=True)),
            "run": written[4],
            "name": written[5] if len(written) > 5 else "",
        }
        for phase, notes_of_phase in packed
        for written in notes_of_phase
    ]
    if not 0 < len(rows) <= MOST:
        raise ValueError(len(rows))
    return [parse(RescuedNote, row) for row in rows]


def _mac(key: str, text: str) -> str:
    return hmac.digest(key.encode(), text.encode("utf-8", "surrogatepass"), "sha256").hex()[:_LETTERS]
