"""What is read of comments: by phones and boards. Nobody learns from it who wrote one."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from workshop.messages.outgoing import CommentFigures, CommentShown, PhoneComment, ThemeShown, of_row
from workshop.store.models import Comment, Participant, Workshop
from workshop.store.statements.comments import (
    COMMENT_FIGURES,
    COMMENTS_ALLOWED,
    COMMENTS_ON_ALL,
    COMMENTS_ON_SOME,
    THEMES_OF_PHONES,
)

_FEW = 100  # parents that are named in a question; with more, all of the workshop are read


def shown(
    session: Session, workshop_id: int, parents: Collection[str] | None, of: str
) -> dict[str, list[CommentShown]]:
    """The comments that are shown on these notes (`of` "note_id") or themes ("theme_id"), the oldest first; None: on
    all. Those of a hidden or withdrawn note are not shown."""
    if parents is not None and not parents:
        return {}
    some = parents is not None and len(parents) <= _FEW
    values = {"workshop": workshop_id, **({"parents": list(parents or ())} if some else {})}
    found: dict[str, list[CommentShown]] = {}
    for row in session.connection().execute((COMMENTS_ON_SOME if some else COMMENTS_ON_ALL)[of], values):
        comment: CommentShown = {"id": row.id, "text": row.text, "staff": bool(row.staff), "edited": bool(row.edited)}
        found.setdefault(row.parent, []).append(comment)
    return found


def mine(session: Session, person: Participant) -> list[PhoneComment]:
    """A participant's own comments, in order."""
    rows = on(session, person.workshop_id, col(Comment.participant_id) == person.id)
    return [seen_by_writer(row) for row in rows if not row.deleted]


def themes(session: Session, workshop: Workshop) -> list[ThemeShown] | None:
    """The themes as phones show them for comments, largest first; None where no phase has comments."""
    values, connection = {"workshop": workshop.id}, session.connection()
    if COMMENTS_ALLOWED.first(connection, values) is None:
        return None
    rows = [row for row in THEMES_OF_PHONES.all(connection, values) if row.given_label or row.size]
    said = shown(session, workshop.id, [row.id for row in rows if row.comments], "theme_id")
    return [
        of_row(
            ThemeShown,
            row,
            label=row.given_label or row.label or "…",
            count=row.size,
            comments=said.get(row.id, []),
        )
        for row in rows
    ]


def figures(session: Session, workshop_id: int) -> CommentFigures:
    """received = shown + hidden + withdrawn; those of a hidden note are hidden with it."""
    row = COMMENT_FIGURES.first(session.connection(), {"workshop": workshop_id})
    assert row is not None
    shown_ = row.received - row.hidden - row.withdrawn
    return {"received": row.received, "shown": shown_, "hidden": row.hidden, "withdrawn": row.withdrawn}


def on(session: Session, workshop_id: int, where: Any) -> list[Comment]:
    query = select(Comment).where(col(Comment.workshop_id) == workshop_id, where)
    return list(session.execute(query.order_by(col(Comment.made), col(Comment.id))).scalars())


def seen_by_writer(row: Comment) -> PhoneComment:
    return of_row(PhoneComment, row)
