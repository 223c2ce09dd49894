"""Evidence of how an action goes: a link, or a file that was checked, with a step of the action."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask_babel import gettext as _
from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from analysis.folding import comparable
from workshop.domain import file_space
from workshop.domain.wording import clean, short, too_long
from workshop.errors import Refusal, UnknownFile
from workshop.feed import Changing
from workshop.store.action_tables import Action, ActionFile, ActionStep
from workshop.store.models import as_row_id
from workshop.tables.package import DAMAGED

LINK_LIMIT, NAME_LIMIT = 500, 120
PDF_BYTES = 5_000_000
MOST_FILES = 40  # of one unit
JPEG, PDF = "image/jpeg", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SUFFIXES = {JPEG: ".jpg", PDF: ".pdf", DOCX: ".docx"}
_PDF_BEGINS, _ZIP_BEGINS = b"%PDF-", b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it is stored: `media` is one of the three above, `most` how many bytes its workshop's files have."""

    name: str
    media: str
    data: bytes
    most: int = 0


def link_of(text: str) -> str:
    """Return the link as it is stored, "" without one. Raises Refusal for what is no address of the web."""
    link = clean(text)
    if not link:
        return ""
    if len(link) > LINK_LIMIT:
        raise Refusal(None, link=too_long(LINK_LIMIT))
    try:
        parts = urlsplit(link)
        named = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        named = False
    if not named or "@" in parts.netloc or "\\" in link or any(letter.isspace() for letter in link):
        raise Refusal(None, link=_("ลิงก์ต้องขึ้นต้นด้วย http:// หรือ https:// และไม่มีช่องว่างหรือชื่อผู้ใช้"))
    return link


def is_pdf(data: bytes) -> bool:
    """Return whether the file says that it is a PDF. Raises Refusal for a large one."""
    if not data.startswith(_PDF_BEGINS):
        return False
    if len(data) > PDF_BYTES:
        raise Refusal(None, file=_("ไฟล์ PDF ใหญ่เกิน %(mb)s MB กรุณาย่อ หรือใช้ลิงก์แทน", mb=PDF_BYTES // 1_000_000))
    return True


def is_docx(data: bytes) -> bool:
    """Return whether the file is a Word document by its parts. Raises Refusal for a large one and one with macros."""
    if not data.startswith(_ZIP_BEGINS):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = set(parts.namelist())
    except DAMAGED:
        return False
    if not {"[Content_Types].xml", "word/document.xml"} <= names:
        return False
    if any(name.lower().endswith(".bin") for name in names):
        raise Refusal(None, file=_("ไฟล์ Word นี้มีมาโครหรือสิ่งที่ฝังไว้ บันทึกเป็น PDF หรือ .docx ที่ไม่มีมาโคร แล้วแนบใหม่"))
    if len(data) > PDF_BYTES:
        raise Refusal(None, file=_("ไฟล์ Word ใหญ่เกิน %(mb)s MB กรุณาย่อ หรือใช้ลิงก์แทน", mb=PDF_BYTES // 1_000_000))
    return True


def named(name: str, media: str, data: bytes, most: int) -> Sent:
    """Return the file with a name that any screen can show. `most`: as of Sent."""
    plain = name.replace("/", " ").replace("\\", " ")
    before, dot, _after = plain.rpartition(".")
    stem = short(before if dot else plain, NAME_LIMIT) or _("หลักฐาน")
    return Sent(f"{stem}{_SUFFIXES[media]}", media, data, most)


def attach(change: Changing, step: ActionStep, sent: Sent) -> ActionFile:
    """Store the file with this step.

    Raises Refusal where the unit of its action has as many as it may, or the workshop's files have no room for it.
    """
    unit = change.session.execute(select(Action.unit).where(Action.id == step.action_id)).scalar_one()
    if _stored(change, unit) >= MOST_FILES:
        raise Refusal(None, file=_full(unit))
    file_space.evidence(change.session, change.id, len(sent.data), sent.most)
    row = ActionFile(workshop_id=change.id, step_id=step.id, name=sent.name, media=sent.media, data=sent.data)
    change.session.add(row)
    return row


def _stored(change: Changing, unit: str) -> int:
    """Return how many files this unit has, also those that were undone: each unit has its own share of the room."""
    query = (
        select(func.count())
        .select_from(ActionFile)
        .join(ActionStep, col(ActionStep.id) == ActionFile.step_id)
        .join(Action, col(Action.id) == ActionStep.action_id)
        .where(ActionFile.workshop_id == change.id, Action.unit == unit)
    )
    return int(change.session.execute(query).scalar_one())


def _full(unit: str) -> str:
    if unit:
        return str(_("%(unit)s มีไฟล์หลักฐานครบ %(most)s ไฟล์แล้ว ใช้ลิงก์แทน", unit=unit, most=MOST_FILES))
    return str(_("ข้อที่ยังไม่ระบุหน่วยงานมีไฟล์หลักฐานครบ %(most)s ไฟล์แล้ว ใช้ลิงก์แทน", most=MOST_FILES))


def files(session: Session, workshop_id: int) -> dict[int, list[tuple[int, str]]]:
    """Return {id of a step: (id, name) of its files}, without their bytes."""
    query = select(ActionFile.step_id, ActionFile.id, ActionFile.name).where(ActionFile.workshop_id == workshop_id)
    found: dict[int, list[tuple[int, str]]] = {}
    for step, file_id, name in session.execute(query.order_by(col(ActionFile.id))):
        found.setdefault(step, []).append((file_id, name))
    return found


def read(session: Session, workshop_id: int, file_id: int, unit: str | None = None) -> Sent:
    """Return a file of a step that was not undone, of an action of this unit where one is given.

    Raises UnknownFile.
    """
    query = (
        select(ActionFile, Action.unit)
        .join(ActionStep, col(ActionStep.id) == ActionFile.step_id)
        .join(Action, col(Action.id) == ActionStep.action_id)
        .where(
            ActionFile.id == as_row_id(file_id),
            ActionFile.workshop_id == workshop_id,
            col(ActionStep.removed).is_(False),
            col(Action.removed).is_(False),
        )
    )
    found = session.execute(query).first()
    if found is None or (unit is not None and comparable(unit) != comparable(found[1])):
        raise UnknownFile
    row = found[0]
    return Sent(row.name, row.media, row.data)
