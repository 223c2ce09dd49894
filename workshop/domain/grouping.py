"""Grouping: what the machine finds, written beside what people decided and never over it.

The grouping reads a category, works for a while without holding anything, and comes back with an arrangement; what
people or phones changed meanwhile is left as they made it and looked at in the next round.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from sqlalchemy.orm import Session
from sqlmodel import col, select

import analysis
from workshop.feed import Changing
from workshop.store.models import Note, Theme, Workshop

log = logging.getLogger("laena.grouping")


@dataclass(frozen=True)
class Reading:
    """A category as the grouping finds it, and the seq at which it was read."""

    workshop_id: int
    code: str
    category: str
    seq: int
    notes: tuple[analysis.Note, ...]
    known: tuple[analysis.KnownTheme, ...]
    loose: frozenset[str]


class Grouper:
    """The analysis library, loaded once a process; it keeps the vectors of the notes that it has seen."""

    def __init__(self, cores: int = 1) -> None:
        self._pipeline = analysis.ThemePipeline(threads=cores)

    def warm(self) -> None:
        self._pipeline.prepare(_WARMING)

    def place(self, reading: Reading) -> analysis.Arrangement:
        """Where the waiting notes belong; what stands, stays. A failure leaves them ungrouped, never unaccounted."""
        try:
            return self._pipeline.place(reading.notes, reading.known, loose=reading.loose)
        except Exception as error:
            log.error("grouping %s notes: %s", len(reading.notes), type(error).__name__)
            return _left_as_they_are(reading)


_WARMING = ("งบประมาณมาช้า", "งบประมาณไม่พอ", "เจ้าหน้าที่มีน้อย")


def _left_as_they_are(reading: Reading) -> analysis.Arrangement:
    kept = tuple(
        analysis.Theme(
            id=theme.id,
            label=theme.given_label or theme.label or "…",
            label_given=bool(theme.given_label),
            members=theme.members,
            keywords=(),
            medoid=theme.members[0] if theme.members else "",
            examples=theme.members[:3],
        )
        for theme in reading.known
    )
    known = {note_id for theme in reading.known for note_id in theme.members}
    rest = tuple(note.id for note in reading.notes if note.id not in known)
    return analysis.Arrangement(themes=kept, ungrouped=rest, set_aside=())


def waiting(session: Session) -> list[tuple[int, str, str]]:
    """(workshop id, code, category) wherever notes wait to be looked at, the longest waiting first, or a theme that
    a person made waits for a label."""
    unseen = (
        select(Note.workshop_id, Workshop.code, Note.category)
        .join(Workshop, col(Workshop.id) == Note.workshop_id)
        .where(col(Note.looked_at).is_(False), col(Note.deleted).is_(False), col(Note.hidden).is_(False))
        .order_by(col(Note.at))
        .limit(2000)
    )
    nameless = (
        select(Theme.workshop_id, Workshop.code, Theme.category)
        .join(Workshop, col(Workshop.id) == Theme.workshop_id)
        .where(Theme.label == "", col(Theme.gone).is_(False))
    )
    rows = [*session.execute(unseen), *session.execute(nameless)]
    return list(dict.fromkeys((int(row[0]), str(row[1]), str(row[2])) for row in rows))


def read(session: Session, workshop_id: int, code: str, category: str) -> Reading:
    """Everything of the category that the grouping needs. Hidden notes keep their theme and are not looked at."""
    seq = session.execute(select(Workshop.seq).where(Workshop.id == workshop_id)).scalar_one()
    rows = _active(session, workshop_id, category)
    by_theme: dict[str, list[Note]] = {}
    for note in rows:
        if note.theme_id:
            by_theme.setdefault(note.theme_id, []).append(note)
    barred: dict[str, set[str]] = {}
    for note in rows:
        for theme_id in note.barred:
            barred.setdefault(theme_id, set()).add(note.id)
    known = tuple(
        analysis.KnownTheme(
            id=theme.id,
            members=tuple(note.id for note in by_theme.get(theme.id, [])),
            given_label=theme.given_label or None,
            fixed=frozenset(note.id for note in by_theme.get(theme.id, []) if note.placed),
            barred=frozenset(barred.get(theme.id, set())),
            locked=theme.locked,
            label=theme.label or None,
        )
        for theme in _themes(session, workshop_id, category)
    )
    texts = tuple(analysis.Note(id=note.id, text=note.text, source=str(note.group_id or "")) for note in rows)
    loose = frozenset(note.id for note in rows if note.placed and not note.theme_id)
    return Reading(workshop_id, code, category, int(seq), texts, known, loose)


def apply(change: Changing, reading: Reading, found: analysis.Arrangement) -> int:
    """Writes what the grouping found; answers with how many notes changed place.

    A note or theme that anyone touched after `reading.seq` is left alone: the next round sees it again.
    """
    rows = {note.id: note for note in _active(change.session, change.id, reading.category)}
    present = {theme.id: theme for theme in _themes(change.session, change.id, reading.category)}
    where = {note_id: theme.id for theme in found.themes for note_id in theme.members}
    aside = set(found.set_aside)
    touched: dict[str, Theme] = {}
    moved: list[Note] = []
    for theme in found.themes:
        row = present.get(theme.id) or change.session.get(Theme, (change.id, theme.id))
        if row is None:
            row = Theme(workshop_id=change.id, id=theme.id, category=reading.category, label=theme.label)
            touched[theme.id] = row
        elif row.label != theme.label or row.examples != list(theme.examples):
            touched[theme.id] = row
        if not theme.label_given or not row.label:
            row.label = theme.label or "…"
        row.keywords, row.examples = list(theme.keywords), list(theme.examples)
        present[theme.id] = row
    for note_id in (note.id for note in reading.notes):
        note = rows.get(note_id)
        if note is None or note.seq > reading.seq or note.placed:
            continue
        target, set_aside = where.get(note_id), note_id in aside
        if note.looked_at and (note.theme_id, note.set_aside) == (target, set_aside):
            continue
        for theme_id in (note.theme_id, target):
            if theme_id and theme_id in present:
                touched[theme_id] = present[theme_id]
        note.theme_id, note.set_aside, note.looked_at = target, set_aside, True
        moved.append(note)
    kept = {note.theme_id for note in rows.values()} | {
        note.theme_id for note in _hidden(change.session, change.id, reading.category)
    }
    for row in present.values():
        gone = row.id not in kept and not row.given_label and not row.locked
        if gone != row.gone:
            row.gone = gone
            touched[row.id] = row
    fresh = [row for row in touched.values() if not (row.gone and not row.seq)]
    if moved or fresh:
        change.record("grouping", *moved, *fresh, subject=reading.category)
    return len(moved)


def _active(session: Session, workshop_id: int, category: str) -> list[Note]:
    query = select(Note).where(
        Note.workshop_id == workshop_id,
        Note.category == category,
        col(Note.deleted).is_(False),
        col(Note.hidden).is_(False),
    )
    return list(session.execute(query.order_by(col(Note.number))).scalars())


def _hidden(session: Session, workshop_id: int, category: str) -> list[Note]:
    query = select(Note).where(Note.workshop_id == workshop_id, Note.category == category, col(Note.hidden).is_(True))
    return list(session.execute(query).scalars())


def _themes(session: Session, workshop_id: int, category: str) -> list[Theme]:
    query = select(Theme).where(
        Theme.workshop_id == workshop_id, Theme.category == category, col(Theme.gone).is_(False)
    )
    return list(session.execute(query.order_by(col(Theme.id))).scalars())
