"""What people change on a directive's board: names of themes, themes made one, notes moved; and undo.

A correction stays through every later consolidation. It can be undone until the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain.themes import LABEL_LIMIT
from workshop.domain.wording import characters, clean, reference, short
from workshop.errors import Refusal, UnknownNote, UnknownTheme
from workshop.feed import now_ms
from workshop.store.board_tables import Board, BoardCorrection, BoardNote, BoardTheme
from workshop.year import directives, gathering
from workshop.year.refusals import BoardChanged

RENAME, MERGE, MOVE, AWAY, RELEASE = "rename", "merge", "move", "away", "release"
NOWHERE, FREE = "none", "free"
_LARGEST = 2**31


def rename(session: Session, uid: str, was: int, theme_id: str, label: str) -> None:
    """Give a theme a person's name; "" takes it back. Raises UnknownTheme, BoardChanged, Refusal for the label."""
    board = _board(session, uid, was)
    theme = _theme(session, board, theme_id)
    if characters(clean(label)) > LABEL_LIMIT:
        raise Refusal(_("ชื่อยาวเกิน %(limit)s ตัวอักษร กรุณาย่อ", limit=LABEL_LIMIT))
    given = short(label, LABEL_LIMIT)
    if given != theme.given_label:
        before = {"themes": {theme.id: theme.given_label}}
        theme.given_label = given
        _record(session, board, RENAME, given or theme.label, before)


def merge(session: Session, uid: str, was: int, theme_id: str, other: str) -> None:
    """Move the notes of another theme of its category to this one. Raises UnknownTheme, BoardChanged."""
    board = _board(session, uid, was)
    theme, second = _theme(session, board, theme_id), _theme(session, board, other)
    if theme.id == second.id or theme.category != second.category:
        raise UnknownTheme
    query = _notes(board).where(col(BoardNote.theme_id).in_((theme.id, second.id)))
    before = {"themes": {second.id: second.given_label}} | _place(
        session.execute(query).scalars().all(), theme.id, True
    )
    second.given_label = ""
    before["links"] = board.links
    board.links = _renamed(board.links, second.id, theme.id)
    _record(session, board, MERGE, theme.given_label or theme.label, before)


def move(session: Session, uid: str, was: int, names: Sequence[str], to: str) -> None:
    """Move notes of one category to a theme, or to none (NOWHERE); FREE lets the next consolidation place them.

    Raises UnknownNote, UnknownTheme, BoardChanged.
    """
    board = _board(session, uid, was)
    rows = [_note(session, board, name) for name in dict.fromkeys(names)]
    if not rows:
        raise UnknownNote(_("ยังไม่ได้เลือกความเห็น เลือกอย่างน้อยหนึ่งข้อ แล้วกดย้ายอีกครั้ง"))
    if to == FREE:
        before = _place(rows, None, False)
        _record(session, board, RELEASE, "", before)
        return
    theme = None if to == NOWHERE else _theme(session, board, to)
    if theme is not None and {row.category for row in rows} != {theme.category}:
        raise UnknownTheme
    before = _place(rows, theme.id if theme else "", True)
    kind, subject = (MOVE, theme.given_label or theme.label) if theme is not None else (AWAY, "")
    _record(session, board, kind, subject, before)


def last(session: Session, uid: str) -> BoardCorrection | None:
    """Return the correction that can be undone now."""
    query = select(BoardCorrection).where(BoardCorrection.uid == uid).order_by(col(BoardCorrection.revision).desc())
    return session.execute(query.limit(1)).scalar_one_or_none()


def undo(session: Session, uid: str, was: int) -> None:
    """Undo the last correction. Raises BoardChanged, also where there is none."""
    board = _board(session, uid, was)
    correction = last(session, uid)
    if correction is None:
        raise BoardChanged
    for theme_id, given in correction.before.get("themes", {}).items():
        _theme(session, board, theme_id).given_label = given
    for name, (theme_id, placed, aside) in correction.before.get("notes", {}).items():
        note = _note(session, board, name)
        note.theme_id, note.placed, note.set_aside = theme_id, placed, aside
    board.links = correction.before.get("links", board.links)
    session.delete(correction)
    board.revision += 1
    session.flush()


def _board(session: Session, uid: str, was: int) -> Board:
    """Return the board, locked. `was`: the revision that the person saw. Raises UnknownDirective, BoardChanged."""
    directives.find(session, uid)
    board = session.get(Board, uid, with_for_update=True)
    if board is None or not board.generation or board.revision != was:
        raise BoardChanged
    return board


def _theme(session: Session, board: Board, theme_id: str) -> BoardTheme:
    theme = session.get(BoardTheme, (board.uid, board.generation, reference(theme_id)))
    if theme is None:
        raise UnknownTheme
    return theme


def _note(session: Session, board: Board, name: str) -> BoardNote:
    try:
        unit, number = gathering.parts_of(reference(name))
    except ValueError:
        raise UnknownNote from None
    # In its one spelling, as a note that came twice would be put back where it was moved to.
    there = 0 < number < _LARGEST and name == gathering.note_id(unit, number)
    note = session.get(BoardNote, (board.uid, board.generation, unit, number)) if there else None
    if note is None:
        raise UnknownNote
    return note


def _notes(board: Board) -> Any:
    return select(BoardNote).where(BoardNote.uid == board.uid, BoardNote.generation == board.generation)


def _place(rows: Sequence[BoardNote], theme_id: str | None, placed: bool) -> dict[str, Any]:
    """Put the notes there, None for where they are; return what they were, for undo."""
    before = {}
    for row in rows:
        before[gathering.note_id(row.unit, row.number)] = [row.theme_id, row.placed, row.set_aside]
        row.placed = placed
        if theme_id is not None:
            row.theme_id, row.set_aside = theme_id, False
    return {"notes": before}


def _renamed(links: list[list[Any]], old: str, new: str) -> list[list[Any]]:
    """Return the links with the new theme in the old one's stead, the strongest of each pair."""
    found: dict[tuple[str, str], float] = {}
    for problem, answer, strength in links:
        pair = (new if problem == old else problem, new if answer == old else answer)
        found[pair] = max(strength, found.get(pair, 0.0))
    return [[*pair, strength] for pair, strength in found.items()]


def _record(session: Session, board: Board, kind: str, subject: str, before: dict[str, Any]) -> None:
    board.revision += 1
    session.add(
        BoardCorrection(uid=board.uid, revision=board.revision, at=now_ms(), kind=kind, subject=subject, before=before)
    )
    session.flush()
