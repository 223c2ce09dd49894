"""When words were last taken away from what reports and pages say: what was made before has them still."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from workshop.changes import TAKEN_AWAY
from workshop.domain import workshops
from workshop.store.ready import Ready
from workshop.store.rows import CHANGE

_KINDS = {f"kind_{place}": kind for place, kind in enumerate(TAKEN_AWAY)}
_NEWEST = Ready(
    select(func.max(CHANGE.c.seq).label("seq")).where(
        CHANGE.c.workshop_id == bindparam("workshop"), CHANGE.c.kind.in_([bindparam(name) for name in _KINDS])
    )
)


def newest(session: Session, code: str) -> int:
    """Return the last change that hid, erased or withdrew something, 0 without one. Raises UnknownWorkshop."""
    row = _NEWEST.first(session.connection(), {"workshop": workshops.row(session, code).id, **_KINDS})
    return int(row.seq or 0) if row is not None else 0
