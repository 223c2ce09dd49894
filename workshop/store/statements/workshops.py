"""A workshop's row, its groups and phases, and the worker's last sign of life."""

from sqlalchemy import bindparam, func, select
from sqlmodel import col

from workshop.store.models import Group, Phase, Workshop
from workshop.store.ready import Ready
from workshop.store.rows import GROUP, PHASE, STORED_SETTING, WORKSHOP

BEAT_NAME = "worker.alive"
_LAST_BEAT = select(STORED_SETTING.c.value).where(STORED_SETTING.c.name == BEAT_NAME).scalar_subquery()
LAST_BEAT = Ready(select(_LAST_BEAT.label("beat")))
LOCKED_VALUE = select(STORED_SETTING.c.value).where(STORED_SETTING.c.name == bindparam("name")).with_for_update()

WORKSHOP_BY_CODE = select(Workshop).where(col(Workshop.code) == bindparam("code"))
# With the last beat, as boards ask for both five times a second.
WORKSHOP_ROW = Ready(select(WORKSHOP).add_columns(_LAST_BEAT.label("beat")).where(WORKSHOP.c.code == bindparam("code")))
_HEADS = select(WORKSHOP.c.code, WORKSHOP.c.id, WORKSHOP.c.seq)
HEADS = _HEADS.where(WORKSHOP.c.code.in_(bindparam("codes", expanding=True)))
HEAD = Ready(_HEADS.where(WORKSHOP.c.code == bindparam("code")))

GROUPS = (
    select(Group)
    .where(col(Group.workshop_id) == bindparam("workshop"), col(Group.removed).is_(False))
    .order_by(col(Group.position), col(Group.id))
)
GROUP_NAMES = Ready(
    select(GROUP.c.id, GROUP.c.name, GROUP.c.seq, GROUP.c.brought)
    .where(GROUP.c.workshop_id == bindparam("workshop"), GROUP.c.removed.is_(False))
    .order_by(GROUP.c.position, GROUP.c.id)
)
GROUPS_NEWEST = Ready(
    select(func.max(GROUP.c.seq).label("seq")).where(
        GROUP.c.workshop_id == bindparam("workshop"), GROUP.c.removed.is_(False)
    )
)
PHASES = (
    select(Phase)
    .where(col(Phase.workshop_id) == bindparam("workshop"), col(Phase.removed).is_(False))
    .order_by(col(Phase.position), col(Phase.id))
)
# Phases in which phones are sent something else of others' notes than the workshop says.
PHASES_SHARING = Ready(
    select(PHASE.c.id, PHASE.c.sharing).where(PHASE.c.workshop_id == bindparam("workshop"), PHASE.c.sharing != "")
)
PHASE_ROWS = Ready(
    select(PHASE)
    .where(PHASE.c.workshop_id == bindparam("workshop"), PHASE.c.removed.is_(False))
    .order_by(PHASE.c.position, PHASE.c.id)
)
