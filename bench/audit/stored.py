"""What the database holds, read without the program's own models: their faults must not hide themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import create_engine, inspect, text

Row = dict[str, Any]


@dataclass
class Stored:
    """Rows of one workshop. `notes` holds every row of an id: more than one is a fault."""

    workshop: Row
    notes: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    themes: dict[str, Row] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)  # by mark; see names.py
    seqs: list[int] = field(default_factory=list)
    touches: dict[tuple[str, str, int, str], int] = field(
        default_factory=dict
    )  # by kind, mark (see names.py: then phone), voting, note or theme
    made: Counter[str] = field(default_factory=Counter)  # by note id, how many changes made it

    @property
    def sharing(self) -> str:
        """own, group or everyone; a database of before there was sharing says own."""
        return str(self.workshop.get("sharing") or "own")

    def shown(self) -> list[Row]:
        """The notes that a screen of the room may show."""
        return [rows[0] for rows in self.notes.values() if not rows[0]["deleted"] and not rows[0]["hidden"]]

    def said(self, notes: Mapping[str, Any]) -> dict[str, Any]:
        """Return these without the notes that were set aside: builds differ in whether phones are sent them."""
        aside = {note_id for note_id, rows in self.notes.items() if rows[0].get("set_aside")}
        return {note_id: note for note_id, note in notes.items() if note_id not in aside}

    def kept(self) -> list[Row]:
        return [rows[0] for rows in self.notes.values() if not rows[0]["deleted"]]


def read(database_url: str) -> dict[str, Stored]:
    """Everything, by the workshop's code. `database_url` is SQLAlchemy's address; nothing is written."""
    engine = create_engine(database_url)
    try:
        with engine.connect() as connection:

            def rows(table: str, order: str) -> list[Row]:
                query = text(f"SELECT * FROM {table} ORDER BY {order}")
                return [dict(row) for row in connection.execute(query).mappings()]

            found = {row["id"]: Stored(row) for row in rows("workshop", "id")}
            for row in rows("note", "workshop_id, number"):
                found[row["workshop_id"]].notes[row["id"]].append(row)
            for row in rows("theme", "workshop_id, id"):
                found[row["workshop_id"]].themes[row["id"]] = row
            _touches(rows, set(inspect(connection).get_table_names()), found)
            query = text("SELECT workshop_id, seq, kind, subject FROM change ORDER BY workshop_id, seq")
            for change in connection.execute(query).mappings():
                stored = found[change["workshop_id"]]
                stored.seqs.append(change["seq"])
                if change["kind"] == "note":
                    stored.made[change["subject"]] += 1
    finally:
        engine.dispose()
    return {stored.workshop["code"]: stored for stored in found.values()}


def _touches(rows: Callable[[str, str], list[Row]], tables: set[str], found: dict[int, Stored]) -> None:
    """What people tapped: 1 for a note they agree with, dots of a vote, a mood. A database of before had none."""
    for table, kind, whose, of, subject, value in (
        ("reaction", "reaction", "own", "", "note_id", "agrees"),
        ("vote", "vote", "token", "voting_id", "theme_id", "dots"),
        ("pulse_answer", "pulse", "token", "pulse_id", "", "value"),
    ):
        for row in rows(table, whose) if table in tables else ():
            found[row["workshop_id"]].touches[kind, row[whose], row.get(of, 0), row.get(subject, "")] = int(row[value])
