"""Ids that former releases made of what they name become ids that say nothing, with all that refers to them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from alembic import command

from analysis.finishing import new_id
from tests.domain.sorted_table import Sorted, arrange
from tests.store.test_no_writers import everything
from workshop import migrations
from workshop.domain import grouping, imports, marks, showing, themes, undo, votings, workshops
from workshop.feed import Actor, Feed
from workshop.messages.incoming import ImportedNote, MoveNote
from workshop.messages.showing import Show
from workshop.messages.voting import OpenVoting
from workshop.views.integrity import everything as checked

ROWS = [
    ImportedNote("i" + hashlib.sha256(f"แถว {place}".encode()).hexdigest()[:40], f"งบ มาช้า {place}", "ปัญหา/อุปสรรค")
    for place in range(6)
]


def former(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> Sorted:
    """A workshop as a former release made it: notes of a file and of phones in themes, one moved, and a voting."""
    with monkeypatch.context() as then:
        then.setattr(marks, "public_id", lambda row: row)
        then.setattr(marks, "of_row", lambda _salt, _row: None)
        table = Sorted(feed)
        key = table.join()
        facilitator = Actor(undo.ACTOR, "mali")
        feed.change(table.code, facilitator, imports.add, ROWS)
        for text in ("คน ไม่พอ", "รถ เก่า", "คน น้อย"):
            table.send(key, text)
        reading = table.reading()
        found = arrange(reading)
        named = tuple(replace(each, id=new_id(each.members, ())) for each in found.themes)
        found = replace(found, themes=named)
        table.change(grouping.apply, reading, found, feed.read(grouping.prepare, reading, found))
        moved = next(note for note in table.board()["notes"] if note["text"].startswith("รถ"))
        other = next(note["theme_id"] for note in table.board()["notes"] if note["text"].startswith("คน"))
        feed.change(table.code, facilitator, themes.move, moved["id"], MoveNote(theme_id=other))
        feed.change(table.code, facilitator, votings.open_voting, OpenVoting(category=None, dots=3))
        feed.change(table.code, facilitator, showing.show, Show(what="note", id=ROWS[0].id))
    command.downgrade(migrations.config(feed.database.engine), "0068")
    return table


def told(feed: Feed) -> set[str]:
    """Return the ids in the database that confirm a guess: of a row of the file, or of a theme's first note."""
    words = json.dumps(everything(feed.database.engine), ensure_ascii=False, default=str)
    rows = [row.id for row in ROWS] + [note["id"] for note in everything(feed.database.engine)["note"]]
    first = [
        "t" + hashlib.blake2s(f"{turn}:{row}".encode(), digest_size=4).hexdigest() for row in rows for turn in range(3)
    ]
    return {each for each in [row.id for row in ROWS] + first if each in words}


def by_theme(board: dict[str, Any]) -> set[frozenset[str]]:
    names = {note["theme_id"] for note in board["notes"]}
    return {frozenset(note["text"] for note in board["notes"] if note["theme_id"] == name) for name in names}


def test_no_id_of_a_former_release_confirms_a_guess_any_more(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    table = former(feed, monkeypatch)
    before, seq = table.board(), table.board()["seq"]
    assert len(told(feed)) > len(ROWS), "ids of rows and of themes"
    migrations.migrate(feed.database.engine)
    assert told(feed) == set()
    after = table.board()
    assert by_theme(after) == by_theme(before)
    assert {note["number"]: note["text"] for note in after["notes"]} == {
        note["number"]: note["text"] for note in before["notes"]
    }
    names = {theme["id"] for theme in after["themes"]}
    assert {option["theme_id"] for option in after["voting"]["options"]} <= names
    shown = feed.read(workshops.find, table.code).shown
    assert shown is not None
    assert shown["id"] in {note["id"] for note in after["notes"]}, "what stands on the projector stays there"
    assert feed.read(checked).faults == ()
    # A screen that stands open asks for what came since, and is sent everything.
    assert table.board(since=seq)["from"] == 0
    assert {note["id"] for note in table.board(since=seq)["notes"]} == {note["id"] for note in after["notes"]}


def test_undo_and_a_file_that_comes_again_find_what_they_are_about(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    table = former(feed, monkeypatch)
    migrations.migrate(feed.database.engine)
    facilitator = Actor(undo.ACTOR, "mali")
    assert feed.change(table.code, facilitator, imports.add, ROWS).added == 0
    ids = {theme["id"] for theme in table.board()["themes"]}
    feed.change(table.code, facilitator, undo.undo)  # of the move
    where = {note["text"]: note["theme_id"] for note in table.board()["notes"]}
    assert where["รถ เก่า"] != where["คน ไม่พอ"]
    assert ids <= {theme["id"] for theme in table.board()["themes"]}


def test_a_second_upgrade_changes_nothing(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    table = former(feed, monkeypatch)
    migrations.migrate(feed.database.engine)
    before = table.board()
    command.downgrade(migrations.config(feed.database.engine), "0068")
    migrations.migrate(feed.database.engine)
    assert {note["id"] for note in table.board()["notes"]} == {note["id"] for note in before["notes"]}
    assert table.board()["seq"] == before["seq"]
