"""The demo workshops, deleted at the next start unless a real person used them."""

import json
from collections.abc import Sequence
from typing import TypedDict

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import endings, participants, workshops
from workshop.feed import STEP_MS, now_ms
from workshop.messages.incoming import WorkshopDraft
from workshop.store.models import Change, Participant, StoredSetting, Workshop

NAME = "demo.codes"
# A demo that changed within this time may be running in another process; its phones' times are rounded.
_LATELY_MS = 60_000 + STEP_MS


class _Demo(TypedDict):
    """`phones`: the digests of the simulated participants' keys."""

    phones: list[str]
    ended: bool


def create(session: Session, draft: WorkshopDraft, devices: Sequence[str]) -> str:
    """Create a demo workshop for simulated phones with these keys; return its code."""
    code = workshops.create(session, draft)
    salt = workshops.find(session, code).salt
    digests = [participants.digest(device, salt) for device in devices]
    _write(session, {**_read(session), code: {"phones": digests, "ended": False}})
    return code


def end(session: Session, code: str) -> None:
    """Note that the demo has ended, so that the next start may delete it at once."""
    known = _read(session)
    if code in known:
        _write(session, {**known, code: {**known[code], "ended": True}})


def purge(session: Session, now: int | None = None) -> list[str]:
    """Delete the demos of earlier starts; return their codes. `now` in ms since 1970.

    One that a real person joined, wrote in or edited becomes a workshop like any other. One that may be running stays.
    """
    known = _read(session)
    gone: list[str] = []
    for code, demo in list(known.items()):
        row = session.execute(select(Workshop).where(Workshop.code == code)).scalar_one_or_none()
        if row is None or row.id is None or _touched_by_people(session, row.id, set(demo["phones"])):
            del known[code]
        elif demo["ended"] or _last_change(session, row.id) < (now or now_ms()) - _LATELY_MS:
            endings.delete_rows(session, code)
            gone.append(code)
            del known[code]
    _write(session, known)
    return gone


def _touched_by_people(session: Session, workshop_id: int, simulated: set[str]) -> bool:
    people = session.execute(select(Participant).where(Participant.workshop_id == workshop_id)).scalars()
    if any(person.device not in simulated for person in people):
        return True
    by_people = col(Change.kind).in_([Kind.IMPORT.value, Kind.EDITED.value])
    found = session.execute(select(Change.seq).where(Change.workshop_id == workshop_id, by_people).limit(1))
    return found.first() is not None


def _last_change(session: Session, workshop_id: int) -> int:
    query = select(func.max(Change.at)).where(Change.workshop_id == workshop_id)
    return int(session.execute(query).scalar_one() or 0)


def _read(session: Session) -> dict[str, _Demo]:
    stored = session.get(StoredSetting, NAME)
    return json.loads(stored.value) if stored else {}


def _write(session: Session, known: dict[str, _Demo]) -> None:
    session.merge(StoredSetting(name=NAME, value=json.dumps(known)))
