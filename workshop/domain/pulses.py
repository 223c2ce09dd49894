"""The pulse: how is the mood, 1 to 5. A mood must not be traced: a spread is shown from five answers on, and first when
the question has ended, since a spread that grows answer by answer tells each of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import participants
from workshop.domain.wording import short
from workshop.errors import PulseClosed, UnknownPulse
from workshop.feed import Changing
from workshop.messages import AnswerPulse, OpenPulse
from workshop.store.models import Participant, Pulse, PulseAnswer, Workshop

OPEN, CLOSED = "open", "closed"
VALUES = (1, 2, 3, 4, 5)
FEWEST = 5
QUESTION_LIMIT = 120


def open_pulse(change: Changing, message: OpenPulse) -> int:
    """Asks the room and ends a former question; answers with the new one's id."""
    former = _on_screen(change.session, change.workshop)
    pulse = Pulse(
        workshop_id=change.id, state=OPEN, question=short(message.question, QUESTION_LIMIT), opened_at=change.at
    )
    change.session.add(pulse)
    change.session.flush()
    ended = [_ended(former, change.at)] if former and former.state == OPEN else []
    change.workshop.pulse_id = pulse.id
    change.workshop.pulse_seq = change.record("open_pulse", pulse, *ended, subject=str(pulse.id))
    assert pulse.id is not None
    return pulse.id


def close(change: Changing) -> None:
    """Ends the question: every screen shows the spread. Without an open one nothing changes."""
    pulse = _on_screen(change.session, change.workshop)
    if pulse is None or pulse.state != OPEN:
        return
    before = {"pulse": {"id": pulse.id, "state": OPEN}}
    change.workshop.pulse_seq = change.record(
        "close_pulse", _ended(pulse, change.at), subject=str(pulse.id), before=before
    )


def clear(change: Changing) -> None:
    """Takes the question off the screens, ended; the report keeps it."""
    pulse = _on_screen(change.session, change.workshop)
    if pulse is None:
        return
    before = {"pulse": {"id": pulse.id, "state": pulse.state}}
    change.workshop.pulse_id = None
    ended = [_ended(pulse, change.at)] if pulse.state == OPEN else []
    change.workshop.pulse_seq = change.record("clear_pulse", *ended, subject=str(pulse.id), before=before)


def put_back(change: Changing, before: dict[str, Any]) -> list[Pulse]:
    """A question that was ended or cleared, on the screens again as it was. The caller stamps `pulse_seq`."""
    pulse = change.session.get(Pulse, before["pulse"]["id"]) if "pulse" in before else None
    if pulse is None:
        return []
    pulse.state = before["pulse"]["state"]
    change.workshop.pulse_id = pulse.id
    return [pulse]


def answer(change: Changing, device: str, message: AnswerPulse) -> int:
    """One's mood, which may be changed while the question is open; answers with the value that counts.

    A write that is not newer than the one applied last changes nothing. Raises NotJoined, UnknownPulse, PulseClosed.
    """
    person = participants.find(change.session, change.id, device)
    pulse = change.session.get(Pulse, message.pulse_id)
    if pulse is None or pulse.workshop_id != change.id:
        raise UnknownPulse
    row = change.session.get(PulseAnswer, (pulse.id, person.id))
    if row and message.id <= row.last_write:
        return row.value
    if pulse.state != OPEN:
        raise PulseClosed
    if row is None:
        row = PulseAnswer(
            pulse_id=message.pulse_id, participant_id=person.id, workshop_id=change.id, value=0, last_write=""
        )
        change.session.add(row)
    row.last_write = message.id
    if row.value != message.value:
        row.value = message.value
        change.record("pulse", pulse, subject=str(pulse.id))
    return row.value


def answer_of(session: Session, workshop: Workshop, person: Participant) -> int | None:
    """What the participant said to the question on the screens."""
    row = session.get(PulseAnswer, (workshop.pulse_id, person.id)) if workshop.pulse_id is not None else None
    return row.value if row else None


def current(session: Session, workshop: Workshop) -> dict[str, Any] | None:
    """The question that screens show, or None."""
    pulse = _on_screen(session, workshop)
    return view(session, pulse) if pulse else None


def news(session: Session, workshop: Workshop, since: int) -> dict[str, Any]:
    """The part of a board's delta: empty where nothing of the pulse changed after `since` (0: everything)."""
    if since <= 0 or workshop.pulse_seq > since:
        return {"pulse": current(session, workshop)}
    pulse = _on_screen(session, workshop)
    if pulse is None or pulse.seq <= since:
        return {}
    return {"pulse": view(session, pulse)}


def view(session: Session, pulse: Pulse) -> dict[str, Any]:
    query = select(PulseAnswer.value, func.count()).where(PulseAnswer.pulse_id == pulse.id)
    found = {int(row[0]): int(row[1]) for row in session.execute(query.group_by(col(PulseAnswer.value)))}
    answers = sum(found.values())
    return {
        "id": pulse.id,
        "state": pulse.state,
        "question": pulse.question,
        "answers": answers,
        "spread": [found.get(value, 0) for value in VALUES] if pulse.state == CLOSED and answers >= FEWEST else None,
    }


def held(session: Session, workshop_id: int) -> list[Pulse]:
    """All questions of a workshop, in order."""
    query = select(Pulse).where(Pulse.workshop_id == workshop_id).order_by(col(Pulse.id))
    return list(session.execute(query).scalars())


def _on_screen(session: Session, workshop: Workshop) -> Pulse | None:
    return session.get(Pulse, workshop.pulse_id) if workshop.pulse_id is not None else None


def _ended(pulse: Pulse, at: int) -> Pulse:
    pulse.state, pulse.closed_at = CLOSED, at
    return pulse
