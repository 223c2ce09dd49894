"""What is attached to notes and themes: what is shown of it, how much there is, and the themes that phones see."""

from typing import Any

from sqlalchemy import Select, Table, bindparam, case, func, or_, select

from workshop.store.ready import Ready
from workshop.store.rows import ATTACHED, NOTE, PHASE, THEME, WORKSHOP
from workshop.store.statements.veil import unveiled

_N, _P, _T = NOTE.c, PHASE.c, THEME.c
PARENTS = ("note_id", "theme_id")


class Statements:
    """The statements of one kind; by "note_id" or "theme_id" where it matters on what.

    figures   how many of a workshop were received, withdrawn and hidden: those of a hidden note are hidden with it
    on_all    those that are shown
    on_some   of them, those on the notes or themes of `parents`
    away      those that screens are not sent: hidden, or waiting for approval
    newest    the seq of the last change of any
    counts    (note or theme, how many are shown, how many hidden), of all that have any
    """

    def __init__(self, table: Table) -> None:
        row, here = table.c, table.c.workshop_id == bindparam("workshop")
        its_note = (_N.workshop_id == row.workshop_id) & (_N.id == row.note_id)
        shown, hidden = (row.hidden.is_(is_hidden) & row.deleted.is_(False) for is_hidden in (False, True))
        with_note = row.deleted.is_(False) & (row.hidden.is_(True) | _N.hidden.is_(True))
        self.figures = Ready(
            select(
                func.count().label("received"),
                func.count(case((row.deleted.is_(True), 1))).label("withdrawn"),
                func.count(case((with_note, 1))).label("hidden"),
            )
            .select_from(table.outerjoin(NOTE, its_note))
            .where(here)
        )
        found = select(row.id, row.text, row.staff, row.edited).where(here, shown).order_by(row.made, row.id)
        on_notes = found.add_columns(row.note_id.label("parent")).join_from(table, NOTE, its_note)
        self.on_all: dict[str, Select[Any]] = {
            "note_id": on_notes.where(_N.hidden.is_(False), _N.deleted.is_(False)),
            "theme_id": found.add_columns(row.theme_id.label("parent")).where(row.theme_id.is_not(None)),
        }
        self.on_some = {
            parent: query.where(row[parent].in_(bindparam("parents", expanding=True)))
            for parent, query in self.on_all.items()
        }
        columns = (
            *(row.id, row.text, row.staff, row.edited, row.hidden, row.hidden_why, row.unchecked),
            *(row.phase_id, row.note_id, row.theme_id),
        )
        self.away = Ready(select(*columns).where(here, hidden).order_by(row.note_id, row.theme_id, row.made, row.id))
        self.newest = Ready(select(func.max(row.seq)).where(here))
        numbers = (func.count(case((shown, 1))).label("shown"), func.count(case((hidden, 1))).label("hidden"))
        self.counts = {
            parent: select(row[parent].label("parent"), *numbers)
            .where(here, row[parent].is_not(None))
            .group_by(row[parent])
            for parent in PARENTS
        }


OF = {name: Statements(table) for name, table in ATTACHED.items()}
_HERE = _P.workshop_id == bindparam("workshop")
_ALLOWED = select(_P.id).where(or_(*(_P[name].is_(True) for name in ATTACHED)), _P.removed.is_(False))
_THEMES_ALONE = select(_P.id).where(_P.sharing == "themes", _P.removed.is_(False))
# Whether something may be attached to all themes; else phones see those of the phases of which they are sent themes.
ALLOWED, THEMES_ALONE = (Ready(query.where(_HERE).limit(1)) for query in (_ALLOWED, _THEMES_ALONE))
# When last the themes of a workshop changed, where phones show them.
NEWEST_OF_THEMES = (
    select(func.max(_T.seq))
    .where(
        _T.workshop_id == WORKSHOP.c.id,
        or_(*(query.where(_P.workshop_id == WORKSHOP.c.id).exists() for query in (_ALLOWED, _THEMES_ALONE))),
    )
    .scalar_subquery()
)
_IN_THEME = (
    (_N.workshop_id == _T.workshop_id)
    & (_N.theme_id == _T.id)
    & _N.hidden.is_(False)
    & _N.deleted.is_(False)
    & unveiled(_N.phase_id)
)
_SIZE = func.count(_N.id)
_OPEN = func.count(case((_N.phase_id.in_(_THEMES_ALONE.where(_HERE)), 1))).label("open")
THEMES_OF_PHONES = Ready(
    select(
        *(_T.id, _T.category, _T.given_label, _T.label, _T.heading),
        *(_T[name] for name in ATTACHED),
        *(_SIZE.label("size"), _OPEN),
    )
    .select_from(THEME.outerjoin(NOTE, _IN_THEME))
    .where(_T.workshop_id == bindparam("workshop"), _T.gone.is_(False))
    .group_by(_T.workshop_id, _T.id)
    .order_by(_SIZE.desc(), _T.id)
)
STANDING = select(_N.id, _N.theme_id).where(_N.workshop_id == bindparam("workshop"), _N.theme_id.is_not(None))
