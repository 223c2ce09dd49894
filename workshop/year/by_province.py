"""Long lists of units on a page: folded by province, of which one is open at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask_babel import gettext as _

from workshop import places
from workshop.year import units
from workshop.year.contents import Unit

LONG = 120  # rows, from which a list is folded: all provinces with some bureaus are shown at once
OTHERS = "other"  # units that are in no province
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Province(Generic[T]):
    """`code`: official, or OTHERS."""

    code: str
    name: str
    rows: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Folded(Generic[T]):
    """`provinces` is empty where the list is short; `open`: the one whose rows are shown; `rows`: what is shown."""

    provinces: tuple[Province[T], ...]
    open: str
    rows: tuple[T, ...]


def all_folded(units_of: Iterable[Unit]) -> tuple[Province[Unit], ...]:
    """Return the units by province where the list is long, else all of them as one without a name."""
    found = tuple(units_of)
    return folded(found, lambda unit: unit, "").provinces or (Province("", "", found),)


def folded(rows: Iterable[T], unit_of: Callable[[T], Unit], wanted: str) -> Folded[T]:
    """Fold a long list; `wanted`: the code of the province to open."""
    found = tuple(rows)
    if len(found) <= LONG:
        return Folded((), "", found)
    names = places.province_codes()
    parts: dict[str, list[T]] = {code: [] for code in (*names, OTHERS)}
    for row in found:
        parts[units.province_of(unit_of(row).code) or OTHERS].append(row)
    provinces = tuple(
        Province(code, names.get(code, _("หน่วยงานอื่น")), tuple(each)) for code, each in parts.items() if each
    )
    opened = wanted if parts.get(wanted) else ""
    return Folded(provinces, opened, tuple(parts[opened]) if opened else ())
