"""Answers to directives out of a file of the database: their rows, and what a joint board has of them."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

# Until the board is made anew: its label may be made of words that go.
WAITS_FOR_LABEL = "…"
_NOTES = "directive_board_note WHERE uid = ? AND unit = ?"


class Given(NamedTuple):
    """Whose answers: of this directive, by this unit, written by the installation with this key."""

    uid: str
    unit: str
    key: str

    def stand_in(self, sources: Mapping[str, Mapping[str, Any]]) -> bool:
        """Return whether a joint board of these sources was made of them, and not of another installation's."""
        return sources.get(self.unit, {}).get("key") == self.key


class Rest(NamedTuple):
    """What a joint board is without them. `gone`: themes of their notes alone; `waiting`: themes that had some."""

    sources: dict[str, Any]
    links: list[Any]
    gone: set[str]
    waiting: set[str]


def rest(
    given: Given, sources: Mapping[str, Any], links: Sequence[Sequence[Any]], touched: set[str], left: set[str]
) -> Rest:
    """Return what stays of a board. `touched`: themes that had notes of theirs; `left`: those that notes are in now."""
    others = {unit: each for unit, each in sources.items() if unit != given.unit}
    kept = [link for link in links if {link[0], link[1]} <= left]
    return Rest(others, kept, touched - left, touched & left)


def delete(connection: sqlite3.Connection, tables: set[str], given: Given) -> bool:
    """Delete them in a database of any release, within the caller's transaction; return whether there were any."""
    if "directive_answer" not in tables:
        return False
    done = connection.execute("DELETE FROM directive_answer WHERE uid = ? AND unit = ? AND key = ?", given)
    if done.rowcount and "directive_board_part" in tables:
        connection.execute("DELETE FROM directive_board_part WHERE uid = ?", (given.uid,))
    if done.rowcount and "directive_board" in tables:
        _leave_board(connection, given)
    return bool(done.rowcount)


def _leave_board(connection: sqlite3.Connection, given: Given) -> None:
    here = (given.uid, given.unit)
    board = connection.execute("SELECT sources, links FROM directive_board WHERE uid = ?", here[:1]).fetchone()
    if board is None or not given.stand_in(json.loads(board[0])):
        return
    touched = {row[0] for row in connection.execute(f"SELECT theme_id FROM {_NOTES}", here)}
    connection.execute(f"DELETE FROM {_NOTES}", here)
    connection.execute("DELETE FROM directive_board_correction WHERE uid = ?", here[:1])
    query = "SELECT DISTINCT theme_id FROM directive_board_note WHERE uid = ?"
    left = {row[0] for row in connection.execute(query, here[:1])}
    stays = rest(given, json.loads(board[0]), json.loads(board[1]), touched, left)
    for theme in stays.gone:
        connection.execute("DELETE FROM directive_board_theme WHERE uid = ? AND id = ?", (given.uid, theme))
    for theme in stays.waiting:
        values = (WAITS_FOR_LABEL, given.uid, theme)
        connection.execute("UPDATE directive_board_theme SET label = ? WHERE uid = ? AND id = ?", values)
    values = (json.dumps(stays.sources), json.dumps(stays.links), given.uid)
    connection.execute("UPDATE directive_board SET sources = ?, links = ? WHERE uid = ?", values)
