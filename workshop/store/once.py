"""Work that one process does at a time: over all machines on PostgreSQL, on one machine with SQLite."""

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, text

from workshop.store import folder_lock

# Any number that no other use of advisory locks in the same database picks: "laena" in ASCII.
_MIGRATING = 0x6C61656E61
_RETRY_SECONDS = 0.05


@contextlib.contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Wait until no other process is inside; a process that dies frees the lock."""
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
            while not folder_lock.try_lock(file):
                time.sleep(_RETRY_SECONDS)
            yield
    else:
        yield


@contextlib.contextmanager
def first(data: Path, what: str) -> Iterator[bool]:
    """Yield whether this process is the one of this data folder that does `what`, until the end of the block."""
    folder = data / folder_lock.FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{what}.one").open("ab") as file:
        yield folder_lock.try_lock(file)
