"""Grouping: what the machine finds, written beside what people decided and never over it.

The grouping reads a category, works for a while without holding anything, and comes back with an arrangement; what
people or phones changed meanwhile is left as they made it and looked at in the next round.
"""

import dataclasses
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

import analysis
from analysis import Arrangement as Arrangement
from analysis.finishing import new_id
from workshop.changes import Kind
from workshop.domain import attaching, focus_issues, marks, old_words, prepared
from workshop.domain.prepared import Prepared
from workshop.domain.reading import Reading
from workshop.feed import Changing
from workshop.store.models import Note, Theme, Workshop
from workshop.store.statements.grouping import CATEGORIES_WAITING, NOTES_OF_CATEGORY

_AT_ONCE = 500  # ids in one question


def waiting(session: Session) -> list[tuple[int, str, str]]:
    """(workshop id, code, category) wherever notes wait to be looked at, the longest waiting first, or a theme that
    a person made, or whose label went, waits for a label. One whose notes are all hidden waits for them."""
    unseen = session.connection().execute(CATEGORIES_WAITING)
    shown = (
        select(Note.id)
        .where(Note.workshop_id == Theme.workshop_id, Note.theme_id == Theme.id)
        .where(col(Note.hidden).is_(False), col(Note.deleted).is_(False))
        .exists()
    )
    nameless = (
        select(Theme.workshop_id, Workshop.code, Theme.category)
        .join(Workshop, col(Workshop.id) == Theme.workshop_id)
        .where(Theme.label == "", col(Theme.gone).is_(False))
        .where(col(Theme.locked) | (col(Theme.given_label) != "") | shown)
    )
    rows = [*unseen, *session.execute(nameless)]
    return list(dict.fromkeys((int(row[0]), str(row[1]), str(row[2])) for row in rows))


def read(session: Session, workshop_id: int, code: str, category: str) -> Reading:
    """Everything of the category that the grouping needs. Hidden notes keep their theme and are not looked at."""
    workshop = session.execute(select(Workshop).where(Workshop.id == workshop_id)).scalar_one()
    words = focus_issues.glossary(session, workshop_id, workshop.glossary)
    asked = {"workshop": workshop_id, "category": category}
    rows: Sequence[Any] = session.connection().execute(NOTES_OF_CATEGORY, asked).all()
    by_theme: dict[str, list[Any]] = {}
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
            words=theme.words if theme.heading else None,
        )
        for theme in _themes(session, workshop_id, category)
    )
    texts = tuple(analysis.Note(id=note.id, text=note.text, source=str(note.group_id or "")) for note in rows)
    loose = frozenset(note.id for note in rows if note.placed and not note.theme_id)
    places = {note.id: (note.theme_id, note.set_aside, note.looked_at) for note in rows}
    salt = marks.salt_of_themes(workshop.salt)
    return Reading(
        workshop_id, code, category, workshop.seq, texts, known, loose, workshop.fineness, words, places, salt
    )


@dataclass(frozen=True)
class Written:
    """The rows that a grouping changed; `aside`: the notes that it set aside, or no longer does."""

    notes: tuple[Note, ...]
    themes: tuple[Theme, ...]
    aside: frozenset[str] = frozenset()

    def show(self, seq: int) -> None:
        """Let phones learn with the change `seq` which notes are shared no longer, or again."""
        for note in self.notes:
            if note.id in self.aside:
                note.shown_seq = seq


def apply(change: Changing, reading: Reading, found: Arrangement, ready: Prepared | None = None) -> int:
    """Writes what the live grouping found; answers with how many notes changed place.

    Where what was `prepare`d for it still holds, only its rows are written.
    """
    if ready is not None and prepared.holds(change, ready, reading.category):
        if ready:
            prepared.write(change, ready, change.record(Kind.GROUPING, subject=reading.category))
            _follow(change, reading, any(theme["gone"] for theme in ready.themes))
        return len(ready.notes)
    written = write(change, reading, found)
    if written.notes or written.themes:
        seq = change.record(Kind.GROUPING, *written.notes, *written.themes, subject=reading.category, shown=False)
        written.show(seq)
        old_words.catch_up(change, {note.id: note.text for note in reading.notes}, reading.seq)
        _follow(change, reading, any(theme.gone for theme in written.themes))
    return len(written.notes)


