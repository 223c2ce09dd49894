"""Who has the data folder open: one small locked file a process, so that a restore never pulls it away.

The system lets go of a lock when its process dies, whatever way; a file that nobody locks is left over and ignored.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import sys
from collections.abc import Iterator
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


class CannotHold(Exception):
    """The data folder cannot be written to; the text says why."""


@contextlib.contextmanager
def held(data: Path, what: str, **facts: Any) -> Iterator[None]:
    """While inside, nobody restores this data folder. Raises InUse while somebody does."""
    with _mark(data, f"{what}-{os.getpid()}-{secrets.token_hex(4)}", what, facts):
        # Marked first, asked afterwards: of a server and a restore that start at once, at least one sees the other.
        restoring = [holder for holder in holders(data) if holder["what"] == RESTORE]
        if restoring:
            raise InUse(restoring)
        yield


@contextlib.contextmanager
def alone(data: Path) -> Iterator[None]:
    """While inside, no server or worker starts on this data folder. Raises InUse while one runs."""
    with _mark(data, f"{RESTORE}-{os.getpid()}-{secrets.token_hex(4)}", RESTORE, {}):
        others = [holder for holder in holders(data) if holder["pid"] != os.getpid() or holder["what"] != RESTORE]
        if others:
            raise InUse(others)
        yield


def holders(data: Path) -> list[dict[str, Any]]:
    """What runs on the data folder now; leftovers of processes that died are swept away."""
    folder = data / FOLDER
    found = []
    for path in sorted(folder.glob("*.lock")) if folder.is_dir() else []:
        with contextlib.suppress(OSError):
            with path.open("r+b") as file:
                if not lock(file):
                    found.append(_facts(path, file.read(4096)))
                    continue
                if os.name == "posix":  # while it is locked, so that whoever makes it anew notices
                    path.unlink()
            if os.name != "posix":  # open files stay there
                path.unlink()
    return found


@contextlib.contextmanager
def _mark(data: Path, name: str, what: str, facts: dict[str, Any]) -> Iterator[None]:
    path = data / FOLDER / f"{name}.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("w+b", buffering=0)
        while not (lock(file) and path.exists()):  # swept away by another between being made and being locked
            file.close()
            file = path.open("w+b", buffering=0)
    except OSError as error:
        raise CannotHold(error.strerror) from error
    try:
        with contextlib.suppress(OSError):  # on a full disk the name says enough
            file.write(json.dumps({"what": what, "pid": os.getpid(), **facts}).encode())
        yield
    finally:
        file.close()
        with contextlib.suppress(OSError):
            path.unlink()


def _facts(path: Path, words: bytes) -> dict[str, Any]:
    what, pid = path.stem.split("-")[:2]
    told = {"what": what, "pid": int(pid)}
    with contextlib.suppress(ValueError):
        told |= json.loads(words)
    return told


# Not the package filelock: it closes the lock in a forked process, so that a data folder would look free while the
# workers of a server that was killed still write to it. And it has nowhere to say who has the lock.
if sys.platform == "win32":
    import msvcrt

    def lock(file: IO[bytes]) -> bool:
        place = file.tell()
        file.seek(_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(place)
        return True

else:
    import fcntl

    def lock(file: IO[bytes]) -> bool:
        """Takes the lock until the file is closed; False where another has it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks: Laena works there, and nobody is warned
            return True
        return True
