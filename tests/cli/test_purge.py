"""laena purge, and what a copy for sharing and old backups contain, byte by byte."""

import contextlib
import json
import os
import sqlite3
import time
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.reports.picture_samples import picture_file
from tests.room import Room, new_id
from tests.year.installations import answer_of, signer
from workshop.domain import access_log, action_drafts, pictures, slips
from workshop.domain.file_space import MB
from workshop.store import backup, old_copies
from workshop.store.action_tables import Action
from workshop.year import contents, signed_files, taking

WORDS = {
    "note": "เครื่องสูบน้ำเสียมาสามเดือน", "before": "คำเดิมก่อนแก้", "withdrawn": "ข้อความที่ถอนไปแล้ว", "name": "สมหมาย ใจกล้า",
    "unit": "สพอ.บ้านไผ่", "role": "พัฒนาการอำเภอ", "comment": "เห็นตรงกันทุกคน", "theme": "เรื่องน้ำที่ต้องรีบ",
    "title": "ประชุมลับเฉพาะกิจ", "approver": "สมหญิง รับรองแล้ว", "post": "หัวหน้ากลุ่มงานเฉพาะ", "caption": "ท่านประธานยืนข้างป้าย",
    "present": "สมศรี มาประชุม", "who": "สมพร รับไปทำ", "who before": "สมปอง เคยรับไว้",
}  # fmt: skip


PICTURE = picture_file(640, 480, "JPEG")
POINTS = {"points": PICTURE[1000:1040]}


def listed(room: Room) -> dict[str, str]:
    """Who came, as the page of the minutes sends it."""
    page = room.desk.client.get(f"/workshops/{room.code}/minutes").text
    return {"present": WORDS["present"], "was": page.partition('name="was" value="')[2][:16]}


def found(folder: Path, words: dict[str, str] | dict[str, bytes]) -> set[str]:
    """Which words stand in any file of the folder, as they are or escaped as in JSON; bytes as they are."""
    contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    forms = {
        key: (word,) if isinstance(word, bytes) else (word.encode(), json.dumps(word)[1:-1].encode())
        for key, word in words.items()
    }
    return {key for key, looks in forms.items() if any(look in content for look in looks for content in contents)}


@pytest.fixture
def seeded(room: Room, data: Path) -> Room:
    """A workshop whose words stand in rows, the log, answers of jobs and backups of each kind."""
    with room.feed.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE workshop SET title = ?", (WORDS["title"],))
    phase = room.desk.board()["phases"][0]["id"]
    room.desk.call(f"/phases/{phase}/comments", {"on": True})
    room.desk.call("/sharing", {"sharing": "everyone"})
    writer = room.new_phone(0, name=WORDS["name"], unit=WORDS["unit"], role=WORDS["role"])
    note = writer.note(WORDS["note"])["id"]
    edited = writer.note(WORDS["before"])["id"]
    withdrawn = writer.note(WORDS["withdrawn"])["id"]
    said = {"id": new_id(), "phase_id": phase, "note_id": note, "text": WORDS["comment"]}
    assert room.other.call("POST", "/comments", said).status_code == 200
    assert run("backup", "--data", data).exit_code == 0
    assert backup.rotate(data / "laena.db", data / "backups", keep=12)
    assert writer.call("PATCH", f"/notes/{edited}", {"text": "คำใหม่", "edit": new_id()}).status_code == 200
    assert writer.call("DELETE", f"/notes/{withdrawn}").status_code == 200
    room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": WORDS["theme"]})
    (slip,) = room.feed.change(room.code, "facilitator", slips.make, 1)
    voting = room.desk.call("/voting", {"dots": 1, "slips": True}).get_json()["answer"]
    assert writer.call("POST", "/slip", {"voting_id": voting, "slip": slip}).status_code == 200
    room.feed.change(room.code, "facilitator", pictures.add, PICTURE, (640, 480), WORDS["caption"], MB)
    seen = room.desk.client.get(f"/api/w/{room.code}/report").get_json()["digest"]
    approval = {"name": WORDS["approver"], "post": WORDS["post"], "digest": seen}
    assert room.desk.post(f"/workshops/{room.code}/report/approve", data=approval).status_code == 302
    assert room.desk.post(f"/workshops/{room.code}/minutes", data=listed(room)).status_code == 302
    action = {"what": "ซ่อมเครื่องสูบน้ำ", "unit": WORDS["who before"]}
    action_id = room.desk.call("/actions", action).get_json()["answer"]
    was = room.feed.read(lambda session: action_drafts.version(session.get_one(Action, action_id)))
    edited_action = {**action, "id": action_id, "was": was, "unit": WORDS["who"]}
    assert room.desk.call("/actions", edited_action).status_code == 200
    for kind in ("csv", "json"):
        assert room.desk.client.get(f"/workshops/{room.code}/export/{kind}").status_code == 200
    return room


