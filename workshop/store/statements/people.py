"""Participants: who joins, and who has."""

from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, insert, select, update

from workshop.store.ready import Ready
from workshop.store.rows import GROUP, PARTICIPANT, WORKSHOP

_P, _G, _W = PARTICIPANT.c, GROUP.c, WORKSHOP.c
# All that joining needs: a row where the group is there, and in it the participant who has this device already.
JOIN_CONTEXT = Ready(
    select(
        *(_P.id.label("there"), _P.group_id.label("former_group"), _P.removed_at, _W.door_shut, _W.by_slip),
        *(_P.in_minutes, _P.name, _P.unit, _P.role),
    )
    .select_from(GROUP)
    .join(WORKSHOP, _W.id == _G.workshop_id)
    .outerjoin(PARTICIPANT, (_P.workshop_id == _G.workshop_id) & (_P.device == bindparam("device")))
    .where(_G.id == bindparam("group"), _G.workshop_id == bindparam("workshop"), _G.removed.is_(False))
)
INSERT_PARTICIPANT = Ready(insert(PARTICIPANT))
UPDATE_PARTICIPANT = update(PARTICIPANT).where(_P.id == bindparam("id_is"))
# One row for all groups: which of them somebody joined last would lead from a note to the group that came before it.
_FIRST = GROUP.alias("first_group")
_OF_WORKSHOP = (_FIRST.c.workshop_id == bindparam("workshop"), _FIRST.c.removed.is_(False))
STAMP_JOIN = Ready(
    update(GROUP)
    .where(_G.id == select(func.min(_FIRST.c.id)).where(*_OF_WORKSHOP).scalar_subquery())
    .values(seq=bindparam("stamp"))
)

PARTICIPANT_BY_DEVICE = Ready(
    select(PARTICIPANT).where(_P.workshop_id == bindparam("workshop"), _P.device == bindparam("device"))
)
MOVED = Ready(select(_P.id).where(_P.workshop_id == bindparam("workshop"), _P.former == bindparam("former")))
# What a socket needs to be let in; a workshop without this participant is a row too.
ADMISSION = Ready(
    select(_W.seq, _P.id, _P.group_id, _P.removed_at, _W.ended_at)
    .select_from(WORKSHOP)
    .outerjoin(PARTICIPANT, (_P.workshop_id == _W.id) & (_P.device == bindparam("digest")))
    .where(_W.code == bindparam("code"))
)
# Asked each second for every workshop together.
REMOVED = Ready(
    select(_W.code, _P.device, _P.moved_from, _P.former)
    .join_from(PARTICIPANT, WORKSHOP, _W.id == _P.workshop_id)
    .where(_P.removed_at > bindparam("since"))
)
SALT = Ready(select(_W.salt).where(_W.code == bindparam("code")))
PEOPLE_BY_GROUP = Ready(
    select(_P.group_id, func.count().label("people"))
    .where(_P.workshop_id == bindparam("workshop"))
    .group_by(_P.group_id)
)
GROUPS_JOINED = Ready(select(_P.group_id).where(_P.workshop_id == bindparam("workshop")))
DEVICES = (
    select(_P.device, _P.group_id)
    .join_from(PARTICIPANT, WORKSHOP, _W.id == _P.workshop_id)
    .where(_W.code == bindparam("code"))
)
# In no order that tells who joined when.
ATTENDANCE = Ready(
    select(_P.id, _P.group_id, _P.name, _P.unit, _P.role, _P.scribe, _P.in_minutes)
    .where(_P.workshop_id == bindparam("workshop"))
    .order_by(_P.group_id, _P.name, _P.unit, _P.role, _P.id)
)

_JOINS = select(_P.id).where(_P.seq > bindparam("since"))
JOINED = Ready(_JOINS.where(_P.workshop_id == bindparam("workshop")))


def any_joined(workshop: ColumnElement[Any]) -> ColumnElement[bool]:
    """A column: whether anybody joined the workshop or changed the group after `since`."""
    return _JOINS.where(_P.workshop_id == workshop).exists()
