"""The pulse: the mood, 1 to 5, of a morning, an evening, or at any time. The spread is shown only at the end, and of
five answers or more, as one that grows answer by answer would show each of them."""

from typing import Any, cast

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import marks, participants, pulse_words
from workshop.domain.identity import FEWEST
from workshop.domain.stage import CLOSED, OPEN, Stage
from workshop.domain.wording import one_line
from workshop.errors import PulseClosed, UnknownPulse
from workshop.feed import Changing
from workshop.messages.incoming import AnswerPulse, OpenPulse
from workshop.messages.pulse import Morning, PulseShown
from workshop.store.models import Pulse, PulseAnswer, Workshop

VALUES = (1, 2, 3, 4, 5)
QUESTION_LIMIT = 120
PULSE = "pulse"
MORNING, EVENING = "morning", "evening"
STAGE = Stage(
    "pulse",
    Pulse,
    Kind.OPEN_PULSE,
    Kind.CLOSE_PULSE,
    Kind.CLEAR_PULSE,
    named=lambda pulse: (pulse.question, pulse.moment or PULSE),
    seen=lambda session, pulse: view(session, pulse),
    answers=("my_pulse", "my_word"),
    parting=lambda change: open_pulse(change, OpenPulse(moment="evening", asks_word=True)),
)


def open_pulse(change: Changing, message: OpenPulse) -> int:
    """Open a question and close a former one; return its id."""
    row = Pulse(workshop_id=change.id, state=OPEN, opened_at=change.at, moment=message.moment)
    row.question, row.asks_word = one_line(message.question, QUESTION_LIMIT, "question"), message.asks_word
    return STAGE.open(change, row)


def answer(change: Changing, device: str, message: AnswerPulse) -> int:
    """Set one's answer while the question is open; return the value that counts.

    A write that is not newer than the last one changes nothing. Raises NotJoined, UnknownPulse, PulseClosed.
    """
    participants.find(change.session, change, device)
    change.round_time()
    pulse = change.session.get(Pulse, message.pulse_id)
    if pulse is None or pulse.workshop_id != change.id:
        raise UnknownPulse
    write = marks.order(device, PULSE, pulse.id, message.id)
    row = change.session.get(PulseAnswer, (pulse.id, marks.token(device, PULSE, pulse.id)))
    if row and write <= row.last_write:
        return row.value
    if pulse.state != OPEN:
        raise PulseClosed
    if row is None:
        token = marks.token(device, PULSE, pulse.id)
        row = PulseAnswer(pulse_id=message.pulse_id, token=token, workshop_id=change.id, value=0, last_write="")
        change.session.add(row)
    row.last_write = write
    if row.value != message.value:
        row.value = message.value
        change.record(Kind.PULSE, pulse, subject=str(pulse.id))
    return row.value


def answer_of(session: Session, workshop: Workshop, device: str) -> int | None:
    """Return the phone's answer to the question on the screens."""
    token = marks.token(device, PULSE, workshop.pulse_id)
    row = session.get(PulseAnswer, (workshop.pulse_id, token)) if workshop.pulse_id is not None else None
    return row.value if row else None


def current(session: Session, workshop: Workshop) -> PulseShown | None:
    """Return the question that screens show, or None."""
    pulse = STAGE.now(session, workshop)
    return view(session, pulse) if pulse else None


def news(session: Session, workshop: Workshop, since: int, console: bool) -> dict[str, Any]:
    """See Stage.news."""
    return STAGE.news(session, workshop, since, lambda pulse: view(session, pulse, console))


def view(session: Session, pulse: Pulse, console: bool = False) -> PulseShown:
    answers, spread = counted(session, pulse)
    shown = {
        "id": pulse.id,
        "state": pulse.state,
        "question": pulse.question,
        "answers": answers,
        "spread": spread,
        "moment": pulse.moment,
        "morning": _shown(session, morning_of(session, pulse)) if spread else None,
    }
    return cast(PulseShown, {**shown, **pulse_words.view(session, pulse, console)})


def counted(session: Session, pulse: Pulse) -> tuple[int, list[int] | None]:
    """Return how many answered, and how many gave each value; None where that would show who gave what."""
    query = select(PulseAnswer.value, func.count()).where(PulseAnswer.pulse_id == pulse.id)
    found = {int(row[0]): int(row[1]) for row in session.execute(query.group_by(col(PulseAnswer.value)))}
    answers = sum(found.values())
    shown = pulse.state == CLOSED and answers >= FEWEST
    return answers, [found.get(value, 0) for value in VALUES] if shown else None


def morning_of(session: Session, pulse: Pulse) -> Pulse | None:
    """Return the last mood of a morning before an evening's, which it is compared with."""
    if pulse.moment != EVENING:
        return None
    query = select(Pulse).where(Pulse.workshop_id == pulse.workshop_id, Pulse.moment == MORNING)
    query = query.where(col(Pulse.id) < pulse.id).order_by(col(Pulse.id).desc()).limit(1)
    return session.execute(query).scalar_one_or_none()


def _shown(session: Session, morning: Pulse | None) -> Morning | None:
    answers, spread = counted(session, morning) if morning else (0, None)
    return {"question": morning.question, "answers": answers, "spread": spread} if morning and spread else None
