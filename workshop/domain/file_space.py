"""The bytes that a workshop's files have together (LAENA_FILES_MB): pictures of the report, evidence of actions, and
documents of a meeting."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.errors import Refusal
from workshop.store.action_tables import ActionFile
from workshop.store.minutes_tables import MinutesFile
from workshop.store.report_tables import ReportPicture

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Space:
    """Bytes that are used, and the most."""

    used: int
    most: int

    @property
    def used_mb(self) -> str:
        return f"{self.used / MB:,.1f}"

    @property
    def most_mb(self) -> str:
        return f"{self.most // MB:,}"


def of(session: Session, workshop_id: int, most: int) -> Space:
    """Return what is used of it, with files that were undone or removed and can come back: they are stored, too."""
    used = 0
    for table in (ActionFile, MinutesFile, ReportPicture):
        query = select(func.sum(func.length(col(table.data)))).where(col(table.workshop_id) == workshop_id)
        used += int(session.execute(query).scalar_one() or 0)
    return Space(used, most)


def evidence(session: Session, workshop_id: int, more: int, most: int) -> None:
    """Raise Refusal where a file of `more` bytes beside the others would be more than `most`."""
    if space := _full(session, workshop_id, more, most):
        text = _(
            "ภาพและหลักฐานของการประชุมนี้ใช้ที่ %(used)s จาก %(most)s MB แล้ว ไฟล์นี้ไม่พอที่ ใช้ลิงก์แทน ย่อไฟล์ "
            "หรือขอให้ผู้ดูแลระบบเพิ่ม LAENA_FILES_MB",
            used=space.used_mb,
            most=space.most_mb,
        )
        raise Refusal(None, file=text)


def picture(session: Session, workshop_id: int, more: int, most: int) -> None:
    """Raise the same Refusal of a picture of the report."""
    if space := _full(session, workshop_id, more, most):
        text = _(
            "ภาพและหลักฐานของการประชุมนี้ใช้ที่ %(used)s จาก %(most)s MB แล้ว ภาพนี้ไม่พอที่ ลบภาพที่ไม่ใช้เป็นการถาวร "
            "หรือขอให้ผู้ดูแลระบบเพิ่ม LAENA_FILES_MB",
            used=space.used_mb,
            most=space.most_mb,
        )
        raise Refusal(picture=text)


def _full(session: Session, workshop_id: int, more: int, most: int) -> Space | None:
    space = of(session, workshop_id, most)
    return space if space.used + more > most else None
