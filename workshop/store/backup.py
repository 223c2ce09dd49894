"""Backups of the SQLite file: taken while the server runs, checked before they count, put back without destroying.

A backup is one file, a consistent picture of the database at one moment; notes go on being written meanwhile.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url

FOLDER = "backups"
# Of the timer's own making; only these are ever thrown away.
_OURS = re.compile(r"laena-\d{8}-\d{6}(-\d+)?\.db")
_LOG = ("-wal", "-shm")
_NEXT = ".restored"


class BackupError(Exception):
    """The backup could not be made or used; `reason` is SQLite's or the system's own word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def file_of(url: str) -> Path | None:
    """The database's file, or None where it is none (PostgreSQL)."""
    found = make_url(url)
    return Path(found.database) if found.get_backend_name() == "sqlite" and found.database else None


def write(source: Path, target: Path) -> Path:
    """Copies the database to the file `target`, checks the copy, and only then gives it its name.

    Raises BackupError; then `target` is as it was. Readers and writers of `source` are not held up.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if not source.is_file():
            raise BackupError(f"{source}: no such file")
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".laena-", suffix=".part")
        os.close(descriptor)  # made for the owner alone: the copy holds every note
        try:
            with _opened(source) as there, _opened(Path(name), writing=True) as copy:
                there.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")  # a file of its own, without a log beside it
            problems = broken(Path(name))
            if problems:
                raise BackupError("; ".join(problems[:3]))
            _settle(Path(name))
            os.replace(name, target)
            _settle(target.parent)
        finally:
            for leftover in (name, f"{name}-journal", f"{name}-wal", f"{name}-shm"):
                Path(leftover).unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(_reason(error)) from error
    return target


def broken(path: Path, quick: bool = False, seconds: float | None = None) -> list[str]:
    """What SQLite finds wrong in the file, at most a hundred lines; none when it is sound.

    `quick` leaves out the comparison of indexes; after `seconds` a large file counts as sound. Raises BackupError
    where it cannot be read as a database at all.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    try:
        with _opened(path) as connection:
            if deadline is not None:
                connection.set_progress_handler(lambda: time.monotonic() > deadline, 100_000)
            check = "quick_check" if quick else "integrity_check"
            found = [str(row[0]) for row in connection.execute(f"PRAGMA {check}")]
            found = [] if found == ["ok"] else found
            if not quick:
                found += [
                    f"{row[0]}: {row[1]} → {row[2]}"
                    for row in connection.execute("PRAGMA foreign_key_check").fetchmany(100)
                ]
            return found
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            return []
        raise BackupError(_reason(error)) from error
    except (OSError, sqlite3.Error) as error:
        raise BackupError(_reason(error)) from error


def is_laena(path: Path) -> bool:
    """Whether the database is one of Laena's, of any revision. Raises BackupError."""
    try:
        with _opened(path) as connection:
            query = (
                "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('workshop', 'alembic_version')"
            )
            return bool(connection.execute(query).fetchone()[0] == 2)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(_reason(error)) from error


def state(path: Path) -> object:
    """Equal for two files that hold the same workshops at the same seq and the same small facts. Raises BackupError.

    The workers' signs of life and leases change every few seconds and say nothing.
    """
    try:
        with _opened(path) as connection:
            seqs = connection.execute("SELECT code, seq FROM workshop ORDER BY code").fetchall()
            facts = connection.execute(
                "SELECT name, value FROM keep WHERE name NOT LIKE 'worker.%' AND name <> 'disk.probe' ORDER BY name"
            ).fetchall()
            revision = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            return seqs, facts, revision
    except (OSError, sqlite3.Error) as error:
        raise BackupError(_reason(error)) from error


def kept(folder: Path) -> list[Path]:
    """The timer's backups in the folder, newest first."""
    if not folder.is_dir():
        return []
    return sorted((path for path in folder.iterdir() if _OURS.fullmatch(path.name)), reverse=True)


def rotate(source: Path, folder: Path, keep: int, now: datetime | None = None) -> Path | None:
    """A new backup in the folder when something changed since the newest one, of which `keep` stay.

    Old ones go only once the new one is whole. Raises BackupError.
    """
    there = kept(folder)
    if there and _same(source, there[0]):
        return None
    _private(folder)
    made = write(source, unused(folder, now))
    for old in kept(folder)[keep:]:
        with contextlib.suppress(OSError):
            old.unlink()
    return made


def unused(folder: Path, now: datetime | None = None, kind: str = "laena") -> Path:
    """A name in the folder that nothing has, later in order than those of its kind before it."""
    stem = f"{kind}-{(now or datetime.now()):%Y%m%d-%H%M%S}"
    path, number = folder / f"{stem}.db", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}.db", number + 1
    return path


def restore(backup: Path, database: Path, now: datetime | None = None) -> Path | None:
    """Puts the backup in the database's place and answers with the folder where the present one now is, if any.

    The caller sees to it that nobody has the database open. Raises BackupError; until the last step nothing has moved,
    and a step that a power cut leaves half done is completed by `finish_restore`.
    """
    problems = broken(backup)
    if problems:
        raise BackupError("; ".join(problems[:3]))
    if not is_laena(backup):
        raise BackupError(f"{backup}: not a database of Laena")
    ready = write(backup, database.with_name(database.name + _NEXT))
    aside: Path | None = None
    try:
        if any(database.with_name(database.name + end).exists() for end in ("", *_LOG)):
            folder = database.parent / FOLDER
            _private(folder)
            aside = Path(tempfile.mkdtemp(dir=folder, prefix=f"replaced-{(now or datetime.now()):%Y%m%d-%H%M%S}-"))
        if database.exists() and aside is not None:
            os.replace(database, aside / database.name)
            _settle(aside)
        _put_in_place(ready, database, aside)
    except OSError as error:
        raise BackupError(_reason(error)) from error
    return aside


def finish_restore(database: Path) -> bool:
    """Completes a restore that was cut off after the old database had been put aside; tells whether there was one."""
    ready = database.with_name(database.name + _NEXT)
    if database.exists() or not ready.exists():
        return False
    asides = sorted((database.parent / FOLDER).glob("replaced-*"))
    _put_in_place(ready, database, asides[-1] if asides else None)
    return True


def _put_in_place(ready: Path, database: Path, aside: Path | None) -> None:
    """The last steps of a restore, from the moment when the old database has been put aside."""
    for end in _LOG:
        log = database.with_name(database.name + end)
        # Beside a database that it does not belong to, a log would be taken for its own.
        if log.exists() and aside is not None:
            os.replace(log, aside / log.name)
        else:
            log.unlink(missing_ok=True)
    os.replace(ready, database)
    _settle(database.parent)


def _same(source: Path, newest: Path) -> bool:
    try:
        return state(source) == state(newest)
    except BackupError:  # an older revision, or damaged: not the same
        return False


@contextlib.contextmanager
def _opened(path: Path, writing: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection that is closed at the end; without `writing` it never makes a file. Raises sqlite3.Error."""
    # With "rw" rather than "ro": a log beside the file is read as well, also when nobody else has it open.
    mode = "rwc" if writing else "rw" if os.access(path, os.W_OK) else "ro"
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=10, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def _private(folder: Path) -> None:
    """The folder, for its owner alone where it is made here."""
    if not folder.exists():
        folder.mkdir(parents=True, mode=0o700)


def _settle(path: Path) -> None:
    """On the disk, not in a cache. Windows has no such call for folders."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
