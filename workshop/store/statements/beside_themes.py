"""When what names themes changed last: the actions or the points of a workshop, and its themes after a change."""

from sqlalchemy import ColumnElement, ScalarSelect, Table, bindparam, func, select

from workshop.store.ready import Ready
from workshop.store.rows import ACTION, POINT, THEME


def _newest(table: Table) -> Ready:
    """Return what finds (rows, themes): the newest seqs, of themes only of those after `since`; None without any."""

    def most(of: Table, *where: ColumnElement[bool]) -> ScalarSelect[int]:
        return select(func.max(of.c.seq)).where(of.c.workshop_id == bindparam("workshop"), *where).scalar_subquery()

    return Ready(select(most(table).label("rows"), most(THEME, THEME.c.seq > bindparam("since")).label("themes")))


ACTIONS_NEWEST, POINTS_NEWEST = _newest(ACTION), _newest(POINT)
