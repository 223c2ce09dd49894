"""What people type beside notes, as backups have it: each copy is given the words of today, as of notes."""

import sqlite3
from collections.abc import Iterator
from typing import Any

# By table: what tells a row within its workshop, and the words in it.
_WORDS = {
    "group_point": (("id",), ("text",)),
    "minutes": ((), ("facts", "items")),
    "report_picture": (("id", "digest"), ("caption",)),
    "report_text": ((), ("background", "objectives", "conclusion")),
    "workshop_action": (("id",), ("what", "unit", "measure")),
    "workshop_action_step": (("id",), ("note", "link")),
}
Name = tuple[Any, ...]
# The last change of each workshop, and the words of each row.
Today = tuple[dict[str, int], dict[Name, tuple[Any, ...]]]


def today(database: sqlite3.Connection) -> Today:
    seqs = dict(tuple(row) for row in database.execute("SELECT code, seq FROM workshop"))
    return seqs, {name: words for name, words, _row in _rows(database)}


def former(copy: sqlite3.Connection, now: Today) -> list[tuple[str, tuple[Any, ...], int]]:
    """Return (table, words of today, row) where a copy has others, in workshops that went on since it was made."""
    seqs, words = now
    made_at = dict(tuple(row) for row in copy.execute("SELECT code, seq FROM workshop"))
    found = []
    for name, there, row in _rows(copy):
        new, code = words.get(name), name[1]
        if new is not None and new != there and seqs.get(code, 0) > made_at[code]:
            found.append((name[0], new, row))
    return found


def put(copy: sqlite3.Connection, table: str, words: tuple[Any, ...], row: int) -> None:
    columns = ", ".join(f"{name} = ?" for name in _WORDS[table][1])
    copy.execute(f"UPDATE {table} SET {columns} WHERE rowid = ?", (*words, row))


def _rows(database: sqlite3.Connection) -> Iterator[tuple[Name, tuple[Any, ...], int]]:
    """Yield (table, code and what tells the row), its words and its rowid; nothing of what an older release has not."""
    for table, (told_by, words) in _WORDS.items():
        columns = ", ".join(f"x.{name}" for name in (*told_by, *words))
        query = f"SELECT x.rowid, w.code, {columns} FROM {table} AS x JOIN workshop AS w ON w.id = x.workshop_id"
        try:
            rows = database.execute(query).fetchall()
        except sqlite3.OperationalError:
            continue
        for rowid, code, *values in (tuple(row) for row in rows):
            yield (table, code, *values[: len(told_by)]), tuple(values[len(told_by) :]), rowid
