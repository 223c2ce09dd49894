"""Which category a column's name means: its own name, or one that differs a little."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from analysis.folding import comparable
from workshop.tables.names import plain_name, plain_names

_BETWEEN = re.compile(r"[/|,;:*?\"'“”«»()\[\]_.-]+")
# Words with which people lengthen the name of a category: แนวทาง(การ)แก้ไข, ปัญหา(และ)อุปสรรค.
_FILLERS = re.compile(r"ในการ|การ|และ|หรือ|ความ")
# What a question and the category that it asks for share: «ควรแก้ไขอย่างไร» and แนวทางแก้ไข.
_STEMS = re.compile(r"แก้|ปัญหา|อุปสรรค|สาเหตุ|เสนอ|ต่อยอด|พัฒนา|ผลงาน|สำเร็จ|problem|cause|sol|propos|suggest|result")
_SOLVE, _PROBLEM = "แก้", {"ปัญหา", "อุปสรรค"}
_SHORTEST = 4  # letters of a name that is looked for in a longer one


def category_of(name: str, keys: Mapping[str, str]) -> str | None:
    """Return the key of the category that the column's name is or begins with, or None.

    `keys` is written_names.category_keys. Numbers before a name, words in brackets, การ and และ make no difference.
    """
    same = same_category(name, keys)
    if same is not None:
        return same
    ways = [way for way in {_short(plain_name(way)) for way in keys} if len(way) >= _SHORTEST]
    for short in map(_short, plain_names(name)):
        if starts := [way for way in ways if short.startswith(way)]:
            longest = max(starts, key=len)
            return next(key for way, key in keys.items() if _short(plain_name(way)) == longest)
    return None


def same_category(name: str, keys: Mapping[str, str]) -> str | None:
    """Return the key of the category that is so named but for numbers, brackets, signs, การ and และ, or None."""
    exact = keys.get(comparable(name))
    if exact is not None:
        return exact
    plainly, shortly = _forms(tuple(keys.items()))
    for plain in plain_names(name):
        key = plainly.get(plain) or shortly.get(_short(plain))
        if key is not None:
            return key
    return None


@lru_cache(8)
def _forms(keys: tuple[tuple[str, str], ...]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names of categories by their plain and by their short forms; the first of equal ones wins."""
    plainly = {plain_name(way): key for way, key in reversed(keys)}
    return plainly, {_short(plain_name(way)): key for way, key in reversed(keys)}


def questions(header: Sequence[str], keys: Mapping[str, str]) -> list[tuple[int, str]]:
    """Return (column, category) of the columns whose name means a category, in the order of the columns."""
    found = ((column, category_of(name, keys)) for column, name in enumerate(header) if name.strip())
    return [(column, key) for column, key in found if key is not None]


def near_question(name: str, categories: Sequence[Mapping[str, str]]) -> str | None:
    """Return the key of the category that has most of the words in common with the column's name, or None."""
    asked = set(_STEMS.findall(comparable(name)))
    if _SOLVE in asked:  # «วิธีแก้ปัญหา» asks for no problem
        asked -= _PROBLEM
    shared = {each["key"]: len(asked & set(_STEMS.findall(comparable(each["name"])))) for each in categories}
    best = max(shared, key=lambda key: shared[key], default=None)
    return best if best is not None and shared[best] else None


def _short(plain: str) -> str:
    return _BETWEEN.sub("", _FILLERS.sub("", plain)) or plain
