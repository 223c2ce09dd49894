"""Laena's own exports for programs: the names in them, and the notes of the JSON export as a table."""

import json
from typing import Any

from workshop.tables.echo import cut
from workshop.tables.refusals import TableError
from workshop.tables.table import Table

SCHEMA = "laena.report"
SCHEMA_VERSION = 3
# Columns of the CSV for programs; files of before end at `staff` or `late`.
COLUMNS = (
    *("kind", "number", "group", "groups_merged", "signed", "category", "text", "status", "theme"),
    *("submitted_at", "agreed", "phase", "focus_issues", "staff", "late", "due"),
)


def json_table(text: str, name: str) -> Table | None:
    """Return the notes of a JSON export as a row each under COLUMNS; None if the text is no JSON.

    Raises TableError for JSON of others, another version, and an export whose notes are damaged.
    """
    try:
        found = json.loads(text)
    except RecursionError:
        raise TableError("not_a_table", name=name, kind="JSON") from None
    except ValueError:
        return None
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise TableError("not_a_table", name=name, kind="JSON")
    if found.get("schema_version") != SCHEMA_VERSION:
        version = cut(str(found.get("schema_version")), 20)
        raise TableError("unknown_version", name=name, version=version, known=SCHEMA_VERSION)
    notes = found.get("notes")
    if not isinstance(notes, list) or not all(_whole(note) for note in notes):
        raise TableError("damaged_export", name=name)
    return Table(list(COLUMNS), [_row(note) for note in notes])


def _whole(note: Any) -> bool:
    needed = ("text", "group", "category", "status", "submitted_at")
    return isinstance(note, dict) and all(isinstance(note.get(each), str) for each in needed)


def _row(note: dict[str, Any]) -> list[str]:
    cells = {**note, "kind": "note", "groups_merged": note.get("merged")}
    return [_cell(cells.get(name)) for name in COLUMNS]


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "" if value is None else str(value)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
