"""A unit's own page of its actions, by a link: whoever has it reads them and reports progress, until it is revoked.

The link has a random token, of which the digest alone is stored.
"""

from __future__ import annotations

import base64
import hmac
import secrets

from flask_babel import gettext as _
from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from analysis.folding import comparable
from workshop.changes import Kind
from workshop.domain import actions, groups, sessions
from workshop.domain.evidence import Sent
from workshop.domain.wording import reference
from workshop.errors import Refusal, UnknownAction, UnknownUnitPage
from workshop.feed import Changing
from workshop.messages.actions import SetStatus
from workshop.store.action_tables import Action, UnitPage
from workshop.store.models import Change, Workshop, as_row_id

ACTOR = "unit"
# So many reports of a link a day; what is more is a mistake, or somebody's joke.
MOST_A_DAY, _DAY_MS = 100, 86_400_000


def make(change: Changing, unit: str, asked: str = "") -> str:
    """Return the token of a new link for the unit; a former link of it is revoked.

    `asked`: by which the page asks; the same again is the same link, as the page that shows it may be loaded anew.
    Raises Refusal for another unit, and for what was asked before and is revoked.
    """
    known = [row.unit for row in actions.of(change.session, change.id) if row.unit]
    known += [str(group.name) for group in groups.named(change.session, change.id)]
    unit = next((name for name in known if comparable(name) == comparable(unit)), "")
    if not unit:
        raise Refusal(_("ไม่มีสิ่งที่จะทำของหน่วยงานนี้ โหลดหน้านี้ใหม่"))
    token = _token(change.salt, unit, asked)
    digest = sessions.digest(token)
    made = change.session.execute(select(UnitPage).where(UnitPage.digest == digest)).scalar_one_or_none()
    if made is not None and made.revoked:
        raise Refusal(_("ลิงก์นี้ถูกยกเลิกแล้ว กลับไปหน้าสิ่งที่จะทำ แล้วทำลิงก์ใหม่"))
    if made is not None:
        return token
    _revoke(change, unit)
    row = UnitPage(workshop_id=change.id, unit=unit, digest=digest, made_at=change.at)
    change.session.add(row)
    change.session.flush()
    change.record(Kind.UNIT_PAGE, row, subject=str(row.id))
    return token


def revoke(change: Changing, unit: str) -> None:
    """Let the unit's link open nothing any more; without one nothing changes."""
    rows = _revoke(change, reference(unit))
    if rows:
        change.record(Kind.UNIT_PAGE, *rows, subject=str(rows[-1].id))


def with_link(session: Session, workshop_id: int) -> set[str]:
    """Return the units that have a link."""
    query = select(UnitPage.unit).where(UnitPage.workshop_id == workshop_id, col(UnitPage.revoked).is_(False))
    return set(session.execute(query).scalars())


def find(session: Session, token: str) -> tuple[str, str]:
    """Return (code of the workshop, unit) of a link. Raises UnknownUnitPage, also for a revoked one."""
    query = (
        select(Workshop.code, UnitPage.unit)
        .join(UnitPage, col(UnitPage.workshop_id) == Workshop.id)
        .where(UnitPage.digest == sessions.digest(token), col(UnitPage.revoked).is_(False), Workshop.delete_at == 0)
    )
    row = session.execute(query).first()
    if row is None:
        raise UnknownUnitPage
    return str(row[0]), str(row[1])


def report(change: Changing, token: str, action_id: int, message: SetStatus, sent: Sent | None = None) -> None:
    """Store how far an action of the unit is, with a note. The same report sent twice by one page is one.

    Raises UnknownUnitPage; UnknownAction, also for another unit's; what actions.set_status raises; Refusal where the
    link has reported too often.
    """
    _code, unit = find(change.session, token)
    row = change.session.get(Action, as_row_id(action_id))
    if row is None or comparable(row.unit) != comparable(unit):
        raise UnknownAction
    if actions.sent_before(change, action_id, message, sent):
        return
    if _reports_since(change, unit, change.at - _DAY_MS) >= MOST_A_DAY:
        raise Refusal(_("วันนี้รายงานครบ %(most)s ครั้งแล้ว พรุ่งนี้รายงานต่อได้", most=MOST_A_DAY))
    actions.set_status(change, action_id, message, sent)


def _token(secret: str, unit: str, asked: str) -> str:
    """Return a token that nobody can guess without the workshop's secret; a random one where nothing was asked by."""
    if not asked:
        return secrets.token_urlsafe(16)
    told = hmac.digest(secret.encode(), f"unit page\0{unit}\0{asked}".encode("utf-8", "surrogatepass"), "sha256")
    return base64.urlsafe_b64encode(told[:16]).decode().rstrip("=")


def _reports_since(change: Changing, unit: str, at: int) -> int:
    """Count the reports by links on the unit's actions: one unit's do not shut out another."""
    own = [str(row.id) for row in actions.of(change.session, change.id) if comparable(row.unit) == comparable(unit)]
    query = select(func.count()).where(
        Change.workshop_id == change.id,
        Change.kind == Kind.ACTION_STATUS.value,
        Change.actor == ACTOR,
        Change.at > at,
        col(Change.subject).in_(own),
    )
    return int(change.session.execute(query).scalar_one())


def _revoke(change: Changing, unit: str) -> list[UnitPage]:
    query = select(UnitPage).where(
        UnitPage.workshop_id == change.id, UnitPage.unit == unit, col(UnitPage.revoked).is_(False)
    )
    rows = list(change.session.execute(query).scalars())
    for row in rows:
        row.revoked = True
    return rows
