"""Words that were withdrawn, edited over or erased are in no byte of the data folder after the next backup."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.reports.picture_samples import picture_file
from tests.room import Room, new_id
from workshop.domain import action_drafts, actions, endings, minutes, pictures, points, report_texts, undo
from workshop.domain.file_space import MB
from workshop.domain.picture_files import prepared
from workshop.messages.actions import SaveAction, SetStatus
from workshop.messages.incoming import SetConclusion
from workshop.messages.minutes import MinutesFacts
from workshop.messages.points import SavePoint
from workshop.process.upkeep import Upkeep
from workshop.store import backup, old_copies
from workshop.store.action_tables import Action
from workshop.store.models import Point

ERASED, WITHDRAWN, EDITED = "คุณสมมุติรับเงินทอน", "ความลับของอำเภอตัวอย่าง", "หัวหน้าตัวอย่างไม่มาทำงาน"
COMMENT = "เห็นด้วยว่าคุณสมมุติผิด"
ALL = (ERASED, WITHDRAWN, EDITED, COMMENT)


class Gauge:
    def set(self, _value: float) -> None: ...

    def set_to_current_time(self) -> None: ...


class Metrics:
    backup = backup_failed = Gauge()


@pytest.fixture
def upkeep(room: Room) -> Upkeep:
    settings = room.app.extensions["laena.settings"]
    return Upkeep(settings, room.feed, Metrics(), lambda work, *given: work(*given), lambda _seconds: None)


@pytest.fixture
def data(room: Room) -> Path:
    found = backup.file_of(room.feed.database.url)
    assert found is not None
    return found.parent


def spelt(words: str) -> Iterator[bytes]:
    yield words.encode()
    yield json.dumps(words)[1:-1].encode()


def files_with(data: Path, words: str) -> set[str]:
    files = [path for path in data.rglob("*") if path.is_file()]
    return {path.name for path in files if any(each in path.read_bytes() for each in spelt(words))}


@pytest.fixture
def written(room: Room, data: Path, upkeep: Upkeep) -> dict[str, str]:
    """Notes with their words in the database, its log, a report in the job store, and two backups."""
    phase = room.desk.board()["phases"][0]["id"]
    room.desk.call(f"/phases/{phase}/comments", {"on": True})
    found = {words: room.phone.note(words)["id"] for words in (ERASED, WITHDRAWN, EDITED)}
    said = {"id": new_id(), "phase_id": phase, "note_id": found[WITHDRAWN], "text": COMMENT}
    assert room.phone.call("POST", "/comments", said).status_code == 200
    theme = room.desk.call(f"/notes/{found[ERASED]}/move", {"theme_id": "new", "label": ""}).get_json()["answer"]
    with room.feed.database.engine.begin() as connection:  # as the grouping names it, by its only note
        connection.exec_driver_sql(
            "UPDATE theme SET label = ?, keywords = ? WHERE id = ?", (ERASED, json.dumps([ERASED]), theme)
        )
    assert room.desk.call("/voting", {"dots": 3, "source": "themes"}).status_code == 200
    for each in ("laena", "saved"):
        backup.write(data / "laena.db", backup.unused(data / backup.FOLDER, kind=each))
    jobs = room.app.extensions["laena.jobs"]
    jobs.huey.immediate = False
    jobs._report(room.code, "json", "th")
    jobs.huey.execute(jobs.huey.dequeue())
    for words in ALL:
        assert len(files_with(data, words)) >= 4, words
    return found


def let_go(room: Room, written: dict[str, str]) -> None:
    edit = {"text": "แก้แล้ว", "edit": new_id()}
    assert room.phone.call("PATCH", f"/notes/{written[EDITED]}", edit).status_code == 200
    assert room.phone.call("DELETE", f"/notes/{written[WITHDRAWN]}").status_code == 200
    assert room.desk.call(f"/notes/{written[ERASED]}/erase", {"reason": "มีชื่อบุคคล"}).status_code == 200


def test_erased_words_leave_all_but_the_backups_at_once(room: Room, data: Path, written: dict[str, str]) -> None:
    let_go(room, written)
    for words in ALL:
        assert all("backup" in name or name.startswith(("laena-", "saved-")) for name in files_with(data, words)), words


def test_the_next_backup_takes_old_words_out_of_every_byte_of_the_data_folder(
    room: Room, data: Path, upkeep: Upkeep, written: dict[str, str]
) -> None:
    let_go(room, written)
    assert upkeep.back_up(data / "laena.db") is not None
    assert {words: files_with(data, words) for words in ALL} == {words: set() for words in ALL}
    copies = list((data / backup.FOLDER).glob("*.db"))
    assert len(copies) == 3
    assert [backup.broken(copy) for copy in copies] == [[], [], []]


def test_what_a_killed_backup_left_half_written_goes_with_the_next_backup_and_one_under_way_stays(
    room: Room, data: Path, upkeep: Upkeep
) -> None:
    folder = data / backup.FOLDER
    folder.mkdir()
    left, under_way = folder / ".laena-x1y2z3ab.part", folder / ".laena-ab_12345.part"
    strange = folder / ".other.part"
    for path in (left, under_way, strange):
        path.write_bytes(bytes(4096) + ERASED.encode())  # its head is written last
    for path in (left, strange):
        os.utime(path, (1_700_000_000,) * 2)
    upkeep.back_up(data / "laena.db")
    assert files_with(data, ERASED) == {under_way.name, strange.name}
    backup.sweep(folder)  # as at a start and a purge, when nothing is under way
    assert files_with(data, ERASED) == {strange.name}


@pytest.mark.parametrize("head", [b"SQLite format 3\0", b""], ids=["damaged", "without a head"])
def test_a_damaged_backup_keeps_old_words_in_no_other_and_the_consoles_name_it_until_it_is_gone(
    room: Room, data: Path, upkeep: Upkeep, written: dict[str, str], head: bytes
) -> None:
    damaged = data / backup.FOLDER / "laena-00000000-000000.db"  # before all others
    damaged.write_bytes(head + bytes(4096) + ERASED.encode())
    let_go(room, written)
    upkeep.back_up(data / "laena.db")
    assert {words: files_with(data, words) - {damaged.name} for words in ALL} == {words: set() for words in ALL}
    address = f"/workshops/{room.code}"
    assert damaged.name in room.desk.client.get(address).text
    damaged.unlink()
    upkeep.back_up(data / "laena.db")
    assert damaged.name not in room.desk.client.get(address).text


def test_a_workshop_that_is_due_goes_from_all_but_a_damaged_backup(
    room: Room, data: Path, upkeep: Upkeep, written: dict[str, str]
) -> None:
    damaged = data / backup.FOLDER / "laena-00000000-000000.db"
    damaged.write_bytes(b"SQLite format 3\0" + bytes(4096))
    other = room.another()
    room.feed.change(room.code, "facilitator", endings.delete_after, 0)
    assert upkeep.delete_due() == [room.code]
    assert {words: files_with(data, words) for words in ALL} == {words: set() for words in ALL}
    assert damaged.name in other.desk.client.get(f"/workshops/{other.code}").text


def test_a_deleted_picture_is_in_no_byte_after_the_next_backup_and_others_stay(
    room: Room, data: Path, upkeep: Upkeep, tmp_path: Path
) -> None:
    files = [prepared(picture_file(width, 300, "JPEG")) for width in (400, 440)]
    for width, file in zip((400, 440), files, strict=True):
        room.feed.change(room.code, undo.ACTOR, pictures.add, file, (width, 300), "", MB)
    backup.write(data / "laena.db", backup.unused(data / backup.FOLDER, kind="saved"))
    gone, stays = (file[2000:2030] for file in files)
    page = room.desk.client.get(f"/workshops/{room.code}/export/html").status_code
    (first, _second) = room.feed.read(lambda session: [row.id for row in pictures.listed(session, 1)])
    room.feed.change(room.code, undo.ACTOR, pictures.remove, first)
    assert upkeep.back_up(data / "laena.db") is not None
    room.feed.change(room.code, undo.ACTOR, pictures.bring_back, first)
    room.feed.change(room.code, undo.ACTOR, pictures.remove, first)
    newer = backup.write(data / "laena.db", tmp_path / "copies" / "newer.db")
    room.feed.change(room.code, undo.ACTOR, pictures.forget, first)
    assert page == 200
    assert upkeep.back_up(data / "laena.db") is not None
    contents = {path.name: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    assert not [name for name, content in contents.items() if gone in content]
    assert len([name for name, content in contents.items() if stays in content]) >= 3
    assert old_copies.renew(newer.parent, data / "laena.db") == 1
    assert [backup.broken(copy) for copy in (data / backup.FOLDER).glob("*.db")] == [[], [], []]


def test_former_minutes_captions_and_conclusions_leave_every_byte_with_the_next_backup(
    room: Room, data: Path, upkeep: Upkeep
) -> None:
    step = partial(room.feed.change, room.code, undo.ACTOR)
    step(minutes.add_present, {"a consent": "สมศรี ตัวอย่าง"})
    step(minutes.add_items, [minutes.Item("a1", 4, "เรื่องลับเดิม", "เนื้อความเดิม", "มติเดิม")])
    step(pictures.add, prepared(picture_file(400, 300, "JPEG")), (400, 300), "คำบรรยายเดิม", MB)
    step(report_texts.conclude, SetConclusion(text="ข้อสรุปเดิม", was=report_texts.version("")))
    action = step(actions.save, SaveAction(what="ซ่อมของเดิม", unit="สมปอง ตัวอย่าง"))
    old = ["สมศรี ตัวอย่าง", "เรื่องลับเดิม", "เนื้อความเดิม", "มติเดิม", "คำบรรยายเดิม", "ข้อสรุปเดิม"]
    for kind in ("laena", "saved"):
        backup.write(data / "laena.db", backup.unused(data / backup.FOLDER, kind=kind))
    assert all(len(files_with(data, words)) >= 3 for words in old)
    typed = room.feed.read(minutes.of, 1)
    facts = {**dict.fromkeys(MinutesFacts.model_fields, ""), "was": typed.version}
    step(minutes.set_facts, MinutesFacts(**facts), [])
    step(minutes.remove, "a1")
    step(minutes.add_items, [minutes.Item("a2", 4, "เรื่องใหม่")])
    (picture,) = room.feed.read(lambda session: [row.id for row in pictures.listed(session, 1)])
    step(pictures.describe, picture, "คำบรรยายใหม่", report_texts.version("คำบรรยายเดิม"))
    step(report_texts.conclude, SetConclusion(text="", was=report_texts.version("ข้อสรุปเดิม")))
    was = room.feed.read(lambda session: action_drafts.version(session.get_one(Action, action)))
    step(actions.save, SaveAction(id=action, was=was, what="ซ่อมของใหม่", unit=""))
    assert upkeep.back_up(data / "laena.db") is not None
    assert {words: files_with(data, words) for words in old} == {words: set() for words in old}
    copies = list((data / backup.FOLDER).glob("*.db"))
    assert [backup.broken(copy) for copy in copies] == [[], [], []]
    for copy in copies:
        with contextlib.closing(sqlite3.connect(copy)) as connection:
            assert connection.execute("SELECT what, unit FROM workshop_action").fetchall() == [("ซ่อมของใหม่", "")]
            assert connection.execute("SELECT caption FROM report_picture").fetchall() == [("คำบรรยายใหม่",)]


def test_former_words_of_a_groups_summary_leave_every_byte_with_the_next_backup(
    room: Room, data: Path, upkeep: Upkeep
) -> None:
    step, notes = partial(room.feed.change, room.code, undo.ACTOR), [room.phone.note("ถนนพัง")["id"]]
    point = step(points.save, room.groups[0], SavePoint(text="ข้อสรุปลับเดิม", notes=notes))
    backup.write(data / "laena.db", backup.unused(data / backup.FOLDER, kind="saved"))
    assert len(files_with(data, "ข้อสรุปลับเดิม")) >= 2
    was = room.feed.read(lambda session: session.get_one(Point, point).seq)
    step(points.save, room.groups[0], SavePoint(id=point, was=was, text="ข้อสรุปใหม่", notes=notes))
    assert upkeep.back_up(data / "laena.db") is not None
    assert files_with(data, "ข้อสรุปลับเดิม") == set()
    for copy in (data / backup.FOLDER).glob("*.db"):
        with contextlib.closing(sqlite3.connect(copy)) as connection:
            assert connection.execute("SELECT text FROM group_point").fetchall() == [("ข้อสรุปใหม่",)]


def test_former_words_leave_a_backup_of_a_release_without_evidence_too(room: Room, data: Path, upkeep: Upkeep) -> None:
    step = partial(room.feed.change, room.code, undo.ACTOR)
    action = step(actions.save, SaveAction(what="ซ่อมถนน"))
    step(actions.set_status, action, SetStatus(status="doing", was="waiting", note="คำเดิม"))
    copy = backup.unused(data / backup.FOLDER, kind="saved")
    backup.write(data / "laena.db", copy)
    with contextlib.closing(sqlite3.connect(copy)) as older, older:
        older.execute("ALTER TABLE workshop_action_step DROP COLUMN link")
    with contextlib.closing(sqlite3.connect(data / "laena.db")) as now, now:
        now.execute("UPDATE workshop_action_step SET note = 'คำใหม่'")
    step(actions.save, SaveAction(what="ทำอย่างอื่น"))
    assert upkeep.back_up(data / "laena.db") is not None
    with contextlib.closing(sqlite3.connect(copy)) as older:
        assert older.execute("SELECT note FROM workshop_action_step").fetchall() == [("คำใหม่",)]


def test_withdrawn_and_edited_words_leave_the_log_within_one_fold(
    room: Room, data: Path, upkeep: Upkeep, written: dict[str, str]
) -> None:
    edit = {"text": "แก้แล้ว", "edit": new_id()}
    assert room.phone.call("PATCH", f"/notes/{written[EDITED]}", edit).status_code == 200
    assert room.phone.call("DELETE", f"/notes/{written[WITHDRAWN]}").status_code == 200
    upkeep.fold()
    for words in (EDITED, WITHDRAWN, COMMENT):
        assert not files_with(data, words) & {"laena.db", "laena.db-wal"}


def test_a_copy_has_its_other_words_and_its_age_as_before(room: Room, data: Path, written: dict[str, str]) -> None:
    (copy,) = (data / backup.FOLDER).glob("saved-*.db")
    os.utime(copy, (1_000_000, 1_000_000))
    room.phone.note("ความเห็นหลังสำรอง")
    let_go(room, written)
    assert old_copies.renew(data / backup.FOLDER, data / "laena.db") == 2
    assert copy.stat().st_mtime == 1_000_000
    with sqlite3.connect(copy) as connection:
        rows = connection.execute("SELECT number, text, deleted, hidden, erased FROM note ORDER BY number").fetchall()
    connection.close()
    assert rows == [(1, "", 0, 1, "มีชื่อบุคคล"), (2, "", 1, 0, ""), (3, "แก้แล้ว", 0, 0, "")]
    assert old_copies.renew(data / backup.FOLDER, data / "laena.db") == 0


def test_after_an_older_backup_was_restored_newer_copies_stay_as_they_are(
    room: Room, data: Path, written: dict[str, str], tmp_path: Path
) -> None:
    older = backup.write(data / "laena.db", tmp_path / "older.db")
    let_go(room, written)
    room.phone.note("ข้อใหม่")
    newer = backup.write(data / "laena.db", tmp_path / "copies" / "newer.db")
    before = newer.read_bytes()
    assert old_copies.renew(newer.parent, older) == 0
    assert newer.read_bytes() == before
