"""Names that people gave to themes of earlier workshops, offered for themes whose notes they fit; never their notes.

A theme refers to the theme that has the name, so that the name goes with its workshop. Nothing is named by itself.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sql
from flask_babel import gettext as _
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session
from sqlmodel import col, select

from analysis.folding import comparable
from workshop.changes import Kind
from workshop.domain import endings, undo, workshops
from workshop.domain.agendas import LOOK_BACK
from workshop.domain.themes import LABEL_LIMIT
from workshop.domain.wording import short
from workshop.domain.written_names import category_keys
from workshop.feed import Changing
from workshop.messages.incoming import PhaseDraft, WorkshopDraft
from workshop.store.models import Theme
from workshop.store.rows import THEME, WORKSHOP
from workshop.store.statements.former_names import FORMER_NAMES, offered_to

# So many names of a category are compared, the newest first; and so many of a theme's telling words.
_MOST, _WORDS = 200, 4
_READ = 2_000
# Of what is taken in from a file.
_CATEGORY, _CATEGORIES, _TITLE = 80, 12, 200


@dataclass(frozen=True)
class Name:
    """A name with its category, the words of what it is about, and where it stands."""

    workshop_id: int
    theme_id: str
    category: str
    name: str
    words: str


@dataclass(frozen=True)
class Written:
    """A name as an export has it: with the name of its category, and words of what it is about."""

    category: str
    name: str
    words: str


def take_in(session: Session, title: str, names: Sequence[Written]) -> int:
    """Make an ended workshop of these names, put away in the archive, without any note; return how many it has."""
    categories = tuple(dict.fromkeys(short(each.category, _CATEGORY) for each in names))[:_CATEGORIES]
    phase = PhaseDraft(_("ชื่อจากไฟล์"), "", categories)
    named = short(title, _TITLE) or phase.title
    draft = WorkshopDraft(LOOK_BACK.key, named, groups=(phase.title,), phases=(phase,))
    code = workshops.create(session, draft)
    change = Changing.of_new(session, workshops.find(session, code), undo.ACTOR)
    keys = category_keys(change.workshop.categories)
    rows = {}
    for each in names:
        category, label = keys.get(comparable(each.category)), short(each.name, LABEL_LIMIT)
        if category is not None and label:
            row = Theme(workshop_id=change.id, id="f" + secrets.token_hex(6), category=category, label=label)
            row.given_label, row.keywords = label, each.words.split()[:_WORDS]
            rows[category, comparable(label)] = row
    taken = list(rows.values())[:_READ]
    change.record(Kind.EDITED, *taken)
    endings.end(change)
    endings.archive(change, True)
    return len(taken)


def of_earlier(session: Session, workshop_id: int) -> dict[str, list[Name]]:
    """Return the names by category that people gave in workshops of the same unit that were made before this one, or
    put into the archive, each once, the newest first.

    Those in use here are left out: nothing is called twice alike.
    """
    rows = _named(session, THEME.c.workshop_id == workshop_id)
    used = {(row.category, comparable(row.given_label)) for row in rows}
    found: dict[str, list[Name]] = {}
    now = WORKSHOP.alias()
    unit = sql.select(now.c.unit_id).where(now.c.id == workshop_id).scalar_subquery()
    archived = THEME.c.workshop_id.in_(sql.select(WORKSHOP.c.id).where(WORKSHOP.c.archived_at > 0))
    own = THEME.c.workshop_id.in_(sql.select(WORKSHOP.c.id).where(offered_to(unit)))
    earlier = (THEME.c.workshop_id < workshop_id) | ((THEME.c.workshop_id != workshop_id) & archived)
    for row in _named(session, earlier & own):
        key, names = (row.category, comparable(row.given_label)), found.setdefault(row.category, [])
        if key not in used and len(names) < _MOST:
            about = row.words or " ".join(row.keywords[:_WORDS])
            names.append(Name(row.workshop_id, row.id, row.category, row.given_label, about))
            used.add(key)
    return found


def unnamed(session: Session, workshop_id: int) -> set[str]:
    """Return the ids of the themes that no person has named."""
    query = select(Theme.id).where(
        Theme.workshop_id == workshop_id, col(Theme.gone).is_(False), Theme.given_label == ""
    )
    return set(session.execute(query).scalars())


def found(change: Changing, fitting: Mapping[str, Name]) -> None:
    """Replace the offers by these: theme id → the name that fits."""
    query = select(Theme).where(Theme.workshop_id == change.id, col(Theme.gone).is_(False))
    moved = False
    for row in change.session.execute(query).scalars():
        name = fitting.get(row.id)
        like = (name.workshop_id, name.theme_id) if name else (0, "")
        if (row.like_workshop, row.like_theme) != like:
            row.like_workshop, row.like_theme = like
            moved = True
    if moved:
        change.record(Kind.NAMES_FIT)


def current(session: Session, workshop_id: int) -> list[dict[str, Any]]:
    """Return [{id, name, title}]: the theme, the name that fits it, and the workshop that the name comes from."""
    found = FORMER_NAMES.all(session.connection(), {"workshop": workshop_id})
    return [{"id": row.id, "name": row.name, "title": row.title} for row in found]


def _named(session: Session, where: ColumnElement[bool]) -> Sequence[Any]:
    columns = [THEME.c[name] for name in ("workshop_id", "id", "category", "given_label", "words", "keywords")]
    query = sql.select(*columns).where(where, THEME.c.gone.is_(False), THEME.c.given_label != "")
    return session.execute(query.order_by(THEME.c.workshop_id.desc(), THEME.c.id).limit(_READ)).all()
