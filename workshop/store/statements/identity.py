"""Notes of anonymous phases: their sealed groups, released or dropped when the phase accepts no more notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from workshop.store.ready import Ready
from workshop.store.rows import NOTE, PHASE

_N = NOTE.c
_OF_PHASE = (_N.workshop_id == bindparam("workshop"), _N.phase_id == bindparam("phase"), _N.sealed_group.is_not(None))
# What each phase's notes say of their writers, which no longer changes once it has notes.
IDENTITIES = Ready(select(PHASE.c.id, PHASE.c.identity).where(PHASE.c.workshop_id == bindparam("workshop")))
# (group, writer) of notes that nobody withdrew; no writer where the writer's phone itself has not sent it.
SEALED_WRITERS = Ready(select(_N.sealed_group, _N.voice).where(*_OF_PHASE, _N.deleted.is_(False)).distinct())
# The same of those that stand without a group already.
_WITHOUT = _N.group_id.is_(None), _N.sealed_group.is_(None), _N.deleted.is_(False)
STANDING_WRITERS = Ready(
    select(_N.voice)
    .where(_N.workshop_id == bindparam("workshop"), _N.phase_id == bindparam("phase"), *_WITHOUT)
    .distinct()
)
ANY_SEALED = select(_N.id).where(*_OF_PHASE).limit(1)
RELEASE = (
    update(NOTE)
    .where(*_OF_PHASE, _N.sealed_group == bindparam("of_group"))
    .values(group_id=_N.sealed_group, sealed_group=None, seq=bindparam("stamp"))
)
# Where phones of a group share, they receive the group's notes by this.
RELEASE_TO_PHONES = RELEASE.values(shown_seq=bindparam("stamp"))
_NAMED = _N.workshop_id == bindparam("workshop"), _N.phase_id == bindparam("phase"), _N.group_id.is_not(None)
# Of named groups the one with fewest notes, withdrawn ones too.
FEWEST_NOTES = Ready(
    select(_N.group_id).where(*_NAMED).group_by(_N.group_id).order_by(func.count(), _N.group_id).limit(1)
)
TAKE_BACK = (
    update(NOTE).where(*_NAMED, _N.group_id == bindparam("of_group")).values(group_id=None, seq=bindparam("stamp"))
)
TAKE_BACK_FROM_PHONES = TAKE_BACK.values(shown_seq=bindparam("stamp"))
ONE_TIME = (
    update(NOTE)
    .where(_N.workshop_id == bindparam("workshop"), _N.phase_id == bindparam("phase"), _N.at != bindparam("opened_at"))
    .values(at=bindparam("opened_at"), seq=bindparam("stamp"))
)
_DROP = update(NOTE).where(*_OF_PHASE).values(sealed_group=None)
_IDS = select(_N.id).where(_N.workshop_id == bindparam("workshop"), _N.phase_id == bindparam("phase"))
_LAY = update(NOTE).where(_N.workshop_id == bindparam("workshop"), _N.id == bindparam("note")).values(sealed_group=None)


def drop_seals(connection: Connection, values: Mapping[str, Any]) -> None:
    """Drop the groups of the phase's notes that were not released.

    PostgreSQL writes a changed row behind the others, so there every note of the phase is written once more in the
    order of the random ids: else they would lie, and be dumped, in the order in which they came.
    """
    if connection.dialect.name != "postgresql":
        connection.execute(_DROP, values)
    elif ids := sorted(connection.execute(_IDS, values).scalars()):
        connection.execute(_LAY, [{"workshop": values["workshop"], "note": each} for each in ids])
