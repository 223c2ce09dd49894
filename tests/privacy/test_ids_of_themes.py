"""The id of a theme says nothing of the note that founded it, and so nothing of which notes of it came later."""

from __future__ import annotations

import json
from hashlib import blake2s

import pytest
from flask import Flask

from tests.room import Desk, Room
from workshop.domain import grouping, workshops
from workshop.domain.grouper import Grouper
from workshop.year import workshop_out

TEXTS = [
    f"{what} {where}"
    for where in ("ที่ตำบล", "ทุกปี", "ในอำเภอ", "เรื่อยมา")
    for what in ("งบประมาณมาช้า", "ถนนในหมู่บ้านชำรุด", "รถยนต์ไม่พอใช้")
]


def made_of(note: str) -> set[str]:
    """Return the ids that a former release gave to a theme that this note founded, which everybody can make."""
    return {"t" + blake2s(f"{turn}:{note}".encode(), digest_size=4).hexdigest() for turn in range(9)}


def founders(desk: Desk) -> list[str]:
    """Return the themes whose founding note is known from the ids on the console."""
    board = desk.board()
    themes = {theme["id"] for theme in board["themes"]}
    assert themes
    return [theme for note in board["notes"] for theme in made_of(note["id"]) & themes]


@pytest.fixture
def grouped(room: Room, random_ids: None) -> Room:
    for place, text in enumerate(TEXTS):
        room.phone.note(text)
        if place % 4 == 3:
            room.group_notes()
    return room


def test_no_theme_is_called_after_its_first_note(grouped: Room) -> None:
    assert founders(grouped.desk) == []
    grouped.desk.call(f"/phases/{grouped.desk.board()['phases'][0]['id']}/close")
    file = grouped.feed.read(workshop_out.content_of, grouped.code).model_dump_json()
    assert not [each for note in json.loads(file)["notes"] for each in made_of(note["id"]) if each in file]


def test_no_theme_of_a_full_regrouping_is_either(room: Room, random_ids: None) -> None:
    for text in TEXTS:
        room.phone.note(text)
    workshop = room.feed.read(workshops.find, room.code)
    reading = room.feed.read(grouping.read, workshop.id, room.code, "problem")
    found = Grouper().regroup(reading)
    names = {part.id.split(".")[0] for theme in found.themes for part in (theme, *theme.subthemes)}
    assert names
    assert not [name for note in reading.notes for name in made_of(note.id) & names]


def test_themes_that_are_there_keep_their_ids(grouped: Room, app: Flask) -> None:
    """Also those that a former release named by their first note."""
    here = grouped.desk.board()
    (theme, *_) = [each["id"] for each in here["themes"]]
    (first, *_) = [note["id"] for note in here["notes"] if note["theme_id"] == theme]
    former = min(made_of(first))

    def as_formerly(session):  # type: ignore[no-untyped-def]
        for table, column in (("theme", "id"), ("note", "theme_id")):
            session.connection().exec_driver_sql(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (former, theme))

    grouped.feed.write(as_formerly)
    before = {each["id"] for each in grouped.desk.board()["themes"]}
    grouped.phone.note("งบประมาณมาช้า อีกแล้ว")
    grouped.group_notes()
    assert former in before
    assert before <= {each["id"] for each in grouped.desk.board()["themes"]}
