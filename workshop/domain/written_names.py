"""Names of categories and groups as people and files write them."""

from __future__ import annotations

import difflib
import gettext
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from analysis.folding import comparable
from workshop import paths, places
from workshop.errors import BadCategory

# Words before and behind the name of a group that Laena ignores.
_KIND = re.compile(
    r"^(กลุ่มที่|กลุ่ม|โต๊ะที่|โต๊ะ|(?:สำนักงาน|สนง\.?)พัฒนาชุมชนอำเภอ|สพอ\.?|ที่ว่าการอำเภอ|อำเภอ|อ\.|เขต|group|table|district)"
)
_BEHIND = re.compile(r"(?<=.)(?:district|จังหวัด.*|จ\..*|\.0+|[.:])$")
_OF_PROVINCE = re.compile(r"^(?:จังหวัด|จ\.)")
_CAPITAL = "เมือง"
_NEAR = 0.75  # share of equal letters from which a name is offered instead


@cache
def _provinces() -> frozenset[str]:
    return frozenset(map(comparable, places.provinces()))


def category_keys(categories: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return {way to write a category: its key}: key, Thai or English name, or a part of a name with a slash."""
    english = gettext.translation("messages", paths.translations_dir(), ["en"], fallback=True).gettext
    found: dict[str, str] = {}
    for category in categories:
        key, name = category["key"], category["name"]
        whole = [key, f"{key}s", name, english(name)]
        for written in (*whole, *(part for text in whole[2:] for part in text.split("/"))):
            found.setdefault(comparable(written), key)
    return found


def category_key(keys: Mapping[str, str], written: str) -> str:
    """Return the category's key. Raises BadCategory."""
    key = keys.get(comparable(written))
    if key is None:
        raise BadCategory
    return key


def groups_by_name(rows: Iterable[tuple[str, int | None]]) -> dict[str, int | None]:
    """Return group ids by name with and without its first word; exact names win: "1" over "กลุ่มที่ 1".

    «เมือง» is the one capital district among them, เมืองขอนแก่น.
    """
    known = list(rows)
    exact = {comparable(name): group_id for name, group_id in known}
    short = {bare(name): group_id for name, group_id in reversed(known)}
    capitals = [name for name in short if name.startswith(_CAPITAL) and name.removeprefix(_CAPITAL) in _provinces()]
    return ({_CAPITAL: short[capitals[0]]} if len(capitals) == 1 else {}) | short | exact


def group_of(known: Mapping[str, int | None], written: str) -> int | None:
    return known.get(comparable(written)) or (known.get(bare(written)) if written.strip() else None)


def same_group(names: Sequence[str], written: str) -> bool:
    """Return whether one of a workshop's groups is meant."""
    return group_of(groups_by_name((name, 1) for name in names), written) is not None


def near_group(names: Sequence[str], written: str) -> str | None:
    """Return the one of a workshop's groups whose name is nearly what was written, or None; none is near a number."""
    if bare(written).isdecimal():
        return None
    known = {bare(name): name for name in reversed(names)}
    near = difflib.get_close_matches(bare(written), known, n=1, cutoff=_NEAR)
    return known[near[0]] if near else None


def bare(name: str) -> str:
    """Return the name without what stands before and behind it, a number in ASCII digits without leading zeros.

    The province behind a capital district says which one it is: อำเภอเมือง จังหวัดเลย is เมืองเลย.
    """
    whole = _KIND.sub("", comparable(name))
    found = _BEHIND.sub("", whole)
    province = _OF_PROVINCE.sub("", whole.removeprefix(found))
    if found == _CAPITAL and province in _provinces():
        return found + province
    return str(int(found)) if found.isdecimal() else found
