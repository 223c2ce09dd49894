"""Backups of the SQLite file: one consistent, checked file each, written while the server runs."""

import contextlib
import os
import re
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import make_url

from workshop.store import checksums, restored

FOLDER = "backups"
# The timer's files; no others are ever deleted.
_OURS = re.compile(r"laena-\d{8}-\d{6}(-\d+)?\.db")
# All that Laena puts there.
_KEPT = re.compile(r"(laena|saved|before-upgrade)-\d{8}-\d{6}(-\d+)?\.db|replaced-\d{8}-\d{6}-\w+")
# What a backup is written to before it gets its name; one of a killed process is not even a database yet.
_PART = re.compile(r"\.laena-(\w+\.part|[0-9a-f]{16}\.db)(-journal|-wal|-shm)?")
_PART_SECONDS = 600
_LOG = ("-wal", "-shm")
_NEXT = ".restored"
_STAMP = "%Y%m%d-%H%M%S"


class BackupError(Exception):
    """The backup could not be made or used; `reason` is SQLite's or the system's text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Damaged(BackupError):
    """The backup is not what its checksum says: it was changed since it was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: SHA-256")
        self.path = path


def file_of(url: str) -> Path | None:
    """Return the database's file, or None on PostgreSQL."""
    found = make_url(url)
    return Path(found.database) if found.get_backend_name() == "sqlite" and found.database else None


def write(source: Path, target: Path) -> Path:
    """Copy the database to the file `target`, which is replaced only when the copy is checked; blocks nobody.

    Its checksum is written beside it. Raises BackupError; then `target` is as before.
    """
    try:
        copy_to(source, target)
        checksums.write(target)
    except OSError as error:
        raise BackupError(_reason(error)) from error
    return target


def copy_to(source: Path, target: Path) -> Path:
    """Do as `write` does, without a checksum: for a file that is no backup, or that changes yet."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if not source.is_file():
            raise BackupError(f"{source}: no such file")
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".laena-", suffix=".part")
        os.close(descriptor)  # created for the owner alone: the copy contains every note
        try:
            with _connect(source) as original, _connect(Path(name), writing=True) as copy:
                original.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
            problems = broken(Path(name))
            if problems:
                raise BackupError("; ".join(problems[:3]))
            _fsync(Path(name))
            checksums.forget(target)
            os.replace(name, target)
            _fsync(target.parent)
        finally:
            for leftover in (name, f"{name}-journal", f"{name}-wal", f"{name}-shm"):
                Path(leftover).unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(_reason(error)) from error
    return target


def broken(path: Path, quick: bool = False, seconds: float | None = None) -> list[str]:
    """Return what SQLite finds wrong in the file, at most a hundred lines of each check.

    `quick` skips the indexes; after `seconds` a large file counts as sound. Raises BackupError if it is no database.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    try:
        with _connect(path) as connection:
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
    """Return whether the database is Laena's, of any revision. Raises BackupError."""
    try:
        with _connect(path) as connection:
            query = (
                "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('workshop', 'alembic_version')"
            )
            return bool(connection.execute(query).fetchone()[0] == 2)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(_reason(error)) from error


def state(path: Path) -> object:
    """Return a value equal for files with the same workshops, seqs and stored settings. Raises BackupError.

    Heartbeats and leases of workers change every few seconds and do not count.
    """
    try:
        with _connect(path) as connection:
            seqs = connection.execute("SELECT code, seq FROM workshop ORDER BY code").fetchall()
            facts = connection.execute(
                "SELECT name, value FROM keep WHERE name NOT LIKE 'worker.%' AND name NOT LIKE 'disk.%' ORDER BY name"
            ).fetchall()
            revision = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            return seqs, facts, revision
    except (OSError, sqlite3.Error) as error:
        raise BackupError(_reason(error)) from error


def automatic(folder: Path) -> list[Path]:
    """Return the timer's backups in the folder, newest first."""
    if not folder.is_dir():
        return []
    return sorted((path for path in folder.iterdir() if _OURS.fullmatch(path.name)), reverse=True)


def rotate(source: Path, folder: Path, keep: int, now: datetime | None = None) -> Path | None:
    """Write a backup if anything changed since the newest one, then delete all but `keep`. Raises BackupError."""
    newest = next(iter(automatic(folder)), None)
    if newest and _same(source, newest) and not _damaged(newest):
        return None
    sweep(folder, _PART_SECONDS)
    _private_folder(folder)
    made = write(source, unused(folder, now))
    for old in automatic(folder)[keep:]:
        with contextlib.suppress(OSError):
            old.unlink()
            checksums.forget(old)
    return made


def damaged(folder: Path) -> list[Path]:
    """Return the backups in the folder that were changed since they were written. Raises OSError."""
    known = sorted(path for path in folder.glob(f"*.db{checksums.END}")) if folder.is_dir() else []
    files = [path.with_name(path.name.removesuffix(checksums.END)) for path in known]
    return [path for path in files if path.is_file() and checksums.changed(path)]


