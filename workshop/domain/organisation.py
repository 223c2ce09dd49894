"""The units of an organisation, as a tree; a unit's code is unique. What belongs to a unit, and what to none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import func, update
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop import places
from workshop.domain import workshops
from workshop.domain.policy import Standing
from workshop.domain.wording import one_line
from workshop.errors import Refusal
from workshop.store.models import PersonRole, SignedIn, Unit, Workshop, as_row_id
from workshop.store.year_tables import Directive

LONGEST_CODE, LONGEST_NAME, MOST = 40, 120, 5_000


class Kind(StrEnum):
    """The values are stored: none may be renamed."""

    DEPARTMENT = "department"
    BUREAU = "bureau"
    PROVINCE = "province"
    DISTRICT = "district"


KINDS: dict[str, Any] = {
    Kind.DEPARTMENT: lazy_gettext("กรม"),
    Kind.BUREAU: lazy_gettext("สำนัก กอง"),
    Kind.PROVINCE: lazy_gettext("จังหวัด"),
    Kind.DISTRICT: lazy_gettext("อำเภอ"),
}
_OWNED: tuple[type[Any], ...] = (Workshop, Directive)


class UnknownOrgUnit(Refusal):
    code, status = "unknown_org_unit", 404
    message = lazy_gettext("ไม่พบหน่วยงานนี้ ดูรายการหน่วยงานล่าสุด หรือถามผู้ดูแลระบบ")


@dataclass(frozen=True, slots=True)
class Listed:
    """A unit as its page lists it, below its parent; `depth` from 0."""

    id: int
    code: str
    name: str
    kind: str
    parent_id: int | None
    path: str
    depth: int
    workshops: int
    people: int


def find(session: Session, unit_id: int) -> Unit:
    """Raises UnknownOrgUnit."""
    row = session.get(Unit, as_row_id(unit_id))
    if row is None:
        raise UnknownOrgUnit
    return row


def by_code(session: Session, code: str) -> Unit:
    """Raises UnknownOrgUnit."""
    row = session.execute(select(Unit).where(Unit.code == code)).scalar_one_or_none()
    if row is None:
        raise UnknownOrgUnit
    return row


def every(session: Session) -> list[Listed]:
    """Return all units, each followed by those below it; brothers by code."""
    rows = list(session.execute(select(Unit)).scalars())
    made, people = _counts(session, Workshop), _counts(session, PersonRole)
    codes = {row.id: row.code for row in rows}
    rows.sort(key=lambda row: [codes.get(id, "") for id in _ids(row.path)])
    return [
        Listed(
            depth=len(_ids(row.path)) - 1,
            workshops=made.get(row.id, 0),
            people=people.get(row.id, 0),
            **row.model_dump(),
        )
        for row in rows
    ]


def add(session: Session, code: str, name: str, kind: str, parent_id: int | None = None) -> int:
    """Add a unit and return its id. Raises Refusal with the fields at fault, UnknownOrgUnit of the parent."""
    parent = find(session, parent_id) if parent_id is not None else None
    code, name = _checked(session, code, name, kind)
    if session.execute(select(func.count()).select_from(Unit)).scalar_one() >= MOST:
        raise Refusal(_("มีหน่วยงานได้ไม่เกิน %(most)s หน่วยงาน", most=MOST))
    return _add(session, code, name, kind, parent).id


def edit(session: Session, unit_id: int, code: str, name: str, kind: str, parent_id: int | None) -> None:
    """Change a unit; under another parent it takes along what is below it.

    Raises Refusal with the fields at fault, UnknownOrgUnit.
    """
    row = find(session, unit_id)
    parent = find(session, parent_id) if parent_id is not None else None
    code, name = _checked(session, code, name, kind, own=row.id)
    if parent is not None and parent.path.startswith(row.path):
        raise Refusal(None, parent=_("หน่วยงานอยู่ใต้ตนเองไม่ได้ เลือกหน่วยงานอื่น"))
    if kind == Kind.DEPARTMENT:
        _check_no_leads(session, row.id)
    row.code, row.name, row.kind = code, name, kind
    if parent_id != row.parent_id:
        row.parent_id = parent_id
        _move(session, row, f"{parent.path if parent else '/'}{row.id}/")
    session.flush()


def remove(session: Session, unit_id: int) -> None:
    """Delete an empty unit. Raises Refusal where something is below it or belongs to it, UnknownOrgUnit."""
    row = find(session, unit_id)
    below = select(Unit.id).where(Unit.parent_id == row.id)
    tables: tuple[type[Any], ...] = (PersonRole, *_OWNED)
    own = [select(table.unit_id).where(col(table.unit_id) == row.id) for table in tables]
    for query in (below, *own):
        if session.execute(query.limit(1)).first() is not None:
            raise Refusal(_("หน่วยงานนี้ยังมีหน่วยงานย่อย คน การประชุม หรือข้อสั่งการ ย้ายออกก่อน หรือรวมกับหน่วยงานอื่น"))
    session.delete(row)
    session.flush()


def merge(session: Session, unit_id: int, into_id: int) -> None:
    """Give all that the unit has to another one, and delete it.

    Somebody with a role at both keeps that of the other. Raises Refusal, UnknownOrgUnit.
    """
    row, into = find(session, unit_id), find(session, into_id)
    if into.path.startswith(row.path):
        raise Refusal(None, into=_("รวมกับตนเองหรือหน่วยงานย่อยของตนไม่ได้ เลือกหน่วยงานอื่น"))
    if into.kind == Kind.DEPARTMENT:
        _check_no_leads(session, row.id)
    end_sessions(session, row.path)
    there = {role.person_id for role in _roles_at(session, into.id)}
    for role in _roles_at(session, row.id):
        if role.person_id not in there:
            session.add(PersonRole(person_id=role.person_id, unit_id=into.id, role=role.role))
        session.delete(role)
    for table in _OWNED:
        session.execute(update(table).where(col(table.unit_id) == row.id).values(unit_id=into.id))
    for child in session.execute(select(Unit).where(Unit.parent_id == row.id)).scalars().all():
        child.parent_id = into.id
        _move(session, child, f"{into.path}{child.id}/")
    session.flush()
    session.delete(row)
    session.flush()


def split(session: Session, unit_id: int, code: str, name: str, children: list[int]) -> int:
    """Add a unit of the same kind beside this one, which takes these units below it along; return its id.

    Raises Refusal with the fields at fault, UnknownOrgUnit.
    """
    row = find(session, unit_id)
    code, name = _checked(session, code, name, row.kind)
    moved = [find(session, child) for child in children]
    if any(child.parent_id != row.id for child in moved):
        raise Refusal(None, children=_("เลือกได้เฉพาะหน่วยงานย่อยของหน่วยงานที่แยก"))
    made = _add(session, code, name, row.kind, session.get(Unit, row.parent_id) if row.parent_id else None)
    for child in moved:
        child.parent_id = made.id
        _move(session, child, f"{made.path}{child.id}/")
    session.flush()
    return made.id


def fill_provinces(session: Session, department: str) -> int:
    """Add a department of this name, where there is none, and the 77 provinces below it; return how many are new.

    A province whose code is there already stays as it is. Raises Refusal.
    """
    query = select(Unit).where(Unit.kind == Kind.DEPARTMENT).order_by(col(Unit.id))
    root = session.execute(query).scalars().first()
    if root is None:
        code, name = _checked(session, "dept", department, Kind.DEPARTMENT)
        root = _add(session, code, name, Kind.DEPARTMENT, None)
    return _fill(session, places.province_codes(), Kind.PROVINCE, root)


def fill_districts(session: Session, unit_id: int) -> int:
    """Add the districts of the province with this unit's official code; return how many are new. Raises Refusal."""
    row = find(session, unit_id)
    if row.kind != Kind.PROVINCE or row.code not in places.province_codes():
        raise Refusal(_("เติมอำเภอได้เฉพาะจังหวัดที่มีรหัสของกรมการปกครอง เช่น 40 ขอนแก่น"))
    return _fill(session, places.district_codes(row.code), Kind.DISTRICT, row)


