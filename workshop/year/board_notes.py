"""Single notes of a directive's board, a page at a time: verbatim, with their unit and nothing else of a writer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain.wording import reference
from workshop.errors import UnknownTheme
from workshop.store.board_tables import Board, BoardNote, BoardTheme
from workshop.year import directives, gathering, unit_kinds
from workshop.year.board import EVERYWHERE, Filter

PAGE = 100
UNGROUPED, SET_ASIDE = "ungrouped", "set_aside"
TRAYS = (UNGROUPED, SET_ASIDE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Notes of a theme, of a tray, of a category, about a focus issue: "" for any. `page` counts from 1."""

    theme: str = ""
    tray: str = ""
    category: str = ""
    focus: str = ""
    looked_at: Filter = EVERYWHERE
    page: int = 1


@dataclass(frozen=True, slots=True)
class Shown:
    id: str
    unit: str
    number: int
    category: str
    theme: str
    set_aside: bool
    placed: bool
    agreed: int
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """`pages` is at least 1. `labels`: what each theme of the category, or of all, is called, by its id."""

    notes: tuple[Shown, ...]
    count: int
    number: int
    pages: int
    theme: BoardTheme | None
    labels: dict[str, str]


def page(session: Session, board: Board, wanted: Wanted) -> Page:
    """Return a page of notes; the last one for a number past it. Raises UnknownTheme."""
    key = (board.uid, board.generation, reference(wanted.theme))
    theme = session.get(BoardTheme, key) if wanted.theme else None
    if wanted.theme and theme is None:
        raise UnknownTheme
    where = [*_conditions(board, wanted), _looked_at(session, board, wanted.looked_at)]
    if wanted.focus:
        marked = [row for row in _rows(session, where) if wanted.focus in row.focus]
        count = len(marked)
    else:
        marked = None
        count = int(session.execute(select(func.count()).select_from(BoardNote).where(*where)).scalar_one())
    pages = max(1, -(-count // PAGE))
    number = min(max(wanted.page, 1), pages)
    first = (number - 1) * PAGE
    rows = _rows(session, where, first) if marked is None else marked[first : first + PAGE]
    category = theme.category if theme else wanted.category
    return Page(
        tuple(_shown(row) for row in rows),
        count,
        number,
        pages,
        theme,
        labels(session, board, category),
    )


def every(session: Session, board: Board, looked_at: Filter = EVERYWHERE) -> list[Shown]:
    """Return all notes that are looked at, by category, unit and number."""
    wanted = Wanted(category=looked_at.category, looked_at=looked_at)
    where = [*_conditions(board, wanted), _looked_at(session, board, looked_at)]
    return [_shown(row) for row in _rows(session, where)]


def labels(session: Session, board: Board, category: str = "") -> dict[str, str]:
    """Return theme → its name, by name, of a category or of all; without those that have no notes."""
    inside = select(BoardNote.theme_id).where(*_conditions(board, Wanted())).distinct()
    query = select(BoardTheme).where(BoardTheme.uid == board.uid, BoardTheme.generation == board.generation)
    query = query.where(col(BoardTheme.id).in_(inside))
    if category:
        query = query.where(BoardTheme.category == reference(category))
    found = {row.id: row.given_label or row.label for row in session.execute(query).scalars()}
    return dict(sorted(found.items(), key=lambda each: (each[1], each[0])))


def _looked_at(session: Session, board: Board, looked_at: Filter) -> ColumnElement[bool]:
    kinds = unit_kinds.of(directives.find(session, board.uid))
    return col(BoardNote.unit).in_([code for code in board.sources if looked_at.lets(code, kinds)])


def _conditions(board: Board, wanted: Wanted) -> list[ColumnElement[bool]]:
    where: list[Any] = [BoardNote.uid == board.uid, BoardNote.generation == board.generation]
    if wanted.theme:
        where.append(BoardNote.theme_id == wanted.theme)
    if wanted.tray:
        where += [BoardNote.theme_id == "", col(BoardNote.set_aside).is_(wanted.tray == SET_ASIDE)]
    if wanted.category:
        where.append(BoardNote.category == reference(wanted.category))
    return where


def _rows(session: Session, where: list[ColumnElement[bool]], first: int | None = None) -> list[BoardNote]:
    query = select(BoardNote).where(*where).order_by(BoardNote.category, BoardNote.unit, col(BoardNote.number))
    return list(session.execute(query if first is None else query.offset(first).limit(PAGE)).scalars())


def _shown(row: BoardNote) -> Shown:
    return Shown(
        gathering.note_id(row.unit, row.number),
        row.unit,
        row.number,
        row.category,
        row.theme_id,
        row.set_aside,
        row.placed,
        row.agreed,
        row.text,
    )
