"""Themes: people's changes of them, which no grouping overwrites."""

import secrets
from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import attaching, notes, said_links
from workshop.domain.grouping import place_of
from workshop.domain.wording import characters, clean, short
from workshop.errors import Conflict, Refusal, UnknownNote, UnknownTheme
from workshop.feed import Changing
from workshop.messages.incoming import MergeThemes, MoveNote, RenameTheme, SplitTheme
from workshop.store.models import Note, Theme

LABEL_LIMIT = 60
# What parts the name of an own heading from its words, and so is in none of their names.
HEADING_MARKS = (":", "\N{FULLWIDTH COLON}", "=")


def find(session: Session, workshop_id: int, theme_id: str) -> Theme:
    """Return the theme. Raises UnknownTheme, also for another workshop's."""
    theme = session.get(Theme, (workshop_id, theme_id))
    if theme is None or theme.gone:
        raise UnknownTheme
    return theme


def rename(change: Changing, theme_id: str, message: RenameTheme) -> None:
    """Set a person's label, which every regrouping preserves; "" removes it.

    Raises Conflict where another person gave it a name since the facilitator saw `was`.
    """
    theme = find(change.session, change.id, theme_id)
    label = _label(message.label)
    if theme.heading and not label:
        raise Refusal(None, label=_("หัวข้อที่ตั้งไว้ต้องมีชื่อ ลบหัวข้อได้ที่ “หัวข้อ”"))
    if theme.heading and any(mark in label for mark in HEADING_MARKS):
        raise Refusal(None, label=_("ชื่อหัวข้อที่ตั้งไว้ใช้เครื่องหมาย : หรือ = ไม่ได้"))
    if label == theme.given_label:
        return
    given = theme.given_label
    if given and message.was is not None and clean(message.was) != given:
        raise Conflict(_("มีคนเปลี่ยนชื่อนี้เป็น “%(name)s” ไปแล้ว ถ้ายังต้องการเปลี่ยน กดบันทึกอีกครั้ง", name=given))
    before = [["theme", theme.id, {"given_label": theme.given_label}]]
    theme.given_label = label
    change.record(Kind.RENAME_THEME, theme, subject=theme.id, before={"rows": before})


def move(change: Changing, note_id: str, message: MoveNote) -> str | None:
    """Move the note to a theme, a new one ("new") or none, for good; return the theme's id.

    Raises UnknownNote, UnknownTheme (also for a theme of another category).
    """
    note = notes.find(change.session, change.id, note_id)
    rows: list[list[object]] = [["note", note.id, place_of(note)]]
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
    if target is not None:
        rows += _attached_to_the_emptied(change, old, target)
    change.record(Kind.MOVE_NOTE, note, *touched, subject=note.id, before={"rows": rows})
    return note.theme_id


def merge(change: Changing, theme_id: str, message: MergeThemes) -> None:
    """Move the notes of another theme to this one, for good.

    Raises UnknownTheme (also for one of another category, or the theme itself).
    """
    theme, other = find(change.session, change.id, theme_id), find(change.session, change.id, message.other)
    if theme.id == other.id or theme.category != other.category:
        raise UnknownTheme
    rows: list[list[object]] = [["theme", other.id, {"gone": False}]]
    members = _notes_of(change, theme) + _notes_of(change, other)
    for note in members:
        rows.append(["note", note.id, place_of(note)])
        note.theme_id, note.placed = theme.id, True
        note.barred = [barred for barred in note.barred if barred != theme.id]
    other.gone = True
    rows += attaching.follow(change, other.id, theme.id)
    attaching.recount(change)
    links, before = said_links.follow(change, other.id, theme.id)
    rows += before
    change.record(Kind.MERGE_THEMES, theme, other, *members, *links, subject=theme.id, before={"rows": rows})


