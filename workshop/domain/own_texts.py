"""One's own note, or what one has attached to others': found, changed once for each edit, while its phase is open.

No row says whose it is; the phone finds its own by marks.
"""

from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain import marks, participants, phases
from workshop.errors import NotYours, PhaseClosed
from workshop.feed import Changing, now_ms
from workshop.store.models import Attached, Note, Phase
from workshop.store.statements.marks import OWN

EDITS_REMEMBERED = 16  # idempotency keys in `last_edit`, newest last
Row = TypeVar("Row", Note, Attached)


def kind(model: type[Note] | type[Attached]) -> str:
    """Return the name of the model's marks."""
    return str(model.__tablename__)


def find(change: Changing, model: type[Row], device: str, row_id: str, not_yours: type[NotYours] = NotYours) -> Row:
    """Return the phone's row by the phone's id or the public one. Raises NotJoined, `not_yours`."""
    participants.find(change.session, change, device)
    change.round_time()
    row = sent(change, model, marks.sent(device, kind(model), row_id))
    if row is None:
        rows, _last = own(change, model, device)
        if row_id not in {each.id for each in rows}:
            raise not_yours
        row = change.session.get_one(model, (change.id, row_id))
    return row


def sent(change: Changing, model: type[Row], *of: str) -> Row | None:
    """Return the row with one of these marks of sending."""
    table: Any = model
    query = select(table).where(table.workshop_id == change.id, table.sent.in_(of))
    found: Row | None = change.session.execute(query).scalars().first()
    return found


def own(change: Changing, model: type[Note] | type[Attached], device: str) -> tuple[list[Any], int]:
    """Return the phone's rows, and the number of the last one."""
    return marks.own_rows(change.connection, OWN[kind(model)], change.id, device, kind(model))


def edited_before(row: Note | Attached, device: str, edit: str) -> bool:
    """Return whether this edit is among the last 16: a repeat changes nothing, however late."""
    return marks.mark(device, "edit", edit) in row.last_edit.split()


def remember(row: Note | Attached, device: str, edit: str) -> None:
    row.last_edit = " ".join([*row.last_edit.split(), marks.mark(device, "edit", edit)][-EDITS_REMEMBERED:])


def while_open(session: Session, row: Note | Attached, run: int) -> Phase:
    """Return the phase in which it was written. Raises PhaseClosed, not where it was open as `run`."""
    phase = session.get(Phase, row.phase_id) if row.phase_id else None
    if phase is None or phase.removed:
        raise PhaseClosed
    phases.late(phase, run, now_ms())
    return phase
