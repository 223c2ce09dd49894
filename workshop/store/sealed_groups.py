"""The groups of anonymous notes, as a backup has them that was made while the phase was open: they go when it ends.

Such notes have no group in a restored copy.
"""

import sqlite3
from typing import Any

_OF = "AS x JOIN workshop AS w ON w.id = x.workshop_id"
_SEALED = f"SELECT w.code, x.id, x.phase_id, x.rowid FROM note {_OF} WHERE x.sealed_group IS NOT NULL"
# By the workshop's code and the id: what may no longer be joined with a group.
Today = tuple[set[tuple[Any, ...]], set[tuple[Any, ...]]]


def today(database: sqlite3.Connection) -> Today:
    """Return the notes whose groups are not sealed, and the phases that are not open."""
    notes = database.execute(f"SELECT w.code, x.id FROM note {_OF} WHERE x.sealed_group IS NULL")
    closed = database.execute(f"SELECT w.code, x.id FROM phase {_OF} WHERE x.state <> 'open'")
    return {tuple(row) for row in notes}, {tuple(row) for row in closed}


def dropped(copy: sqlite3.Connection, now: Today) -> list[int]:
    """Return the rows of notes whose groups the copy still has."""
    notes, closed = now
    try:
        rows = copy.execute(_SEALED).fetchall()
    except sqlite3.OperationalError:  # an older release sealed none
        return []
    return [rowid for code, note, phase, rowid in map(tuple, rows) if (code, note) in notes or (code, phase) in closed]


def drop(copy: sqlite3.Connection, rows: list[int]) -> None:
    copy.executemany("UPDATE note SET sealed_group = NULL WHERE rowid = ?", [(row,) for row in rows])
