"""รับทราบ: units acknowledge the minutes of a meeting from phones, by one link that is open until it is closed.

What is acknowledged is a copy of the matters as they were when the link was made: minutes that change need a new one.
A unit counts once, from however many phones. A name is given only with consent to stand in the minutes.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import consents, minutes, sessions
from workshop.domain.minutes import Item
from workshop.domain.wording import one_line, short
from workshop.errors import Refusal
from workshop.feed import Changing
from workshop.store.minutes_tables import Acknowledgement, MinutesLink
from workshop.store.models import Workshop

ACTOR = "unit"
UNIT_LIMIT, NAME_LIMIT, POST_LIMIT = 100, 100, 100
MOST_UNITS, MOST_ROWS, MOST_OF_A_DEVICE = 300, 3_000, 30


class UnknownAcknowledging(Refusal):
    code, status = "unknown_acknowledging", 404
    message = _("ไม่พบลิงก์รับทราบนี้ อาจปิดหรือลบไปแล้ว ขอลิงก์ล่าสุดจากผู้จดรายงานการประชุม")


class AcknowledgingClosed(Refusal):
    code, status = "acknowledging_closed", 410
    message = _("ปิดรับทราบแล้ว ยังไม่ได้บันทึกครั้งนี้ แจ้งผู้จดรายงานการประชุม")


@dataclass(frozen=True, slots=True)
class Counted:
    """How far it is: units that have acknowledged, in the order of the list, and those of the list that have not.

    items   by the id of a matter that asks for it, how many units have acknowledged it
    listed  whether the meeting's units are known, so that `missing` says something
    """

    units: tuple[str, ...]
    missing: tuple[str, ...]
    items: dict[str, int]
    listed: bool
    closed: bool
    outdated: bool

    @property
    def all(self) -> int:
        return len(self.units) + len(self.missing)


def open_link(change: Changing, units: str, asked: Sequence[str]) -> None:
    """Let units acknowledge the minutes as they are now; a former link is closed.

    `units`: of the meeting, one a line; without any, people type theirs. `asked`: ids of matters that are acknowledged
    one by one. Raises Refusal without a matter.
    """
    typed = minutes.of(change.session, change.id)
    matters = [each for each in typed.items if not each.removed]
    if not matters:
        raise Refusal(_("ยังไม่มีเรื่องในรายงานการประชุม เพิ่มเรื่องก่อน แล้วเปิดให้รับทราบ"))
    lines = list(dict.fromkeys(filter(None, (short(line, UNIT_LIMIT) for line in units.splitlines()))))
    if len(lines) > MOST_UNITS:
        raise Refusal(None, units=_("ได้ไม่เกิน %(most)s หน่วยงาน", most=MOST_UNITS))
    for row in _links(change.session, change.id):
        row.closed = True
        change.record(Kind.ACKNOWLEDGING, row, subject=str(row.id))
    nonce = secrets.token_hex(16)
    link = MinutesLink(
        workshop_id=change.id,
        nonce=nonce,
        digest=sessions.digest(_token(change.salt, nonce)),
        items=[asdict(each) for each in matters],
        asked=[each.id for each in matters if each.id in set(asked)],
        units=lines,
    )
    change.session.add(link)
    change.session.flush()
    change.record(Kind.ACKNOWLEDGING, link, subject=str(link.id))


def close_link(change: Changing) -> None:
    """Take no more acknowledgements; those that came stay. Without an open link nothing changes."""
    link = newest(change.session, change.id)
    if link is not None and not link.closed:
        link.closed = True
        change.record(Kind.ACKNOWLEDGING, link, subject=str(link.id))


def newest(session: Session, workshop_id: int) -> MinutesLink | None:
    found = _links(session, workshop_id)
    return found[-1] if found else None


def token_of(workshop: Workshop, link: MinutesLink) -> str:
    return _token(workshop.salt, link.nonce)


def find(session: Session, token: str) -> tuple[str, MinutesLink]:
    """Return (code of the workshop, link). Raises UnknownAcknowledging, also for a deleted workshop's."""
    query = (
        select(Workshop.code, MinutesLink)
        .join(MinutesLink, col(MinutesLink.workshop_id) == Workshop.id)
        .where(MinutesLink.digest == sessions.digest(token), Workshop.delete_at == 0)
    )
    row = session.execute(query).first()
    if row is None:
        raise UnknownAcknowledging
    return str(row[0]), row[1]


def acknowledge(
    change: Changing, token: str, device: str, unit: str, items: Sequence[str], name: str = "", post: str = ""
) -> None:
    """Acknowledge the minutes for a unit, with these of the matters that ask for it; again changes what was said.

    A name and a post come with consent only: the caller leaves them out without. Raises UnknownAcknowledging,
    AcknowledgingClosed, Refusal that names the field at fault.
    """
    link = _open(change, token)
    said = one_line(unit, UNIT_LIMIT, "unit")
    if not said:
        raise Refusal(None, unit=_("เลือกหรือพิมพ์หน่วยงานก่อน"))
    if link.units and said not in link.units:
        raise Refusal(None, unit=_("ไม่มีหน่วยงานนี้ในรายการ เลือกหน่วยงานจากรายการ"))
    rows = _rows(change.session, link)
    own = next(
        (row for row in rows if row.device == _mark(change, device) and _folded(row.unit) == _folded(said)), None
    )
    if own is None:
        if sum(row.device == _mark(change, device) for row in rows) >= MOST_OF_A_DEVICE or len(rows) >= MOST_ROWS:
            raise Refusal(_("รับทราบจากเครื่องนี้ครบจำนวนแล้ว แจ้งผู้จดรายงานการประชุม"))
        own = Acknowledgement(workshop_id=change.id, link_id=link.id, device=_mark(change, device), unit=said)
    former = _line(own) if own.name else ""
    own.items = [each for each in link.asked if each in set(items)]
    own.name, own.post = one_line(name, NAME_LIMIT), one_line(post, POST_LIMIT, "post")
    if former and former != _line(own):
        minutes.take_name_off(change, _consent(change.salt, own))
    change.session.add(own)
    change.session.flush()
    change.record(Kind.ACKNOWLEDGE, own, subject=str(link.id))


