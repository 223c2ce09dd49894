"""Answers to directives out of a file of the database: their rows, and what a joint board has of them."""

import json
import sqlite3
from typing import NamedTuple

# Until the board is made anew: its label may be made of words that go.
WAITS_FOR_LABEL = "…"
_NOTES = "directive_board_note WHERE uid = ? AND unit = ?"


class Given(NamedTuple):
    """Whose answers: of this directive, by this unit, written by the installation with this key."""

    uid: str
    unit: str
    key: str


def delete(connection: sqlite3.Connection, tables: set[str], given: Given) -> bool:
    """Delete them in a database of any release, within the caller's transaction; return whether there were any."""
    if "directive_answer" not in tables:
        return False
    done = connection.execute("DELETE FROM directive_answer WHERE uid = ? AND unit = ? AND key = ?", given)
    if done.rowcount and "directive_board" in tables:
        _leave_board(connection, given)
    return bool(done.rowcount)


def _leave_board(connection: sqlite3.Connection, given: Given) -> None:
    here = (given.uid, given.unit)
    board = connection.execute("SELECT sources, links FROM directive_board WHERE uid = ?", here[:1]).fetchone()
    if board is None or json.loads(board[0]).get(given.unit, {}).get("key") != given.key:
        return
    touched = {row[0] for row in connection.execute(f"SELECT theme_id FROM {_NOTES}", here)}
    connection.execute(f"DELETE FROM {_NOTES}", here)
    connection.execute("DELETE FROM directive_board_correction WHERE uid = ?", here[:1])
    query = "SELECT DISTINCT theme_id FROM directive_board_note WHERE uid = ?"
    left = {row[0] for row in connection.execute(query, here[:1])}
    for theme in touched - left:
        connection.execute("DELETE FROM directive_board_theme WHERE uid = ? AND id = ?", (given.uid, theme))
    for theme in touched & left:
        values = (WAITS_FOR_LABEL, given.uid, theme)
        connection.execute("UPDATE directive_board_theme SET label = ? WHERE uid = ? AND id = ?", values)
    others = {unit: each for unit, each in json.loads(board[0]).items() if unit != given.unit}
    kept = [link for link in json.loads(board[1]) if {link[0], link[1]} <= left]
    values = (json.dumps(others), json.dumps(kept), given.uid)
    connection.execute("UPDATE directive_board SET sources = ?, links = ? WHERE uid = ?", values)
