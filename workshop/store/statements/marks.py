"""A phone's own rows, by its marks (domain/marks.py), in steps of BATCH of them."""

from typing import Any

from sqlalchemy import Table, bindparam, select

from workshop.store.models import ATTACHED
from workshop.store.ready import Ready
from workshop.store.rows import NOTE, REACTION

BATCH = 16
NAMES = tuple(f"mark_{n}" for n in range(BATCH))


def _own(table: Table, *columns: Any) -> Ready:
    of_phone = table.c.own.in_([bindparam(name) for name in NAMES])
    return Ready(select(table.c.own, *columns).where(table.c.workshop_id == bindparam("workshop"), of_phone))


def _attached(table: Table) -> Ready:
    c = table.c
    return _own(
        table,
        c.id,
        c.note_id,
        c.theme_id,
        c.phase_id,
        c.text,
        c.edited,
        c.hidden,
        c.hidden_why,
        c.unchecked,
        c.deleted,
        c.made,
    )


_N, _R = NOTE.c, REACTION.c
OWN_NOTES = _own(
    NOTE, _N.id, _N.number, _N.text, _N.category, _N.phase_id, _N.at, _N.edited, _N.signed, _N.erased, _N.hidden,
    _N.hidden_why, _N.unchecked, _N.card, _N.deleted, _N.seq, *(_N[name] for name in ATTACHED),
)  # fmt: skip
# Where they stand on the board.
OWN_PLACES = _own(NOTE, _N.id, _N.phase_id, _N.theme_id, _N.set_aside, _N.hidden, _N.deleted)
OWN_REACTIONS = _own(REACTION, _R.note_id, _R.agrees)
# By the name of the table: of one's own texts.
OWN = {"note": OWN_NOTES, **{str(model.__tablename__): _attached(model.__table__) for model in ATTACHED.values()}}  # type: ignore[attr-defined]
