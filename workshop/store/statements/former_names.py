"""Names of earlier workshops that fit themes of this one: of the same unit, or taken in from a file for all."""

from sqlalchemy import ColumnElement, bindparam, select

from workshop.store.ready import Ready
from workshop.store.rows import THEME, WORKSHOP

_HERE, _THERE = THEME.alias(), THEME.alias()


def offered_to(unit: ColumnElement[int | None]) -> ColumnElement[bool]:
    """Return the condition that names of the row of WORKSHOP may be shown in a workshop of this unit: another unit is
    not to learn that a workshop is there. What was taken in from a file never had a note, and was taken in to be shown.
    """
    from_a_file = WORKSHOP.c.unit_id.is_(None) & (WORKSHOP.c.archived_at > 0) & (WORKSHOP.c.notes_made == 0)
    return WORKSHOP.c.unit_id.is_not_distinct_from(unit) | from_a_file


_NOW = WORKSHOP.alias()
# Themes that nobody has named, each with the name that fits and the title of its workshop.
FORMER_NAMES = Ready(
    select(_HERE.c.id, _THERE.c.given_label.label("name"), WORKSHOP.c.title)
    .join(_THERE, (_THERE.c.workshop_id == _HERE.c.like_workshop) & (_THERE.c.id == _HERE.c.like_theme))
    .join(WORKSHOP, WORKSHOP.c.id == _THERE.c.workshop_id)
    .join(_NOW, _NOW.c.id == _HERE.c.workshop_id)
    .where(
        offered_to(_NOW.c.unit_id),
        _HERE.c.workshop_id == bindparam("workshop"),
        _HERE.c.gone.is_(False),
        _HERE.c.given_label == "",
        _HERE.c.like_workshop > 0,
        _THERE.c.gone.is_(False),
        _THERE.c.given_label != "",
    )
    .order_by(_HERE.c.id)
)
