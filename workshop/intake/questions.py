"""Which category a column's name means: its own name, or one that differs a little."""

import re
from collections.abc import Mapping, Sequence

from analysis.folding import comparable

# «1.», «ข้อที่ 2)», «Q3:» before a question; «2», «(2)» behind a repeated one.
_NUMBER_BEFORE = re.compile(r"^(?:ข้อที่|ข้อ|คำถามที่|คำถาม|question|q)?\(?\d+(?:\.\d+)*[.):\-]*|^[-*•.]+")
_BEHIND = re.compile(r"[.:?*]+$|\(\d+\)$|\d+$")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BETWEEN = re.compile(r"[/|,;:*?\"'“”«»()\[\]_.-]+")
# Words with which people lengthen the name of a category: แนวทาง(การ)แก้ไข, ปัญหา(และ)อุปสรรค.
_FILLERS = re.compile(r"ในการ|การ|และ|หรือ|ความ")
_SHORTEST = 4  # letters of a name that is looked for in a longer one


def category_of(name: str, keys: Mapping[str, str]) -> str | None:
    """Return the key of the category that the column's name is or begins with, or None.

    `keys` is written_names.category_keys. Numbers before a name, words in brackets, การ and และ make no difference.
    """
    exact = keys.get(comparable(name))
    if exact is not None:
        return exact
    plain = _plain(name)
    for form in (plain, _short(plain)):
        known = {(_short(way) if form is not plain else _plain(way)): key for way, key in reversed(list(keys.items()))}
        if form in known:
            return known[form]
    short = _short(plain)
    starts = [way for way in {_short(_plain(way)) for way in keys} if len(way) >= _SHORTEST and short.startswith(way)]
    if not starts:
        return None
    longest = max(starts, key=len)
    return next(key for way, key in keys.items() if _short(_plain(way)) == longest)


def questions(header: Sequence[str], keys: Mapping[str, str]) -> list[tuple[int, str]]:
    """Return (column, category) of the columns whose name means a category, in the order of the columns."""
    found = ((column, category_of(name, keys)) for column, name in enumerate(header) if name.strip())
    return [(column, key) for column, key in found if key is not None]


def _plain(name: str) -> str:
    """Return the comparable name without numbers before and behind it, nor words in brackets."""
    text = comparable(name)
    text = _IN_BRACKETS.sub("", text) or text
    text = _NUMBER_BEFORE.sub("", text) or text
    previous = ""
    while text != previous:
        previous, text = text, _BEHIND.sub("", text) or text
    return text


def _short(plain: str) -> str:
    return _BETWEEN.sub("", _FILLERS.sub("", plain)) or plain
