"""The same notes from two files at the same instant are stored once, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.cli.test_import_again import CHANGED, FORM, as_xlsx
from tests.room import Room
from workshop.feed import Feed
from workshop.intake.looking import Look, Options, look, take
from workshop.store.database import Database
from workshop.views.read_record import read_record


@pytest.fixture
def elsewhere(app: Flask) -> Iterator[Feed]:
    """The feed of another process, as the command line has it beside the console."""
    database = Database(app.extensions["laena.settings"].database)
    yield Feed(database)
    database.close()


def looked(room: Room, feed: Feed, again: bool = False) -> tuple[Look, Look]:
    """The notes as CSV and, with another column and a row more, as XLSX; both looked at before either is stored."""
    options = Options(again=again)
    return look(room.feed, room.code, FORM.encode(), "a.csv", options), look(
        feed, room.code, as_xlsx(CHANGED["an added column"] + "ดอกคูน,คนขาด,,5\n"), "a.xlsx", options
    )


def texts(room: Room) -> list[str]:
    return sorted(note.text for note in room.feed.read(read_record, room.code).notes)


def test_of_two_files_that_are_stored_at_once_only_what_is_new_is_added(room: Room, elsewhere: Feed) -> None:
    first, second = looked(room, elsewhere)
    assert (len(first.taken), len(second.taken)) == (3, 4)
    begin = threading.Barrier(2)
    done = []

    def store(feed: Feed, seen: Look) -> None:
        begin.wait(30)
        done.append(take(feed, seen))

    threads = [threading.Thread(target=store, args=pair) for pair in ((room.feed, first), (elsewhere, second))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert texts(room) == sorted(["งบไม่พอ", "ช้า", "รถไม่มี", "คนขาด"])
    assert sum(result.added for result in done) == 4
    assert sum(result.alike for result in done) == 3


def test_what_came_after_the_look_is_left_out_as_alike_and_counted(room: Room, elsewhere: Feed) -> None:
    first, second = looked(room, elsewhere)
    take(room.feed, first)
    late = take(elsewhere, second)
    assert (late.added, late.alike, late.already) == (1, 3, 0)


def test_what_a_phone_sent_meanwhile_is_alike_too_and_older_notes_count_once(room: Room, elsewhere: Feed) -> None:
    room.phone.note("ช้า", category="problem")
    room.phone.note("รถไม่มี", category="problem")
    first, _ = looked(room, elsewhere)
    assert len(first.outlook.alike) == 1
    room.group_notes()  # the older notes change, yet they were there already
    room.phone.note("งบไม่พอ", category="problem")
    done = take(room.feed, first)
    assert (done.added, done.alike) == (1, 2)
    assert texts(room) == sorted(["ช้า", "รถไม่มี", "งบไม่พอ", "ช้า"])


def test_with_again_both_files_are_added_whole(room: Room, elsewhere: Feed) -> None:
    for feed, seen in zip((room.feed, elsewhere), looked(room, elsewhere, again=True), strict=True):
        assert take(feed, seen).alike == 0
    assert len(texts(room)) == 7
