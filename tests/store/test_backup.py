"""Backups: whole while others write, only when something changed, never thrown away too early; and put back."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.room import Room
from workshop.domain import heartbeat
from workshop.process.upkeep import Upkeep
from workshop.store import backup, checksums, folder_lock, purge

NOON = datetime(2020, 10, 30, 12)


@pytest.fixture
def database(room: Room) -> Path:
    found = backup.file_of(room.feed.database.url)
    assert found is not None
    return found


def texts(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        found = [row[0] for row in connection.execute("SELECT text FROM note ORDER BY number")]
    connection.close()
    return found


def test_a_backup_is_one_sound_file_with_every_note_acknowledged_before_it(
    room: Room, database: Path, tmp_path: Path
) -> None:
    room.phone.note("ก่อนสำรอง")
    made = backup.write(database, tmp_path / "copies" / "one.db")
    room.phone.note("หลังสำรอง")
    assert sorted(path.name for path in made.parent.iterdir()) == ["one.db", "one.db.sha256"]
    assert backup.broken(made) == []
    assert texts(made) == ["ก่อนสำรอง"]


def test_backups_taken_while_phones_submit_are_each_consistent(room: Room, database: Path, tmp_path: Path) -> None:
    done, copied = threading.Event(), threading.Event()

    def submit() -> None:
        for number in range(15):
            if number == 7:
                copied.wait()
            room.phone.note(f"ความเห็นที่ {number}")
        done.set()

    writer = threading.Thread(target=submit)
    writer.start()
    copies = []
    while not done.is_set():
        copies.append(backup.write(database, tmp_path / f"{len(copies)}.db"))
        copied.set()
    writer.join()
    assert copies
    written = [f"ความเห็นที่ {number}" for number in range(15)]
    for copy in copies:
        found = texts(copy)
        assert found == written[: len(found)]
        assert backup.broken(copy) == []


def test_no_backup_is_written_while_only_heartbeats_of_workers_change(
    room: Room, database: Path, tmp_path: Path
) -> None:
    room.phone.note("หนึ่ง")
    first = backup.rotate(database, tmp_path, 3, NOON)
    room.feed.write(heartbeat.beat)
    assert backup.rotate(database, tmp_path, 3, NOON + timedelta(minutes=10)) is None
    room.phone.note("สอง")
    second = backup.rotate(database, tmp_path, 3, NOON + timedelta(minutes=20))
    assert backup.automatic(tmp_path) == [second, first]


def test_only_the_oldest_of_the_timers_own_backups_are_deleted(room: Room, database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    by_hand = backup.write(database, folder / "saved-20201030-080000.db")
    made = []
    for number in range(5):
        room.phone.note(f"ความเห็นที่ {number}")
        made.append(backup.rotate(database, folder, 2, NOON + timedelta(minutes=number)))
    there = [*made[3:], by_hand]
    assert sorted(folder.iterdir()) == sorted([*there, *(checksums.beside(path) for path in there if path)])


def test_a_failed_backup_leaves_the_earlier_ones_and_no_temporary_file(
    room: Room, database: Path, tmp_path: Path
) -> None:
    first = backup.rotate(database, tmp_path, 1, NOON)
    damaged = tmp_path / "damaged" / "laena.db"
    damaged.parent.mkdir()
    damaged.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    with pytest.raises(backup.BackupError):
        backup.rotate(damaged, tmp_path, 1, NOON)
    assert backup.automatic(tmp_path) == [first]
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_clock_set_back_does_not_make_the_newest_backup_the_oldest(
    room: Room, database: Path, tmp_path: Path
) -> None:
    for number in range(3):
        backup.rotate(database, tmp_path, 2, NOON + timedelta(hours=7, minutes=number))
        room.phone.note(f"ความเห็นที่ {number}")
    made = backup.rotate(database, tmp_path, 2, NOON)
    assert made is not None
    assert made.exists()
    assert backup.automatic(tmp_path)[0] == made


def test_the_metrics_show_a_failed_backup_until_the_next_one_succeeds(
    room: Room, database: Path, tmp_path: Path
) -> None:
    metrics = room.app.extensions["laena.metrics"]
    settings = room.app.extensions["laena.settings"]
    upkeep = Upkeep(
        settings, room.feed, metrics, in_thread=lambda work, *given: work(*given), sleep=lambda _seconds: None
    )
    assert upkeep.back_up(tmp_path / "not there.db") is None
    assert "laena_backup_failed 1.0" in room.desk.client.get("/metrics").text
    made = upkeep.back_up(database)
    assert made is not None
    assert made.parent == settings.data / "backups"
    assert "laena_backup_failed 0.0" in room.desk.client.get("/metrics").text


def test_a_byte_that_is_changed_inside_a_text_is_found(room: Room, database: Path, tmp_path: Path) -> None:
    room.phone.note("ถนนพังทั้งสาย")
    copy = backup.write(database, tmp_path / "copy.db")
    assert not checksums.changed(copy)
    copy.write_bytes(copy.read_bytes().replace("ถนนพัง".encode(), "ถนนดัง".encode()))
    assert texts(copy) == ["ถนนดังทั้งสาย"]
    assert backup.broken(copy) == [], "SQLite finds nothing wrong with it"
    assert checksums.changed(copy)
    with pytest.raises(backup.Damaged):
        backup.restore(copy, tmp_path / "laena.db")
    assert not (tmp_path / "laena.db").exists()


def test_words_that_go_from_a_backup_leave_its_checksum_right_and_one_that_was_wrong_wrong(
    room: Room, database: Path, tmp_path: Path
) -> None:
    room.phone.note("ถนนพัง")
    sound, damaged = (backup.write(database, tmp_path / name) for name in ("sound.db", "damaged.db"))
    with damaged.open("ab") as file:
        file.write(b"\0" * 4096)
    before = checksums.beside(sound).read_text("utf-8")
    purge.clean(tmp_path, None, [room.code])
    assert (texts(sound), texts(damaged)) == ([], [])
    assert checksums.beside(sound).read_text("utf-8") != before
    assert [checksums.changed(path) for path in (sound, damaged)] == [False, True]
    assert backup.damaged(tmp_path) == [damaged]


def test_a_damaged_newest_backup_is_no_reason_to_make_none(room: Room, database: Path, tmp_path: Path) -> None:
    first = backup.rotate(database, tmp_path, 2, NOON)
    assert first is not None
    assert backup.rotate(database, tmp_path, 2, NOON) is None
    with first.open("ab") as file:
        file.write(b"\0")
    second = backup.rotate(database, tmp_path, 1, NOON)
    assert second is not None
    assert sorted(tmp_path.glob("laena-*")) == [second, checksums.beside(second)]


def test_old_backups_and_old_words_go_also_where_the_backup_fails(
    room: Room, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = room.app.extensions["laena.settings"]
    folder = settings.data / backup.FOLDER
    note = room.phone.note("คำลับ")
    copies = [backup.write(database, folder / f"{kind}-20201030-120000.db") for kind in ("saved", "laena")]
    os.utime(copies[1], (0, 0))
    assert room.phone.call("DELETE", f"/notes/{note['id']}").status_code == 200

    def no_room(*_given: object) -> None:
        raise backup.BackupError("disk full")

    monkeypatch.setattr(backup, "rotate", no_room)
    upkeep = Upkeep(settings, room.feed, room.app.extensions["laena.metrics"], lambda work, *given: work(*given), print)
    assert upkeep.back_up(database) is None
    assert "laena_backup_failed 1.0" in room.desk.client.get("/metrics").text
    assert sorted(folder.iterdir()) == [copies[0], checksums.beside(copies[0])]
    assert texts(copies[0]) == [""]


def test_old_backups_and_old_words_go_also_where_backups_are_off(room: Room, database: Path) -> None:
    class Stopped(Exception): ...

    def sleep(_seconds: float) -> None:
        slept.append(_seconds)
        if len(slept) == 2:
            raise Stopped

    slept: list[float] = []
    settings = room.app.extensions["laena.settings"].model_copy(update={"backup_minutes": 0})
    folder = settings.data / backup.FOLDER
    note = room.phone.note("คำลับ")
    copies = [backup.write(database, folder / f"{kind}-20201030-120000.db") for kind in ("saved", "laena")]
    os.utime(copies[1], (0, 0))
    assert room.phone.call("DELETE", f"/notes/{note['id']}").status_code == 200
    metrics = room.app.extensions["laena.metrics"]
    upkeep = Upkeep(settings, room.feed, metrics, lambda work, *given: work(*given), sleep)
    with pytest.raises(Stopped):
        upkeep.keep_backups()
    assert list(folder.glob("*.db")) == copies[:1]
    assert texts(copies[0]) == [""]
    assert 0 not in slept


def test_a_restore_replaces_the_database_and_moves_the_former_one_to_a_folder(
    room: Room, database: Path, tmp_path: Path
) -> None:
    room.phone.note("ในสำเนา")
    copy = backup.write(database, tmp_path / "copy.db")
    room.phone.note("หลังสำเนา")
    room.feed.database.close()
    aside = backup.restore(copy, database)
    assert aside is not None
    assert texts(database) == ["ในสำเนา"]
    assert texts(aside / database.name) == ["ในสำเนา", "หลังสำเนา"]
    assert texts(copy) == ["ในสำเนา"]


def test_a_restore_moves_the_log_of_a_killed_server_with_its_database(
    room: Room, database: Path, tmp_path: Path
) -> None:
    copy = backup.write(database, tmp_path / "copy.db")
    room.phone.note("อยู่ในล็อกเท่านั้น")
    assert database.with_name("laena.db-wal").stat().st_size > 0
    aside = backup.restore(copy, database)
    assert aside is not None
    room.feed.database.close()
    assert texts(database) == []
    assert texts(aside / database.name) == ["อยู่ในล็อกเท่านั้น"]


def test_an_interrupted_restore_is_completed_at_the_next_start(
    room: Room, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.phone.note("ในสำเนา")
    copy = backup.write(database, tmp_path / "copy.db")
    room.feed.database.close()
    monkeypatch.setattr(backup, "_replace", lambda *_: (_ for _ in ()).throw(OSError("power cut")))
    with pytest.raises(backup.BackupError):
        backup.restore(copy, database)
    monkeypatch.undo()
    assert not database.exists()
    assert backup.finish_restore(database)
    assert texts(database) == ["ในสำเนา"]
    assert not backup.finish_restore(database)


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\0" * 4096])
def test_a_file_that_is_no_backup_is_refused_and_nothing_is_moved(
    room: Room, database: Path, tmp_path: Path, content: bytes
) -> None:
    room.phone.note("ยังอยู่")
    (tmp_path / "wrong.db").write_bytes(content)
    with pytest.raises(backup.BackupError):
        backup.restore(tmp_path / "wrong.db", database)
    assert texts(database) == ["ยังอยู่"]


def test_a_restore_and_a_server_never_lock_the_data_folder_together(tmp_path: Path) -> None:
    with (
        folder_lock.shared(tmp_path, "serve", port=8000),
        pytest.raises(folder_lock.InUse) as refused,
        folder_lock.exclusive(tmp_path),
    ):
        pass
    assert [(holder["what"], holder["port"]) for holder in refused.value.holders] == [("serve", 8000)]
    with folder_lock.exclusive(tmp_path), pytest.raises(folder_lock.InUse), folder_lock.shared(tmp_path, "serve"):
        pass
    with folder_lock.shared(tmp_path, "serve"), folder_lock.shared(tmp_path, "worker"):
        assert len(folder_lock.holders(tmp_path)) == 2
    assert folder_lock.holders(tmp_path) == []


def test_the_lock_file_of_a_killed_process_locks_nothing(tmp_path: Path) -> None:
    (tmp_path / "running").mkdir()
    (tmp_path / "running" / "serve-1-abcd.lock").write_text('{"what": "serve", "pid": 1}')
    with folder_lock.exclusive(tmp_path):
        assert [holder["what"] for holder in folder_lock.holders(tmp_path)] == ["restore"]


FORKING = """
import os, sys
from pathlib import Path
from workshop.store import folder_lock

with folder_lock.shared(Path(sys.argv[1]), "web", port=8000):
    if os.fork() == 0:
        sys.stdin.read()
        os._exit(0)
    print("forked", flush=True)
    os._exit(0)
"""


@pytest.mark.skipif(os.name != "posix", reason="no fork there")
def test_the_data_folder_stays_locked_while_a_worker_of_a_killed_server_lives(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FORKING, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        assert server.stdout.readline() == b"forked\n"
        server.wait()
        assert [(holder["what"], holder["port"]) for holder in folder_lock.holders(tmp_path)] == [("web", 8000)]
        server.stdin.close()
        server.stdout.read()  # ends with the worker
    assert folder_lock.holders(tmp_path) == []
