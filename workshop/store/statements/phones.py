"""What is new for phones, after every commit while a room writes."""

from collections.abc import Collection, Mapping

from sqlalchemy import ScalarSelect, Table, bindparam, func, select

from workshop.store.ready import Ready
from workshop.store.rows import PHASE, WORKSHOP
from workshop.store.statements.notes import any_shared_changed
from workshop.store.statements.people import any_joined

_W = WORKSHOP.c


def news(
    stages: Mapping[str, Table], counted_too: Mapping[str, ScalarSelect[int]], quiet: Collection[str] = ()
) -> Ready:
    """The seqs that phones wait for; of each stage, by name, its id, `{name}_put` and `{name}_counted`, which moves
    with every answer, of `quiet` ones not while they are open; `counted_too` are others of that kind, by name."""

    def counted(name: str, table: Table) -> ScalarSelect[int]:
        newest = select(table.c.seq).where(table.c.id == _W[f"{name}_id"])
        return (newest.where(table.c.state != "open") if name in quiet else newest).scalar_subquery()

    return Ready(
        select(
            _W.id,
            _W.seq,
            _W.facts_seq,
            _W.timer_seq,
            _W.sharing,
            _W.sharing_seq,
            select(func.max(PHASE.c.seq)).where(PHASE.c.workshop_id == _W.id).scalar_subquery().label("phase"),
            any_shared_changed(_W.id).label("written"),
            any_joined(_W.id).label("moved"),
            *(_W[f"{name}_id"] for name in stages),
            *(_W[f"{name}_seq"].label(f"{name}_put") for name in stages),
            *(counted(name, table).label(f"{name}_counted") for name, table in stages.items()),
            *(newest.label(f"{name}_counted") for name, newest in counted_too.items()),
        ).where(_W.code == bindparam("code"))
    )
