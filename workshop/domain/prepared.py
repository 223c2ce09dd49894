"""The rows that a grouping will write, computed before it takes the write lock, for which every phone waits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import object_session

from workshop.feed import Changing
from workshop.store.models import COUNTS, Note, Theme
from workshop.store.statements.feed import DISTURBANCE
from workshop.store.statements.grouping import INSERT_THEME, KEYS, PLACE, UPDATE_PLACE, UPDATE_SHOWN, UPDATE_THEME


@dataclass(frozen=True)
class Prepared:
    """The new rows, and the workshop's seq at which was read what they are made of.

    notes   workshop_id, id and new theme
    themes  whole rows to update
    new     whole rows to insert
    aside   workshop_id and id of notes that phones show to others or not by this
    """

    seq: int
    notes: tuple[dict[str, Any], ...]
    themes: tuple[dict[str, Any], ...]
    new: tuple[dict[str, Any], ...]
    aside: tuple[dict[str, Any], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.notes or self.themes or self.new)


def of(seq: int, notes: Sequence[Note], themes: Sequence[Theme], aside: Collection[str] = ()) -> Prepared:
    """Return the changed rows of a session that is never written."""
    there = tuple(theme.model_dump(exclude={*COUNTS}) for theme in themes if object_session(theme) is not None)
    new = tuple(theme.model_dump() for theme in themes if object_session(theme) is None)
    places = tuple(note.model_dump(include={*KEYS, *PLACE}) for note in notes)
    flipped = tuple(note.model_dump(include={*KEYS}) for note in notes if note.id in aside)
    return Prepared(seq, places, there, new, flipped)


def holds(change: Changing, prepared: Prepared, category: str) -> bool:
    """Return whether no change since then affects it."""
    values = {"workshop": change.id, "since": prepared.seq, "category": category}
    return change.connection.execute(DISTURBANCE, values).first() is None


def write(change: Changing, prepared: Prepared, seq: int) -> None:
    """Write the rows with this seq."""
    for statement, rows in ((UPDATE_PLACE, prepared.notes), (UPDATE_THEME, prepared.themes)):
        if rows:
            change.connection.execute(statement, [_keyed(row) | {"seq": seq} for row in rows])
    if prepared.aside:
        change.connection.execute(UPDATE_SHOWN, [_keyed(row) | {"shown_seq": seq} for row in prepared.aside])
    if prepared.new:
        change.connection.execute(INSERT_THEME, [row | {"seq": seq} for row in prepared.new])


def _keyed(row: dict[str, Any]) -> dict[str, Any]:
    return {f"old_{name}" if name in KEYS else name: value for name, value in row.items()}
