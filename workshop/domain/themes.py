"""Themes: what people make of them. Their word is never overwritten by any grouping."""

from __future__ import annotations

import secrets

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from sqlmodel import select

from workshop.domain import notes
from workshop.domain.wording import clean, short
from workshop.errors import Refusal, UnknownTheme
from workshop.feed import Changing
from workshop.messages import MoveNote, RenameTheme
from workshop.store.models import Note, Theme

LABEL_LIMIT = 60


def find(session: Session, workshop_id: int, theme_id: str) -> Theme:
    """Raises UnknownTheme, also for a theme of another workshop."""
    theme = session.get(Theme, (workshop_id, theme_id))
    if theme is None or theme.gone:
        raise UnknownTheme
    return theme


def rename(change: Changing, theme_id: str, message: RenameTheme) -> None:
    """A person's label, which stays through every regrouping; an empty one gives naming back to the machine."""
    theme = find(change.session, change.id, theme_id)
    label = short(message.label, LABEL_LIMIT)
    if len(clean(message.label)) > len(label) + LABEL_LIMIT:
        raise Refusal(None, label=_("ชื่อยาวเกิน %(limit)s ตัวอักษร กรุณาย่อ", limit=LABEL_LIMIT))
    if label == theme.given_label:
        return
    before = [["theme", theme.id, {"given_label": theme.given_label}]]
    theme.given_label = label
    change.record("rename_theme", theme, subject=theme.id, before={"rows": before})


def move(change: Changing, note_id: str, message: MoveNote) -> str | None:
    """Puts the note into a theme, a new one ("new") or none, for good; answers with the theme's id.

    Raises UnknownNote, UnknownTheme (also for a theme of another category).
    """
    note = notes.find(change.session, change.id, note_id)
    rows: list[list[object]] = [["note", note.id, _place_of(note)]]
    old = list(notes.theme_of(change.session, note))
    target = _target(change, note, message, rows)
    if target is not None and target.id == note.theme_id and note.placed:
        return target.id
    if note.theme_id and (target is None or target.id != note.theme_id):
        note.barred = sorted({*note.barred, note.theme_id} - {target.id if target else ""})
    elif target is not None:
        note.barred = [theme_id for theme_id in note.barred if theme_id != target.id]
    note.theme_id = target.id if target else None
    note.placed, note.looked_at, note.set_aside = True, True, False
    touched = [theme for theme in (*old, target) if theme is not None]
    change.record("move_note", note, *touched, subject=note.id, before={"rows": rows})
    return note.theme_id


def _target(change: Changing, note: Note, message: MoveNote, rows: list[list[object]]) -> Theme | None:
    if message.theme_id is None:
        return None
    if message.theme_id != "new":
        theme = find(change.session, change.id, message.theme_id)
        if theme.category != note.category:
            raise UnknownTheme
        return theme
    label = short(message.label, LABEL_LIMIT)
    theme = Theme(
        workshop_id=change.id,
        id="p" + secrets.token_hex(6),
        category=note.category,
        label=short(note.text, 40),
        given_label=label,
        examples=[note.id],
    )
    change.session.add(theme)
    rows.append(["theme", theme.id, {"gone": True}])
    return theme


def release(change: Changing, theme: Theme) -> list[Note]:
    """The notes of a theme that is taken away wait for the grouping again: none may point to what is gone."""
    query = select(Note).where(Note.workshop_id == change.id, Note.theme_id == theme.id)
    rows = list(change.session.execute(query).scalars())
    for note in rows:
        note.theme_id, note.looked_at, note.placed = None, False, False
    return rows


def _place_of(note: Note) -> dict[str, object]:
    return {
        "theme_id": note.theme_id,
        "placed": note.placed,
        "looked_at": note.looked_at,
        "set_aside": note.set_aside,
        "barred": list(note.barred),
    }
