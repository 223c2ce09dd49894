"""A facilitator who mutes and removes devices and compares before and after learns of no note who wrote it."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.room import Phone, Room, draft
from workshop.domain import workshops
from workshop.messages.incoming import PhaseDraft
from workshop.reports.json import as_json
from workshop.reports.words import Words
from workshop.store import sharing_copy
from workshop.store.models import Phase
from workshop.views.read_record import read_record

FEWEST, PHONES = 5, 8


@pytest.fixture
def phones(room: Room) -> list[Phone]:
    """Eight phones in an anonymous phase that is open; a second one waits."""
    asked = tuple(PhaseDraft(title, "", ("ปัญหา/อุปสรรค",), identity="anonymous") for title in ("หนึ่ง", "สอง"))
    with room.app.app_context():
        room.code = room.desk.code = room.feed.write(workshops.create, draft(phases=asked))
    room.desk.open_phase()
    room.groups = [group["id"] for group in room.desk.board()["groups"]]
    return [room.new_phone(place % 2) for place in range(PHONES)]


@pytest.fixture
def ids(phones: list[Phone]) -> list[str]:
    """What the list of devices calls them."""
    return [listed(phone) for phone in phones]


def write(phone: Phone, text: str) -> bool:
    return phone.send(text, promised="anonymous").status_code == 200


def can_write(phones: list[Phone]) -> int:
    return sum(write(phone, f"ส่งได้ {place}") for place, phone in enumerate(phones))


def deal(room: Room, device: str, verb: str) -> int:
    return int(room.desk.post(f"/workshops/{room.code}/phones/{device}/{verb}").status_code)


def listed(phone: Phone) -> str:
    return str(phone.state()["me"]["id"])


def phase(room: Room, place: int, verb: str) -> Any:
    return room.desk.call(f"/phases/{room.desk.board()['phases'][place]['id']}/{verb}")


@pytest.mark.parametrize("verbs", [("mute",), ("remove",), ("mute", "remove")])
def test_whoever_mutes_or_removes_one_after_the_other_is_stopped_at_five(
    room: Room, phones: list[Phone], ids: list[str], verbs: tuple[str, ...]
) -> None:
    answers = [deal(room, device, verbs[place % len(verbs)]) for place, device in enumerate(ids[:4])]
    assert answers == [302, 302, 302, 422]
    assert can_write(phones) == FEWEST
    assert deal(room, ids[0], "remove") == 302, "who may not write anyway may be removed"


def test_whoever_mutes_behind_every_note_is_stopped_while_five_may_write(
    room: Room, phones: list[Phone], ids: list[str]
) -> None:
    notes = [phone.note(f"ข้อ {place}", promised="anonymous")["id"] for place, phone in enumerate(phones)]
    assert [room.desk.call(f"/notes/{note}/mute").status_code for note in notes[:4]] == [200, 200, 200, 422]
    assert deal(room, ids[-1], "mute") == 422
    assert can_write(phones) == FEWEST


def test_two_notes_of_one_phone_are_refused_as_those_of_two_are(room: Room, phones: list[Phone]) -> None:
    mine = [phones[0].note(f"ข้อ {place}", promised="anonymous")["id"] for place in range(4)]
    assert [room.desk.call(f"/notes/{note}/mute").status_code for note in mine] == [200, 200, 200, 422]


def test_the_same_holds_while_a_closed_phase_accepts_late_notes_and_ends_with_that(
    room: Room, phones: list[Phone], ids: list[str]
) -> None:
    write(phones[0], "ข้อแรก")
    for device in ids[:3]:
        deal(room, device, "mute")
    phase(room, 0, "close")
    assert deal(room, ids[3], "mute") == 422
    assert deal(room, ids[3], "remove") == 422

    def end_the_grace(session: Any) -> None:
        for row in session.query(Phase):
            row.late_until = 0

    room.feed.write(end_the_grace)
    assert deal(room, ids[3], "mute") == 302


def test_no_anonymous_phase_opens_where_muting_left_fewer_than_five(
    room: Room, phones: list[Phone], ids: list[str]
) -> None:
    room.desk.call(f"/phases/{room.desk.board()['phases'][0]['id']}/grace", {"minutes": 0})
    phase(room, 0, "close")
    assert [deal(room, device, verb) for device, verb in zip(ids, ("mute", "remove") * 2, strict=False)] == [302] * 4
    for refused in (phase(room, 1, "open"), phase(room, 0, "open"), room.desk.call("/undo")):
        assert refused.status_code == 422
    assert {each["state"] for each in room.desk.board()["phases"]} == {"closed", "waiting"}
    assert deal(room, ids[0], "unmute") == 302
    assert phase(room, 1, "open").status_code == 200
    assert can_write(phones) == FEWEST


def test_nobody_is_let_go_on_while_an_anonymous_phase_accepts_notes_as_its_next_note_would_be_known(
    room: Room, phones: list[Phone], ids: list[str]
) -> None:
    note = phones[0].note("ข้อแรก", promised="anonymous")["id"]
    assert room.desk.call(f"/notes/{note}/mute").status_code == 200
    assert deal(room, ids[1], "mute") == 302
    undo = room.desk.board()["undo"]

    def try_all() -> list[int]:
        page = room.desk.post(f"/workshops/{room.code}/silenced/{note}/unmute").status_code
        return [deal(room, ids[1], "unmute"), page, room.desk.call(f"/notes/{note}/unmute").status_code]

    assert (try_all(), "พักเครื่อง" in (undo or "")) == ([422, 422, 422], False)
    phase(room, 0, "close")
    assert try_all() == [422, 422, 422], "late notes are still accepted"
    assert (write(phones[0], "ค้างอยู่"), write(phones[1], "ค้างอยู่")) == (False, False)
    room.feed.write(lambda session: [setattr(row, "late_until", 0) for row in session.query(Phase)])
    assert try_all() == [302, 302, 200]


def shown(room: Room, phones: list[Phone]) -> list[Any]:
    """What console, projector, boards of groups, another phone and the report show, but for the head and undo."""
    parts = ("notes", "themes", "figures", "groups", "without_group", "phases", "comments", "voices")
    boards = [{part: room.desk.board(view=view).get(part) for part in parts} for view in ("console", "projector")]
    for board in boards:
        for group in board["groups"]:
            group.pop("connected", None)
    client = room.desk.client
    of_groups = [client.get(f"/api/w/{room.code}/groups/{group}").get_json()["notes"] for group in room.groups]
    report = as_json(room.feed.read(read_record, room.code), Words("th"))
    return [boards, of_groups, phones[-1].state()["notes"], report["categories"]]


def test_nothing_changes_as_a_device_that_wrote_in_a_closed_phase_is_muted_removed_and_let_in(
    room: Room, phones: list[Phone], ids: list[str]
) -> None:
    room.desk.call(f"/phases/{room.desk.board()['phases'][0]['id']}/grace", {"minutes": 0})
    notes = [phone.note(f"ข้อ {place}", promised="anonymous")["id"] for place, phone in enumerate(phones)]
    phase(room, 0, "close")
    before = shown(room, phones)
    for verb in ("mute", "unmute", "remove", "admit", "mute"):
        assert deal(room, ids[0], verb) == 302
        assert shown(room, phones) == before
    for verb in ("mute", "unmute"):
        assert room.desk.call(f"/notes/{notes[0]}/{verb}").status_code == 200
        assert shown(room, phones) == before


def test_a_copy_for_sharing_names_no_muted_note_and_no_muted_or_removed_device(room: Room, tmp_path: Path) -> None:
    if room.feed.database.engine.dialect.name != "sqlite":
        pytest.skip("copies are of SQLite's file")
    muted, let_go = room.phone.note("ถนนพัง")["id"], room.other.note("น้ำไม่ไหล")["id"]
    for note, verb in ((muted, "mute"), (let_go, "mute"), (let_go, "unmute")):
        assert room.desk.call(f"/notes/{note}/{verb}").status_code == 200
    third = room.new_phone()
    assert (deal(room, listed(third), "mute"), deal(room, listed(room.other), "remove")) == (302, 302)
    copy = sharing_copy.write(Path(room.feed.database.url.removeprefix("sqlite:///")), tmp_path / "copy.db")
    with contextlib.closing(sqlite3.connect(copy)) as rows:
        assert rows.execute("SELECT sum(muted) FROM note").fetchone() == (0,)
        assert rows.execute("SELECT sum(muted), sum(removed_at) FROM participant").fetchone() == (0, 0)
        told = rows.execute("SELECT subject, before FROM change WHERE kind IN ('mute', 'unmute')").fetchall()
        assert len(told) == 3
        assert not any(note in str(told) for note in (muted, let_go))
