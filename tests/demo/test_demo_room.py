"""The demo's room through the real HTTP interface: every note comes in, whatever a visitor does meanwhile."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any

import pytest

from bench.servers import ports
from tests.demo.stage import KEYS, NOTES, Stage
from workshop.demo.agenda import ANONYMOUS
from workshop.demo.notes import DemoNote
from workshop.demo.phone import Gone, Phone, Refused
from workshop.domain import previews
from workshop.views import attendance
from workshop.views.read_record import read_record


def test_every_note_is_stored_once_for_its_group_and_the_last_phase_stays_open(stage: Stage) -> None:
    told: list[tuple[str, int]] = []
    outcome = stage.room().play(lambda title, count: told.append((title, count)))
    assert (outcome.sent, outcome.refused, outcome.finished) == (40, [], True)
    assert stage.texts() == Counter(note.text for note in NOTES)
    groups = {note.text: note.group for note in stage.feed.read(read_record, stage.code).notes}
    # Few people write in each group here, so that anonymous phases name none.
    assert groups == {note.text: "" if note.category in ANONYMOUS else note.group for note in NOTES}
    assert [phase["state"] for phase in stage.state()["phases"]] == ["closed"] * 4 + ["open"]
    assert [count for _, count in told] == [8] * 5


def test_each_phase_of_the_demo_requests_a_regrouping_when_it_closes(stage: Stage) -> None:
    assert stage.room().play().finished
    ended = {category for phase in stage.state()["phases"][:-1] for category in phase["categories"]}
    asked = [category for _id, code, category in stage.feed.read(previews.wanted) if code == stage.code]
    assert sorted(asked) == sorted(ended)


def test_a_phase_opened_by_a_visitor_comes_first_and_no_note_is_left_out(stage: Stage) -> None:
    third = stage.state()["phases"][2]["id"]
    stage.open(third)
    outcome = stage.room().play()
    assert outcome.finished
    assert stage.texts() == Counter(note.text for note in NOTES)
    assert stage.opened == [third, *(phase["id"] for phase in stage.state()["phases"] if phase["id"] != third)]


def test_a_phase_closed_midway_by_a_visitor_is_opened_again_later(stage: Stage) -> None:
    room = stage.room()
    closed: list[int] = []

    def close_once(_title: str, _count: int) -> None:
        if not closed:
            closed.append(stage.state()["phases"][0]["id"])
            stage.close(closed[0])

    assert room.play(close_once).finished
    assert stage.opened.count(closed[0]) == 2
    assert stage.texts() == Counter(note.text for note in NOTES)


def test_a_refused_note_is_reported_and_the_others_are_sent(stage: Stage) -> None:
    bad = DemoNote("ก" * 301, "result", "กลุ่มที่ 1", "")
    outcome = stage.room([bad, *NOTES]).play()
    assert outcome.finished
    assert outcome.refused == [(bad, "note_too_long")]
    assert stage.texts() == Counter(note.text for note in NOTES)


def test_an_agenda_that_no_longer_takes_the_notes_ends_the_demo(stage: Stage) -> None:
    stray = DemoNote("ไม่มีช่วงรับ", "expected", "กลุ่มที่ 1", "")
    outcome = stage.room([*NOTES, stray]).play()
    assert (outcome.sent, outcome.finished) == (40, False)


def test_a_demo_room_stops_when_its_stop_event_is_set(stage: Stage) -> None:
    stage.stop.set()
    assert not stage.room().play().finished
    assert stage.texts() == Counter()


def test_nobody_in_the_room_gives_a_name(stage: Stage) -> None:
    stage.room().play()
    everybody = stage.feed.read(attendance.of, stage.code)
    assert everybody["total"] == len(KEYS)
    people = [person for group in everybody["groups"] for person in group["people"]]
    assert {(person["name"], person["role"]) for person in people} == {("", "พัฒนาการอำเภอ")}


def test_a_phone_that_has_not_joined_joins_and_its_note_is_stored_once(stage: Stage) -> None:
    first = stage.state()["phases"][0]["id"]
    stage.open(first)
    phone = stage.phones["กลุ่มที่ 1"][0]
    for _ in range(2):
        answer = phone.send(first, "result", "ส่งก่อนเข้าร่วม", "an-id-of-the-phone")
        assert answer["note"]["text"] == "ส่งก่อนเข้าร่วม"
    assert stage.texts() == Counter(["ส่งก่อนเข้าร่วม"])


def test_a_phone_retries_until_the_server_answers_or_it_is_stopped(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = Phone(f"http://127.0.0.1:{ports.free()}", stage.code, threading.Event())
    asked: list[str] = []
    ask = phone._request

    def counted(method: str, path: str, body: dict[str, Any] | None) -> Any:
        asked.append(path)
        if len(asked) == 3:
            phone.stop.set()
        return ask(method, path, body)

    monkeypatch.setattr(phone, "_request", counted)
    with pytest.raises(Gone):
        phone.join()
    assert asked == ["/join"] * 3


def test_a_refusal_carries_the_servers_code(stage: Stage) -> None:
    phone = Phone(stage.base, "AAAAAA", stage.stop, KEYS[0])
    with pytest.raises(Refused) as refused:
        phone.join()
    assert (refused.value.status, refused.value.code) == (404, "unknown_workshop")
