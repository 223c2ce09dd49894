"""Backups without words that were withdrawn, edited over or erased since: each copy is given the words of today. So
it is with what is typed beside notes (typed_words.py), and with the groups of anonymous notes (sealed_groups.py).

A row is the same by the workshop's code and its id, or the digest of the id that it had in an older release. After an
older backup was restored, newer copies stay as they are.
"""

import contextlib
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from workshop.store import card_words, checksums, old_pictures, purge, sealed_groups, typed_words
from workshop.store.only_there import Others, cleaned, only_there, other_texts

_TABLES = ("note", "comment")
_CARD = 300  # as long as names on cards are; domain/lookbacks.py
_COUNTED = """
UPDATE {table} SET
comments = (SELECT count(*) FROM comment AS c WHERE c.workshop_id = {table}.workshop_id
    AND c.{table}_id = {table}.id AND NOT c.deleted AND NOT c.hidden),
comments_hidden = (SELECT count(*) FROM comment AS c WHERE c.workshop_id = {table}.workshop_id
    AND c.{table}_id = {table}.id AND NOT c.deleted AND c.hidden)
"""


Today = dict[tuple[str, str, str], sqlite3.Row]


def renew(folder: Path, database: Path) -> int:
    """Give every backup below the folder today's words; return how many had others.

    One that is damaged keeps none of the others from it. Raises CannotPurge.
    """
    changed, failed = 0, dict[Path, Exception]()
    try:
        paths = list(purge.databases(folder, None)) if folder.is_dir() else []
        today, pictures, typed, sealed = _today(database)
    except (sqlite3.Error, OSError) as error:
        raise purge.CannotPurge({database: error}) from error
    for path in paths:
        try:
            changed += _renew(path, today, pictures, typed, sealed)
        except (sqlite3.Error, OSError, ValueError) as error:  # ValueError: a damaged text or JSON
            failed[path] = error
    for path in sorted(folder.glob("*.db")):  # the head is gone, the words may be there
        if path not in paths and path.is_file() and path.stat().st_size:
            failed[path] = sqlite3.DatabaseError("no database any more")
    if failed:
        raise purge.CannotPurge(failed)
    return changed


def _today(database: Path) -> tuple[Today, old_pictures.Today, typed_words.Today, sealed_groups.Today]:
    """Return the rows of notes and comments by table, code, and each of the ids by which a copy may know them."""
    found: Today = {}
    with contextlib.closing(sqlite3.connect(database, timeout=30)) as now:
        now.row_factory = sqlite3.Row
        for table in _TABLES:
            query = f"SELECT w.code, x.* FROM {table} AS x JOIN workshop AS w ON w.id = x.workshop_id"
            for row in now.execute(query):
                found |= {(table, row["code"], name): row for name in (row["id"], row["sent"]) if name}
        return found, old_pictures.today(now), typed_words.today(now), sealed_groups.today(now)


def _changed(copy: sqlite3.Connection, table: str, today: Today) -> list[tuple[sqlite3.Row, sqlite3.Row]]:
    """Return (row of the copy, row of today) where the words changed since the copy was made."""
    rows = copy.execute(f"SELECT w.code, x.* FROM {table} AS x JOIN workshop AS w ON w.id = x.workshop_id")
    found = []
    for row in rows.fetchall():
        formerly = hashlib.sha256(row["id"].encode()).hexdigest()  # as migration 0008 made it of the phone's id
        new = today.get((table, row["code"], row["id"])) or today.get((table, row["code"], formerly))
        if new is not None and new["text"] != row["text"] and new["seq"] > row["seq"]:
            found.append((row, new))
    return found


def _renew(
    path: Path, today: Today, pictures: old_pictures.Today, typed: typed_words.Today, sealed: sealed_groups.Today
) -> bool:
    times = path.stat()
    with (
        contextlib.ExitStack() as known,  # the checksum is written when the file is closed
        contextlib.closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as copy,
    ):
        copy.row_factory = sqlite3.Row
        tables = set(purge.tables_of(copy))
        if not {"workshop", "note", "alembic_version"} <= tables:
            return False
        notes = _changed(copy, "note", today)
        comments = _changed(copy, "comment", today) if "comment" in tables else []
        gone = old_pictures.deleted(copy, pictures)
        former = typed_words.former(copy, typed)
        dropped = sealed_groups.dropped(copy, sealed)
        if not notes and not comments and not gone and not former and not dropped:
            return False
        known.enter_context(checksums.changing(path))
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute("BEGIN IMMEDIATE")
        copy.executemany("DELETE FROM report_picture WHERE id = ?", [(each,) for each in gone])
        sealed_groups.drop(copy, dropped)
        for each in former:
            typed_words.put(copy, *each)
        for row, new in notes:
            _note(copy, tables, row, new)
        for row, new in comments:
            values = (new["text"], new["deleted"], row["workshop_id"], row["id"])
            copy.execute("UPDATE comment SET text = ?, deleted = ? WHERE workshop_id = ? AND id = ?", values)
            if new["unchecked"] and "unchecked" in row.keys():  # noqa: SIM118  # as in _note
                waits = (new["unchecked"], new["hidden"], row["workshop_id"], row["id"])
                copy.execute("UPDATE comment SET unchecked = ?, hidden = ? WHERE workshop_id = ? AND id = ?", waits)
        for table in ("note", "theme") if comments else ():
            copy.execute(_COUNTED.format(table=table))
        _labels(copy, tables, [row for row, _new in notes])
        copy.execute("COMMIT")
        purge.write_anew(copy)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # its age counts
    return True


