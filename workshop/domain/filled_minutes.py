"""Names of themes in minutes that were filled from a category leave them with the words that they quote.

They stand there as typed text (views/minutes_sources.py), in lines “– name (๓ ความเห็น)”, or by group
“– group: name (๓ ความเห็น) name (๒ ความเห็น)”. What people typed otherwise stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from typing import Any

from sqlmodel import col, select

from workshop.domain.wording import short
from workshop.feed import Changing
from workshop.store.minutes_tables import Minutes
from workshop.store.models import Group, Note, Theme
from workshop.store.only_there import Others, only_there, other_texts

LABEL = 40  # characters of a name by group
_COUNTED = re.compile(r"( \([๐-๙]+ ความเห็น\))")
_TEXTS = ("text", "resolution")


def forget(change: Changing, gone: str) -> None:
    """Take names that quote what only the texts that are `gone` say out of the minutes; "…" stands there then."""
    row = change.session.get(Minutes, change.id)
    if row is None or not any(_COUNTED.search(item.get(name, "")) for item in row.items for name in _TEXTS):
        return
    given = select(Theme.given_label).where(Theme.workshop_id == change.id, Theme.given_label != "")
    typed = {each for label in change.session.execute(given).scalars() for each in (label, short(label, LABEL))}
    others = _others(change)

    def quotes(name: str) -> bool:
        return name not in typed and only_there(name, gone, others)

    named = select(Group.name).where(Group.workshop_id == change.id)
    groups = frozenset(change.session.execute(named).scalars())
    items = [_cleaned(item, quotes, groups) for item in row.items]
    if items != row.items:
        row.items = items


def _others(change: Changing) -> Others:
    """Return what the notes say that are still shown, read once where it matters."""
    found: list[str] = []

    def others() -> str:
        if not found:
            query = select(Note.text).where(Note.workshop_id == change.id)
            shown = query.where(col(Note.deleted).is_(False), col(Note.hidden).is_(False))
            found.append(other_texts(change.session.execute(shown).scalars()))
        return found[0]

    return others


def _cleaned(item: Mapping[str, Any], quotes: Callable[[str], bool], groups: Set[str]) -> dict[str, Any]:
    there = {name: item[name] for name in _TEXTS if name in item}
    return {
        **item,
        **{name: "\n".join(_line(each, quotes, groups) for each in text.split("\n")) for name, text in there.items()},
    }


def _line(line: str, quotes: Callable[[str], bool], groups: Set[str]) -> str:
    """Return the line with "…" for each name that quotes: what stands before a count, after a dash or group."""
    parts = _COUNTED.split(line)
    for place in range(0, len(parts) - 1, 2):
        name = parts[place].removeprefix("– ").lstrip()
        group, colon, of_group = name.partition(": ")
        if colon and group in groups:
            name = of_group
        if name and quotes(name):
            parts[place] = parts[place].removesuffix(name) + "…"
    return "".join(parts)
