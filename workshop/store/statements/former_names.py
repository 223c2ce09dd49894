"""Names of earlier workshops that fit themes of this one."""

from sqlalchemy import bindparam, select

from workshop.store.ready import Ready
from workshop.store.rows import THEME, WORKSHOP

_HERE, _THERE = THEME.alias(), THEME.alias()
# Themes that nobody has named, each with the name that fits and the title of its workshop.
FORMER_NAMES = Ready(
    select(_HERE.c.id, _THERE.c.given_label.label("name"), WORKSHOP.c.title)
    .join(_THERE, (_THERE.c.workshop_id == _HERE.c.like_workshop) & (_THERE.c.id == _HERE.c.like_theme))
    .join(WORKSHOP, WORKSHOP.c.id == _THERE.c.workshop_id)
    .where(
        _HERE.c.workshop_id == bindparam("workshop"),
        _HERE.c.gone.is_(False),
        _HERE.c.given_label == "",
        _HERE.c.like_workshop > 0,
        _THERE.c.gone.is_(False),
        _THERE.c.given_label != "",
    )
    .order_by(_HERE.c.id)
)
