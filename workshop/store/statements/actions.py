"""When the actions of a workshop, or its themes after a change, changed last."""

from sqlalchemy import bindparam, func, select

from workshop.store.ready import Ready
from workshop.store.rows import ACTION, THEME

_A, _T = ACTION.c, THEME.c
NEWEST = Ready(
    select(
        select(func.max(_A.seq)).where(_A.workshop_id == bindparam("workshop")).scalar_subquery().label("actions"),
        select(func.max(_T.seq))
        .where(_T.workshop_id == bindparam("workshop"), _T.seq > bindparam("since"))
        .scalar_subquery()
        .label("themes"),
    )
)