def test_after_a_purge_no_file_of_the_data_folder_contains_a_word_of_the_workshop(seeded: Room, data: Path) -> None:
    other = seeded.another()
    other.phone.note("ของอีกการประชุม")
    assert found(data, WORDS) == set(WORDS)
    assert found(data, POINTS)
    seeded.feed.database.close()
    done = run("purge", seeded.code, "--yes", "--data", data)
    assert done.exit_code == 0, done.output
    assert found(data, WORDS) == set()
    assert not found(data, POINTS)
    assert [note["text"] for note in other.phone.state()["notes"]] == ["ของอีกการประชุม"]
    entries = [(entry.what, entry.code) for entry in seeded.feed.read(access_log.latest)]
    assert entries.count((access_log.What.PURGE, seeded.code)) == 1
    assert run("check", "--data", data).exit_code == 0
    assert all(backup.broken(path) == [] for path in (data / "backups").glob("*.db"))
    assert run("purge", seeded.code, "--yes", "--data", data).exit_code == 1


def test_a_copy_for_sharing_has_the_notes_and_no_name_device_session_or_secret(
    seeded: Room, data: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "out"
    shared.mkdir()
    done = run("backup", "--for-sharing", "--data", data, "--output", shared / "copy.db")
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in shared.iterdir()) == ["copy.db", "copy.db.sha256"]
    private = {
        key: WORDS[key]
        for key in ("name", "unit", "role", "approver", "post", "caption", "present", "who", "who before")
    }
    rows = seeded.feed.database.engine.connect()
    devices = [row[0] for row in rows.exec_driver_sql("SELECT device FROM participant")]
    secrets = [row[0] for row in rows.exec_driver_sql("SELECT value FROM keep WHERE name LIKE 'facilitator.%'")]
    sessions = [row[0] for row in rows.exec_driver_sql("SELECT digest FROM facilitator_session")]
    used = [value for row in rows.exec_driver_sql("SELECT slip, claim FROM slip_use") for value in row]
    rows.close()
    assert len(used) == 2
    assert devices
    assert secrets
    assert sessions
    private |= {f"{place}": value for place, value in enumerate([*devices, *secrets, *sessions, *used])}
    assert found(shared, private) == set()
    assert found(data, POINTS)
    assert not found(shared, POINTS)
    assert found(shared, WORDS) >= {"note", "comment", "theme"}
    assert backup.broken(shared / "copy.db") == []
    with contextlib.closing(sqlite3.connect(shared / "copy.db")) as copy:
        left = [copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("slip_use", "slip")]
    assert left == [1, 0]


def test_a_copy_for_sharing_has_what_units_answered_they_do_without_who_does_it(
    room: Room, data: Path, tmp_path: Path
) -> None:
    content = signed_files.read(answer_of("0" * 32, "0" * 64, [("problem", WORDS["note"], "")])).content
    action = contents.Action(what=WORDS["theme"], unit=WORDS["who"], due=None, measure="", status="waiting")
    answer = signed_files.write("answer", content.model_copy(update={"actions": [action]}), signer())
    room.feed.write(taking.take, signed_files.read(answer))
    (tmp_path / "copy").mkdir()
    assert found(data, WORDS) >= {"note", "theme", "who"}
    assert run("backup", "--for-sharing", "--data", data, "--output", tmp_path / "copy" / "copy.db").exit_code == 0
    assert found(tmp_path / "copy", WORDS) == {"note", "theme"}


