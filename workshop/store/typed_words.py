"""What people type beside notes, as backups have it: each copy is given the words of today, as of notes."""

import sqlite3
from collections.abc import Iterator
from typing import Any

# By name: the table, what tells a row within its workshop, and the words in it. An entry is read whole or not at all,
# so that what an older release has not is one of its own.
_WORDS = {
    "points": ("group_point", ("id",), ("text",)),
    "minutes": ("minutes", (), ("facts", "items")),
    "consents": ("minutes", (), ("consents",)),
    "captions": ("report_picture", ("id", "digest"), ("caption",)),
    "texts": ("report_text", (), ("background", "objectives", "conclusion")),
    "actions": ("workshop_action", ("id",), ("what", "unit", "measure")),
    "progress": ("workshop_action_step", ("id",), ("note",)),
    "evidence": ("workshop_action_step", ("id",), ("link",)),
}
Name = tuple[Any, ...]
# The last change of each workshop, and the words of each row.
Today = tuple[dict[str, int], dict[Name, tuple[Any, ...]]]


def today(database: sqlite3.Connection) -> Today:
    seqs = dict(tuple(row) for row in database.execute("SELECT code, seq FROM workshop"))
    return seqs, {name: words for name, words, _row in _rows(database)}


def former(copy: sqlite3.Connection, now: Today) -> list[tuple[str, tuple[Any, ...], int]]:
    """Return (entry, words of today, row) where a copy has others, in workshops that went on since it was made."""
    seqs, words = now
    made_at = dict(tuple(row) for row in copy.execute("SELECT code, seq FROM workshop"))
    found = []
    for name, there, row in _rows(copy):
        new, code = words.get(name), name[1]
        if new is not None and new != there and seqs.get(code, 0) > made_at[code]:
            found.append((name[0], new, row))
    return found


def put(copy: sqlite3.Connection, entry: str, words: tuple[Any, ...], row: int) -> None:
    table, _told_by, names = _WORDS[entry]
    columns = ", ".join(f"{name} = ?" for name in names)
    copy.execute(f"UPDATE {table} SET {columns} WHERE rowid = ?", (*words, row))


def _rows(database: sqlite3.Connection) -> Iterator[tuple[Name, tuple[Any, ...], int]]:
    """Yield (entry, code and what tells the row), its words and its rowid; nothing of what an older release has not."""
    for entry, (table, told_by, words) in _WORDS.items():
        columns = ", ".join(f"x.{name}" for name in (*told_by, *words))
        query = f"SELECT x.rowid, w.code, {columns} FROM {table} AS x JOIN workshop AS w ON w.id = x.workshop_id"
        try:
            rows = database.execute(query).fetchall()
        except sqlite3.OperationalError:
            continue
        for rowid, code, *values in (tuple(row) for row in rows):
            yield (entry, code, *values[: len(told_by)]), tuple(values[len(told_by) :]), rowid
