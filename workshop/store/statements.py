"""SQL statements that run many times a second, each compiled once."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from workshop.changes import PASSING
from workshop.store.rows import CHANGE

# Any change after `since` of a kind that phones do not make all the time.
MORE = (
    select(CHANGE.c.seq)
    .where(CHANGE.c.workshop_id == bindparam("workshop"), CHANGE.c.seq > bindparam("since"))
    .where(*(CHANGE.c.kind != kind for kind in PASSING))
    .limit(1)
)
