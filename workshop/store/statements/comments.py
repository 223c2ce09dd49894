"""Comments: those that are shown, how many there are of which kind, and the themes that phones may comment on."""

from sqlalchemy import Select, bindparam, case, func, select

from workshop.store.ready import Ready
from workshop.store.rows import COMMENT, NOTE, PHASE, THEME, WORKSHOP

_C, _N, _P, _T = COMMENT.c, NOTE.c, PHASE.c, THEME.c
_SHOWN, _HIDDEN = (_C.hidden.is_(hidden) & _C.deleted.is_(False) for hidden in (False, True))
_ITS_NOTE = (_N.workshop_id == _C.workshop_id) & (_N.id == _C.note_id)
# Those of a hidden note are hidden with it.
COMMENT_FIGURES = Ready(
    select(
        func.count().label("received"),
        func.count(case((_C.deleted.is_(True), 1))).label("withdrawn"),
        func.count(case((_C.deleted.is_(False) & (_C.hidden.is_(True) | _N.hidden.is_(True)), 1))).label("hidden"),
    )
    .select_from(COMMENT.outerjoin(NOTE, _ITS_NOTE))
    .where(_C.workshop_id == bindparam("workshop"))
)
_ALLOWED = select(_P.id).where(_P.comments.is_(True), _P.removed.is_(False))
COMMENTS_ALLOWED = Ready(_ALLOWED.where(_P.workshop_id == bindparam("workshop")).limit(1))
# When last the themes of a workshop changed, where phones show them.
NEWEST_OF_THEMES = (
    select(func.max(_T.seq))
    .where(_T.workshop_id == WORKSHOP.c.id, _ALLOWED.where(_P.workshop_id == WORKSHOP.c.id).exists())
    .scalar_subquery()
)
_IN_THEME = (_N.workshop_id == _T.workshop_id) & (_N.theme_id == _T.id) & _N.hidden.is_(False) & _N.deleted.is_(False)
_SIZE = func.count(_N.id)
THEMES_OF_PHONES = Ready(
    select(_T.id, _T.category, _T.given_label, _T.label, _T.comments, _SIZE.label("size"))
    .select_from(THEME.outerjoin(NOTE, _IN_THEME))
    .where(_T.workshop_id == bindparam("workshop"), _T.gone.is_(False))
    .group_by(_T.workshop_id, _T.id)
    .order_by(_SIZE.desc(), _T.id)
)
_COMMENTS = (
    select(_C.id, _C.text, _C.participant_id.is_(None).label("staff"), _C.edited)
    .where(_C.workshop_id == bindparam("workshop"), _SHOWN)
    .order_by(_C.made, _C.id)
)
COMMENTS_ON_NOTES = (
    _COMMENTS.add_columns(_C.note_id.label("parent"))
    .join_from(COMMENT, NOTE, _ITS_NOTE)
    .where(_N.hidden.is_(False), _N.deleted.is_(False))
)
COMMENTS_ON_THEMES = _COMMENTS.add_columns(_C.theme_id.label("parent")).where(_C.theme_id.is_not(None))
_OF_NOTES, _OF_THEMES = (
    query.where(column.in_(bindparam("parents", expanding=True)))
    for query, column in ((COMMENTS_ON_NOTES, _C.note_id), (COMMENTS_ON_THEMES, _C.theme_id))
)
# On named notes or themes.
COMMENTS_ON_SOME = {"note_id": _OF_NOTES, "theme_id": _OF_THEMES}
COMMENTS_ON_ALL = {"note_id": COMMENTS_ON_NOTES, "theme_id": COMMENTS_ON_THEMES}
_PARENTS = {"note_id": _C.note_id, "theme_id": _C.theme_id}
_COUNTS = (func.count(case((_SHOWN, 1))).label("shown"), func.count(case((_HIDDEN, 1))).label("hidden"))


def counts(parent: str) -> Select[tuple[str, int, int]]:
    """(note or theme, how many are shown, how many hidden), of all that have any; `parent` is the column's name."""
    column = _PARENTS[parent]
    query = select(column.label("parent"), *_COUNTS).where(_C.workshop_id == bindparam("workshop"), column.is_not(None))
    return query.group_by(column)


COMMENT_COUNTS = {name: counts(name) for name in _PARENTS}
STANDING = select(_N.id, _N.theme_id).where(_N.workshop_id == bindparam("workshop"), _N.theme_id.is_not(None))
