"""Permissions of the data folder: for its owner only, as it contains all notes and the session key. POSIX only."""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

_MASK, _FOLDER, _FILE = 0o077, 0o700, 0o600
# What Laena writes; other files in the folder stay as they are.
_OURS = ("*.db", "*.db-wal", "*.db-shm", "*.db-journal", "*.migrating", "*.restored", "secret.key", ".laena-*")
_OUR_FOLDERS = ("backups", "running")
_users_mask: int | None = None


def close(data: Path, database: Path | None = None) -> None:
    """Set the umask of this process, and take others' permissions from Laena's existing files.

    `database` is the SQLite file, which may be outside `data`. Other users' files are left alone.
    """
    if os.name != "posix":
        return
    global _users_mask
    before = os.umask(_MASK)
    if before != _MASK or _users_mask is None:
        _users_mask = before
    files = list(_files(data))
    new = data.is_dir() and not any(data.iterdir())
    if (files or new) and data.resolve() != Path.home():
        _limit(data, _FOLDER)
    if database is not None:
        files += [database.with_name(database.name + end) for end in ("", "-wal", "-shm", "-journal")]
    for path in files:
        _limit(path, _FOLDER if path.is_dir() else _FILE)


def users_mask() -> int:
    """Return the umask that the user had set, for files written elsewhere."""
    if _users_mask is not None:
        return _users_mask
    mask = os.umask(_MASK)
    os.umask(mask)
    return mask


def _files(data: Path) -> Iterator[Path]:
    for pattern in _OURS:
        yield from data.glob(pattern)
    for name in _OUR_FOLDERS:
        folder = data / name
        if folder.is_dir() and not folder.is_symlink():
            yield folder
            yield from folder.rglob("*")


def _limit(path: Path, mode: int) -> None:
    """Remove the permissions of group and others, except from links and shared (sticky) folders such as /tmp."""
    with contextlib.suppress(OSError):
        found = path.lstat()
        shared = stat.S_ISLNK(found.st_mode) or found.st_mode & stat.S_ISVTX or found.st_uid != os.geteuid()
        if not shared and found.st_mode & _MASK:
            path.chmod(mode)
