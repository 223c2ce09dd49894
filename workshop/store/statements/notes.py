"""Notes: what a new one needs, one's own, and those that phones share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, func, insert, or_, select, update

from workshop.store.models import ATTACHED, COUNTS, Note
from workshop.store.ready import Ready
from workshop.store.rows import CHANGE, NOTE, PARTICIPANT, PHASE, THEME, blank
from workshop.store.statements.veil import never_shown, unveiled

_N, _P = NOTE.c, PARTICIPANT.c
_M = NOTE.alias("marked").c
_IN = _N.workshop_id == bindparam("workshop")
# The phone's last mark so far, which should be there, and the next, which should not.
_MARKED = select(func.count()).where(
    _M.workshop_id == bindparam("workshop"), _M.own.in_([bindparam("own_before"), bindparam("own")])
)
_S = NOTE.alias("silenced").c
# Whether the facilitator muted the phone, by another of its notes of the phase.
_SILENCED = select(func.count()).where(
    _S.workshop_id == bindparam("workshop"), _S.voice == bindparam("voice"), _S.muted.is_(True)
)
SILENCED = Ready(_SILENCED)
# All that a new note needs, in one round trip: its writer, its phase, and whether it is there already.
NOTE_CONTEXT = Ready(
    select(
        _P.group_id,
        _P.name,
        _P.removed_at,
        _P.muted,
        _P.scribe,
        _SILENCED.scalar_subquery().label("silenced"),
        PHASE.c.id.label("phase"),
        PHASE.c.state,
        PHASE.c.categories,
        PHASE.c.identity,
        PHASE.c.check_first,
        PHASE.c.check_flagged,
        PHASE.c.alone,
        PHASE.c.most,
        PHASE.c.run,
        PHASE.c.late_until,
        PHASE.c.opened_at,
        PHASE.c.removed,
        _N.id.label("there"),
        _MARKED.scalar_subquery().label("marked"),
    )
    .select_from(PARTICIPANT)
    .outerjoin(PHASE, (PHASE.c.workshop_id == _P.workshop_id) & (PHASE.c.id == bindparam("phase")))
    .outerjoin(NOTE, _IN & _N.sent.in_([bindparam(mark) for mark in ("sent", "sent_formerly", "brought")]))
    .where(_P.workshop_id == bindparam("workshop"), _P.device == bindparam("device"))
)
INSERT_NOTE = Ready(insert(NOTE), blank(Note))
# A note of a file whose import was undone.
REVIVE_NOTE = Ready(
    update(NOTE)
    .where(_N.workshop_id == bindparam("workshop_id_is"), _N.id == bindparam("id_is"))
    .values(
        deleted=False,
        looked_at=False,
        set_aside=False,
        # What is checked first waits again; what was hidden stays so.
        hidden=or_(_N.hidden, bindparam("new_unchecked") > 0),
        unchecked=case((bindparam("new_unchecked") > 0, bindparam("new_unchecked")), else_=_N.unchecked),
        **{
            name: bindparam(f"new_{name}")
            for name in ("text", "category", "group_id", "phase_id", "at", "seq", "shown_seq")
        },
    )
)

_CHANGED = select(
    _N.id,
    _N.text,
    _N.category,
    _N.phase_id,
    _N.group_id,
    _N.signed,
    _N.agreed,
    *(_N[name] for name in ATTACHED),
    _N.hidden,
    _N.set_aside,
    _N.unchecked,
    _N.deleted,
).where(_N.seq > bindparam("since"), _N.shown_seq > bindparam("since"))
_UNVEILED = unveiled(_N.phase_id)
_ALL = _CHANGED.where(_N.workshop_id == bindparam("workshop"), ~never_shown(_N.phase_id)).add_columns(
    (~_UNVEILED).label("veiled")
)
_SHOWN = _ALL.where(_N.hidden.is_(False), _N.set_aside.is_(False), _N.deleted.is_(False), _UNVEILED)
_OF_GROUP = _N.group_id == bindparam("group")
# As they came, save those of an anonymous phase, which have one time and drawn numbers.
_ORDER = (_N.at, _N.number)
SHARED_NOTES, SHARED_NOTES_OF_GROUP = (Ready(query.order_by(*_ORDER)) for query in (_SHOWN, _SHOWN.where(_OF_GROUP)))
SHARED_CHANGES, SHARED_CHANGES_OF_GROUP = (Ready(query.order_by(*_ORDER)) for query in (_ALL, _ALL.where(_OF_GROUP)))
# A stamp that is no change of the note itself is one of agreement or of something attached.
NOTES_ANSWERED = Ready(
    select(_N.id).where(_N.workshop_id == bindparam("workshop"), _N.seq > bindparam("since"), _N.agreed_seq == _N.seq)
)

# Of which only the writers' phones show what the facilitator changed: erased words, or a change of these kinds.
STAFF_KINDS = tuple(f"kind_{n}" for n in range(10))
_CHANGED_BY_STAFF = select(CHANGE.c.seq).where(
    CHANGE.c.workshop_id == bindparam("workshop"),
    CHANGE.c.seq > bindparam("since"),
    CHANGE.c.kind.in_([bindparam(kind) for kind in STAFF_KINDS]),
)
NOTES_FOR_WRITERS = Ready(
    select(_N.id).where(
        _N.workshop_id == bindparam("workshop"),
        _N.seq > bindparam("since"),
        or_(_N.erased != "", _N.seq.in_(_CHANGED_BY_STAFF)),
    )
)

# The same of themes, for who attached something to them.
THEMES_FOR_WRITERS = Ready(
    select(THEME.c.id).where(
        THEME.c.workshop_id == bindparam("workshop"),
        THEME.c.seq > bindparam("since"),
        or_(*(THEME.c[name] > 0 for name in COUNTS)),
        THEME.c.seq.in_(_CHANGED_BY_STAFF),
    )
)


def any_shared_changed(workshop: ColumnElement[Any]) -> ColumnElement[bool]:
    """A column: whether any note of the workshop changed after `since` that phones see."""
    return _CHANGED.where(_N.workshop_id == workshop).exists()
