"""The comments on a note or theme for the console's menu."""

from sqlalchemy.orm import Session
from sqlmodel import col

from workshop.domain import remarks, workshops
from workshop.errors import UnknownNote, UnknownTheme
from workshop.messages.outgoing import DeskComment, of_row
from workshop.store.models import Comment, Note, Theme


def for_desk(session: Session, code: str, parents: str, parent_id: str) -> list[DeskComment]:
    """Return the comments, hidden ones too, on one of the "notes" or "themes".

    Raises UnknownWorkshop, UnknownNote, UnknownTheme.
    """
    workshop_id = workshops.find(session, code).id
    if parents == "notes" and session.get(Note, (workshop_id, parent_id)) is None:
        raise UnknownNote
    if parents == "themes" and session.get(Theme, (workshop_id, parent_id)) is None:
        raise UnknownTheme
    where = col(Comment.note_id if parents == "notes" else Comment.theme_id) == parent_id
    rows = [row for row in remarks.on(session, workshop_id, where) if not row.deleted]
    return [of_row(DeskComment, row, staff=row.participant_id is None) for row in rows]
