"""The categories of a directive's board that are grouped already: a worker that goes on does not group them again."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.store.board_tables import BoardPart
from workshop.year import board_steps, gathering


def stamp(sources: gathering.Sources, revision: int, generation: int) -> str:
    """Return what is the same for the same answers and the same decisions of people."""
    files = sorted((unit, each["key"], each["checksum"]) for unit, each in sources.items())
    return sha256(json.dumps([files, revision, generation]).encode()).hexdigest()


def of(session: Session, uid: str, made_of: str) -> dict[str, dict[str, Any]]:
    """Return the parts that were made of just this, by category."""
    query = select(BoardPart).where(BoardPart.uid == uid, BoardPart.stamp == made_of)
    return {row.category: row.content for row in session.execute(query).scalars()}


def keep(session: Session, uid: str, category: str, made_of: str, content: dict[str, Any], by: str) -> None:
    """Store a part in the place of a former one; nothing where the directive is gone. Raises TakenOver."""
    if board_steps.own(session, uid, by) is None:
        return
    session.merge(BoardPart(uid=uid, category=category, stamp=made_of, content=content))
    session.flush()


def forget(session: Session, uid: str) -> None:
    session.execute(delete(BoardPart).where(col(BoardPart.uid) == uid))
