"""One process at a time: on PostgreSQL on whatever machine, with SQLite on the one that has the file."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, text

from workshop.store import holding

# Any number that no other use of advisory locks in the same database picks: "laena" in ASCII.
_MIGRATING = 0x6C61656E61
_LOOK_SECONDS = 0.05


@contextlib.contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Waits until no other process is inside. A process that dies inside lets go, whatever way it dies."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _MIGRATING})
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _MIGRATING})
    elif engine.url.database:
        path = Path(engine.url.database)
        with path.with_name(f"{path.name}.migrating").open("ab") as file:
            while not holding.lock(file):
                time.sleep(_LOOK_SECONDS)
            yield
    else:
        yield


@contextlib.contextmanager
def first(data: Path, what: str) -> Iterator[bool]:
    """Whether this process is the one of this data folder that does `what`; it stays so until the end of the block."""
    folder = data / holding.FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{what}.one").open("ab") as file:
        yield holding.lock(file)