def owners(session: Session) -> dict[str, int]:
    """Return the unit of each workshop that belongs to one, by the workshop's code."""
    query = select(Workshop.code, Workshop.unit_id).where(col(Workshop.unit_id).is_not(None))
    return {code: int(unit_id or 0) for code, unit_id in session.execute(query)}


def give_workshop(session: Session, code: str, unit_id: int | None) -> None:
    """Make the workshop the unit's, or with None the installation's. Raises UnknownWorkshop, UnknownOrgUnit."""
    _give(session, workshops.find(session, code), unit_id)


def give_directive(session: Session, row: Directive, unit_id: int | None) -> None:
    """Make the directive the unit's, or with None the installation's. Raises UnknownOrgUnit."""
    _give(session, row, unit_id)


def end_sessions(session: Session, *paths: str) -> None:
    """End the sessions of everybody with a role at or above the units of these paths, who lose rights there."""
    units = {id for path in paths for id in _ids(path)}
    people = select(PersonRole.person_id).where(col(PersonRole.unit_id).in_(units))
    rows = session.execute(select(SignedIn).where(col(SignedIn.person_id).in_(people))).scalars().all()
    for row in rows:
        session.delete(row)
    session.flush()


def _give(session: Session, row: Any, unit_id: int | None) -> None:
    to = find(session, unit_id) if unit_id is not None else None
    from_ = session.get(Unit, row.unit_id) if row.unit_id is not None else None
    if from_ is not None and to is not from_:
        end_sessions(session, from_.path)
    row.unit_id = to.id if to else None
    session.flush()


