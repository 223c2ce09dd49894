"""Which notes stand behind the veil of their phase: written alone, and not revealed yet; see domain/veil.py."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam, case, func, or_, select, update

from workshop.store.ready import Ready
from workshop.store.rows import CHANGE, NOTE, PHASE, THEME, WORKSHOP

_N, _P, _T = NOTE.c, PHASE.c, THEME.c
# Of a phase in which people write alone first: never on a screen; on the screens; taken off them again.
NEVER, REVEALED, AGAIN = 0, 1, 2
_HERE: Any = bindparam("workshop")


def _phases(workshop: Any, *states: int) -> Select[Any]:
    return select(_P.id).where(
        _P.workshop_id == workshop, _P.alone.is_(True), or_(*(_P.revealed == state for state in states))
    )


def unveiled(phase_id: Any, workshop: Any = _HERE) -> Any:
    """The condition that a note of this phase may be sent to others than the facilitator and its writer."""
    return phase_id.is_(None) | phase_id.not_in(_phases(workshop, NEVER, AGAIN))


def never_shown(phase_id: Any, workshop: Any = _HERE) -> Any:
    """The condition that no screen ever had the notes of this phase."""
    return phase_id.is_not(None) & phase_id.in_(_phases(workshop, NEVER))


VEILED = Ready(_phases(_HERE, NEVER, AGAIN).add_columns(_P.categories))
# How many notes came, withdrawn ones left out.
WRITTEN = Ready(
    select(_N.phase_id, func.count().label("notes"))
    .where(_N.workshop_id == _HERE, _N.deleted.is_(False), _N.phase_id.in_(_phases(_HERE, NEVER, AGAIN)))
    .group_by(_N.phase_id)
)
VEILED_NUMBERS = Ready(select(_N.number).where(_N.workshop_id == _HERE, ~unveiled(_N.phase_id)))
# While people write alone, any change may be a note; at rest 0.
_WRITING = select(_P.id).where(
    _P.workshop_id == WORKSHOP.c.id, _P.alone.is_(True), _P.revealed != REVEALED, _P.state == "open"
)
NEWEST_WRITTEN = select(case((_WRITING.exists(), WORKSHOP.c.seq), else_=0)).correlate(WORKSHOP).scalar_subquery()
_THERE = (_N.workshop_id == _HERE, _N.theme_id.is_not(None), _N.deleted.is_(False))
_SHOWN = (*_THERE, _N.hidden.is_(False))
# Where notes behind the veil are, whose words the machine may have put into the names of themes.
CATEGORIES_BEHIND = Ready(
    select(_N.phase_id, _N.category).where(_N.workshop_id == _HERE, ~unveiled(_N.phase_id)).distinct()
)
# Where they may have been, once notes were moved from one category to another: anywhere.
_MOVED = select(CHANGE.c.seq).where(CHANGE.c.workshop_id == _HERE, CHANGE.c.kind == bindparam("moved"))
CATEGORIES_ONCE = Ready(select(_T.category).where(_T.workshop_id == _HERE, _MOVED.exists()).distinct())
_SEEN = func.count(case((unveiled(_N.phase_id) & _N.hidden.is_(False), 1)))
_BEHIND = func.count(case((~unveiled(_N.phase_id), 1)))
# (theme, how many of its notes others may see) of themes with a note behind the veil, hidden ones too.
THEMES_BEHIND = Ready(select(_N.theme_id, _SEEN.label("seen")).where(*_THERE).group_by(_N.theme_id).having(_BEHIND > 0))
SEEN_TEXTS = Ready(select(_N.theme_id, _N.category, _N.text).where(*_SHOWN, unveiled(_N.phase_id)).order_by(_N.number))
STAMP_NOTES = (
    update(NOTE)
    .where(_N.workshop_id == _HERE, _N.phase_id == bindparam("phase"))
    .values(seq=bindparam("stamp"), shown_seq=bindparam("stamp"))
)
# All of them: a note of the phase may have left one that is named by it.
STAMP_THEMES = update(THEME).where(_T.workshop_id == _HERE).values(seq=bindparam("stamp"))
