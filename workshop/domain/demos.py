"""The demo workshops, deleted at the next start unless a real person used them."""

import json
from collections.abc import Sequence
from typing import Any, NotRequired, TypedDict

from flask_babel import lazy_gettext as _
from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import endings, participants, workshops
from workshop.errors import Refusal
from workshop.feed import STEP_MS, now_ms
from workshop.messages.demo import SetPace
from workshop.messages.incoming import WorkshopDraft
from workshop.store.models import Change, Participant, StoredSetting, Workshop

NAME = "demo.codes"
PACES = (0.25, 0.5, 1.0, 2.0, 4.0)
# A demo that changed within this time may be running in another process; its phones' times are rounded.
_LATELY_MS = 60_000 + STEP_MS


class UnknownDemo(Refusal):
    code, status = "unknown_demo", 404
    message = _("การสาธิตนี้ไม่ได้เล่นอยู่แล้ว เริ่มใหม่ด้วย make run")


class _Demo(TypedDict):
    """`phones`: the digests of the simulated participants' keys.

    pace    how many times as fast as planned the notes come
    again   somebody asked for a new one; `next` is its code, once it is there
    """

    phones: list[str]
    ended: bool
    pace: NotRequired[float]
    again: NotRequired[bool]
    next: NotRequired[str]


class Playing(TypedDict):
    """What the console is sent of a demo."""

    pace: float
    again: bool
    next: str


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


def playing(session: Session, code: str) -> Playing:
    """Return how the demo is being played. Raises UnknownDemo for every other workshop, and for a demo that ended."""
    demo = _read(session).get(code)
    if demo is None or (demo["ended"] and "next" not in demo):
        raise UnknownDemo
    return {"pace": demo.get("pace", 1.0), "again": demo.get("again", False), "next": demo.get("next", "")}


def is_playing(session: Session, code: str) -> bool:
    known = _read(session)
    return code in known and not known[code]["ended"]


def codes(session: Session) -> set[str]:
    """Return the codes of the demos, played or over."""
    return set(_read(session))


def set_pace(session: Session, code: str, message: SetPace) -> Playing:
    """Let the notes that are still to come arrive at one of PACES. Raises UnknownDemo, Refusal for another."""
    if message.pace not in PACES:
        raise Refusal
    return _set(session, code, pace=message.pace)


def ask_again(session: Session, code: str) -> Playing:
    """Ask the demo's process for a new workshop with the same notes; this one stays as it is. Raises UnknownDemo."""
    return _set(session, code, again=True)


def follow(session: Session, code: str, next: str) -> None:
    """Note which workshop the demo is played in again, at the same pace."""
    known = _read(session)
    if code in known and next in known:
        known[next]["pace"] = known[code].get("pace", 1.0)
        known[code]["next"] = next
        _write(session, known)


def _set(session: Session, code: str, **wish: Any) -> Playing:
    playing(session, code)
    known = _read(session)
    known[code].update(wish)  # type: ignore[typeddict-item]
    _write(session, known)
    return playing(session, code)


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