def _note(copy: sqlite3.Connection, tables: set[str], row: sqlite3.Row, new: sqlite3.Row) -> None:
    here = (row["workshop_id"], row["id"])
    copy.execute("UPDATE note SET text = ? WHERE workshop_id = ? AND id = ?", (new["text"], *here))
    if new["unchecked"] and "unchecked" in row.keys():  # noqa: SIM118  # a Row is no mapping
        # Words of today that nobody has approved.
        waits = (new["unchecked"], new["hidden"], *here)
        copy.execute("UPDATE note SET unchecked = ?, hidden = ? WHERE workshop_id = ? AND id = ?", waits)
    if not new["text"]:
        gone = "deleted = ?, hidden = ?, theme_id = NULL, looked_at = 1"
        copy.execute(f"UPDATE note SET {gone} WHERE workshop_id = ? AND id = ?", (new["deleted"], new["hidden"], *here))
        if "erased" in row.keys():  # noqa: SIM118  # a Row is no mapping
            copy.execute("UPDATE note SET erased = ? WHERE workshop_id = ? AND id = ?", (new["erased"], *here))
        if "reaction" in tables:
            copy.execute("UPDATE note SET agreed = 0 WHERE workshop_id = ? AND id = ?", here)
            copy.execute("UPDATE reaction SET agrees = 0 WHERE workshop_id = ? AND note_id = ?", here)


def _labels(copy: sqlite3.Connection, tables: set[str], notes: list[sqlite3.Row]) -> None:
    """Take the words out of what the machine made of them: labels, previews, and what undo would write back."""
    for workshop_id in {note["workshop_id"] for note in notes}:
        gone = other_texts(note["text"] for note in notes if note["workshop_id"] == workshop_id)
        rest = copy.execute("SELECT text FROM note WHERE workshop_id = ?", (workshop_id,)).fetchall()
        others = cache(partial(other_texts, [row["text"] for row in rest]))
        for key, theme in _json_rows(copy, "theme", ("label", "keywords", "subthemes"), workshop_id):
            new = cleaned(theme, gone, others)
            if new != theme:
                values = [new["label"], json.dumps(new["keywords"]), json.dumps(new["subthemes"])]
                copy.execute("UPDATE theme SET label = ?, keywords = ?, subthemes = ? WHERE rowid = ?", [*values, key])
        if "proposal" in tables:
            copy.execute("DELETE FROM proposal WHERE workshop_id = ?", (workshop_id,))
        for key, step in _json_rows(copy, "change", ("before",), workshop_id):
            rows = (step["before"] or {}).get("rows", [])
            new_rows = [[*row[:2], cleaned(row[2], gone, others)] if row[0] == "theme" else row for row in rows]
            if new_rows != rows:
                before = json.dumps({**step["before"], "rows": new_rows})
                copy.execute("UPDATE change SET before = ? WHERE rowid = ?", (before, key))
        for key, voting in _json_rows(copy, "voting", ("options",), workshop_id) if "voting" in tables else ():
            options = [_option(option, gone, others) for option in voting["options"]]
            if options != voting["options"]:
                copy.execute("UPDATE voting SET options = ? WHERE rowid = ?", (json.dumps(options), key))
        if "lookback" in tables:
            _cards(copy, tables, workshop_id, gone, others)


def _cards(copy: sqlite3.Connection, tables: set[str], source: int, gone: str, others: Others) -> None:
    """Take the words out of what other workshops made of this one: last year's cards."""
    own = copy.execute("SELECT given_label, words FROM theme WHERE workshop_id = ?", (source,))
    typed = {form for row in own for text in row if text for form in (text, " ".join(text.split())[:_CARD])}

    def quotes(_category: str, words: str) -> bool:
        return words not in typed and only_there(words, gone, others)

    for row in copy.execute(
        "SELECT id, workshop_id, cards, themes FROM lookback WHERE source = ?", (source,)
    ).fetchall():
        there = json.loads(row["cards"]), json.loads(row["themes"])
        new = card_words.shown(*there, quotes)
        if new != there:
            values = (*map(json.dumps, new), row["id"])
            copy.execute("UPDATE lookback SET cards = ?, themes = ? WHERE id = ?", values)
    users = {row[0] for row in copy.execute("SELECT workshop_id FROM lookback WHERE source = ?", (source,))}
    if "ready_cards" in tables:
        query = "SELECT workshop_id, former FROM ready_cards WHERE source = ?"
        for user, stored in copy.execute(query, (source,)).fetchall():
            users.add(user)
            former = json.dumps(card_words.former(json.loads(stored), quotes))
            copy.execute("UPDATE ready_cards SET former = ? WHERE workshop_id = ?", (former, user))
    for user in users:
        for key, step in _json_rows(copy, "change", ("before",), user):
            before = step["before"] or {}
            new_before = card_words.step(before, source, quotes)
            if new_before != before:
                copy.execute("UPDATE change SET before = ? WHERE rowid = ?", (json.dumps(new_before), key))


def _option(option: dict[str, Any], gone: str, others: Others) -> dict[str, Any]:
    """Return an option of a voting without such a name of a theme; lines and points are people's own words."""
    return option if option.get("of") else cleaned(option, gone, others)


def _json_rows(
    copy: sqlite3.Connection, table: str, columns: tuple[str, ...], workshop_id: int
) -> Iterator[tuple[int, dict[str, Any]]]:
    found = copy.execute(
        f"SELECT rowid AS row_at, {', '.join(columns)} FROM {table} WHERE workshop_id = ?", (workshop_id,)
    )
    for row in found.fetchall():
        yield row["row_at"], {name: row[name] if name == "label" else json.loads(row[name] or "{}") for name in columns}
