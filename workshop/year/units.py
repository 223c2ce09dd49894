"""The units that a directive goes to: provinces and districts by their official codes, and lists of one's own."""

from collections.abc import Iterable, Sequence
from functools import cache

from flask_babel import gettext as _

from analysis.folding import comparable
from workshop import places
from workshop.domain.wording import short
from workshop.errors import Refusal
from workshop.year import unit_kinds
from workshop.year.contents import LINE, MOST_UNITS, Unit


def provinces() -> list[Unit]:
    """The 76 provinces under provincial administration: Bangkok is none of them."""
    return [Unit(code=code, name=name) for code, name in places.province_codes().items() if name != places.BANGKOK]


@cache
def districts() -> dict[str, tuple[Unit, ...]]:
    """Return {code of a province: its districts} of the 76 provinces: 878 districts, each with its province's name."""
    return {
        province.code: tuple(
            Unit(code=code, name=f"อำเภอ{name} จังหวัด{province.name}")
            for code, name in places.district_codes(province.code).items()
        )
        for province in provinces()
    }


def of_provinces(codes: Iterable[str]) -> list[Unit]:
    """Return all districts of these provinces, in the order of the provinces. Raises Refusal for another code."""
    wanted = set(codes)
    if wanted - districts().keys():
        raise Refusal(None, districts=_("ไม่พบจังหวัดที่เลือก เลือกใหม่จากรายการ"))
    return [unit for code, found in districts().items() if code in wanted for unit in found]


def province_of(code: str) -> str:
    """Return the code of the province that a unit's official code is of or in, "" for another code."""
    if code in places.province_codes():
        return code
    return code[:2] if code in _district_codes() else ""


@cache
def _district_codes() -> frozenset[str]:
    return frozenset(unit.code for found in districts().values() for unit in found)


def pasted(text: str, known: Iterable[Unit] = (), used: Iterable[str] = ()) -> list[Unit]:
    """Return the units of `with_kinds`."""
    return with_kinds(text, known, used)[0]


def with_kinds(text: str, known: Iterable[Unit] = (), used: Iterable[str] = ()) -> tuple[list[Unit], dict[str, str]]:
    """Return the units, and the kinds that were typed, by code, of lines `name`, or `code<tab>name` or
    `code<tab>name<tab>kind` as a spreadsheet pastes them.

    A line without a code takes that of a province or known unit of its name, else the next free one of u-1, u-2 …,
    none of the `used` ones.
    Raises Refusal for a code or a name that stands twice, and for more than MOST_UNITS.
    """
    official = (unit for found in districts().values() for unit in found)
    codes = {unit.name: unit.code for unit in (*official, *provinces(), *known)}
    found: list[Unit] = []
    kinds: dict[str, str] = {}
    taken = {*codes.values(), *used}
    for line in filter(str.strip, text.splitlines()):
        first, tab, rest = line.strip().partition("\t")
        called, _tab, kind = rest.partition("\t")
        name = short(called if tab else first, LINE)
        code = "".join(first.split())[:40] if tab else codes.get(name) or _free(taken)
        if not name or not code:
            continue
        if any(unit.code == code for unit in found):
            raise Refusal(None, units=_("รหัส %(code)s มีมากกว่าหนึ่งหน่วยงาน แต่ละหน่วยงานต้องมีรหัสของตน", code=code))
        if any(comparable(unit.name) == comparable(name) for unit in found):
            raise Refusal(None, units=_("“%(name)s” มีมากกว่าหนึ่งบรรทัด แต่ละหน่วยงานมีบรรทัดเดียว", name=name))
        taken.add(code)
        found.append(Unit(code=code, name=name))
        if chosen := unit_kinds.typed(kind):
            kinds[code] = chosen
    if len(found) > MOST_UNITS:
        raise Refusal(None, units=_("ได้ไม่เกิน %(most)s หน่วยงาน", most=MOST_UNITS))
    return found, kinds


def together(everywhere: Sequence[Unit], own: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return all of these units, one that is in both once.

    Raises Refusal where one code would be of two units, or one name have two codes: then one would be lost in silence.
    """
    official = {unit.code: unit.name for unit in everywhere}
    names = {comparable(unit.name) for unit in everywhere}
    for unit in own:
        name = official.get(unit.code)
        if name is not None and comparable(name) != comparable(unit.name):
            about = _("รหัส %(code)s เป็นของ %(name)s ใช้กับ %(other)s ไม่ได้", code=unit.code, name=name, other=unit.name)
            raise Refusal(None, units=about)
        if name is None and comparable(unit.name) in names:
            raise Refusal(None, units=_("“%(name)s” อยู่ในรายการที่เลือกแล้ว ลบบรรทัดนี้หรือรหัสของบรรทัดนี้", name=unit.name))
    found = {unit.code: unit for unit in (*everywhere, *own)}
    if len(found) > MOST_UNITS:
        raise Refusal(None, units=_("ได้ไม่เกิน %(most)s หน่วยงาน", most=MOST_UNITS))
    return tuple(found.values())


def _free(taken: set[str]) -> str:
    return next(code for code in (f"u-{number}" for number in range(1, len(taken) + 2)) if code not in taken)
