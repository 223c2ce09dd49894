"""Templates of this installation: what was planned for a workshop, stored under a name, for the next ones."""

from __future__ import annotations

import secrets

from flask_babel import gettext as _
from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from analysis.folding import comparable
from workshop.domain import outlines
from workshop.domain.outlines import Wanted
from workshop.domain.wording import characters, clean, short, too_long, visible
from workshop.errors import Refusal, UnknownTemplate
from workshop.feed import now_ms
from workshop.messages.outline import Outline
from workshop.store.models import OwnTemplate

MOST, NAME_LIMIT, DESCRIPTION_LIMIT = 100, 80, 300


def every(session: Session) -> list[OwnTemplate]:
    """Return the templates by name."""
    return list(session.execute(select(OwnTemplate).order_by(col(OwnTemplate.name))).scalars())


def find(session: Session, uid: str) -> OwnTemplate:
    """Raises UnknownTemplate."""
    row = session.get(OwnTemplate, uid)
    if row is None:
        raise UnknownTemplate
    return row


def outline_of(row: OwnTemplate) -> Outline:
    return Outline.model_validate(row.outline)


def save(session: Session, code: str, name: str, description: str, uid: str = "") -> str:
    """Store the workshop's outline under this name and return the template's uid. Raises UnknownWorkshop, Refusal.

    `uid`: where it is there already, the same form was sent twice.
    """
    if uid and session.get(OwnTemplate, uid) is not None:
        return uid
    return add(session, name, description, outlines.of(session, code), uid)


def add(session: Session, name: str, description: str, outline: Outline, uid: str = "") -> str:
    """Raises Refusal for a name that is empty, too long or taken, and where there are enough."""
    name, description = _checked(session, name, description)
    if session.execute(select(func.count()).select_from(OwnTemplate)).scalar_one() >= MOST:
        raise Refusal(_("มีแบบได้ไม่เกิน %(most)s แบบ ลบแบบที่ไม่ใช้แล้วก่อน", most=MOST))
    row = OwnTemplate(
        uid=uid or secrets.token_hex(16),
        name=name,
        description=description,
        outline=outline.model_dump(mode="json"),
        made_at=now_ms(),
    )
    session.add(row)
    session.flush()
    return row.uid


def rename(session: Session, uid: str, name: str, description: str) -> None:
    """Raises UnknownTemplate, Refusal."""
    row = find(session, uid)
    row.name, row.description = _checked(session, name, description, row)
    session.add(row)


def remove(session: Session, uid: str) -> None:
    """Workshops made of it stay as they are. Raises UnknownTemplate."""
    session.delete(find(session, uid))


def make_workshop(session: Session, uid: str, wanted: Wanted, code: str) -> str:
    """Raises UnknownTemplate, and what outlines.create raises."""
    return outlines.create(session, outline_of(find(session, uid)), wanted, code)


def free_name(session: Session, name: str) -> str:
    """Return the name, with a number behind it where it is taken."""
    taken = {comparable(row.name) for row in every(session)}
    name = short(name, NAME_LIMIT)
    tries = (name, *(f"{short(name, NAME_LIMIT - 6)} ({n})" for n in range(2, MOST + 3)))
    return next(each for each in tries if comparable(each) not in taken)


def _checked(session: Session, name: str, description: str, own: OwnTemplate | None = None) -> tuple[str, str]:
    errors: dict[str, object] = {}
    if not visible(name):
        errors["name"] = _("กรุณาตั้งชื่อแบบ")
    elif characters(clean(name)) > NAME_LIMIT:
        errors["name"] = too_long(NAME_LIMIT)
    elif any(comparable(row.name) == comparable(short(name, NAME_LIMIT)) for row in every(session) if row is not own):
        errors["name"] = _("มีแบบชื่อนี้แล้ว กรุณาใช้ชื่ออื่น")
    if characters(clean(description)) > DESCRIPTION_LIMIT:
        errors["description"] = too_long(DESCRIPTION_LIMIT)
    if errors:
        raise Refusal(_("ยังบันทึกไม่ได้ กรุณาแก้ช่องที่มีข้อความเตือน"), **errors)
    return short(name, NAME_LIMIT), short(description, DESCRIPTION_LIMIT)
