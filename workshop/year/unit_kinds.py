"""The kind of a unit: province and district by their official codes, bureaus, and whatever the department typed.

It is the department's own sorting, stored with what it decided of its units, and stands in no file.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _

from analysis.folding import comparable
from workshop import places
from workshop.domain.wording import short
from workshop.store.year_tables import Directive

PROVINCE, DISTRICT, BUREAU, OTHER = "province", "district", "bureau", "other"
LIMIT = 60
NAMES = {PROVINCE: _("จังหวัด"), DISTRICT: _("อำเภอ"), BUREAU: _("สำนักและกอง"), OTHER: _("หน่วยงานอื่น")}
_TYPED = {
    **dict.fromkeys(("จังหวัด", "province"), PROVINCE),
    **dict.fromkeys(("อำเภอ", "เขต", "district"), DISTRICT),
    **dict.fromkeys(("สำนัก", "กอง", "สำนัก/กอง", "สำนักและกอง", "bureau", "division"), BUREAU),
    **dict.fromkeys(("อื่น ๆ", "หน่วยงานอื่น", "other"), OTHER),
}
_BY_WORD = {comparable(word): kind for word, kind in _TYPED.items()}


def typed(text: str) -> str:
    """Return the kind that somebody typed: one of those above, an own one as typed, "" for none."""
    name = short(text, LIMIT)
    return _BY_WORD.get(comparable(name), name)


def of(row: Directive) -> dict[str, str]:
    """Return the kind of each unit by its code: as decided, else by the code, else by the first word of the name.

    Units that were merged or split are among them, as their answers may count.
    """
    return {
        unit["code"]: row.units.get(unit["code"], {}).get("kind") or _found(unit["code"], unit["name"])
        for unit in (*(each for which in row.reshapes or () for each in which["former"]), *row.content["units"])
    }


def name(kind: str) -> Any:
    """Return what a kind is called; an own one by itself."""
    return NAMES.get(kind, kind)


def known(kinds: Mapping[str, str]) -> dict[str, Any]:
    """Return the kinds that some unit has, with their names: those above first."""
    used = set(kinds.values())
    own = sorted(used - set(NAMES), key=places.dictionary_order)
    return {kind: name(kind) for kind in (*NAMES, *own) if kind in used}


def _found(code: str, called: str) -> str:
    if code in places.province_codes():
        return PROVINCE
    if code in _districts():
        return DISTRICT
    return BUREAU if called.startswith(("กอง", "สำนัก")) and not called.startswith(("กองทุน", "สำนักงาน")) else OTHER


@cache
def _districts() -> frozenset[str]:
    return frozenset(code for province in places.province_codes() for code in places.district_codes(province))
