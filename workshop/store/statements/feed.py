"""The feed: the workshop's row under lock, its counters, and its changes."""

from sqlalchemy import bindparam, insert, select, update

from workshop.changes import PASSING, Kind
from workshop.store.ready import Ready
from workshop.store.rows import CHANGE, WORKSHOP

_C, _W = CHANGE.c, WORKSHOP.c
# On PostgreSQL the row is locked until the commit, so that two processes never give the same seq.
LOCKED_WORKSHOP = Ready(
    select(_W.id, _W.seq, _W.notes_made, _W.last_number, _W.drawn, _W.salt, _W.ended_at)
    .where(_W.code == bindparam("code"))
    .with_for_update()
)
UPDATE_COUNTERS = Ready(
    update(WORKSHOP)
    .where(_W.id == bindparam("id_is"))
    .values({name: bindparam(name) for name in ("seq", "notes_made", "last_number", "drawn")})
)
INSERT_CHANGE = Ready(insert(CHANGE), {"by": "", "subject": "", "before": {}, "undone": False})

# Any change after `since` of a kind that phones do not make all the time.
_OTHER = (
    select(_C.seq)
    .where(_C.workshop_id == bindparam("workshop"), _C.seq > bindparam("since"))
    .where(*(_C.kind != kind for kind in PASSING))
    .limit(1)
)
OTHER_KINDS = Ready(_OTHER.with_only_columns(_C.kind).limit(None).distinct())
# What makes a prepared grouping of `category` worthless: any such change but the grouping of another category.
DISTURBANCE = _OTHER.where((_C.kind != Kind.GROUPING.value) | (_C.subject == bindparam("category")))
