"""In a copy for sharing nothing tells how an anonymous note came: by its own phone, a friend's, or from a file."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.privacy.seeded import Seeded
from tests.privacy.test_guessing_over_time import by_a_friend
from tests.room import Room
from workshop.domain import imports
from workshop.messages.incoming import ImportedNote
from workshop.store import backup, sharing_copy

# What each note has of its own, by chance alone.
DRAWN = {"id", "number", "sent", "own", "text"}


def test_no_column_tells_apart_how_an_anonymous_note_came(room: Room, tmp_path: Path, random_ids: None) -> None:
    seeded = Seeded(room, [6, 6], "anonymous")
    seeded.write(1)
    by_a_friend(seeded, next(iter(seeded.people)))
    seeded.change(imports.add, [ImportedNote("row-00001", "จากไฟล์", "ปัญหา/อุปสรรค", at=1_600_000_000_000)])
    source = backup.file_of(room.feed.database.url)
    if source is None:
        pytest.skip("PostgreSQL's dumps are the administrator's")
    rows = notes_of(sharing_copy.write(source, tmp_path / "copy.db"))
    assert len(rows) == 14
    told = {name for name in rows[0] if len({str(row[name]) for row in rows}) > 1}
    assert told == DRAWN
    for name in ("sent", "own"):
        assert {len(row[name]) for row in rows} == {32}
        assert len({row[name] for row in rows}) == len(rows), "nor which are of one phone"
        assert not {row[name] for row in rows} & {row[name] for row in notes_of(source)}


def notes_of(file: Path) -> list[dict[str, Any]]:
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute("SELECT * FROM note")]
