"""SQLite's log after a crash: damage in it is found, and what a power cut leaves is no damage."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from workshop.store import log_check

HEADER, FRAME = 32, 24 + 4096


def write(connection: sqlite3.Connection, count: int) -> None:
    """So many transactions, some of several pages."""
    for n in range(count):
        connection.execute("INSERT INTO note (text) VALUES (?)", (f"{n} " + "ก" * (n % 3 * 3000),))
        connection.commit()


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """A database and its log, as a process that is killed leaves them; with frames of an older log at the end."""
    path = tmp_path / "living.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
        write(connection, 20)
        connection.execute("PRAGMA wal_checkpoint(RESTART)")
        write(connection, 9)
        for suffix in ("", "-wal"):
            shutil.copy(f"{path}{suffix}", f"{tmp_path / 'crashed.db'}{suffix}")
    return tmp_path / "crashed.db"


def log_of(database: Path) -> Path:
    return Path(f"{database}-wal")


def in_use(log: bytes) -> list[bool]:
    """Of each frame of the newest log, whether it ends a transaction."""
    frames = [log[start : start + FRAME] for start in range(HEADER, len(log), FRAME)]
    return [frame[4:8] != bytes(4) for frame in frames if frame[8:16] == log[16:24]]


def read(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM note").fetchone()[0])


def test_a_log_that_is_whole_is_sound_whatever_older_logs_left_behind_it(crashed: Path) -> None:
    log = log_of(crashed).read_bytes()
    assert len(in_use(log)) < (len(log) - HEADER) // FRAME
    assert log_check.state(crashed) == "sound"
    assert read(crashed) == 29
    assert log_check.state(crashed) == "sound"  # the log is gone
    assert log_check.state(crashed.with_name("nothing.db")) == "sound"


def test_a_changed_byte_in_what_was_synced_is_damage_although_sqlite_says_nothing(crashed: Path) -> None:
    log, chance = log_of(crashed).read_bytes(), Random(1)
    commits = in_use(log)
    last = max(n for n, commit in enumerate(commits[:-1]) if commit)
    for _ in range(60):
        changed = bytearray(log)
        changed[place := chance.randrange(HEADER + FRAME * last)] ^= 1 << chance.randrange(8)
        log_of(crashed).write_bytes(changed)
        assert log_check.state(crashed) == "damaged", place


def test_an_unfinished_transaction_is_no_damage_wherever_the_power_was_cut(crashed: Path) -> None:
    log, chance = log_of(crashed).read_bytes(), Random(2)
    commits = in_use(log)
    first = max(n for n, commit in enumerate(commits[:-1]) if commit) + 1
    start, end = HEADER + FRAME * first, HEADER + FRAME * len(commits)
    for _ in range(30):
        torn = bytearray(log[: chance.randrange(start, end)])
        log_of(crashed).write_bytes(torn)
        assert log_check.state(crashed) in ("sound", "unfinished")
        mixed = bytearray(log)
        mixed[chance.randrange(start, end)] ^= 1
        log_of(crashed).write_bytes(mixed)
        assert log_check.state(crashed) in ("sound", "unfinished")
    assert read(crashed) == 28
