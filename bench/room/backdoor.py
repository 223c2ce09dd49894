"""What a measured workshop has from the start and no form would take: written into the database beside the server."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import create_engine, text

from workshop.domain import imports
from workshop.feed import Feed
from workshop.messages import ImportedNote
from workshop.store.database import Database

_AT_ONCE = 1_000


def more_groups(database: str, code: str, there: int, wanted: int) -> None:
    """Groups number `there` + 1 to `wanted`."""
    add = text(
        "INSERT INTO breakout_group (workshop_id, position, name, seq, removed) "
        "SELECT id, :position, :name, 0, :removed FROM workshop WHERE code = :code"
    )
    engine = create_engine(database)
    with engine.begin() as connection:
        for number in range(there + 1, wanted + 1):
            values = {"position": number, "name": f"กลุ่มที่ {number}", "removed": False, "code": code}
            connection.execute(add, values)
    engine.dispose()


def notes(database: str, code: str, texts: Sequence[str], category: str) -> set[str]:
    """Notes without a writer, as `laena import` makes them; answers with their ids."""
    feed = Feed(Database(database))
    rows = [ImportedNote(f"present-{code}-{place:06}", words, category) for place, words in enumerate(texts)]
    for first in range(0, len(rows), _AT_ONCE):
        feed.change(code, "facilitator", imports.add, rows[first : first + _AT_ONCE])
    feed.database.close()
    return {row.id for row in rows}