def test_cards_of_last_year_go_into_a_copy_for_sharing_without_who_and_a_purge_names_them(
    seeded: Room, data: Path, tmp_path: Path
) -> None:
    here = seeded.another()
    assert here.desk.call("/lookback", {"code": seeded.code}).status_code == 200
    title = here.desk.board()["workshop"]["title"]
    assert here.desk.board()["lookback"]["cards"][0]["unit"] == WORDS["who"]
    (tmp_path / "copy").mkdir()
    assert run("backup", "--for-sharing", "--data", data, "--output", tmp_path / "copy" / "copy.db").exit_code == 0
    assert not found(tmp_path / "copy", {"who": WORDS["who"]})
    seeded.feed.database.close()
    done = run("purge", seeded.code, "--yes", "--data", data)
    assert f"“{title}”" in done.output
    with contextlib.closing(sqlite3.connect(data / "laena.db")) as connection:
        assert connection.execute("SELECT source FROM lookback").fetchall() == [(None,)]


def test_cards_that_wait_and_steps_that_opened_some_go_into_a_copy_without_who_and_lead_nowhere_after_a_purge(
    seeded: Room, data: Path, tmp_path: Path
) -> None:
    for opened in (True, False):
        here = seeded.another()
        phase = here.desk.board()["phases"][1]["id"]
        assert here.desk.call("/lookback", {"code": seeded.code, "phase_id": phase}).status_code == 200
        if opened:
            assert here.desk.call(f"/phases/{phase}/open").status_code == 200
    (tmp_path / "copy").mkdir()
    assert run("backup", "--for-sharing", "--data", data, "--output", tmp_path / "copy" / "copy.db").exit_code == 0
    assert not found(tmp_path / "copy", {"who": WORDS["who"]})
    kept = backup.write(data / "laena.db", backup.unused(data / "backups", kind="saved"))
    seeded.feed.database.close()
    assert run("purge", seeded.code, "--yes", "--data", data).exit_code == 0
    for path in (data / "laena.db", kept):
        with contextlib.closing(sqlite3.connect(path)) as connection:
            assert connection.execute("SELECT source FROM ready_cards").fetchall() == [(None,)], path


def test_withdrawn_and_former_words_leave_every_backup_at_its_age(seeded: Room, data: Path) -> None:
    old = {key: WORDS[key] for key in ("before", "withdrawn")}
    folder = data / "backups"
    assert found(folder, old) == set(old)
    (folder / "poster.db").write_text("of the user")
    for path in folder.iterdir():
        os.utime(path, (time.time() - 31 * 86_400,) * 2)
    fresh = backup.rotate(data / "laena.db", folder, keep=12)
    backup.expire(folder, days=30)
    assert found(folder, old) == set()
    assert fresh is not None
    assert {path.name for path in folder.iterdir()} == {fresh.name, f"{fresh.name}.sha256", "poster.db"}


def test_former_words_of_summaries_and_links_to_evidence_leave_backups_and_the_copy(
    room: Room, data: Path, tmp_path: Path
) -> None:
    typed = {"point": "ข้อสรุปเดิมก่อนแก้", "link": "https://files.example/?key=3f9a"}
    note = room.phone.note("ถนนพัง")["id"]
    path = f"/groups/{room.groups[0]}/points"
    point = room.desk.call(path, {"text": typed["point"], "notes": [note]}).get_json()["answer"]
    action = room.desk.call("/actions", {"what": "ซ่อมถนน", "unit": ""}).get_json()["answer"]
    status = {"status": "doing", "was": "waiting", "note": "", "link": typed["link"]}
    assert room.desk.call(f"/actions/{action}/status", status).status_code == 200
    assert backup.rotate(data / "laena.db", data / "backups", keep=12)
    board = room.desk.client.get(f"/api/w/{room.code}/groups/{room.groups[0]}").get_json()
    edit = {"id": point, "was": board["points"][0]["seq"], "text": "ข้อสรุปใหม่", "notes": [note]}
    assert room.desk.call(path, edit).status_code == 200
    assert found(data / "backups", typed) == {"point", "link"}
    old_copies.renew(data / "backups", data / "laena.db")
    assert found(data / "backups", typed) == {"link"}
    (tmp_path / "copy").mkdir()
    assert run("backup", "--for-sharing", "--data", data, "--output", tmp_path / "copy" / "copy.db").exit_code == 0
    assert not found(tmp_path / "copy", typed)