def take_back(change: Changing, token: str, device: str, unit: str) -> None:
    """Withdraw what this device acknowledged for the unit; without it nothing changes. Raises as `acknowledge`."""
    link = _open(change, token)
    for row in _rows(change.session, link):
        if row.device == _mark(change, device) and _folded(row.unit) == _folded(short(unit, UNIT_LIMIT)):
            if row.name:
                minutes.take_name_off(change, _consent(change.salt, row))
            change.session.delete(row)
            change.session.flush()
            change.record(Kind.ACKNOWLEDGE, subject=str(link.id))


def withdraw_name(change: Changing, token: str, device: str, unit: str) -> None:
    """Withdraw the consent to a name, also after the link was closed; what was acknowledged stays.

    Minutes that a later meeting adopted stay as they are. Raises UnknownAcknowledging.
    """
    _code, link = find(change.session, token)
    if link.workshop_id != change.id:
        raise UnknownAcknowledging
    for row in of_device(change.session, link, change.salt, device):
        if row.name and _folded(row.unit) == _folded(short(unit, UNIT_LIMIT)):
            minutes.take_name_off(change, _consent(change.salt, row))
            row.name = row.post = ""
            change.record(Kind.ACKNOWLEDGE, row, subject=str(link.id))


def of_device(session: Session, link: MinutesLink, salt: str, device: str) -> list[Acknowledgement]:
    """Return what this device acknowledged, by unit."""
    rows = [row for row in _rows(session, link) if device and row.device == _device(salt, device)]
    return sorted(rows, key=lambda row: row.unit)


def counted(session: Session, workshop_id: int) -> Counted | None:
    """Return how far the newest link is; None where there never was one."""
    link = newest(session, workshop_id)
    if link is None:
        return None
    rows = _rows(session, link)
    given = {_folded(row.unit): row.unit for row in sorted(rows, key=lambda row: row.unit, reverse=True)}
    names = link.units or sorted(given.values())
    items = {each: len({_folded(row.unit) for row in rows if each in row.items}) for each in link.asked}
    now = [(each.id, *each.said) for each in minutes.of(session, workshop_id).items if not each.removed]
    return Counted(
        units=tuple(each for each in names if _folded(each) in given),
        missing=tuple(each for each in names if _folded(each) not in given),
        items=items,
        listed=bool(link.units),
        closed=link.closed,
        outdated=now != [(each.id, *each.said) for each in matters(link)],
    )


def people(session: Session, workshop_id: int, salt: str) -> dict[str, str]:
    """Return who gave a name with the acknowledgement, {mark of the consent: line}, by post and unit."""
    link = newest(session, workshop_id)
    rows = [row for row in _rows(session, link) if row.name] if link is not None else []
    return {_consent(salt, row): _line(row) for row in sorted(rows, key=lambda row: _line(row).partition("\t")[2])}


def matters(link: MinutesLink) -> tuple[Item, ...]:
    return tuple(Item(**each) for each in link.items)


def _consent(salt: str, row: Acknowledgement) -> str:
    return consents.mark(salt, f"acknowledgement\0{row.link_id}\0{row.device}\0{row.unit}")


def _line(row: Acknowledgement) -> str:
    return minutes.person_line(row.name, row.unit, row.post)


def _open(change: Changing, token: str) -> MinutesLink:
    _code, link = find(change.session, token)
    if link.workshop_id != change.id:
        raise UnknownAcknowledging
    if link.closed:
        raise AcknowledgingClosed
    return link


def _links(session: Session, workshop_id: int) -> list[MinutesLink]:
    query = select(MinutesLink).where(MinutesLink.workshop_id == workshop_id).order_by(col(MinutesLink.id))
    return list(session.execute(query).scalars())


def _rows(session: Session, link: MinutesLink) -> list[Acknowledgement]:
    query = select(Acknowledgement).where(Acknowledgement.link_id == link.id)
    return list(session.execute(query).scalars())


def _mark(change: Changing, device: str) -> str:
    return _device(change.salt, device)


def _device(salt: str, device: str) -> str:
    """Return by which a device finds its own again; it is no mark of any phone that writes notes."""
    return hmac.digest(salt.encode(), f"acknowledge\0{device}".encode("utf-8", "surrogatepass"), "sha256").hex()


def _token(salt: str, nonce: str) -> str:
    said = hmac.digest(salt.encode(), f"minutes link\0{nonce}".encode(), "sha256")
    return base64.urlsafe_b64encode(said[:16]).decode().rstrip("=")


def _folded(unit: str) -> str:
    return " ".join(unit.casefold().split())
