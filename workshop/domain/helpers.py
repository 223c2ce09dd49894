"""Helpers: people whom the lead lets in by a link, each for one workshop and with one role; no account, no password.

A link is for one person: it goes with its use. Its token stands in the link alone, behind the # that no server is sent.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import delete
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import access_log, consoles, groups, sessions
from workshop.domain.access_log import What
from workshop.domain.roles import NAMES, NotYourRole, Role
from workshop.domain.thai_time import end_of
from workshop.domain.wording import short
from workshop.errors import Refusal
from workshop.feed import Changing, now_ms
from workshop.store.models import Group, HelperLink, SignedIn, Workshop, as_row_id

LINK_HOURS = 24
_LINK_MS = LINK_HOURS * 3_600_000
MOST_LINKS = 40
# Of groups' boards: a sheet for all, and some for the screens beside them.
MOST_BOARD_LINKS = 2 * groups.MOST


class UnknownHelper(Refusal):
    code, status = "unknown_helper", 404
    message = lazy_gettext("ไม่มีผู้ช่วยหรือลิงก์นี้แล้ว ดูรายการล่าสุดด้านล่าง")


class LinkUsed(Refusal):
    code, status = "link_used", 410
    message = lazy_gettext("ลิงก์นี้ใช้ไปแล้ว หมดอายุ หรือถูกยกเลิก ลิงก์หนึ่งใช้ได้คนเดียว ขอลิงก์ใหม่จากผู้นำการประชุม")


class NameMissing(Refusal):
    code = "name_missing"
    message = lazy_gettext("พิมพ์ชื่อหรือตำแหน่งหน้าที่ของท่าน คนอื่นในทีมจะเห็นว่าใครทำอะไร")


class HasPassword(Refusal):
    code, status = "has_password", 409
    message = lazy_gettext("เบราว์เซอร์นี้เข้าสู่ระบบด้วยรหัสผ่านอยู่แล้วและทำได้ทุกอย่าง ลิงก์ยังไม่ถูกใช้ ให้ผู้ช่วยเปิดในเครื่องของตน")


@dataclass(frozen=True, slots=True)
class Link:
    """An open link as its page lists it; times in ms since 1970. `group`: the name of a scribe's."""

    id: int
    role: str
    made_at: int
    until: int
    group: str = ""


def make_link(change: Changing, role: str, group_id: int | None = None) -> str:
    """Make a link with this role, a scribe's for a group; return its token, which is stored nowhere.

    Raises Refusal, UnknownGroup.
    """
    if role not in NAMES or (role == Role.SCRIBE) != (group_id is not None):
        raise Refusal
    if group_id is not None:
        groups.find(change.session, change.id, group_id)
    _forget_expired(change.session)
    most = MOST_BOARD_LINKS if role == Role.SCRIBE else MOST_LINKS
    alike = [each for each in links(change.session, change.id) if (each.role == Role.SCRIBE) == (role == Role.SCRIBE)]
    if len(alike) >= most:
        raise Refusal(_("มีลิงก์ที่ยังไม่ได้ใช้ %(most)s ลิงก์แล้ว ยกเลิกที่ไม่ใช้ก่อน", most=most))
    token = secrets.token_urlsafe(24)
    row = HelperLink(
        workshop_id=change.id, digest=sessions.digest(token), role=role, group_id=group_id, made_at=now_ms()
    )
    change.session.add(row)
    change.record(Kind.MAKE_LINK, subject=role)
    return token


def make_board_links(change: Changing, of_groups: Sequence[int]) -> list[str]:
    """Make a link to each group's board, for one sheet; return their tokens. Unused ones of before let nobody in.

    Raises UnknownGroup.
    """
    change.session.execute(
        delete(HelperLink).where(col(HelperLink.workshop_id) == change.id, col(HelperLink.role) == Role.SCRIBE.value)
    )
    return [make_link(change, Role.SCRIBE, group_id) for group_id in of_groups]


def void_link(change: Changing, id: int) -> None:
    """Let nobody in by this link. Raises UnknownHelper."""
    row = change.session.get(HelperLink, as_row_id(id))
    if row is None or row.workshop_id != change.id:
        raise UnknownHelper
    change.session.delete(row)
    change.record(Kind.VOID_LINK, subject=row.role)


def look(session: Session, token: str) -> dict[str, str]:
    """Return {code, title, role, group} of a link that is still good; `group`: the name of a scribe's, else "".

    Raises LinkUsed.
    """
    link = _find(session, token)
    workshop = session.get_one(Workshop, link.workshop_id)
    group = session.get(Group, link.group_id) if link.group_id is not None else None
    return {"code": workshop.code, "title": workshop.title, "role": link.role, "group": group.name if group else ""}


def own_token(link: str, entering: str) -> str:
    """Return the token of the session that this entering by this link begins: the same where it is sent again.

    Whoever has the link alone cannot work it out: `entering` is random, and known to the helper's browser only.
    """
    return hashlib.sha256(f"{link}\0{entering}".encode()).hexdigest()


