"""Thailand's provinces and districts by name; the data is the package geothai's (DOPA's list, CC BY 4.0)."""

import re
from functools import cache

import geothai

from analysis.folding import comparable

BANGKOK = "กรุงเทพมหานคร"
_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
_TONE_OR_SIGN = re.compile("[็่้๊๋์]")


def provinces() -> list[str]:
    """The 77 provinces by their Thai names, Bangkok among them, in the order of a Thai dictionary."""
    return sorted(_provinces(), key=dictionary_order)


def province_codes() -> dict[str, str]:
    """Official two-digit code to name of the 77 provinces, in the order of a Thai dictionary."""
    return {_provinces()[name].code: name for name in provinces()}


def districts(province: str) -> list[str]:
    """The districts of a province in the official order, the capital district first, as in เมืองขอนแก่น.

    Names stand without อำเภอ or เขต. Raises KeyError for a name that is no province.
    """
    kind = "เขต" if province == BANGKOK else ""
    return [area.name_th.removeprefix(kind) for area in geothai.districts(_provinces()[province].code)]


def district_codes(province: str) -> dict[str, str]:
    """Official four-digit code to name, as in `districts`, of a province's two-digit code. Raises KeyError."""
    name = province_codes()[province]
    codes = (area.code for area in geothai.districts(province))
    return dict(zip(codes, districts(name), strict=True))


def is_district(name: str) -> bool:
    """Return whether a district of any province has this name, without อำเภอ or เขต; เมือง for short of a capital."""
    return comparable(name) in _district_names()


@cache
def _district_names() -> frozenset[str]:
    return frozenset(["เมือง", *(comparable(name) for province in provinces() for name in districts(province))])


def dictionary_order(name: str) -> tuple[str, str]:
    """A sort key after the Royal Institute's dictionary: vowels written in front count after their consonant,
    tone marks only where all else is equal."""
    spoken = _LEADING_VOWEL.sub(r"\2\1", name)
    return _TONE_OR_SIGN.sub("", spoken), spoken


@cache
def _provinces() -> dict[str, geothai.types.Province]:
    return {province.name_th: province for province in geothai.provinces()}
