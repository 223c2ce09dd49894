"""Comments in the reports and in the console's menus."""

from sqlalchemy.orm import Session
from sqlmodel import col

from workshop.domain import attached, comments, workshops
from workshop.errors import UnknownNote, UnknownTheme
from workshop.messages.attached import DeskComment
from workshop.store.models import Comment, Note, Theme
from workshop.views.asked.entry import Text
from workshop.views.attached.part import Part

PART = Part(
    comments.NAME,
    title=Text("ข้อคิดเห็น", "Comments"),
    one=Text("ข้อคิดเห็น", "Comment"),
    staff=Text("ข้อคิดเห็น (วิทยากร)", "Comment (facilitator)"),
    of_theme=Text("ข้อคิดเห็นต่อกลุ่มความเห็นนี้ ({count})", "Comments on this theme ({count})"),
    former=Text("ข้อคิดเห็นต่อกลุ่มความเห็นเดิม", "Comments on former themes"),
    equation=Text(
        "ข้อคิดเห็น: ได้รับ {received} = แสดง {shown} + ซ่อน {hidden} + ผู้เขียนถอน {withdrawn}",
        "Comments: received {received} = shown {shown} + hidden {hidden} + withdrawn {withdrawn}",
    ),
)


def listed(session: Session, code: str, parents: str, parent_id: str) -> list[DeskComment]:
    """Return the comments, hidden ones too, on one of the "notes" or "themes" (gone ones too), for the console.

    Raises UnknownWorkshop, UnknownNote, UnknownTheme.
    """
    workshop_id = workshops.find(session, code).id
    if parents == "notes" and session.get(Note, (workshop_id, parent_id)) is None:
        raise UnknownNote
    if parents == "themes" and session.get(Theme, (workshop_id, parent_id)) is None:
        raise UnknownTheme
    where = col(Comment.note_id if parents == "notes" else Comment.theme_id) == parent_id
    rows = attached.on(session, comments.NAME, workshop_id, where)
    return [comments.on_the_desk(row) for row in rows if not row.deleted]


def every(session: Session, code: str) -> list[DeskComment]:
    """Return all comments of the workshop by what they are on, for the console. Raises UnknownWorkshop."""
    workshop_id = workshops.find(session, code).id
    rows = attached.on(session, comments.NAME, workshop_id, col(Comment.deleted).is_(False))
    found = sorted(rows, key=lambda row: (row.note_id or "", row.theme_id or ""))
    return [comments.on_the_desk(row) for row in found]
