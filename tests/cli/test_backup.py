"""laena backup, restore, check: what a person types, and what they are told."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command

from bench.servers import ports
from tests.browser.server import serve
from tests.cli.running import run
from tests.room import PASSWORD, Desk, Room
from workshop import migrations
from workshop.domain import access_log, facilitator
from workshop.store import backup, checksums


def test_a_restore_brings_every_note_back_and_moves_the_later_database_to_a_folder(
    room: Room, data: Path, tmp_path: Path
) -> None:
    room.phone.note("ในสำเนา")
    made = run("backup", "--data", data, "--output", tmp_path / "copy.db")
    assert made.exit_code == 0, made.output
    room.phone.note("หลังสำเนา")
    room.feed.database.close()
    done = run("restore", tmp_path / "copy.db", "--data", data)
    assert done.exit_code == 0, done.output
    assert [note["text"] for note in room.phone.state()["notes"]] == ["ในสำเนา"]
    (aside,) = (data / "backups").glob("replaced-*/laena.db")
    assert str(aside.parent) in done.output


def test_a_screen_ahead_of_a_restored_database_is_sent_everything_anew(room: Room, data: Path, tmp_path: Path) -> None:
    kept = room.phone.note("ในสำเนา")
    run("backup", "--data", data, "--output", tmp_path / "copy.db")
    room.phone.note("หลังสำเนา")
    ahead = room.desk.board()["seq"]
    room.feed.database.close()
    run("restore", tmp_path / "copy.db", "--data", data)
    room.desk.be_signed_in(room.feed)
    for delta in (room.phone.state(ahead), room.desk.board(ahead)):
        assert delta["full"]
        assert [note["id"] for note in delta["notes"]] == [kept["id"]]


def test_without_an_output_each_backup_is_a_new_file_in_the_data_folder(room: Room, data: Path) -> None:
    assert [run("backup", "--data", data).exit_code for _ in range(2)] == [0, 0]
    assert len(list((data / "backups").glob("saved-*.db"))) == 2


def test_a_running_server_can_be_backed_up_and_checked_but_not_restored_over(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serve(data) as served:
        assert run("backup", "--data", data, "--output", tmp_path / "copy.db").exit_code == 0
        assert run("check", "--data", data).exit_code == 0
        refused = run("restore", tmp_path / "copy.db", "--data", data)
        assert refused.exit_code == 1
        assert f"port {served.url.rsplit(':', 1)[1]}" in refused.output
    assert run("restore", tmp_path / "copy.db", "--data", data).exit_code == 0


def test_check_counts_what_is_there(room: Room, data: Path) -> None:
    room.phone.note("หนึ่ง")
    room.other.note("สอง")
    result = run("check", "--data", data)
    assert result.exit_code == 0, result.output
    assert "notes         2" in result.output
    assert "devices      2" in result.output


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM change WHERE seq = 2",
        "UPDATE workshop SET seq = seq + 1",
        "UPDATE note SET theme_id = 'nowhere'",
        "DELETE FROM note",
        "PRAGMA foreign_keys = OFF; DELETE FROM phase",
    ],
)
def test_check_reports_figures_that_do_not_add_up(room: Room, data: Path, damage: str) -> None:
    room.phone.note("หนึ่ง")
    with closing(sqlite3.connect(data / "laena.db")) as connection:
        connection.executescript(damage)
    result = run("check", "--data", data)
    assert result.exit_code == 1
    assert "✗" in result.output


def damage(database: Path) -> None:
    """Pages in the middle overwritten, as a failing disk does."""
    content = bytearray(database.read_bytes())
    content[4096 * 2 : 4096 * 12] = b"\xa5" * (4096 * 10)
    database.write_bytes(content)


def test_a_server_refuses_a_damaged_database_and_starts_after_a_restore(room: Room, data: Path, tmp_path: Path) -> None:
    room.phone.note("ในสำเนา")
    run("backup", "--data", data, "--output", tmp_path / "copy.db")
    room.feed.database.close()
    damage(data / "laena.db")
    assert run("check", "--data", data).exit_code == 1
    started = run("serve", "--data", data)
    assert started.exit_code == 1
    assert "laena restore" in started.output
    assert run("restore", tmp_path / "copy.db", "--data", data).exit_code == 0
    assert run("check", "--data", data).exit_code == 0
    assert [note["text"] for note in room.phone.state()["notes"]] == ["ในสำเนา"]
    assert len(list((data / "backups").glob("replaced-*/laena.db"))) == 1


def test_a_server_refuses_a_log_in_which_damage_hides_acknowledged_notes(
    room: Room, data: Path, tmp_path: Path
) -> None:
    run("backup", "--data", data, "--output", tmp_path / "copy.db")
    for text in ("หนึ่ง", "สอง", "สาม"):
        room.phone.note(text)
    # As after a crash: the log as it is, with a byte changed in the middle.
    content, log = (data / "laena.db").read_bytes(), bytearray((data / "laena.db-wal").read_bytes())
    room.feed.database.close()
    log[len(log) // 2] ^= 1
    (data / "laena.db").write_bytes(content)
    (data / "laena.db-wal").write_bytes(log)
    started = run("serve", "--data", data)
    assert started.exit_code == 1
    assert "laena restore" in started.output
    assert (data / "laena.db-wal").read_bytes() == log
    assert run("restore", tmp_path / "copy.db", "--data", data).exit_code == 0
    assert run("check", "--data", data).exit_code == 0
    assert len(list((data / "backups").glob("replaced-*/laena.db"))) == 1


def revision(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_a_database_that_is_changed_by_a_newer_release_is_copied_before_and_comes_back_by_restore(
    room: Room, data: Path
) -> None:
    room.phone.note("ก่อนปรับรุ่น")
    command.downgrade(migrations.config(room.feed.database.engine), "-1")
    room.feed.database.close()
    older = revision(data / "laena.db")
    done = run("migrate", "--data", data)
    assert done.exit_code == 0, done.output
    (copy,) = (data / "backups").glob("before-upgrade-*.db")
    assert revision(copy) == older != revision(data / "laena.db")
    room.phone.note("หลังปรับรุ่น")
    room.feed.database.close()
    assert run("restore", copy, "--data", data).exit_code == 0
    assert revision(data / "laena.db") == older
    assert run("migrate", "--data", data).exit_code == 0
    assert [note["text"] for note in room.phone.state()["notes"]] == ["ก่อนปรับรุ่น"]


def test_the_database_in_use_is_refused_as_output_and_as_backup(data: Path, room: Room) -> None:
    for words in (("backup", "--output", data / "laena.db"), ("restore", data / "laena.db")):
        assert run(*words, "--data", data).exit_code == 1
    assert backup.broken(data / "laena.db") == []


def test_on_postgresql_backup_and_restore_name_its_own_tools(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LAENA_DATABASE_URL", "postgresql+psycopg://localhost/laena")
    result = run("backup", "--data", tmp_path)
    assert result.exit_code == 1
    assert "pg_dump" in result.output


def test_a_restore_brings_back_no_old_password_and_no_session(room: Room, data: Path, tmp_path: Path) -> None:
    run("backup", "--data", data, "--output", tmp_path / "copy.db")
    token = room.feed.write(facilitator.new_token)
    room.feed.write(facilitator.set_password, token, facilitator.new_hash(PASSWORD + "2"))
    room.feed.database.close()
    assert run("restore", tmp_path / "copy.db", "--data", data).exit_code == 0
    assert room.desk.client.get("/workshops").status_code == 302
    assert Desk(room.app, room.code).sign_in(PASSWORD).status_code == 200
    assert Desk(room.app, room.code).sign_in(PASSWORD + "2").status_code == 302
    assert "restore" in [entry.what for entry in room.feed.read(access_log.latest)]


def test_a_restore_over_a_damaged_database_signs_everybody_out(room: Room, data: Path, tmp_path: Path) -> None:
    run("backup", "--data", data, "--output", tmp_path / "copy.db")
    room.feed.database.close()
    damage(data / "laena.db")
    assert run("restore", tmp_path / "copy.db", "--data", data).exit_code == 0
    assert room.desk.client.get("/workshops").status_code == 302
    assert room.desk.sign_in(PASSWORD).status_code == 302


def test_a_backup_of_a_newer_laena_is_refused_in_words_and_nothing_moves(
    room: Room, data: Path, tmp_path: Path
) -> None:
    run("backup", "--data", data, "--output", tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    room.phone.note("ยังอยู่")
    room.feed.database.close()
    refused = run("restore", tmp_path / "copy.db", "--data", data)
    assert refused.exit_code == 1
    assert "newer Laena" in refused.output
    assert [note["text"] for note in room.phone.state()["notes"]] == ["ยังอยู่"]
    assert not list((data / "backups").glob("replaced-*"))


def test_check_and_restore_say_which_backup_was_changed(room: Room, data: Path) -> None:
    room.phone.note("ถนนพัง")
    assert run("backup", "--data", data).exit_code == 0
    (copy,) = (data / "backups").glob("*.db")
    assert run("check", "--data", data).exit_code == 0
    copy.write_bytes(copy.read_bytes().replace("พัง".encode(), "ดัง".encode()))
    checked = run("check", "--data", data)
    assert checked.exit_code == 1
    assert f"✗ {copy}" in checked.output
    assert "SHA-256" in checked.output
    room.feed.database.close()
    refused = run("restore", copy, "--data", data)
    assert refused.exit_code == 1
    assert "SHA-256" in refused.output
    assert [note["text"] for note in room.phone.state()["notes"]] == ["ถนนพัง"]
    room.feed.database.close()
    copy.with_name(f"{copy.name}.sha256").unlink()
    assert run("restore", copy, "--data", data).exit_code == 0


def test_a_copy_for_sharing_has_a_checksum_too(room: Room, data: Path, tmp_path: Path) -> None:
    assert run("backup", "--data", data, "--for-sharing", "--output", tmp_path / "shared.db").exit_code == 0
    assert not checksums.changed(tmp_path / "shared.db")
    assert checksums.beside(tmp_path / "shared.db").is_file()


def test_a_second_server_on_the_same_data_folder_is_refused_in_words(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serve(data) as served:
        words = [sys.executable, "-m", "workshop.cli", "serve", "--data", str(data), "--port", str(ports.free())]
        second = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", timeout=60)
        assert second.returncode == 1
        assert "--data" in second.stderr
        assert f"port {served.url.rsplit(':', 1)[1]}" in second.stderr


def test_a_copy_for_sharing_does_not_say_who_does_what_the_room_was_asked_about(
    room: Room, data: Path, tmp_path: Path
) -> None:
    action = {"what": "ขุดลอกคลอง", "unit": "นายสมมุติ ผู้รับงาน", "day": "31", "month": "3", "year": "2570"}
    assert room.desk.call("/actions", action).status_code == 200
    assert room.desk.call("/actions/ask").status_code == 200
    copy = tmp_path / "shared.db"
    assert run("backup", "--data", data, "--for-sharing", "--output", copy).exit_code == 0
    with closing(sqlite3.connect(copy)) as shared:
        (options,) = shared.execute("SELECT options FROM voting").fetchone()
    assert [(each["what"], each["unit"]) for each in json.loads(options)[0]["about"]] == [("ขุดลอกคลอง", "")]
    assert "ผู้รับงาน".encode() not in copy.read_bytes()
    assert json.dumps("ผู้รับงาน")[1:-1].encode() not in copy.read_bytes()
