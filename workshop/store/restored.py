"""What a restored backup must not bring back: sessions, one-time links and a password that was changed since."""

import contextlib
import sqlite3
import time
from pathlib import Path

_PASSWORD = "facilitator.password"
# Sessions of earlier releases were valid by the version, except those that had ended.
_DROPPED = "name IN ('facilitator.token', 'facilitator.version') OR name LIKE 'facilitator.ended.%'"


def renew(ready: Path, present: Path) -> bool:
    """Prepare the copy `ready` of a backup to replace `present`; return whether today's password stays valid.

    Where `present` has none or cannot be read, the backup's stays. Raises sqlite3.Error for `ready` alone.
    """
    password = _password_of(present)
    with contextlib.closing(sqlite3.connect(ready, isolation_level=None)) as copy:
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute("BEGIN")
        copy.execute(f"DELETE FROM keep WHERE {_DROPPED}")
        if password is not None:
            copy.execute("INSERT OR REPLACE INTO keep (name, value) VALUES (?, ?)", (_PASSWORD, password))
        tables = {row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "facilitator_session" in tables:
            copy.execute("DELETE FROM facilitator_session")
        if "helper_link" in tables:  # one that was used or taken back since would be good again
            copy.execute("DELETE FROM helper_link")
        if "access_log" in tables:
            now = time.time_ns() // 1_000_000
            values = (now, "restore", "", "", "")
            copy.execute("INSERT INTO access_log (at, what, code, address, detail) VALUES (?, ?, ?, ?, ?)", values)
        copy.execute("COMMIT")
    return password is not None


def revision(path: Path) -> str | None:
    """Return the revision of the tables in the file. Raises sqlite3.Error."""
    with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None


def _password_of(present: Path) -> str | None:
    if not present.exists():
        return None
    with contextlib.suppress(sqlite3.Error):
        uri = f"{present.resolve().as_uri()}?mode=rw"
        with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=10)) as connection:
            row = connection.execute("SELECT value FROM keep WHERE name = ?", (_PASSWORD,)).fetchone()
            return str(row[0]) if row else None
    return None
