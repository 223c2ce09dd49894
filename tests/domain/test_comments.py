"""Comments over the life of notes and themes: none is lost or counted twice, whatever people and the worker do."""

from __future__ import annotations

import random

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import analysis
from tests.room import Room
from tests.web.test_comment_calls import Table
from workshop.domain import attached, grouping, proposals, workshops
from workshop.domain.grouping import Arrangement
from workshop.feed import Feed
from workshop.views import integrity
from workshop.views.read_record import read_record


@pytest.fixture
def table(room: Room) -> Table:
    return Table(room)


def arranged(table: Table, members: dict[str, list[str]], ungrouped: tuple[str, ...] = ()) -> Arrangement:
    themes = tuple(
        analysis.Theme(id=theme_id, label=theme_id, label_given=False, members=tuple(notes))
        for theme_id, notes in members.items()
    )
    return Arrangement(themes, ungrouped, ())


def group(table: Table, members: dict[str, list[str]], ungrouped: tuple[str, ...] = (), prepared: bool = False) -> None:
    """What the worker does with an arrangement that it has found."""
    feed: Feed = table.room.feed
    reading = feed.read(grouping.read, workshop_id(table), table.room.code, "problem")
    found = arranged(table, members, ungrouped)
    ready = feed.read(grouping.prepare, reading, found) if prepared else None
    feed.change(table.room.code, "worker", grouping.apply, reading, found, ready)


def workshop_id(table: Table) -> int:
    return int(table.room.feed.read(lambda session: workshops.find(session, table.room.code).id or 0))


def on_themes(table: Table) -> dict[str, list[str]]:
    shown = table.reader.state()["themes_shown"]
    return {theme["id"]: [comment["text"] for comment in theme["comments"]] for theme in shown if theme["comments"]}


@pytest.mark.parametrize("prepared", [False, True])
def test_comments_on_a_removed_theme_move_to_the_one_with_most_of_its_notes(table: Table, prepared: bool) -> None:
    notes = [table.writer.note(f"ถนนชำรุดสาย {number}")["id"] for number in range(3)]
    group(table, {"a": notes})
    table.comment(theme_id="a", text="ซ่อมก่อนหน้าฝน")
    group(table, {"b": notes[:2], "c": notes[2:]}, prepared=prepared)
    assert on_themes(table) == {"b": ["ซ่อมก่อนหน้าฝน"]}
    assert table.faults() == ()


def test_comments_on_a_removed_theme_without_successor_stay_in_the_record(table: Table) -> None:
    notes = [table.writer.note(f"ถนนชำรุดสาย {number}")["id"] for number in range(2)]
    group(table, {"a": notes})
    table.comment(theme_id="a", text="ซ่อมก่อนหน้าฝน")
    group(table, {}, ungrouped=tuple(notes))
    assert on_themes(table) == {}
    record = table.room.feed.read(read_record, table.room.code)
    assert [(former.label, [c.text for c in former.on_it("comments")]) for former in record.former_themes] == [
        ("a", ["ซ่อมก่อนหน้าฝน"])
    ]
    assert table.figures()["shown"] == 1
    assert table.faults() == ()


def test_a_comment_sent_while_a_grouping_computes_is_not_lost(table: Table) -> None:
    feed = table.room.feed
    notes = [table.writer.note(f"ถนนชำรุดสาย {number}")["id"] for number in range(3)]
    group(table, {"a": notes[:2]}, ungrouped=(notes[2],))
    reading = feed.read(grouping.read, workshop_id(table), table.room.code, "problem")
    found = arranged(table, {"a": notes})
    ready = feed.read(grouping.prepare, reading, found)
    table.comment(theme_id="a", text="มาพอดี")
    table.comment(note_id=notes[2], text="มาพอดีเช่นกัน")
    feed.change(table.room.code, "worker", grouping.apply, reading, found, ready)
    assert on_themes(table) == {"a": ["มาพอดี"]}
    (theme,) = [theme for theme in table.desk.board()["themes"] if theme["id"] == "a"]
    assert (theme["count"], theme["comments"]) == (3, 1)
    assert table.faults() == ()


def test_undoing_a_regrouping_moves_comments_back_too(table: Table) -> None:
    notes = [table.writer.note(f"ถนนชำรุดสาย {number}")["id"] for number in range(3)]
    group(table, {"a": notes})
    table.comment(theme_id="a", text="ซ่อมก่อนหน้าฝน")
    table.ok("/regroup", {"category": "problem"})
    feed = table.room.feed
    reading = feed.read(grouping.read, workshop_id(table), table.room.code, "problem")
    feed.change(table.room.code, "worker", proposals.ready, reading, arranged(table, {"b": notes}))
    table.ok("/regroup/problem/apply")
    assert on_themes(table) == {"b": ["ซ่อมก่อนหน้าฝน"]}
    table.ok("/undo")
    assert on_themes(table) == {"a": ["ซ่อมก่อนหน้าฝน"]}
    assert table.faults() == ()


STEPS = (
    "comment", "edit", "delete", "hide", "unhide", "hide_note", "unhide_note", "withdraw_note", "merge", "move", "undo",
)  # fmt: skip


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(STEPS), min_size=4, max_size=18), seed=st.integers(0, 2**20))
def test_in_any_order_every_comment_is_counted_once(app: Flask, steps: list[str], seed: int) -> None:
    table = Table(Room(app))
    chance = random.Random(seed)
    notes = [table.note, *(table.writer.note(f"ข้อ {number}")["id"] for number in range(2))]
    for note in notes[1:]:
        table.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": f"หัวข้อ {note[:3]}"})
    made: list[str] = []
    for step in steps:
        note, comment = chance.choice(notes), chance.choice(made) if made else "none-at-all"
        themes = [theme["id"] for theme in table.desk.board()["themes"]]
        if step == "comment":
            about = {"note_id": note} if chance.random() < 0.5 or not themes else {"theme_id": chance.choice(themes)}
            answer = table.send(chance.choice([table.reader, table.writer]), f"ข้อคิด {len(made)}", **about)
            made += [answer.get_json()["comment"]["id"]] if answer.status_code == 200 else []
        elif step == "edit":
            table.edit(table.reader, comment, f"ใหม่ {seed}")
        elif step == "delete":
            table.reader.call("DELETE", f"/comments/{comment}")
        elif step in ("hide", "unhide"):
            table.desk.call(f"/comments/{comment}/{step}")
        elif step in ("hide_note", "unhide_note"):
            table.desk.call(f"/notes/{note}/{step.removesuffix('_note')}")
        elif step == "withdraw_note":
            table.writer.call("DELETE", f"/notes/{note}")
        elif step == "merge" and len(themes) > 1:
            into, other = chance.sample(themes, 2)
            table.desk.call(f"/themes/{into}/merge", {"other": other})
        elif step == "move" and themes:
            table.desk.call(f"/notes/{note}/move", {"theme_id": chance.choice(themes)})
        elif step == "undo":
            table.desk.call("/undo")
        figures = table.room.feed.read(attached.figures, "comments", workshop_id(table))
        assert figures["received"] == len(made)
        assert figures["received"] == figures["shown"] + figures["hidden"] + figures["withdrawn"]
    assert table.room.feed.read(integrity.everything).faults == ()
    table.room.feed.read(read_record, table.room.code)  # which refuses to be built where one is missing
