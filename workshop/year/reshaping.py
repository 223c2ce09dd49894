"""Units of a directive that are merged into one, or one that is split, while answers may be there already.

Each is a new version of the directive, and can be undone as another one. What becomes of the answers is worked out from
them whenever they are shown (former_units.py): nothing of them is changed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from analysis.folding import comparable
from workshop.errors import Conflict, Refusal
from workshop.feed import now_ms
from workshop.store.year_tables import Directive
from workshop.year import directives, units
from workshop.year.contents import MOST_UNITS, Unit
from workshop.year.refusals import UnknownUnit

MOST = 200
_NUMBERS = ("version", "at", "undone")


@dataclass(frozen=True, slots=True)
class Reshape:
    """Units that became others with this version of the directive. `undone`: the version that took it back, or 0.

    places  where the former units stood in the list
    """

    former: tuple[Unit, ...]
    new: tuple[Unit, ...]
    places: tuple[int, ...]
    version: int
    at: int
    undone: int = 0

    @property
    def merged(self) -> bool:
        return len(self.new) == 1


def of(row: Directive) -> list[Reshape]:
    """Return what was merged and split, oldest first, with what was undone."""
    return [
        Reshape(_units(each["former"]), _units(each["new"]), tuple(each["places"]), *(each[name] for name in _NUMBERS))
        for each in row.reshapes or ()
    ]


def gone(row: Directive) -> dict[str, Unit]:
    """Return by their codes the units that were merged or split and are asked no more."""
    asked = {unit["code"] for unit in row.content["units"]}
    found = {unit.code: unit for each in of(row) if not each.undone for unit in each.former}
    return {code: unit for code, unit in found.items() if code not in asked}


def now(row: Directive, code: str) -> list[Unit]:
    """Return which units of today came of a unit, also by way of others."""
    asked = {unit["code"]: unit["name"] for unit in row.content["units"]}
    found: dict[str, Unit] = {}
    waits, seen = [code], set[str]()
    while waits:
        at = waits.pop()
        for each in of(row):
            if each.undone or at not in {unit.code for unit in each.former}:
                continue
            for unit in each.new:
                if unit.code in asked:
                    found[unit.code] = Unit(code=unit.code, name=asked[unit.code])
                elif unit.code not in seen:
                    seen.add(unit.code)
                    waits.append(unit.code)
    return [found[code] for code in asked if code in found]


def change(session: Session, uid: str, codes: Sequence[str], lines: str, was: int) -> None:
    """Merge several units into one, or split one into several, as the next version of the directive.

    `lines`: the new units, `name` or `code<tab>name`, one a line; a former unit's name keeps its code.
    Raises Refusal with the field at fault, UnknownUnit, NotYourDirective, DirectiveWithdrawn, Conflict where another
    screen changed the directive.
    """
    row = directives.to_change(session, uid, was)
    asked = directives.content_of(row).units
    chosen = set(codes)
    if chosen - {unit.code for unit in asked}:
        raise UnknownUnit
    former = [unit for unit in asked if unit.code in chosen]
    others = [unit for unit in asked if unit.code not in chosen]
    new = units.pasted(lines, [*asked, *_ever(row)], _taken_back(row))
    _check(former, new, others, row)
    at = asked.index(former[0])
    before = [unit for unit in asked[:at] if unit.code not in chosen]
    version = directives.set_units(session, row, [*before, *new, *others[len(before) :]])
    made = Reshape(tuple(former), tuple(new), tuple(map(asked.index, former)), version, now_ms())
    row.reshapes = [*(row.reshapes or ()), _plain(made)]
    session.flush()


def undo(session: Session, uid: str, version: int, was: int) -> None:
    """Take the merge or split of this version back, as the next version; once done it changes nothing.

    Raises Conflict where the new units were changed since, and as `change`.
    """
    row = directives.to_change(session, uid, was)
    found = of(row)
    place = next((place for place, each in enumerate(found) if each.version == version), None)
    if place is None:
        raise UnknownUnit
    if found[place].undone:
        return
    if not undoable(row, found[place]):
        raise Conflict(_("หน่วยงานใหม่ถูกเปลี่ยนไปแล้ว จึงเลิกทำไม่ได้ เลิกทำครั้งหลังก่อน หรือแก้รายชื่อในหน้าแก้ไขข้อสั่งการ"))
    asked = directives.content_of(row).units
    new = {unit.code for unit in found[place].new}
    there = [unit for unit in asked if unit.code not in new]
    for at, unit in sorted(zip(found[place].places, found[place].former, strict=True), key=lambda each: each[0]):
        there.insert(at, unit)
    back = directives.set_units(session, row, there)
    plain = [dict(each) for each in row.reshapes]
    plain[place]["undone"] = back
    row.reshapes = plain
    session.flush()


def undoable(row: Directive, which: Reshape) -> bool:
    """Return whether the units that came of it are all asked, and none of the former ones beside them."""
    asked = {unit["code"] for unit in row.content["units"]}
    new = {unit.code for unit in which.new}
    later = {unit.code for each in of(row) if not each.undone and each.version > which.version for unit in each.former}
    return not which.undone and new <= asked and not later & new and not {u.code for u in which.former} & (asked - new)


def _check(former: Sequence[Unit], new: Sequence[Unit], others: Sequence[Unit], row: Directive) -> None:
    if not former:
        raise Refusal(None, former=_("เลือกหน่วยงานที่จะรวมหรือแยกก่อน"))
    if not new:
        raise Refusal(None, new=_("พิมพ์ชื่อหน่วยงานใหม่ บรรทัดละหนึ่งหน่วยงาน"))
    if (len(former) > 1) == (len(new) > 1):
        raise Refusal(None, new=_("รวม: เลือกหลายหน่วยงาน พิมพ์ชื่อใหม่หนึ่งบรรทัด แยก: เลือกหนึ่งหน่วยงาน พิมพ์ชื่อใหม่สองบรรทัดขึ้นไป"))
    codes, names = {unit.code: unit for unit in others}, {comparable(unit.name): unit for unit in others}
    ever = {unit.code: unit for unit in _ever(row)} | {comparable(unit.name): unit for unit in _ever(row)}
    own = {unit.code for unit in former} | {comparable(unit.name) for unit in former}
    for unit in new:
        other = codes.get(unit.code) or names.get(comparable(unit.name))
        if other is not None:
            raise Refusal(None, new=_("“%(name)s” เป็นหน่วยงานอื่นในข้อสั่งการนี้ ใช้ชื่อและรหัสอื่น", name=other.name))
        if any(each in ever and each not in own for each in (unit.code, comparable(unit.name))):
            raise Refusal(None, new=_("“%(name)s” เป็นหน่วยงานที่รวมหรือแยกไปแล้ว กด “เลิกทำ” แทน หรือใช้ชื่ออื่น", name=unit.name))
    if len(others) + len(new) > MOST_UNITS:
        raise Refusal(None, new=_("ได้ไม่เกิน %(most)s หน่วยงาน", most=MOST_UNITS))
    if len(row.reshapes or ()) >= MOST:
        raise Refusal(None, new=_("รวมและแยกได้ไม่เกิน %(most)s ครั้ง", most=MOST))


def _ever(row: Directive) -> list[Unit]:
    """Return the units that were merged or split and not brought back."""
    return list(gone(row).values())


def _taken_back(row: Directive) -> set[str]:
    """Return the codes of units that a merge or split made before it was taken back: they may have answered."""
    former = {unit.code for each in of(row) for unit in each.former}
    return {unit.code for each in of(row) if each.undone for unit in each.new} - former


def _units(plain: Sequence[dict[str, Any]]) -> tuple[Unit, ...]:
    return tuple(Unit(code=each["code"], name=each["name"]) for each in plain)


def _plain(made: Reshape) -> dict[str, Any]:
    units_of = {name: [unit.model_dump() for unit in getattr(made, name)] for name in ("former", "new")}
    return {**units_of, "places": list(made.places), **{name: getattr(made, name) for name in _NUMBERS}}
