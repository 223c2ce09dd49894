"""Pictures of the event in the report: added, described, ordered, and removed by the facilitator.

A removed picture can be brought back until the next step of any picture, which deletes it for good.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session, defer
from sqlalchemy.sql.base import ExecutableOption
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import file_space
from workshop.domain.report_texts import version
from workshop.domain.wording import characters, clean, too_long
from workshop.errors import Conflict, Refusal, UnknownPicture
from workshop.feed import Changing
from workshop.store.models import as_row_id
from workshop.store.report_tables import ReportPicture

MOST = 12
LIMIT = 200  # characters of a caption


def of(session: Session, workshop_id: int, *more: ExecutableOption) -> Sequence[ReportPicture]:
    """Return the pictures in order, with those that were removed and can come back."""
    query = select(ReportPicture).where(ReportPicture.workshop_id == workshop_id).options(*more)
    return session.execute(query.order_by(col(ReportPicture.position), col(ReportPicture.id))).scalars().all()


def listed(session: Session, workshop_id: int) -> Sequence[ReportPicture]:
    """Return the same, without their points."""
    return of(session, workshop_id, defer(ReportPicture.data))  # type: ignore[arg-type]


def points(session: Session, workshop_id: int, number: int) -> bytes:
    """Return a picture, removed or not. Raises UnknownPicture."""
    return _find(session, workshop_id, number).data


def fitting(text: str) -> str:
    """Return a caption without what nobody sees, in one line. Raises Refusal."""
    typed = " ".join(clean(text).split())
    if characters(typed) > LIMIT:
        raise Refusal(caption=too_long(LIMIT))
    return typed


def room(session: Session, workshop_id: int) -> None:
    """Raise Refusal where there is no room for another picture."""
    if sum(not row.removed for row in listed(session, workshop_id)) >= MOST:
        raise Refusal(picture=_("รายงานมีได้ %(most)s ภาพ ลบภาพหนึ่งก่อน แล้วเพิ่มใหม่", most=MOST))


def add(change: Changing, jpeg: bytes, size: tuple[int, int], caption: str, most: int) -> None:
    """Add a picture (`picture_files.prepared`, `size`) behind the others, once if it is sent twice. Raises Refusal.

    most  bytes that the workshop's files may have together
    """
    text, digest = fitting(caption), sha256(jpeg).hexdigest()
    for row in listed(change.session, change.id):
        if row.digest == digest and not row.removed:
            if row.caption == text:
                return  # sent twice
            raise Refusal(picture=_("ภาพนี้อยู่ในรายงานแล้ว แก้คำบรรยายของภาพที่มีอยู่ หรือเลือกภาพอื่น"))
    room(change.session, change.id)
    _forget_removed(change)
    file_space.picture(change.session, change.id, len(jpeg), most)
    rows = listed(change.session, change.id)
    width, height = size
    row = ReportPicture(
        workshop_id=change.id,
        position=max((each.position for each in rows), default=0) + 1,
        caption=text,
        data=jpeg,
        width=width,
        height=height,
        digest=digest,
    )
    change.session.add(row)
    change.session.flush()
    _record(change, row, "added")


def describe(change: Changing, number: int, text: str, was: str) -> None:
    """Give a picture another caption. Raises Refusal, UnknownPicture, Conflict where another screen did."""
    row, typed = _shown(change, number), fitting(text)
    if typed == row.caption:
        return
    if was != version(row.caption):
        raise Conflict(_("คำบรรยายภาพถูกแก้จากอีกจอหนึ่งแล้ว ดูคำบรรยายล่าสุด แล้วแก้อีกครั้ง"))
    _forget_removed(change)
    row.caption = typed
    _record(change, row, "described")


def move(change: Changing, number: int, step: int) -> None:
    """Move a picture before the one above it (-1) or behind the one below it (1); at the end it stays."""
    row = _shown(change, number)
    shown = [each for each in listed(change.session, change.id) if not each.removed]
    at = shown.index(row)
    if not 0 <= at + step < len(shown):
        return
    _forget_removed(change)
    other = shown[at + step]
    row.position, other.position = other.position, row.position
    change.session.add(other)
    _record(change, row, "moved")


def remove(change: Changing, number: int) -> None:
    """Take a picture out of the report; it can be brought back until the next step."""
    row = _shown(change, number)
    _forget_removed(change)
    row.removed = True
    _record(change, row, "removed")


def bring_back(change: Changing, number: int) -> None:
    """Bring a removed picture back where it was. Raises Refusal, UnknownPicture where it was deleted for good."""
    row = _find(change.session, change.id, number)
    if row.removed:
        room(change.session, change.id)
        row.removed = False
        _record(change, row, "brought back")


def forget(change: Changing, number: int) -> None:
    """Delete a removed picture for good."""
    row = _find(change.session, change.id, number)
    if row.removed:
        _delete(change, row)
        change.record(Kind.REPORT_PICTURES, subject=f"deleted {number}")


def _record(change: Changing, row: ReportPicture, what: str) -> None:
    change.session.add(row)
    change.session.flush()
    change.record(Kind.REPORT_PICTURES, subject=f"{what} {row.id}")


def _forget_removed(change: Changing) -> None:
    for row in listed(change.session, change.id):
        if row.removed:
            _delete(change, row)


def _delete(change: Changing, row: ReportPicture) -> None:
    """Delete a picture here, and with the next backup from copies and answers of the worker (process/upkeep.py)."""
    change.workshop.words_seq = change.seq + 1
    change.session.delete(row)
    change.session.flush()


def _shown(change: Changing, number: int) -> ReportPicture:
    row = _find(change.session, change.id, number)
    if row.removed:
        raise UnknownPicture
    return row


def _find(session: Session, workshop_id: int, number: int) -> ReportPicture:
    row = session.get(ReportPicture, as_row_id(number))
    if row is None or row.workshop_id != workshop_id:
        raise UnknownPicture
    return row
