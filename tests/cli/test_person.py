"""laena person: a purged name is in no file of the data folder, also not in backups of an earlier release."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from tests.cli.running import run
from tests.cli.test_purge import found
from tests.room import Desk, Room
from workshop.domain import access_log, persons, sessions

NAME, SHOWN = "wanida.s", "วนิดา ใจตรง"
WORDS = {"name": NAME, "shown": SHOWN}


def test_a_purged_person_is_in_no_log_and_no_backup_also_of_an_earlier_release(room: Room, data: Path) -> None:
    with room.app.test_request_context():
        person = room.feed.write(persons.add, NAME, SHOWN)
    row = room.feed.read(persons.find, person)
    Desk(room.app, room.code).use(room.feed.write(persons.begin, row, sessions.Browser()))
    room.feed.write(access_log.add, access_log.What.EXPORT, room.code, "", "csv", NAME)
    assert run("backup", "--data", data).exit_code == 0
    (backup,) = (data / "backups").glob("*.db")
    earlier = backup.with_name("laena-20201030-120000.db")
    earlier.write_bytes(backup.read_bytes())
    with contextlib.closing(sqlite3.connect(earlier)) as connection:
        connection.execute("UPDATE access_log SET detail = person WHERE person = ?", (NAME,))
        connection.execute("ALTER TABLE access_log DROP COLUMN person")
        connection.commit()
    assert found(data, WORDS) == {"name", "shown"}
    room.feed.database.close()
    purged = run("person", "purge", NAME, "--data", data)
    assert purged.exit_code == 0, purged.output
    assert found(data, WORDS) == set()
    with contextlib.closing(sqlite3.connect(data / "laena.db")) as connection:
        kept = connection.execute("SELECT count(*) FROM access_log WHERE what = 'export'").fetchone()
    assert kept == (1,)
