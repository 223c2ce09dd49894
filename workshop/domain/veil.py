"""What people wrote alone, before it is revealed: the facilitator and each writer see it, and nobody else is sent it.

Whatever sends notes or themes to projectors, phones of others or boards of groups asks here, or has `unveiled` in its
query (store/statements/veil.py). Exports and reports do not: they are the facilitator's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workshop.changes import Kind
from workshop.domain.wording import short
from workshop.store.statements.veil import (
    AGAIN,
    CATEGORIES_BEHIND,
    CATEGORIES_ONCE,
    REVEALED,
    SEEN_TEXTS,
    THEMES_BEHIND,
    VEILED,
    VEILED_NUMBERS,
    WRITTEN,
)

NAME = "alone"
UNNAMED = "…"
_LABEL_LIMIT = 80


@dataclass(frozen=True)
class Veil:
    """phases  whose notes are behind it
    away     themes of which others may see no note
    quoted   categories in which the machine's names may quote such notes, also ones that have left their theme since
    names    what others are shown as the name of a theme in such a category: the words of its first note that they see
    """

    phases: frozenset[int] = frozenset()
    away: frozenset[str] = frozenset()
    quoted: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)

    def label(self, theme: Any) -> str:
        """Return the theme's name for the room's screens: a person's, else one of what they see."""
        made = self.names.get(theme.id) if theme.category in self.quoted else theme.label
        return theme.given_label or made or UNNAMED

    def without_notes(self) -> Veil:
        """Return it for phones, which may be sent no words of others' notes: such themes have no name for them."""
        return replace(self, names={})


NOTHING = Veil()


def of(session: Session, workshop_id: int) -> Veil:
    here, connection = {"workshop": workshop_id}, session.connection()
    veiled = {row.id: row.categories for row in VEILED.all(connection, here)}
    if not veiled:
        return NOTHING
    away = frozenset(row.theme_id for row in THEMES_BEHIND.all(connection, here) if not row.seen)
    rows = CATEGORIES_BEHIND.all(connection, here)
    quoted = frozenset(key for row in rows for key in (row.category, *veiled[row.phase_id]))
    if quoted:
        once = CATEGORIES_ONCE.all(connection, {**here, "moved": Kind.CATEGORISE.value})
        quoted |= {row.category for row in once}
    names: dict[str, str] = {}
    for row in SEEN_TEXTS.all(connection, here) if quoted else ():
        if row.category in quoted and row.theme_id not in names:
            names[row.theme_id] = short(row.text, _LABEL_LIMIT)
    return Veil(frozenset(veiled), away, quoted, names)


def phases_of(agenda: Iterable[Mapping[str, Any]], *states: int) -> frozenset[int]:
    """Return the ids of those phases, as screens are sent them, that are behind a veil; in `states` alone, if given."""
    veiled = (each for each in agenda if each[NAME] and each["revealed"] != REVEALED)
    return frozenset(each["id"] for each in veiled if not states or each["revealed"] in states)


def taken_off(agenda: Iterable[Mapping[str, Any]]) -> frozenset[int]:
    """Return those of them whose notes screens may have: they were revealed once."""
    return phases_of(agenda, AGAIN)


def written(session: Session, workshop_id: int) -> dict[str, dict[str, int]]:
    """Return {unrevealed: {phase: how many notes came}}: a count of the whole room, which names no group."""
    rows = WRITTEN.all(session.connection(), {"workshop": workshop_id})
    return {"unrevealed": {str(row.phase_id): row.notes for row in rows}}


def numbers(session: Session, workshop_id: int) -> frozenset[int]:
    """Return the numbers of the notes behind it."""
    return frozenset(row.number for row in VEILED_NUMBERS.all(session.connection(), {"workshop": workshop_id}))


def fixed() -> str:
    """Return why the choice cannot be changed."""
    return str(_("ช่วงนี้มีความเห็นแล้ว จึงเปลี่ยนไม่ได้ เพราะผู้เขียนได้รับคำบอกไว้ก่อนพิมพ์ว่าใครเห็นเมื่อไร"))


def unrevealed() -> str:
    """Return why something cannot be shown."""
    return str(_("ยังแสดงไม่ได้ เพราะความเห็นในช่วงนี้ยังไม่เปิดเผย กด “เปิดเผยความเห็น” ก่อน"))