def enter(change: Changing, token: str, own: str, typed: str, browser: sessions.Browser) -> str:
    """Use up the link and begin a session with the token `own` under the typed name; return the name.

    `change.by` is the key of the new session's console. Raises LinkUsed, NameMissing.
    """
    link = _find(change.session, token)
    if link.workshop_id != change.id:
        raise LinkUsed
    if not short(typed):
        raise NameMissing
    name = consoles.register_as(change, typed)
    change.session.delete(link)
    sessions.begin_helper(change.session, own, browser, sessions.Helper(change.id, link.role, name, link.group_id))
    access_log.add(change.session, What.HELPER, change.workshop.code, browser.address, link.role)
    change.record(Kind.ENTER, subject=link.role)
    return name


def remove(change: Changing, session_id: int) -> None:
    """End the helper's session. Raises UnknownHelper, NotYourRole."""
    _check_lead(change)
    row = _helper(change, session_id)
    change.session.delete(row)
    change.record(Kind.REMOVE_HELPER, subject=_console(change, row))


def hand_over(change: Changing, session_id: int) -> None:
    """Make the helper the lead; a lead who came by a link is a helper from then on. Raises UnknownHelper.

    The password goes on opening everything. Raises NotYourRole for whoever has just handed over at another screen.
    """
    _check_lead(change)
    row = _helper(change, session_id)
    if consoles.key_of(row.digest) == change.by or row.role in (Role.LEAD, Role.SCRIBE):
        raise UnknownHelper
    for each in _own(change):
        each.role = Role.HELPER.value
    row.role = Role.LEAD.value
    change.record(Kind.HAND_OVER, subject=_console(change, row))


def links(session: Session, workshop_id: int) -> list[Link]:
    """Return the links that are still good, the newest first."""
    workshop, now = session.get_one(Workshop, workshop_id), now_ms()
    own = select(HelperLink, Group.name).outerjoin(Group, col(Group.id) == HelperLink.group_id)
    rows = session.execute(own.where(HelperLink.workshop_id == workshop_id).order_by(col(HelperLink.id).desc()))
    return [
        Link(row.id or 0, row.role, row.made_at, until, group or "")
        for row, group in rows
        if (until := good_until(workshop, row.role, row.made_at)) > now
    ]


def good_until(workshop: Workshop, role: str, made_at: int) -> int:
    """Return when a link stops to let anybody in, ms since 1970.

    A board's link, which may be printed the evening before, is good until the workshop's last day is over.
    """
    until = made_at + _LINK_MS
    if role != Role.SCRIBE:
        return until
    return min(max(until, end_of(workshop.ends_on or workshop.starts_on)), made_at + sessions.LIFE_MS)


def listed(session: Session, code: str, own: str | None) -> list[sessions.Listed]:
    """Return the helpers of the workshop who are in, the last seen first."""
    return [each for each in sessions.listed(session, own) if each.code == code]


def _find(session: Session, token: str) -> HelperLink:
    row = session.execute(select(HelperLink).where(HelperLink.digest == sessions.digest(token))).scalar_one_or_none()
    if row is None:
        raise LinkUsed
    until = good_until(session.get_one(Workshop, row.workshop_id), row.role, row.made_at)
    if abs(now_ms() - row.made_at) > until - row.made_at:
        raise LinkUsed
    return row


def _helper(change: Changing, session_id: int) -> SignedIn:
    row = change.session.get(SignedIn, as_row_id(session_id))
    if row is None or row.workshop_id != change.id:
        raise UnknownHelper
    return row


def _sessions(session: Session, workshop_id: int) -> list[SignedIn]:
    return list(session.execute(select(SignedIn).where(SignedIn.workshop_id == workshop_id)).scalars())


def _own(change: Changing) -> list[SignedIn]:
    """Return the session by a link that makes this change; none where it is one of the password."""
    return [each for each in _sessions(change.session, change.id) if consoles.key_of(each.digest) == change.by]


def _check_lead(change: Changing) -> None:
    """Raises NotYourRole where the lead was handed over after this request was let in."""
    if any(each.role != Role.LEAD for each in _own(change)):
        raise NotYourRole


def _console(change: Changing, row: SignedIn) -> str:
    """Return the number of the console of a session, "" where it never opened one."""
    return str(consoles.number_of(change.session, change.id, consoles.key_of(row.digest)) or "")


def _forget_expired(session: Session) -> None:
    old, oldest = now_ms() - _LINK_MS, now_ms() - sessions.LIFE_MS
    of_board = col(HelperLink.role) == Role.SCRIBE.value
    session.execute(delete(HelperLink).where(col(HelperLink.made_at) < old, ~of_board))
    session.execute(delete(HelperLink).where(col(HelperLink.made_at) < oldest))
