"""One's own note, or what one has attached to others': found, changed once for each edit, while its phase is open."""

from typing import Any, TypeVar

from sqlalchemy.orm import Session

from workshop.domain import participants, phases
from workshop.errors import NotYours, PhaseClosed
from workshop.feed import Changing
from workshop.store.models import Attached, Note, Participant, Phase

EDITS_REMEMBERED = 16  # idempotency keys in `last_edit`, newest last
Row = TypeVar("Row", Note, Attached)


def find(
    change: Changing, model: type[Row], device: str, row_id: str, not_yours: type[NotYours] = NotYours
) -> tuple[Participant, Row]:
    """Return the writer and the row, and make the writer the actor. Raises NotJoined, `not_yours`."""
    writer = participants.find(change.session, change.id, device)
    row: Any = change.session.get(model, (change.id, row_id))
    if row is None or row.participant_id != writer.id:
        raise not_yours
    return writer, row


def edited_before(row: Note | Attached, edit: str) -> bool:
    """Return whether this edit is among the last 16: a repeat changes nothing, however late."""
    return edit in row.last_edit.split()


def remember(row: Note | Attached, edit: str) -> None:
    row.last_edit = " ".join([*row.last_edit.split(), edit][-EDITS_REMEMBERED:])


def while_open(session: Session, row: Note | Attached) -> Phase:
    """Return the phase in which it was written. Raises PhaseClosed."""
    phase = session.get(Phase, row.phase_id) if row.phase_id else None
    if phase is None or phase.state != phases.OPEN:
        raise PhaseClosed
    return phase


def act_as(change: Changing, writer: Participant) -> None:
    change.actor = f"participant:{writer.id}"
