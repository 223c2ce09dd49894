"""Removes a workshop's words from every file of the data folder: the database, its log, the job store, backups.

SQLite leaves deleted words in free pages and in its log until both are written anew.
"""

import contextlib
import json
import shutil
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, text

from workshop.store import checksums, purged_answers

_MAGIC = b"SQLite format 3\0"
_JOBS = "jobs.db"
# In the folder of what was learnt from people: the codes of the workshops.
LEARNT_FROM = "workshops.json"
_TRIES, _RETRY_SECONDS = 50, 0.1


class CannotPurge(Exception):
    """Files could not be cleaned; the text names them and why, `paths` are they. Doing it again is safe."""

    def __init__(self, failed: dict[Path, Exception]) -> None:
        super().__init__("; ".join(f"{path}: {error}" for path, error in failed.items()))
        self.paths = list(failed)


def clean(data: Path, database: Path | None, codes: list[str], given: purged_answers.Given | None = None) -> int:
    """Delete the workshops' rows from every backup below `data`, then from the database; return how many files changed.

    `given`: the answers to a directive that go with them. The job store is emptied, since its answers are reports.
    One that cannot be cleaned keeps none of the others from it. Raises CannotPurge.
    """
    changed, failed = _forget_learnt(data, codes), dict[Path, Exception]()
    for path in databases(data, database):
        try:
            with checksums.changing(path), _opened(path) as connection:
                found = _empty(connection) if path.name == _JOBS else _delete(connection, codes, given)
                if found or path == database:
                    write_anew(connection)
                    changed += found and path.name != _JOBS
        except (sqlite3.Error, OSError) as error:
            failed[path] = error
    if failed:
        raise CannotPurge(failed)
    return changed


def forget_person(data: Path, database: Path | None, name: str) -> int:
    """Delete somebody who signed in by this name from every backup; return how many files changed. Raises CannotPurge.

    In the database itself the person is gone already; it is written anew.
    """
    changed, failed = 0, dict[Path, Exception]()
    for path in databases(data, database):
        try:
            with checksums.changing(path), _opened(path) as connection:
                if path.name != _JOBS and "person" in tables_of(connection):
                    found = _delete_person(connection, name)
                    if found or path == database:
                        write_anew(connection)
                    changed += found
        except (sqlite3.Error, OSError) as error:
            failed[path] = error
    if failed:
        raise CannotPurge(failed)
    return changed


def _opened(path: Path) -> contextlib.closing[sqlite3.Connection]:
    return contextlib.closing(sqlite3.connect(path, timeout=30, isolation_level=None))


def _delete_person(connection: sqlite3.Connection, name: str) -> bool:
    ids = [row[0] for row in connection.execute("SELECT id FROM person WHERE name = ?", (name,))]
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("BEGIN IMMEDIATE")
    logged = connection.execute("UPDATE access_log SET detail = '' WHERE detail = ?", (name,)).rowcount
    if "person" in {row[1] for row in connection.execute("PRAGMA table_info(access_log)")}:  # not in earlier releases
        logged += connection.execute("UPDATE access_log SET person = '' WHERE person = ?", (name,)).rowcount
    for id_ in ids:
        for table, column in (("person_role", "person_id"), ("facilitator_session", "person_id"), ("person", "id")):
            connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (id_,))
    connection.execute("COMMIT")
    return bool(ids) or logged > 0


def _forget_learnt(data: Path, codes: list[str]) -> int:
    """Delete what was learnt from any of these workshops, also where it cannot be told."""
    gone = 0
    for path in data.glob(f"*/{LEARNT_FROM}"):
        try:
            found = set(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            found = set(codes)
        if found & set(codes):
            shutil.rmtree(path.parent)
            gone += 1
    return gone


def forget_answers(data: Path) -> None:
    """Delete the worker's answers from the job store: they contain reports. Raises CannotPurge."""
    path = data / _JOBS
    if path.exists():
        try:
            with contextlib.closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as connection:
                if "kv" in tables_of(connection):
                    connection.execute("DELETE FROM kv")
                write_anew(connection)
        except sqlite3.Error as error:
            raise CannotPurge({path: error}) from error


def vacuum(engine: Engine) -> None:
    """Free the deleted rows' room on PostgreSQL; its own archives and dumps are the administrator's."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM"))


def databases(data: Path, database: Path | None) -> Iterator[Path]:
    found = set(data.rglob("*")) | ({database} if database is not None else set())
    for path in sorted(found, key=lambda each: (each == database, each)):
        if path.is_file() and not path.is_symlink() and not path.name.endswith(("-wal", "-shm", "-journal")):
            with path.open("rb") as file:
                if file.read(len(_MAGIC)) == _MAGIC:
                    yield path


def tables_of(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]


def _delete(connection: sqlite3.Connection, codes: list[str], given: purged_answers.Given | None) -> bool:
    """Delete the rows of these workshops in a database of any release; return whether there were any."""
    tables = tables_of(connection)
    if not {"workshop", "alembic_version"} <= set(tables):
        return False
    marks = ", ".join("?" * len(codes))
    ids = [row[0] for row in connection.execute(f"SELECT id FROM workshop WHERE code IN ({marks})", codes)]
    if not ids and given is None:
        return False
    marks = ", ".join("?" * len(ids))
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("BEGIN IMMEDIATE")
    for table in tables:
        columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
        if "workshop_id" in columns:
            connection.execute(f'DELETE FROM "{table}" WHERE workshop_id IN ({marks})', ids)
    if "lookback" in tables:
        connection.execute(f"UPDATE lookback SET source = NULL WHERE source IN ({marks})", ids)
    if "ready_cards" in tables:  # the next workshop may get the number
        connection.execute(f"UPDATE ready_cards SET source = NULL WHERE source IN ({marks})", ids)
    connection.execute(f"DELETE FROM workshop WHERE id IN ({marks})", ids)
    answered = given is not None and purged_answers.delete(connection, set(tables), given)
    connection.execute("COMMIT")
    return bool(ids) or answered


def _empty(connection: sqlite3.Connection) -> bool:
    tables = [name for name in tables_of(connection) if not name.startswith("sqlite_")]
    for table in tables:
        connection.execute(f'DELETE FROM "{table}"')
    return bool(tables)


def write_anew(connection: sqlite3.Connection) -> None:
    """Write the file without free pages, and empty its log; a reader may have to finish first."""
    connection.execute("VACUUM")
    empty_log(connection)


def empty_log(connection: sqlite3.Connection) -> None:
    """Copy the log into the file and empty it."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        return
    for _try in range(_TRIES):
        if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0:
            return
        time.sleep(_RETRY_SECONDS)
    raise sqlite3.OperationalError("the log is in use")
