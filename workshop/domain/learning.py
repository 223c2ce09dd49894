"""What people decided about themes, as training for likeness: which themes, of which workshops, and which are left out.

A theme is confirmed where a person named or locked it, with all its notes, or with the notes that a person put there.
"""

import json
from dataclasses import dataclass

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import workshops
from workshop.store.models import Note, StoredSetting, Theme

# Of the data folder.
FOLDER = "learnt"
_LEFT_OUT = "learning.left_out"
_FEWEST = 2


@dataclass(frozen=True)
class Source:
    """A confirmed theme, and the texts of its notes, by number."""

    code: str
    workshop: str
    category: str
    theme: str
    texts: tuple[str, ...]


def sources(session: Session) -> list[Source]:
    """Return the confirmed themes of all workshops that are not left out, oldest workshop first."""
    without = left_out(session)
    rows = [row for row in reversed(workshops.every(session)) if row.code not in without]
    return [source for row in rows for source in _of(session, row.id, row.code, row.title)]


def left_out(session: Session) -> list[str]:
    """Return the codes of the workshops that nothing is learnt from."""
    stored = session.get(StoredSetting, _LEFT_OUT)
    return list(json.loads(stored.value)) if stored else []


def leave_out(session: Session, code: str, out: bool = True) -> str:
    """Learn nothing from this workshop from now on, or take it in again; return its code. Raises UnknownWorkshop."""
    found = workshops.find(session, code).code
    codes = {*left_out(session), found} if out else set(left_out(session)) - {found}
    session.merge(StoredSetting(name=_LEFT_OUT, value=json.dumps(sorted(codes))))
    return found


def _of(session: Session, workshop_id: int, code: str, title: str) -> list[Source]:
    query = select(Theme).where(Theme.workshop_id == workshop_id, col(Theme.gone).is_(False))
    themes = {theme.id: theme for theme in session.execute(query.order_by(col(Theme.id))).scalars()}
    written = select(Note).where(
        Note.workshop_id == workshop_id,
        col(Note.deleted).is_(False),
        col(Note.hidden).is_(False),
        col(Note.theme_id).is_not(None),
    )
    texts: dict[str, list[str]] = {}
    for note in session.execute(written.order_by(col(Note.number))).scalars():
        theme = themes.get(note.theme_id or "")
        if theme is not None and (theme.given_label or theme.locked or note.placed):
            texts.setdefault(theme.id, []).append(note.text)
    return [
        Source(code, title, themes[key].category, themes[key].given_label or themes[key].label, tuple(found))
        for key, found in sorted(texts.items())
        if len(found) >= _FEWEST
    ]
