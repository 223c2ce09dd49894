"""A full disk: what was acknowledged stays, what was refused is nowhere, and there is room again when there is room."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

from tests.room import Phone, Room, new_id
from workshop.errors import DiskFull
from workshop.store.database import Database


class Disk:
    """A real limit on the database's size: SQLite itself says SQLITE_FULL at the page after."""

    def __init__(self, engine: Engine) -> None:
        self.pages: int | None = None

        @event.listens_for(engine, "begin")
        def _limit(connection: Any) -> None:
            raw = connection.connection.dbapi_connection
            raw.execute(f"PRAGMA max_page_count = {self.pages or 1_000_000_000}")

        self._engine = engine

    def fill(self) -> None:
        with self._engine.connect() as connection:
            self.pages = connection.execute(text("PRAGMA page_count")).scalar_one()

    def empty(self) -> None:
        self.pages = None


@pytest.fixture
def disk(room: Room) -> Disk:
    return Disk(room.feed.database.engine)


def long_texts() -> Iterator[str]:
    return (f"ถนนเข้าหมู่บ้านเป็นหลุมเป็นบ่อ {number} " + "ก" * 250 for number in itertools.count())


def send_until_refused(phone: Phone) -> dict[str, str]:
    """Texts by id of the notes that were acknowledged before the disk said no."""
    kept: dict[str, str] = {}
    for words in long_texts():
        note_id = new_id()
        answer = phone.send(words, note_id=note_id)
        if answer.status_code != 200:
            assert (answer.status_code, answer.get_json()["error"]) == (503, "disk_full")
            return kept
        kept[note_id] = words
    raise AssertionError


def shown(room: Room) -> dict[str, str]:
    return {note["id"]: note["text"] for note in room.desk.board()["notes"]}


def test_every_acknowledged_note_is_stored_and_no_refused_one_is_shown(room: Room, disk: Disk) -> None:
    before = room.phone.note("ก่อนดิสก์เต็ม")
    disk.fill()
    kept = send_until_refused(room.phone)
    assert shown(room) == {before["id"]: before["text"], **kept}
    assert {note["id"] for note in room.phone.state()["notes"]} == {before["id"], *kept}
    assert room.other.state()["notes"] == []


def test_on_a_full_disk_reads_work_and_writes_succeed_again_once_there_is_room(room: Room, disk: Disk) -> None:
    disk.fill()
    send_until_refused(room.phone)
    note_id = new_id()
    refused = room.phone.send("ก" * 299, note_id=note_id)
    assert (refused.status_code, refused.get_json()["ok"]) == (503, False)
    assert room.desk.client.get(f"/workshops/{room.code}").status_code == 200
    disk.empty()
    assert room.phone.send("ก" * 299, note_id=note_id).status_code == 200
    assert shown(room)[note_id] == "ก" * 299


def test_the_console_shows_the_full_disk_until_there_is_room(room: Room, disk: Disk) -> None:
    assert room.desk.board()["trouble"] is None
    disk.fill()
    send_until_refused(room.phone)
    assert room.desk.board()["trouble"] == "disk_full"
    assert "trouble" not in room.desk.board(view="projector")
    disk.empty()
    room.phone.note("มีที่ว่างแล้ว")
    assert room.desk.board()["trouble"] is None


def test_a_full_disk_is_sent_at_once_to_open_consoles_and_never_to_projectors(room: Room, disk: Disk) -> None:
    delivery, socketio = room.app.extensions["laena.delivery"], room.app.extensions["laena.socketio"]
    clock = itertools.count(1)
    screens = [
        socketio.test_client(room.app, auth={"code": room.code, "view": view}, flask_test_client=room.desk.client)
        for view in ("console", "projector")
    ]

    def troubles() -> list[list[str | None]]:
        delivery.round(next(clock) * 10.0)
        events = [[event["args"][0] for event in screen.get_received()] for screen in screens]
        return [[delta["trouble"] for delta in heard if "trouble" in delta] for heard in events]

    troubles()
    disk.fill()
    send_until_refused(room.phone)
    troubled, projected = troubles()
    assert (troubled[-1], projected) == ("disk_full", [])
    disk.empty()
    room.phone.note("มีที่ว่างแล้ว")
    troubled, projected = troubles()
    assert (troubled[-1], projected) == (None, [])


def test_no_note_of_a_commit_that_failed_on_a_full_disk_is_acknowledged(room: Room, disk: Disk) -> None:
    """SQLite undoes the whole transaction by itself: the small note before the large one is gone with it."""
    database = room.feed.database
    disk.fill()
    outcomes = together(
        database,
        lambda session: session.execute(text("INSERT INTO keep (name, value) VALUES ('small', 'x')")),
        lambda session: session.execute(text("INSERT INTO keep (name, value) VALUES ('large', zeroblob(900000))")),
        lambda session: session.execute(text("INSERT INTO keep (name, value) VALUES ('after', 'x')")),
    )
    assert [type(outcome) for outcome in outcomes] == [DiskFull] * 3
    query = "SELECT count(*) FROM keep WHERE name IN ('small', 'large', 'after')"
    assert database.read(lambda session: session.execute(text(query)).scalar_one()) == 0


def together(database: Database, *verbs: Callable[[Session], Any]) -> list[Any]:
    """What each verb came to, all of them in one commit: they queue while another commit is held up."""
    entered, go_on = threading.Event(), threading.Event()

    def hold(_session: Session) -> None:
        entered.set()
        go_on.wait()

    outcomes: list[Any] = [None] * len(verbs)

    def run(place: int) -> None:
        try:
            outcomes[place] = database.write(verbs[place])
        except Exception as error:
            outcomes[place] = error

    first = threading.Thread(target=database.write, args=(hold,))
    first.start()
    entered.wait()
    threads = []
    for place in range(len(verbs)):
        threads.append(threading.Thread(target=run, args=(place,)))
        threads[-1].start()
        while len(database._commits._queue) <= place:
            pass
    go_on.set()
    for thread in [first, *threads]:
        thread.join()
    return outcomes
