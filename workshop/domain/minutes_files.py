"""Documents of a meeting's matters: links, and files that were checked; on the paper they stand as สิ่งที่แนบ."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

from flask_babel import gettext as _
from sqlalchemy import delete, func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import evidence, file_space, minutes
from workshop.domain.evidence import NAME_LIMIT, Sent
from workshop.domain.wording import clean, short
from workshop.errors import Refusal, UnknownFile
from workshop.feed import Changing
from workshop.store.minutes_tables import MinutesFile
from workshop.store.models import as_row_id

MOST = 60  # of a meeting


@dataclass(frozen=True, slots=True)
class Document:
    """`link`: of the web, "" for a file."""

    id: int
    name: str
    link: str


def add(change: Changing, item_id: str, sent: Sent | None, link: str, name: str) -> None:
    """Add a file, or a link with a name, to a matter; what is there already is added once.

    Raises UnknownItem, Refusal without either, for a wrong link, and where there is no room.
    """
    minutes.find(minutes.of(change.session, change.id), item_id)
    address = "" if sent else evidence.link_of(link)
    if sent is None and not address:
        raise Refusal(None, file=_("เลือกไฟล์ หรือพิมพ์ลิงก์"))
    data = sent.data if sent else b""
    digest = sha256(address.encode() + b"\0" + data).hexdigest()
    there = (MinutesFile.workshop_id == change.id, MinutesFile.item == item_id, MinutesFile.digest == digest)
    if change.session.execute(select(MinutesFile.id).where(*there)).first() is not None:
        return
    query = select(func.count()).select_from(MinutesFile).where(col(MinutesFile.workshop_id) == change.id)
    if change.session.execute(query).scalar_one() >= MOST:
        raise Refusal(None, file=_("เอกสารของการประชุมครบ %(most)s รายการแล้ว", most=MOST))
    if sent is not None:
        file_space.evidence(change.session, change.id, len(data), sent.most)
    row = MinutesFile(
        workshop_id=change.id,
        item=item_id,
        name=short(clean(name), NAME_LIMIT) or (sent.name if sent else address),
        link=address,
        media=sent.media if sent else "",
        data=data,
        digest=digest,
    )
    change.session.add(row)
    change.session.flush()
    change.record(Kind.MINUTES, row, subject=item_id)


def remove(change: Changing, file_id: int) -> None:
    """Delete a document for good. Raises UnknownFile."""
    row = _find(change.session, change.id, file_id)
    change.session.delete(row)
    change.session.flush()
    change.record(Kind.MINUTES, subject=row.item)


def forget(change: Changing) -> None:
    """Delete the documents of matters that are stored no more."""
    kept = [each.id for each in minutes.of(change.session, change.id).items]
    gone = delete(MinutesFile).where(col(MinutesFile.workshop_id) == change.id, col(MinutesFile.item).not_in(kept))
    change.session.execute(gone)


def of(session: Session, workshop_id: int) -> dict[str, tuple[Document, ...]]:
    """Return {id of a matter: its documents}, without their bytes."""
    columns = (MinutesFile.item, MinutesFile.id, MinutesFile.name, MinutesFile.link)
    query = select(*columns).where(MinutesFile.workshop_id == workshop_id).order_by(col(MinutesFile.id))
    found: dict[str, tuple[Document, ...]] = {}
    for item, file_id, name, link in session.execute(query):
        found[item] = (*found.get(item, ()), Document(file_id, name, link))
    return found


def read(session: Session, workshop_id: int, file_id: int, items: Collection[str] | None = None) -> Sent:
    """Return a file of a matter that stands in the minutes, of these matters where any are named.

    Raises UnknownFile.
    """
    row = _find(session, workshop_id, file_id)
    shown = {each.id for each in minutes.of(session, workshop_id).items if not each.removed}
    if row.link or row.item not in shown or (items is not None and row.item not in items):
        raise UnknownFile
    return Sent(row.name, row.media, row.data)


def _find(session: Session, workshop_id: int, file_id: int) -> MinutesFile:
    row = session.get(MinutesFile, as_row_id(file_id))
    if row is None or row.workshop_id != workshop_id:
        raise UnknownFile
    return row