def _follow(change: Changing, reading: Reading, gone: bool) -> None:
    """Move what is attached to themes that have gone to where most of their notes went."""
    moved = follow_notes(change, reading)[1] if gone else []
    if moved:
        change.record(Kind.FOLLOW, *moved, subject=reading.category)


def follow_notes(change: Changing, reading: Reading) -> tuple[list[list[Any]], list[Theme]]:
    """See attaching.follow_notes; the themes and their notes are those that were read."""
    change.session.flush()
    return attaching.follow_notes(change, {theme.id: theme.members for theme in reading.known})


def prepare(session: Session, reading: Reading, found: Arrangement) -> Prepared:
    """What `apply` will write if nobody comes in between. The session is for reading, and is not written.

    It holds from the reading on, not from now: the arrangement may be named after words that went since it was read.
    """
    with session.no_autoflush:
        written = _settle(session, reading, found, parts=False)
        return prepared.of(reading.seq, written.notes, written.themes, written.aside)


def foreseen(session: Session, reading: Reading, found: Arrangement) -> Written:
    """What a full regrouping would write now, in rows of a session that must only read and is thrown away."""
    with session.no_autoflush:
        return _settle(session, reading, found, parts=True)


def write(change: Changing, reading: Reading, found: Arrangement, parts: bool = False) -> Written:
    """Puts notes and themes where the arrangement has them, without recording it.

    `parts`: sub-themes too, which only a full regrouping finds; otherwise those that are there stay.
    """
    return _settle(change.session, reading, found, parts)


def _settle(session: Session, reading: Reading, found: Arrangement, parts: bool) -> Written:
    """Changes the rows of this session.

    A note that anyone changed after `reading.seq` is left alone: the next round sees it again. Nothing enters or
    leaves a locked theme, and no note enters one that it is barred from, whatever the arrangement says. Only the notes
    that the arrangement moves are fetched.
    """
    found = _unlike_other_categories(session, reading, found)
    where = {note_id: theme.id for theme in found.themes for note_id in theme.members}
    aside = set(found.set_aside)
    moving = [
        note.id for note in reading.notes if reading.places.get(note.id) != (where.get(note.id), note.id in aside, True)
    ]
    held = _held(session, reading.workshop_id, reading.category)
    rows = {note.id: note for note in _active(session, reading.workshop_id, reading.category, moving)}
    present = {theme.id: theme for theme in _themes(session, reading.workshop_id, reading.category)}
    touched: dict[str, Theme] = {}
    for theme in found.themes:
        row = present.get(theme.id) or session.get(Theme, (reading.workshop_id, theme.id))
        if row is None:
            row = Theme(workshop_id=reading.workshop_id, id=theme.id, category=reading.category, label="")
        if _describe(row, theme, parts) or row.gone:
            touched[theme.id] = row
        row.gone = False
        present[theme.id] = row
    locked = {theme.id for theme in present.values() if theme.locked}
    moved: list[Note] = []
    flipped: set[str] = set()
    for note in (rows[note_id] for note_id in moving if note_id in rows):
        target, set_aside = where.get(note.id), note.id in aside
        if note.changed_seq > reading.seq or note.placed or target in note.barred:
            continue
        if note.theme_id != target and locked & {note.theme_id, target}:
            target = note.theme_id
        if note.looked_at and (note.theme_id, note.set_aside) == (target, set_aside):
            continue
        for theme_id in (note.theme_id, target):
            if theme_id and theme_id in present:
                touched[theme_id] = present[theme_id]
        held[note.theme_id] -= 1
        held[target] += 1
        if note.set_aside != set_aside:
            flipped.add(note.id)
        note.theme_id, note.set_aside, note.looked_at = target, set_aside, True
        moved.append(note)
    for row in present.values():
        gone = not held[row.id] and not row.given_label and not row.locked
        if gone != row.gone:
            row.gone = gone
            touched[row.id] = row
    # A theme that was never shown and holds nothing was found for notes that have moved on meanwhile.
    themes = tuple(row for row in touched.values() if not (row.gone and not row.seq))
    return Written(tuple(moved), themes, frozenset(flipped))


