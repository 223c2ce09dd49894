"""One's own note, or what one has attached to others': found, changed once for each edit, while its phase is open.

No row says whose it is; the phone finds its own by marks.
"""

import re
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain import marks, participants, phases
from workshop.errors import NotYours, PhaseClosed
from workshop.feed import Changing, now_ms
from workshop.store.models import Attached, Note, Phase
from workshop.store.statements.marks import OWN

EDITS_REMEMBERED = 16  # idempotency keys in `last_edit`, newest last, and the order of the newest
_ORDER = "o"
Row = TypeVar("Row", Note, Attached)


def kind(model: type[Note] | type[Attached]) -> str:
    """Return the name of the model's marks."""
    return str(model.__tablename__)


def find(change: Changing, model: type[Row], device: str, row_id: str, not_yours: type[NotYours] = NotYours) -> Row:
    """Return the phone's row by the phone's id or the public one. Raises NotJoined, `not_yours`."""
    phone = participants.find(change.session, change, device)
    change.round_time()
    mark = marks.sent(device, kind(model), row_id)
    row = sent(change, model, mark, marks.brought(phone.device, mark))
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
    """Return whether this edit changes nothing, however late: it is among the last 16, or older than the last one.

    Only keys that rise on a phone (UUID version 7) tell which of two edits is older.
    """
    tokens = row.last_edit.split()
    if marks.mark(device, "edit", edit) in tokens:
        return True
    return _rises(edit) and any(token > _order(row, device, edit) for token in tokens if token.startswith(_ORDER))


def remember(row: Note | Attached, device: str, edit: str) -> None:
    tokens = [token for token in row.last_edit.split() if not token.startswith(_ORDER)]
    tokens = [*tokens, marks.mark(device, "edit", edit)][-EDITS_REMEMBERED:]
    row.last_edit = " ".join([*tokens, _order(row, device, edit)] if _rises(edit) else tokens)


def _rises(edit: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}", edit) is not None


def _order(row: Note | Attached, device: str, edit: str) -> str:
    return _ORDER + marks.order(device, "edit", row.id, edit)


def while_open(session: Session, row: Note | Attached, run: int) -> Phase:
    """Return the phase in which it was written. Raises PhaseClosed, not where it was open as `run`."""
    phase = session.get(Phase, row.phase_id) if row.phase_id else None
    if phase is None or phase.removed:
        raise PhaseClosed
    phases.late(phase, run, now_ms())
    return phase