def _damaged(path: Path) -> bool:
    try:
        return checksums.changed(path)
    except OSError:
        return True


def expire(folder: Path, days: int, now: float | None = None) -> list[Path]:
    """Delete every backup of the folder that is older than so many days, and replaced databases; return them."""
    before = (time.time() if now is None else now) - days * 86_400
    sweep(folder, _PART_SECONDS)
    gone = []
    for path in folder.iterdir() if folder.is_dir() else ():
        with contextlib.suppress(OSError):
            if not _KEPT.fullmatch(path.name) or path.is_symlink() or path.stat().st_mtime > before:
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            gone.append(path)
            checksums.forget(path)
    return gone


def sweep(folder: Path, seconds: float = 0) -> None:
    """Delete what killed backups left half written in the folder, where nothing was written to it for so long."""
    for path in folder.iterdir() if folder.is_dir() else ():
        with contextlib.suppress(OSError):
            ours = _PART.fullmatch(path.name) and path.is_file() and not path.is_symlink()
            if ours and path.stat().st_mtime <= time.time() - seconds:
                path.unlink()


def unused(folder: Path, now: datetime | None = None, kind: str = "laena") -> Path:
    """Return a free name in the folder that sorts after earlier ones of its kind."""
    moment = (now or datetime.now()).replace(microsecond=0)
    stamps = [path.name[len(kind) + 1 :][:15] for path in folder.glob(f"{kind}-*.db") if _KEPT.fullmatch(path.name)]
    with contextlib.suppress(ValueError):  # no moment, or no file at all
        # A clock set back since the newest was made: by names it would be the oldest, and the first to be deleted.
        moment = max(moment, datetime.strptime(max(stamps), _STAMP) + timedelta(seconds=1))
    stem = f"{kind}-{moment:{_STAMP}}"
    path, number = folder / f"{stem}.db", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}.db", number + 1
    return path


def restore(backup: Path, database: Path, now: datetime | None = None) -> Path | None:
    """Replace the database by the backup; return the folder that now contains the replaced one, if there was one.

    Nobody is signed in afterwards, and today's password stays.

    The caller has locked the data folder. Raises BackupError. After a power cut `finish_restore` does the rest.
    """
    if _damaged(backup):
        raise Damaged(backup)
    problems = broken(backup)
    if problems:
        raise BackupError("; ".join(problems[:3]))
    if not is_laena(backup):
        raise BackupError(f"{backup}: not a database of Laena")
    ready = copy_to(backup, database.with_name(database.name + _NEXT))
    aside: Path | None = None
    try:
        restored.renew(ready, database)
        if any(database.with_name(database.name + end).exists() for end in ("", *_LOG)):
            folder = database.parent / FOLDER
            _private_folder(folder)
            aside = Path(tempfile.mkdtemp(dir=folder, prefix=f"replaced-{(now or datetime.now()):%Y%m%d-%H%M%S}-"))
        if database.exists() and aside is not None:
            os.replace(database, aside / database.name)
            _fsync(aside)
        _replace(ready, database, aside)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(_reason(error)) from error
    return aside


def finish_restore(database: Path) -> bool:
    """Complete a restore that was interrupted after the old database was moved; return whether there was one."""
    ready = database.with_name(database.name + _NEXT)
    if database.exists() or not ready.exists():
        return False
    asides = sorted((database.parent / FOLDER).glob("replaced-*"))
    _replace(ready, database, asides[-1] if asides else None)
    return True


def _replace(ready: Path, database: Path, aside: Path | None) -> None:
    """Move the logs after the old database, then rename the restored file."""
    for end in _LOG:
        log = database.with_name(database.name + end)
        # SQLite would apply a log to whatever database stands beside it.
        if log.exists() and aside is not None:
            os.replace(log, aside / log.name)
        else:
            log.unlink(missing_ok=True)
    os.replace(ready, database)
    _fsync(database.parent)


def _same(source: Path, newest: Path) -> bool:
    try:
        return state(source) == state(newest)
    except BackupError:  # an older revision, or damaged: not the same
        return False


@contextlib.contextmanager
def _connect(path: Path, writing: bool = False) -> Iterator[sqlite3.Connection]:
    """Open a connection and close it at the end; only `writing` creates a file. Raises sqlite3.Error."""
    # "rw", not "ro": only so is a log beside the file read when nobody else has it open.
    mode = "rwc" if writing else "rw" if os.access(path, os.W_OK) else "ro"
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=10, isolation_level=None)) as connection:
        yield connection


def _private_folder(folder: Path) -> None:
    """Create the folder for its owner alone; one that exists stays as it is."""
    folder.mkdir(parents=True, mode=0o700, exist_ok=True)


def _fsync(path: Path) -> None:
    """Flush the file or folder to the disk. Windows cannot do so for folders."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
