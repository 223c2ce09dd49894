"""Notes of anonymous phases: their sealed groups, released or dropped when the phase closes."""

from __future__ import annotations

from sqlalchemy import bindparam, select, update

from workshop.store.ready import Ready
from workshop.store.rows import NOTE, PHASE

_N = NOTE.c
_OF_PHASE = (_N.workshop_id == bindparam("workshop"), _N.phase_id == bindparam("phase"), _N.sealed_group.is_not(None))
# What each phase's notes say of their writers, which no longer changes once it has notes.
IDENTITIES = Ready(select(PHASE.c.id, PHASE.c.identity).where(PHASE.c.workshop_id == bindparam("workshop")))
# (group, writer) of notes that nobody withdrew, as far as the writers' phones themselves have sent them.
_BY_PHONES = _N.deleted.is_(False), _N.voice.is_not(None)
SEALED_WRITERS = Ready(select(_N.sealed_group, _N.voice).where(*_OF_PHASE, *_BY_PHONES).distinct())
ANY_SEALED = select(_N.id).where(*_OF_PHASE).limit(1)
RELEASE = (
    update(NOTE)
    .where(*_OF_PHASE, _N.sealed_group == bindparam("of_group"))
    .values(group_id=_N.sealed_group, sealed_group=None, seq=bindparam("stamp"))
)
# Where phones of a group share, they receive the group's notes by this.
RELEASE_TO_PHONES = RELEASE.values(shown_seq=bindparam("stamp"))
DROP_SEALS = update(NOTE).where(*_OF_PHASE).values(sealed_group=None)
