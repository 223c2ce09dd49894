"""What a restored backup must not bring back: sessions, one-time links, passwords and rights changed since."""

import contextlib
import sqlite3
import time
from pathlib import Path
from typing import Any

_PASSWORD = "facilitator.password"
# Sessions of earlier releases were valid by the version, except those that had ended.
_DROPPED = "name IN ('facilitator.token', 'facilitator.version') OR name LIKE 'facilitator.ended.%'"

_ROLES = (
    "SELECT unit_id, code, role FROM person_role JOIN org_unit ON org_unit.id = person_role.unit_id WHERE person_id = ?"
)


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
        if "person" in tables:
            _renew_people(copy, _people_of(present))
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


def _renew_people(copy: sqlite3.Connection, today: dict[str, tuple[Any, ...]] | None) -> None:
    """Give people the password of today, and let in nobody who was purged or disabled since, nor with a former role.

    Where `today` cannot be read, only the links are void.
    """
    copy.execute("UPDATE person SET link = '', link_at = 0")
    if today is None:
        return
    for id_, name in copy.execute("SELECT id, name FROM person").fetchall():
        roles = copy.execute(_ROLES, (id_,)).fetchall()
        password, subject, disabled, held = today.get(name, ("", "", 1, []))
        for unit, code, role in roles:
            if [code, role] not in held:
                copy.execute("DELETE FROM person_role WHERE person_id = ? AND unit_id = ?", (id_, unit))
        if name in today:
            values = (password, subject, disabled, id_)
            copy.execute("UPDATE person SET password = ?, subject = ?, disabled = ? WHERE id = ?", values)
        else:
            copy.execute("DELETE FROM person WHERE id = ?", (id_,))


def _people_of(present: Path) -> dict[str, tuple[Any, ...]] | None:
    """Return {name: (password, subject, disabled, [[code of a unit, role]])} of today's people."""
    if not present.exists():
        return None
    with contextlib.suppress(sqlite3.Error):
        uri = f"{present.resolve().as_uri()}?mode=rw"
        with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=10)) as connection:
            rows = connection.execute("SELECT id, name, password, subject, disabled FROM person").fetchall()
            held = {id_: connection.execute(_ROLES, (id_,)).fetchall() for id_, *_rest in rows}
            return {
                name: (password, subject, disabled, [[code, role] for _unit, code, role in held[id_]])
                for id_, name, password, subject, disabled in rows
            }
    return None


def _password_of(present: Path) -> str | None:
    if not present.exists():
        return None
    with contextlib.suppress(sqlite3.Error):
        uri = f"{present.resolve().as_uri()}?mode=rw"
        with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=10)) as connection:
            row = connection.execute("SELECT value FROM keep WHERE name = ?", (_PASSWORD,)).fetchone()
            return str(row[0]) if row else None
    return None