def split(change: Changing, theme_id: str, message: SplitTheme) -> str:
    """Move some of the theme's notes to a new theme, whose id is returned; no grouping joins the two again.

    Raises UnknownTheme; UnknownNote if none, or all, of the theme's notes would leave.
    """
    theme = find(change.session, change.id, theme_id)
    members = _notes_of(change, theme)
    leaving = [note for note in members if note.id in set(message.notes)]
    if not leaving or len(leaving) == len(members):
        raise UnknownNote(_("เลือกความเห็นที่จะแยกอย่างน้อยหนึ่งข้อ และเหลือไว้ในกลุ่มความเห็นเดิมอย่างน้อยหนึ่งข้อ"))
    new = _new_theme(change, theme.category, _label(message.label))
    rows: list[list[object]] = [["note", note.id, place_of(note)] for note in members]
    rows.append(["theme", new.id, {"gone": True}])
    for note in members:
        if note in leaving:
            note.barred = sorted({*note.barred, theme.id})
            note.theme_id, note.placed = new.id, True
        else:
            note.barred = sorted({*note.barred, new.id})
    change.record(Kind.SPLIT_THEME, theme, new, *members, subject=theme.id, before={"rows": rows})
    return new.id


def pin(change: Changing, note_id: str, pinned: bool) -> None:
    """Forbid or allow every grouping to move the note. Raises UnknownNote."""
    note = notes.find(change.session, change.id, note_id)
    if note.placed == pinned:
        return
    rows = [["note", note.id, {"placed": note.placed}]]
    note.placed = pinned
    change.record(Kind.PIN_NOTE if pinned else Kind.UNPIN_NOTE, note, subject=note.id, before={"rows": rows})


def lock(change: Changing, theme_id: str, locked: bool) -> None:
    """Forbid or allow every grouping to change the theme's notes. Raises UnknownTheme."""
    theme = find(change.session, change.id, theme_id)
    if theme.locked == locked:
        return
    rows = [["theme", theme.id, {"locked": theme.locked}]]
    theme.locked = locked
    change.record(Kind.LOCK_THEME if locked else Kind.UNLOCK_THEME, theme, subject=theme.id, before={"rows": rows})


def _attached_to_the_emptied(change: Changing, old: Sequence[Theme], target: Theme) -> list[list[object]]:
    """Move what is attached to themes without notes to the target, unless a person named or locked the theme."""
    rows: list[list[object]] = []
    for theme in old:
        emptied = theme.id != target.id and attaching.any_on(theme)
        if emptied and not theme.given_label and not theme.locked and not _notes_of(change, theme):
            rows += attaching.follow(change, theme.id, target.id)
            attaching.recount(change)
    return rows


def _notes_of(change: Changing, theme: Theme) -> list[Note]:
    query = select(Note).where(Note.workshop_id == change.id, Note.theme_id == theme.id, col(Note.deleted).is_(False))
    return list(change.session.execute(query.order_by(col(Note.number))).scalars())


def _target(change: Changing, note: Note, message: MoveNote, rows: list[list[object]]) -> Theme | None:
    if message.theme_id is None:
        return None
    if message.theme_id != "new":
        theme = find(change.session, change.id, message.theme_id)
        if theme.category != note.category:
            raise UnknownTheme
        return theme
    theme = _new_theme(change, note.category, _label(message.label))
    rows.append(["theme", theme.id, {"gone": True}])
    return theme


def _label(typed: str) -> str:
    """Return the label on one line. Raises Refusal if it is too long."""
    if characters(clean(typed)) > LABEL_LIMIT:
        raise Refusal(None, label=_("ชื่อยาวเกิน %(limit)s ตัวอักษร กรุณาย่อ", limit=LABEL_LIMIT))
    return short(typed, LABEL_LIMIT)


def _new_theme(change: Changing, category: str, label: str) -> Theme:
    """Create a theme; without a label the next grouping chooses one."""
    theme = Theme(workshop_id=change.id, id="p" + secrets.token_hex(6), category=category, label="", given_label=label)
    change.session.add(theme)
    return theme


def release(change: Changing, theme: Theme) -> list[Note]:
    """Return the notes of a removed theme, now ungrouped and waiting for the grouping."""
    query = select(Note).where(Note.workshop_id == change.id, Note.theme_id == theme.id)
    rows = list(change.session.execute(query).scalars())
    for note in rows:
        note.theme_id, note.looked_at, note.placed = None, False, False
    return rows
