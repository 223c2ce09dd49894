"""Backups without pictures of reports that were deleted since. After an older backup was restored, newer ones stay."""

import sqlite3

_PICTURES = "SELECT w.code, p.digest FROM report_picture AS p JOIN workshop AS w ON w.id = p.workshop_id"

# By workshop: its last change, and the digests of its pictures, removed ones that may come back included.
Today = dict[str, tuple[int, set[str]]]


def today(database: sqlite3.Connection) -> Today:
    found: Today = {code: (seq, set()) for code, seq in database.execute("SELECT code, seq FROM workshop")}
    for code, digest in database.execute(_PICTURES):
        found[code][1].add(digest)
    return found


def deleted(copy: sqlite3.Connection, now: Today) -> list[int]:
    """Return the ids of the copy's pictures that were deleted after it was made; none in a copy of an older release."""
    try:
        rows = copy.execute(_PICTURES.replace("SELECT", "SELECT p.id, w.seq,", 1)).fetchall()
    except sqlite3.OperationalError:
        return []
    return [id_ for id_, seq, code, digest in rows if code in now and now[code][0] > seq and digest not in now[code][1]]
