"""The file that a command writes: whole, or not at all."""

import os
import tempfile
from itertools import chain, count
from pathlib import Path

import click

from workshop.store import private


def write(output: Path, name: str, data: bytes) -> Path:
    """Write to `output`, or under the name into the folder that it is, where no other file is replaced.

    Return the path. Raises click.ClickException.
    """
    target = _unused(output / name) if output.is_dir() else output
    try:
        _replace(target, data)
    except OSError as error:
        raise click.ClickException(f"เขียนไฟล์ {target} ไม่ได้ / cannot write {target}: {error.strerror}") from None
    return target


def _unused(path: Path) -> Path:
    """Return the path, or the first of "name (2)", "name (3)" … that does not exist."""
    numbered = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in count(2))
    return next(found for found in chain([path], numbered) if not found.exists())


def _replace(target: Path, data: bytes) -> None:
    """Replace the file by a complete one or leave it as it was. Raises OSError."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".laena-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        if os.name == "posix":
            os.chmod(name, 0o666 & ~private.users_mask())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