def _unlike_other_categories(session: Session, reading: Reading, found: Arrangement) -> Arrangement:
    """Return the arrangement with another id where a theme of another category has it: a note that founded one, and was
    moved to this category, founds another here."""
    there = select(Theme.id, Theme.category).where(Theme.workshop_id == reading.workshop_id)
    categories = {row[0]: row[1] for row in session.execute(there)}
    taken = {each.id for each in found.themes if categories.get(each.id, reading.category) != reading.category}
    if not taken:
        return found
    used = {*categories, *(each.id for each in found.themes)}
    own = [
        dataclasses.replace(each, id=new_id(each.members, used, reading.salt)) if each.id in taken else each
        for each in found.themes
    ]
    return dataclasses.replace(found, themes=tuple(own))


def places(session: Session, workshop_id: int, category: str) -> list[list[Any]]:
    """Where every note of the category is now and what every theme is called, as rows that undo can write back."""
    notes = [["note", note.id, place_of(note)] for note in _active(session, workshop_id, category)]
    names = ("label", "keywords", "examples", "subthemes", "gone")
    themes = [
        ["theme", theme.id, {name: getattr(theme, name) for name in names}]
        for theme in _themes(session, workshop_id, category)
    ]
    return [*themes, *notes]


def place_of(note: Note) -> dict[str, object]:
    return note.model_dump(include={"theme_id", "placed", "looked_at", "set_aside", "barred"})


def as_data(found: Arrangement) -> dict[str, Any]:
    """An arrangement as JSON data, for `from_data`."""
    return dataclasses.asdict(found)


def from_data(data: dict[str, Any]) -> Arrangement:
    themes = []
    for fields in data["themes"]:
        plain = {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
        plain["subthemes"] = tuple(
            analysis.SubTheme(part["id"], part["label"], tuple(part["members"])) for part in fields["subthemes"]
        )
        plain["stacks"] = tuple(analysis.Stack(part["shown"], tuple(part["members"])) for part in fields["stacks"])
        themes.append(analysis.Theme(**cast(Any, plain)))
    return Arrangement(tuple(themes), tuple(data["ungrouped"]), tuple(data["set_aside"]))


def _describe(row: Theme, theme: analysis.Theme, parts: bool) -> bool:
    """Takes the machine's words over into the row; True where anything that is shown changed."""
    before = (row.label, row.keywords, row.examples, row.subthemes)
    if not theme.label_given or not row.label:
        row.label = theme.label or "…"
    row.keywords, row.examples = list(theme.keywords), list(theme.examples)
    if parts:
        row.subthemes = [
            {"id": part.id, "label": part.label, "members": list(part.members)} for part in theme.subthemes
        ]
    return before != (row.label, row.keywords, row.examples, row.subthemes)


def _active(session: Session, workshop_id: int, category: str, among: Sequence[str] | None = None) -> list[Note]:
    query = select(Note).where(
        Note.workshop_id == workshop_id,
        Note.category == category,
        col(Note.deleted).is_(False),
        col(Note.hidden).is_(False),
    )
    query = query.order_by(col(Note.number))
    if among is None:
        return list(session.execute(query).scalars())
    parts = (among[first : first + _AT_ONCE] for first in range(0, len(among), _AT_ONCE))
    return [note for part in parts for note in session.execute(query.where(col(Note.id).in_(part))).scalars()]


def _held(session: Session, workshop_id: int, category: str) -> Counter[str | None]:
    """Theme id → how many notes stand in it, hidden ones included."""
    query = select(Note.theme_id, func.count()).where(
        Note.workshop_id == workshop_id,
        Note.category == category,
        col(Note.deleted).is_(False) | col(Note.hidden).is_(True),
    )
    return Counter({row[0]: int(row[1]) for row in session.execute(query.group_by(col(Note.theme_id)))})


def _themes(session: Session, workshop_id: int, category: str) -> list[Theme]:
    query = select(Theme).where(
        Theme.workshop_id == workshop_id, Theme.category == category, col(Theme.gone).is_(False)
    )
    return list(session.execute(query.order_by(col(Theme.id))).scalars())
