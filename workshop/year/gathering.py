"""What a directive's board is made of: the answers that count, each in its newest version, as notes of all units."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from workshop.domain.agendas import LOOK_BACK
from workshop.reports.cells import encodable
from workshop.store.year_tables import DirectiveAnswer
from workshop.year import answers, directives

Sources = dict[str, dict[str, Any]]
SEPARATOR = " "  # in no unit's code


class Gone(Exception):
    """An answer that was to be read has been deleted meanwhile."""


@dataclass(frozen=True, slots=True)
class Note:
    """`unit_theme`: what its own unit calls the theme that it is in, "" for none."""

    unit: str
    number: int
    category: str
    text: str
    agreed: int
    unit_theme: str

    @property
    def id(self) -> str:
        return note_id(self.unit, self.number)


@dataclass(slots=True)
class Gathered:
    """The notes of the answers read so far, by id; `names` counts what units call a category, by its key."""

    notes: dict[str, Note] = field(default_factory=dict)
    names: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def note_id(unit: str, number: int) -> str:
    return f"{unit}{SEPARATOR}{number}"


def parts_of(note: str) -> tuple[str, int]:
    unit, _, number = note.partition(SEPARATOR)
    return unit, int(number)


def sources(session: Session, uid: str) -> Sources:
    """Return which answers count now, by a unit's code, in the directive's order, then those of units that were merged
    or split. Raises UnknownDirective."""
    return {row.unit.code: _source(row) for row in answers.table(session, uid).counting}


def read(session: Session, source: dict[str, Any]) -> dict[str, Any]:
    """Return the content of an answer. Raises Gone."""
    row = session.get(DirectiveAnswer, (source["checksum"], source["key"]))
    if row is None:
        raise Gone
    return row.content


def add(gathered: Gathered, unit: str, content: dict[str, Any]) -> list[str]:
    """Add the notes of an answer, each once; return their texts."""
    called = {number: encodable(theme["name"]) for theme in content["themes"] for number in theme["notes"]}
    for each in content["categories"]:
        gathered.names[encodable(each["key"])][encodable(each["name"])] += 1
    found = [
        Note(
            unit,
            each["number"],
            encodable(each["category"]),
            encodable(each["text"]),
            each["agreed"],
            called.get(each["number"], ""),
        )
        for each in content["notes"]
    ]
    gathered.notes |= {note.id: note for note in found}
    return [note.text for note in found]


def categories(session: Session, uid: str, gathered: Gathered) -> list[dict[str, str]]:
    """Return [{key, name}]: those that the directive asks for, then those of its agenda, then the units' own."""
    asked = {each.key: each.name for each in directives.content_of(directives.find(session, uid)).asked}
    agenda = {key: str(name) for key, name in LOOK_BACK.categories}
    used = {note.category for note in gathered.notes.values()}
    own = sorted(used - {*asked, *agenda}, key=lambda key: (_called(gathered, key), key))
    keys = [*asked, *(key for key in agenda if key in used and key not in asked), *own]
    return [{"key": key, "name": asked.get(key) or agenda.get(key) or _called(gathered, key)} for key in keys]


def _called(gathered: Gathered, key: str) -> str:
    """Return what most units call the category."""
    names = gathered.names.get(key)
    return min(names, key=lambda name: (-names[name], name)) if names else key


def _source(row: answers.Row) -> dict[str, Any]:
    assert row.answer is not None
    return {
        "name": row.name,
        "to": row.addressee,
        "key": row.answer.key,
        "checksum": row.answer.checksum,
        "version": row.answer.version,
        "notes": row.answer.notes,
    }
