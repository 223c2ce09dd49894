"""The digest of what a report says: the same for the same content on every machine, in every form and language.

Left out are when and as of which change it was read, whether phases are open, the office on letters, its font,
approvals, and from which units the devices came that are counted.
Whether an action is overdue depends on the day alone.
What is empty or usual counts as not there, so that a field added by a later release changes no digest. Approvals of
releases that left out the workshop's own words and those of its focus issues are compared without them.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any
from weakref import ref

from workshop.domain.runs import runs
from workshop.views.actions import Action
from workshop.views.asked.voting import Voting
from workshop.views.record import Phase, Picture, Record

_last: tuple[Callable[[], Record | None], str] = (lambda: None, "")
_LEFT_OUT = {
    Record: {"read_at", "seq", "office", "approval", "units"},
    Phase: {"state"},
    Picture: {"data"},
    Action: {"overdue"},
}
# What votes all had before there were other kinds.
_USUAL: dict[type, dict[str, object]] = {Voting: {"kind": "dots", "source": "themes"}}
_PART_LETTERS = 12
# What figures, themes and notes of a comparison show more exactly.
COUNTED = frozenset({"figures", "categories", "withdrawn", "erased", "without_group"})
WORDS = "glossary"  # the field that approvals of former releases left out


class State(StrEnum):
    """Whether the report is approved as it is now."""

    DRAFT = "draft"
    APPROVED = "approved"
    CHANGED = "changed"


def digest(record: Record) -> str:
    """Return the SHA-256 of the content, as 64 letters; for the same record as before without reading it again.

    An approval of a former release stays: what it approved is named by its digest until the content changes.
    """
    global _last
    of, found = _last
    if of() is not record:
        found = _former(record) or _digest(_plain(record))
        _last = (ref(record), found)
    return found


def _former(record: Record) -> str:
    """Return the digest of an approval that was made without the words, where it still fits, else ""."""
    by = record.approval
    if by is None or by.with_words:
        return ""
    plain = {name: value for name, value in _plain(record).items() if name != WORDS}
    return by.digest if _digest(plain) == by.digest else ""


def state(record: Record) -> State:
    """Return whether somebody approved this very content."""
    if record.approval is None:
        return State.DRAFT
    return State.APPROVED if record.approval.digest == digest(record) else State.CHANGED


def summary(record: Record) -> dict[str, Any]:
    """Return what a later content is compared with: counts, ids and numbers, and a digest a part; no words.

    {figures, parts: {field: digest}, themes: {id: notes}, notes: [first, last of each run of numbers], words: whether
    the digest has them}
    """
    plain = _plain(record)
    parts = {name: _digest(value)[:_PART_LETTERS] for name, value in plain.items() if name not in COUNTED}
    return {
        "figures": dict(record.figures.account),
        "parts": parts,
        "themes": dict(Counter({theme.id: len(theme.notes) for theme in record.themes if theme.id})),
        "notes": runs(note.number for note in record.notes),
        "words": not _former(record),
    }


def has_words(stored: Mapping[str, Any]) -> bool:
    """Return whether the digest of an approval, whose summary is stored, has the words in it."""
    return bool(stored.get("words"))


def _digest(plain: Any) -> str:
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> Any:
    """Return JSON types; of fields and mappings only what is not empty or usual."""
    kind = type(value)
    if kind is str or kind is int or value is None:
        return value
    if names := _NAMES[kind]:
        usual = _USUAL.get(kind, {})
        given = {name: getattr(value, name) for name in names}
        return _filled({name: each for name, each in given.items() if name not in usual or each != usual[name]})
    if isinstance(value, Mapping):
        return _filled(value)
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


class _Names(dict[type, tuple[str, ...]]):
    """The fields of each dataclass that count as content; none for other types."""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        of_kind = fields(kind) if is_dataclass(kind) else ()
        self[kind] = tuple(field.name for field in of_kind if field.name not in _LEFT_OUT.get(kind, set()))
        return self[kind]


_NAMES = _Names()


def _filled(named: Mapping[str, Any]) -> dict[str, Any]:
    plain = ((name, _plain(value)) for name, value in named.items() if value)
    return {name: value for name, value in plain if value}
