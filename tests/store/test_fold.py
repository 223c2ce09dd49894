"""SQLite's log is folded into the file beside the commits: nothing is lost, held up, or seen twice."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from sqlalchemy.orm import Session

from workshop.store.database import Database
from workshop.store.models import StoredSetting


def keep(database: Database, first: int, last: int) -> None:
    for number in range(first, last):
        database.write(lambda session, number=number: session.add(StoredSetting(name=f"{number}", value="ก" * 500)))  # type: ignore[misc]


def names(session: Session) -> set[str]:
    return {row[0] for row in session.connection().exec_driver_sql("SELECT name FROM keep")}


def in_the_file_alone(file: Path, aside: Path) -> set[str]:
    """What the file holds without its log."""
    copy = aside / "copy.db"
    shutil.copyfile(file, copy)
    with sqlite3.connect(copy) as plain:
        return {row[0] for row in plain.execute("SELECT name FROM keep")}


def test_commits_only_append_to_the_log_and_a_checkpoint_copies_all_into_the_file(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{(tmp_path / 'laena.db').as_posix()}")
    with database.engine.begin() as connection:
        StoredSetting.metadata.create_all(connection, tables=[StoredSetting.__table__])  # type: ignore[attr-defined]
    database.checkpoint()
    keep(database, 0, 600)  # more than SQLite itself would leave in its log
    assert in_the_file_alone(tmp_path / "laena.db", tmp_path) == set()
    database.checkpoint()
    everything = {str(number) for number in range(600)}
    assert in_the_file_alone(tmp_path / "laena.db", tmp_path) == everything
    assert database.read(names) == everything
    database.close()


def test_a_checkpoint_waits_for_no_writer_and_disturbs_no_reader(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{(tmp_path / 'laena.db').as_posix()}")
    with database.engine.begin() as connection:
        StoredSetting.metadata.create_all(connection, tables=[StoredSetting.__table__])  # type: ignore[attr-defined]
    keep(database, 0, 5)
    seen: list[set[str]] = []

    def read(session: Session) -> None:
        seen.append(names(session))
        keep(database, 5, 10)
        database.checkpoint()
        seen.append(names(session))

    database.read(read)

    def write(session: Session) -> None:
        session.add(StoredSetting(name="late", value=""))
        session.flush()
        database.checkpoint()  # while the write lock is held

    database.write(write)
    assert seen == [{str(number) for number in range(5)}] * 2
    assert database.read(names) == {*(str(number) for number in range(10)), "late"}
    database.close()
