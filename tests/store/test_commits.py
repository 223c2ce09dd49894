"""Where a commit is made: on the spot for what is brief while the disk is quick, in a thread otherwise; never twice."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from workshop.errors import DiskFull, Refusal
from workshop.store import threads
from workshop.store.database import Database
from workshop.store.models import StoredSetting
from workshop.store.pace import QUICK_SECONDS, Pace


class Disk(Pace):
    """As quick as a test wants, however busy the machine is; `recorded`: how many commits were recorded."""

    quick = False  # type: ignore[assignment]
    recorded = 0

    def record(self, seconds: float) -> None:
        assert seconds >= 0
        self.recorded += 1


class Pool:
    """As gevent's: runs what it is given in another thread and waits for it."""

    entered = 0

    def apply(self, work: Callable[..., Any], given: tuple[Any, ...]) -> None:
        Pool.entered += 1
        thread = threading.Thread(target=work, args=given)
        thread.start()
        thread.join()


class Writer:
    """A database, and where each of its verbs ran."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.database = Database(f"sqlite:///{file.as_posix()}")
        with self.database.engine.begin() as connection:
            StoredSetting.metadata.create_all(connection, tables=[StoredSetting.__table__])  # type: ignore[attr-defined]
        self.disk = self.database._commits.pace = Disk()
        self.count = 0

    def keep(self, brief: bool = True, then: Exception | None = None, value: str = "ก") -> bool:
        """Keeps one more name; answers whether that was done on the spot."""
        name, ran = f"name {self.count}", []
        self.count += 1

        def verb(connection: Connection) -> None:
            ran.append(threading.current_thread())
            connection.exec_driver_sql("INSERT INTO keep VALUES (?, ?)", (name, value))
            if then is not None:
                raise then

        self.database.transact(verb, brief=brief)
        assert len(ran) == 1
        return ran == [threading.current_thread()]

    def stored(self) -> list[str]:
        """What another process finds."""
        with sqlite3.connect(self.file) as other:
            return [row[0] for row in other.execute("SELECT name FROM keep ORDER BY rowid")]


@pytest.fixture
def writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Writer]:
    monkeypatch.setattr(threads, "pool", Pool)
    made = Writer(tmp_path / "laena.db")
    yield made
    made.database.close()


def test_brief_writes_run_in_the_calling_greenlet_once_the_disk_was_quick(writer: Writer) -> None:
    assert not writer.keep()
    writer.disk.quick = True
    assert writer.keep()
    assert not writer.keep(brief=False), "what may take long never holds everybody up"
    writer.disk.quick = False
    assert not writer.keep()
    assert writer.stored() == ["name 0", "name 1", "name 2", "name 3"]
    assert writer.disk.recorded == 4, "each commit counts, wherever it was made"


def test_during_a_checkpoint_commits_run_in_the_pool(writer: Writer) -> None:
    writer.disk.quick = True
    writer.database._commits.checkpointing = True
    assert not writer.keep()
    writer.database.checkpoint()
    assert writer.keep()
    assert writer.stored() == ["name 0", "name 1"]


def test_while_another_process_writes_nobody_is_blocked_and_the_write_runs_once(writer: Writer) -> None:
    writer.disk.quick = True
    writer.keep()
    before = Pool.entered
    other = sqlite3.connect(writer.file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    spots: list[bool] = []
    waiting = threading.Thread(target=lambda: spots.append(writer.keep()))
    waiting.start()
    while Pool.entered == before:
        time.sleep(0.001)
    assert writer.stored() == ["name 0"], "what is not committed is not answered"
    assert waiting.is_alive()
    other.execute("COMMIT")
    waiting.join()
    other.close()
    assert spots == [False]
    assert writer.stored() == ["name 0", "name 1"]
    assert writer.keep(), "the next one does not wait for what is over"


def test_a_write_refused_in_the_greenlet_is_rolled_back_and_the_next_is_stored(writer: Writer) -> None:
    writer.disk.quick = True
    with pytest.raises(Refusal):
        writer.keep(then=Refusal())
    assert writer.keep()
    assert writer.stored() == ["name 1"]


def test_a_full_disk_in_the_greenlet_raises_disk_full_and_stores_nothing(writer: Writer) -> None:
    writer.disk.quick = True
    writer.keep()
    with writer.database._commits._connections.borrow() as connection:
        raw: Any = connection.connection.dbapi_connection
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull):
        writer.keep(value="ก" * 20_000)
    assert writer.database.trouble == "disk_full"
    assert writer.stored() == ["name 0"]
    writer.keep(value="")
    assert writer.database.trouble is None


@given(st.lists(st.sampled_from([0.0001, QUICK_SECONDS - 0.0001, QUICK_SECONDS, 0.5]), max_size=60))
def test_the_disk_is_quick_after_sixteen_quick_commits_in_a_row(took: list[float]) -> None:
    pace = Pace()
    for seconds in took:
        pace.record(seconds)
    assert pace.quick == (len(took) >= 16 and all(seconds < QUICK_SECONDS for seconds in took[-16:]))
