"""A SHA-256 beside each backup, by which a change of the file is found: SQLite's own check does not look at texts.

`<backup>.sha256` has the form that `sha256sum --check` reads. Where there is none (backups of former releases) nothing
is known. Laena itself changes a backup when words are to go; `changing` gives it a new one, unless it was wrong before.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

END = ".sha256"


def beside(path: Path) -> Path:
    return path.with_name(path.name + END)


def write(path: Path) -> None:
    """Write the file's checksum beside it, for the owner alone. Raises OSError."""
    part = beside(path).with_name(f".laena-{path.name}{END}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write(f"{_digest(path)}  {path.name}\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, beside(path))


def forget(path: Path) -> None:
    """Delete the checksum of a file that is deleted or replaced."""
    beside(path).unlink(missing_ok=True)


def changed(path: Path) -> bool:
    """Return whether the file is not the one of the checksum beside it. Raises OSError."""
    if not beside(path).is_file():
        return False
    known = beside(path).read_text("utf-8", "replace").split()
    return known[:1] != [_digest(path)]


@contextlib.contextmanager
def changing(path: Path) -> Iterator[None]:
    """Give the file the checksum of what it is afterwards; one that is wrong before stays so, as the file is damaged.

    A power cut in between leaves it without.
    """
    right = beside(path).is_file() and not changed(path)
    if right:
        forget(path)
    try:
        yield
    finally:
        if right:
            write(path)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
