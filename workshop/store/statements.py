"""SQL statements that run many times a second, each compiled once."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from workshop.store.rows import CHANGE

# Kinds of change that phones make all the time, and that move nothing but notes, counts and votes.
PASSING = ("note", "joined", "react", "vote", "pulse")
# Any change of another kind after `since`.
MORE = (
    select(CHANGE.c.seq)
    .where(CHANGE.c.workshop_id == bindparam("workshop"), CHANGE.c.seq > bindparam("since"))
    .where(*(CHANGE.c.kind != kind for kind in PASSING))
    .limit(1)
)