def _add(session: Session, code: str, name: str, kind: str, parent: Unit | None) -> Unit:
    row = Unit(code=code, name=name, kind=str(kind), parent_id=parent.id if parent else None)
    session.add(row)
    session.flush()
    row.path = f"{parent.path if parent else '/'}{row.id}/"
    session.flush()
    return row


def _fill(session: Session, wanted: dict[str, str], kind: Kind, parent: Unit) -> int:
    there = set(session.execute(select(Unit.code).where(col(Unit.code).in_(wanted))).scalars())
    new = [Unit(code=code, name=name, kind=kind.value, parent_id=parent.id) for code, name in wanted.items()]
    new = [unit for unit in new if unit.code not in there]
    session.add_all(new)
    session.flush()
    for unit in new:
        unit.path = f"{parent.path}{unit.id}/"
    session.flush()
    return len(new)


def _move(session: Session, row: Unit, path: str) -> None:
    """Give the unit and all below it their new paths, and end the sessions of all who lose by it."""
    former = row.path
    below = session.execute(select(Unit).where(col(Unit.path).startswith(former, autoescape=True))).scalars().all()
    end_sessions(session, *(unit.path for unit in below))
    for unit in below:
        unit.path = path + unit.path.removeprefix(former)
    session.flush()


def _checked(session: Session, code: str, name: str, kind: str, own: int | None = None) -> tuple[str, str]:
    """Return code and name as they are stored. Raises Refusal with the fields at fault."""
    code, name = "".join(code.split()), one_line(name, LONGEST_NAME)
    errors: dict[str, object] = {}
    if not code or len(code) > LONGEST_CODE or not code.isprintable():
        errors["code"] = _("รหัสหน่วยงานยาว 1–%(most)s ตัว ไม่มีช่องว่าง", most=LONGEST_CODE)
    elif (other := session.execute(select(Unit).where(Unit.code == code)).scalar_one_or_none()) and other.id != own:
        errors["code"] = _("รหัส %(code)s เป็นของ %(name)s แล้ว แต่ละหน่วยงานต้องมีรหัสของตน", code=code, name=other.name)
    if not name:
        errors["name"] = _("พิมพ์ชื่อหน่วยงาน")
    if kind not in KINDS:
        errors["kind"] = _("เลือกประเภทหน่วยงาน")
    if errors:
        raise Refusal(None, **errors)
    return code, name


def _check_no_leads(session: Session, unit_id: int) -> None:
    """Raises Refusal: a lead sees what is open below, which a department does not."""
    if any(role.role in (Standing.LEAD, Standing.HELPER) for role in _roles_at(session, unit_id)):
        raise Refusal(_("ที่กรมมีเฉพาะหน้าที่ กรม และ ผู้ชม เปลี่ยนหน้าที่ของคนในหน่วยงานนี้ก่อน"))


def _roles_at(session: Session, unit_id: int) -> list[PersonRole]:
    return list(session.execute(select(PersonRole).where(PersonRole.unit_id == unit_id)).scalars())


def _ids(path: str) -> list[int]:
    return [int(part) for part in path.split("/") if part]


def _counts(session: Session, table: type[Any]) -> dict[int, int]:
    query = select(table.unit_id, func.count()).where(col(table.unit_id).is_not(None)).group_by(col(table.unit_id))
    return {int(unit): int(count) for unit, count in session.execute(query)}
