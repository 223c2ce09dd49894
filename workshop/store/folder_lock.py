"""Locks on the data folder: one locked file a process, so that a restore never replaces data in use.

The system frees a lock when its process dies; a lock file that nobody locks is a leftover and ignored.
"""

import contextlib
import json
import os
import secrets
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO, Any

FOLDER = "running"
RESTORE = "restore"
# Windows locks a range of bytes, and then nobody else can read it: lock one far beyond what is written.
_BYTE = 1 << 30


class InUse(Exception):
    """`holders` have the data folder open: [{"what", "pid", "port"?}]."""

    def __init__(self, holders: list[dict[str, Any]]) -> None:
        super().__init__("in use")
        self.holders = holders


class CannotLock(Exception):
    """The data folder cannot be written to; the text says why."""


@contextlib.contextmanager
def shared(data: Path, what: str, but_not_with: Collection[str] = (), **facts: Any) -> Iterator[None]:
    """Lock out restores, and the kinds `but_not_with`, while inside. Raises InUse while one runs, CannotLock."""
    with _lock_file(data, f"{what}-{os.getpid()}-{secrets.token_hex(4)}", what, facts):
        # Lock first, look afterwards: of a server and a restore that start at once, at least one sees the other.
        others = [
            each
            for each in holders(data)
            if each["what"] == RESTORE or (each["what"] in but_not_with and each["pid"] != os.getpid())
        ]
        if others:
            raise InUse(others)
        yield


@contextlib.contextmanager
def exclusive(data: Path) -> Iterator[None]:
    """Lock out servers and workers while inside. Raises InUse while one runs, CannotLock."""
    with _lock_file(data, f"{RESTORE}-{os.getpid()}-{secrets.token_hex(4)}", RESTORE, {}):
        others = [holder for holder in holders(data) if holder["pid"] != os.getpid() or holder["what"] != RESTORE]
        if others:
            raise InUse(others)
        yield


def holders(data: Path) -> list[dict[str, Any]]:
    """Return what runs on the data folder now, and remove leftovers of dead processes."""
    folder = data / FOLDER
    found = []
    for path in sorted(folder.glob("*.lock")) if folder.is_dir() else []:
        with contextlib.suppress(OSError):
            with path.open("r+b") as file:
                if not try_lock(file):
                    found.append(_facts(path, file.read(4096)))
                    continue
                if os.name == "posix":  # while it is locked, so that whoever creates it again notices
                    path.unlink()
            if os.name != "posix":  # open files stay there
                path.unlink()
    return found


@contextlib.contextmanager
def _lock_file(data: Path, name: str, what: str, facts: dict[str, Any]) -> Iterator[None]:
    path = data / FOLDER / f"{name}.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("w+b", buffering=0)
        while not (try_lock(file) and path.exists()):  # another removed it between open and lock
            file.close()
            file = path.open("w+b", buffering=0)
    except OSError as error:
        raise CannotLock(error.strerror) from error
    try:
        with contextlib.suppress(OSError):  # on a full disk the file name suffices
            file.write(json.dumps({"what": what, "pid": os.getpid(), **facts}).encode())
        yield
    finally:
        file.close()
        with contextlib.suppress(OSError):
            path.unlink()


def _facts(path: Path, words: bytes) -> dict[str, Any]:
    what, pid = path.stem.split("-")[:2]
    facts = {"what": what, "pid": int(pid)}
    with contextlib.suppress(ValueError):
        facts |= json.loads(words)
    return facts


# Not the package filelock: it drops the lock in a forked process, so that a data folder would look free while the
# workers of a killed server still write to it; and it cannot store who has the lock.
if sys.platform == "win32":
    import msvcrt

    def try_lock(file: IO[bytes]) -> bool:
        position = file.tell()
        file.seek(_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(position)
        return True

else:
    import fcntl

    def try_lock(file: IO[bytes]) -> bool:
        """Lock the file until it is closed; return False where another process has locked it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks: Laena works there, and nobody is warned
            return True
        return True
