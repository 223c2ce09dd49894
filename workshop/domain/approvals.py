"""The approval of a report: who approved which content, and when. A withdrawn approval stays in the log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain.wording import characters, short, too_long
from workshop.errors import Conflict, Refusal
from workshop.feed import Changing
from workshop.messages.incoming import ApproveReport
from workshop.store.models import Approval

LIMIT = 80


@dataclass(frozen=True, slots=True)
class Seen:
    """What is approved: the content's digest, the last change in it, and its counts for a comparison later."""

    digest: str
    seq: int
    content: Mapping[str, Any]


def log(session: Session, workshop_id: int) -> Sequence[Approval]:
    """Return every approval, the newest first."""
    query = select(Approval).where(Approval.workshop_id == workshop_id).order_by(col(Approval.id).desc())
    return session.execute(query).scalars().all()


def current(session: Session, workshop_id: int) -> Approval | None:
    """Return the newest approval that was not withdrawn; the content may have changed since."""
    return next((each for each in log(session, workshop_id) if not each.withdrawn_at), None)


def approve(change: Changing, message: ApproveReport, seen: Seen) -> None:
    """Approve the content that was shown. Raises Refusal for a missing name or post, Conflict for another content."""
    errors: dict[str, object] = {}
    for name, missing in (("name", _("พิมพ์ชื่อผู้รับรอง")), ("post", _("พิมพ์ตำแหน่งผู้รับรอง"))):
        typed = getattr(message, name)
        if not short(typed, LIMIT):
            errors[name] = missing
        elif characters(typed.strip()) > LIMIT:
            errors[name] = too_long(LIMIT)
    if errors:
        raise Refusal(**errors)
    if message.digest != seen.digest or change.seq != seen.seq:
        raise Conflict(_("เนื้อหาเปลี่ยนไประหว่างที่ดู ดูรายงานที่แสดงใหม่นี้ แล้วรับรองอีกครั้ง"))
    row = Approval(
        workshop_id=change.id,
        at=change.at,
        name=short(message.name, LIMIT),
        post=short(message.post, LIMIT),
        digest=seen.digest,
        seq=seen.seq,
        content=dict(seen.content),
    )
    change.session.add(row)
    change.record(Kind.APPROVE)


def withdraw(change: Changing) -> None:
    """Withdraw the approval that is valid now, and those before it: none of them comes back. Without one, nothing."""
    valid = [each for each in log(change.session, change.id) if not each.withdrawn_at]
    for each in valid:
        each.withdrawn_at = change.at
        change.session.add(each)
    if valid:
        change.record(Kind.WITHDRAW)
