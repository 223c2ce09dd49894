"""The answers of a workshop that its own installation has taken in too: named, and removed, with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.store.board_tables import Board, BoardCorrection, BoardNote, BoardPart, BoardTheme
from workshop.store.models import StoredSetting
from workshop.store.purged_answers import WAITS_FOR_LABEL, Given, rest
from workshop.store.year_tables import DirectiveAnswer
from workshop.year import answering, directives, keys


@dataclass(frozen=True)
class Stored:
    """The answers of one workshop: `given` as they are found in every file, `about` and `unit` for people."""

    given: Given
    about: str
    unit: str
    versions: int


def of(session: Session, code: str) -> Stored | None:
    """Return what this installation has taken in of the answers of the workshop. Raises UnknownWorkshop."""
    row, link = answering.directive_of(session, code), answering.link_of(session, code)
    if row is None or link is None or session.get(StoredSetting, keys.NAME) is None:
        return None
    given = Given(row.uid, link.unit, keys.own(session).public)
    query = select(DirectiveAnswer.version, DirectiveAnswer.unit_name).where(*_mine(given))
    found = session.execute(query).all()
    if not found:
        return None
    content = directives.content_of(row)
    return Stored(given, f"{content.number} {content.subject}", found[0].unit_name, len(found))


def remove(session: Session, given: Given) -> None:
    """Delete these answers, and their notes and what was named after them on the joint board, which is made anew."""
    session.execute(delete(DirectiveAnswer).where(*_mine(given)))
    session.execute(delete(BoardPart).where(col(BoardPart.uid) == given.uid))
    board = session.get(Board, given.uid)
    if board is None or not given.stand_in(board.sources):
        return
    notes = (col(BoardNote.uid) == given.uid, col(BoardNote.unit) == given.unit)
    touched = set(session.execute(select(BoardNote.theme_id).where(*notes)).scalars())
    session.execute(delete(BoardNote).where(*notes))
    session.execute(delete(BoardCorrection).where(col(BoardCorrection.uid) == given.uid))
    left = set(session.execute(select(BoardNote.theme_id).where(col(BoardNote.uid) == given.uid)).scalars())
    stays = rest(given, board.sources, board.links, touched, left)
    for theme in session.execute(select(BoardTheme).where(col(BoardTheme.uid) == given.uid)).scalars():
        if theme.id in stays.gone:
            session.delete(theme)
        elif theme.id in stays.waiting:
            theme.label = WAITS_FOR_LABEL
    board.sources, board.links = stays.sources, stays.links
    session.flush()


def _mine(given: Given) -> tuple[Any, ...]:
    answer = DirectiveAnswer
    return (col(answer.uid) == given.uid, col(answer.unit) == given.unit, col(answer.key) == given.key)
