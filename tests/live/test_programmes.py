"""The programme of the days: items with times, what is now on every screen, and how late it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.live.listening import heard, listen, phone_socket
from tests.live.programming import act, by_title, items, save, times
from tests.room import Room
from workshop.domain import programme_plans, programme_times, programmes
from workshop.feed import Changing

MINUTE = 60_000


@pytest.mark.parametrize("key", programme_plans.PLANS)
@given(phases=st.integers(0, 30))
def test_each_template_fits_any_number_of_phases_without_overlaps_before_midnight(key: str, phases: int) -> None:
    made = sorted(programme_plans.PLANS[key].items([(n, f"ช่วง {n}") for n in range(phases)]), key=programmes._order)
    assert [item["phase_id"] for item in made if item["phase_id"] is not None] == list(range(phases))
    for first, second in pairwise(made):
        assert first["day"] < second["day"] or programme_times.ending(first) <= second["starts"]
    assert all(item["minutes"] > 0 and programme_times.ending(item) <= programme_times.DAY for item in made)


def test_what_is_now_and_next_is_on_every_screen_and_the_script_on_none(
    room: Room, deliver: Callable[[], None]
) -> None:
    phase = room.desk.board()["phases"][1]
    save(room, "พักเช้า", "10:30", 15, script="เรียกผู้ว่าฯ ก่อน")
    save(room, "แลหน้า", "10:45", 60, kind="input", phase=str(phase["id"]))
    phone = phone_socket(room, room.phone)
    deliver()
    phone.get_received()
    assert act(room, "begin", by_title(room, "พักเช้า")) == 302
    deliver()
    (seen,) = [event["programme"] for event in heard(phone, "changes")]
    assert (seen["now"]["title"], seen["next"]["title"]) == ("พักเช้า", "แลหน้า")
    ends = programme_times.minute_of_day(seen["now"]["began_at"] + 15 * MINUTE)
    assert seen["next"]["at"] == programme_times.clock(ends)
    for view in ("console", "projector"):
        assert room.desk.board(view=view)["programme"] == seen
        assert "ผู้ว่า" not in str(room.desk.board(view=view))
    assert "ผู้ว่า" not in str(room.phone.state())
    assert act(room, "begin", by_title(room, "แลหน้า")) == 302
    assert [each["state"] for each in room.desk.board()["phases"]] == ["closed", "open"]
    assert act(room, "end") == 302
    assert room.outsider().state()["programme"] == {"now": None, "next": None, "begun": True, "over": True}
    for _ in range(2):
        room.desk.call("/undo")
    assert [each["state"] for each in room.desk.board()["phases"]] == ["open", "waiting"]


@pytest.mark.parametrize(
    ("at", "minutes", "words"),
    [
        ("23:30", 31, "หลังเที่ยงคืน"), ("10:20", 15, "เวลาซ้อนกัน"), ("10:35", 5, "เวลาซ้อนกัน"), ("9:00", 0, "นาที"),
        ("9:00", -5, "นาที"), ("9:00", "", "นาที"), ("9:00", "1e3", "นาที"), ("9:00", 9_999, "นาที"),
        ("24:00", 5, "เช่น 9:30"), ("00999:00", 5, "เช่น 9:30"),
        ("9:60", 5, "เช่น 9:30"), ("เก้าโมง", 5, "เช่น 9:30"), ("", 5, "เช่น 9:30"), ("\x00", 5, "เช่น 9:30"),
    ],
)  # fmt: skip
def test_a_bad_time_is_refused_in_words_with_what_was_typed_and_changes_nothing(
    room: Room, at: str, minutes: object, words: str
) -> None:
    save(room, "พักเช้า", "10:30", 15)
    before = items(room)
    answer = save(room, "อีกรายการ", at, minutes)
    assert (answer.status_code, items(room)) == (422, before)
    assert words in answer.text
    assert 'value="อีกรายการ"' in answer.text


def test_a_longer_item_moves_the_later_ones_of_its_day_back_where_that_is_wanted(room: Room) -> None:
    save(room, "ก", "9:00", 30)
    save(room, "ข", "9.30", 30)
    save(room, "ค", "10:15", 15)
    save(room, "พรุ่งนี้", "9:00", 30, day="2")
    save(room, "ก", "9:00", 60, item=by_title(room, "ก"), push="on")
    assert times(room) == [("ก", "09:00", 60), ("ข", "10:00", 30), ("ค", "10:30", 15), ("พรุ่งนี้", "09:00", 30)]
    room.desk.call("/undo")
    assert times(room)[:2] == [("ก", "09:00", 30), ("ข", "09:30", 30)]


def test_an_item_changes_places_with_its_neighbour_and_stays_at_the_ends_of_its_day(room: Room) -> None:
    save(room, "ก", "9:00", 30)
    save(room, "ข", "9:40", 20)
    save(room, "พรุ่งนี้", "9:00", 30, day="2")
    assert act(room, "down", by_title(room, "ก")) == 302
    assert times(room)[:2] == [("ข", "09:00", 20), ("ก", "09:30", 30)]
    seq = room.desk.board()["seq"]
    assert (act(room, "up", by_title(room, "ข")), act(room, "down", by_title(room, "ก"))) == (302, 302)
    assert room.desk.board()["seq"] == seq
    assert act(room, "remove", by_title(room, "ก")) == 302
    for name in ("begin", "up", "remove"):
        assert act(room, name, "none") == 404
    assert [title for title, _at, _minutes in times(room)] == ["ข", "พรุ่งนี้"]


@pytest.mark.parametrize(
    ("began", "now", "late"),
    [
        ((9, 0), (9, 10), 0),
        ((9, 12), (9, 20), 12),
        ((8, 55), (9, 20), -5),
        ((9, 0), (9, 42), 12),
        ((9, 12), (9, 50), 20),
    ],
)
def test_an_item_is_late_by_its_beginning_or_by_how_long_it_runs_over(
    began: tuple[int, int], now: tuple[int, int], late: int
) -> None:
    """It is planned from 9:00 to 9:30, in Bangkok."""
    at = lambda hour, minute: ((hour - 7) * 60 + minute) * MINUTE  # noqa: E731
    item = {"starts": 9 * 60, "minutes": 30, "began_at": at(*began)}
    assert programme_times.late(item, at(*now)) == late


@given(
    planned=st.integers(0, programme_times.DAY - 1),
    after=st.integers(-3 * programme_times.DAY, 3 * programme_times.DAY),
    ran=st.integers(0, 2 * programme_times.DAY),
    day=st.integers(1, 9),
)
def test_lateness_around_midnight_is_that_of_the_date_or_a_near_guess_and_nothing_of_another_day(
    planned: int, after: int, ran: int, day: int
) -> None:
    """Begun `after` minutes after it was planned on its day, in Bangkok, and left `ran` minutes ago; 30 are planned."""
    item = {"starts": planned, "minutes": 30, "day": day}
    due = programme_times.planned_at(item, "2020-10-31")
    item["began_at"] = due + after * MINUTE
    real = after + max(0, ran - 30)
    known = real if abs(real) <= programme_times.FAR else None
    now = item["began_at"] + ran * MINUTE + 59_999
    assert programme_times.late(item, now, "2020-10-31") == known
    guessed = programme_times.late(item, now)  # a rehearsal at the same time of another day is not late by a day
    if abs(after) < programme_times.DAY // 2:
        assert guessed == known
    else:
        assert guessed is None or abs(guessed) <= programme_times.FAR


def test_an_item_of_the_morning_that_begins_before_midnight_is_neither_early_nor_late(room: Room) -> None:
    day = 18_000 * programme_times.DAY * MINUTE
    item = {"starts": 9 * 60, "minutes": 30, "day": 1, "began_at": day + (23 * 60 + 58 - 7 * 60) * MINUTE}
    assert programme_times.late(item, item["began_at"]) is None
    other = (datetime.now(UTC) + timedelta(hours=19)).strftime("%H:%M")  # 12 hours from now in Bangkok
    save(room, "เปิดการประชุม", min(other, "23:00"), 5)
    act(room, "begin", by_title(room, "เปิดการประชุม"))
    page = room.desk.client.get(f"/workshops/{room.code}/programme").text
    assert "กว่ากำหนด" not in page
    assert "ตรงเวลา" not in page


def test_a_template_fills_an_empty_programme_and_nothing_over_another(room: Room) -> None:
    page = room.desk.client.get(f"/workshops/{room.code}/programme").text
    assert "สองวัน มีภาคค่ำ" in page
    assert act(room, "plan", "two_days_evening") == 302
    made = items(room)
    assert {item["kind"] for item in made} >= {"input", "break", "meal", "evening"}
    assert (act(room, "plan", "one_day"), act(room, "plan", "none")) == (409, 409)
    assert items(room) == made
    assert "พักเช้า" in room.desk.client.get(f"/workshops/{room.code}/programme").text


def test_a_break_stands_on_the_projector_until_it_is_over_unless_something_else_was_chosen(
    room: Room, deliver: Callable[[], None]
) -> None:
    save(room, "พักเช้า", "10:30", 15)
    save(room, "ประชุมรวม", "10:45", 60, kind="plenary")
    save(room, "อาหารกลางวัน", "12:00", 60, kind="meal")
    shown = lambda: room.desk.board(view="projector")["shown"]  # noqa: E731
    wall, phone = listen(room, "projector", room.desk.client), phone_socket(room, room.phone)
    deliver()
    heard(wall, "changes"), heard(phone, "changes")
    act(room, "begin", by_title(room, "พักเช้า"))
    deliver()
    assert [delta["shown"] for delta in heard(wall, "changes")] == [{"what": "programme", "id": "pause"}]
    told = heard(phone, "changes")
    assert (len(told), any("shown" in delta for delta in told)) == (1, False)
    act(room, "begin", by_title(room, "ประชุมรวม"))
    assert shown() is None
    act(room, "begin", by_title(room, "อาหารกลางวัน"))
    assert shown()["id"] == "pause"
    room.desk.call("/show", {"what": "live"})  # the console takes it back
    act(room, "end")
    room.desk.call("/pulse", {"moment": "morning"})
    room.desk.call("/show", {"what": "live"})
    act(room, "begin", by_title(room, "อาหารกลางวัน"))
    assert shown() == {"what": "programme", "id": "pause_wall"}
    act(room, "end")
    assert shown() == {"what": "wall", "id": ""}
    room.desk.call("/pulse/clear")
    room.desk.call("/show", {"what": "programme", "id": "pause"})  # chosen by hand, it stays
    act(room, "begin", by_title(room, "พักเช้า"))
    act(room, "end")
    assert shown() == {"what": "programme", "id": ""}


def test_a_break_leaves_the_projector_when_a_phase_opens_and_what_was_chosen_stays(room: Room) -> None:
    shown = lambda: room.desk.board(view="projector")["shown"]  # noqa: E731
    phase = room.desk.board()["phases"][1]
    save(room, "พักเช้า", "10:30", 15)
    save(room, "อาหารกลางวัน", "12:00", 60, kind="meal", phase=str(phase["id"]))
    act(room, "begin", by_title(room, "พักเช้า"))
    room.desk.open_phase(1)  # the console's main button: the programme still says that it is the break
    assert shown() is None
    room.desk.open_phase(0)
    act(room, "begin", by_title(room, "อาหารกลางวัน"))  # a meal during which people write
    assert shown() is None
    act(room, "end")
    room.desk.call("/show", {"what": "programme", "id": ""})
    act(room, "begin", by_title(room, "พักเช้า"))
    room.desk.open_phase(0)
    assert shown() == {"what": "programme", "id": ""}


def test_a_break_is_back_with_the_undo_of_the_phase_that_took_its_place_and_leaves_with_the_redo(room: Room) -> None:
    shown = lambda: room.desk.board(view="projector")["shown"]  # noqa: E731
    save(room, "พักเช้า", "10:30", 15)
    act(room, "begin", by_title(room, "พักเช้า"))
    room.desk.open_phase(1)
    for _time in range(2):
        assert room.desk.call("/undo").status_code == 200
        assert shown() == {"what": "programme", "id": "pause"}
        assert room.desk.call("/redo").status_code == 200
        assert shown() is None
    room.desk.call("/undo")
    room.desk.open_phase(1)
    room.desk.call("/show", {"what": "programme", "id": ""})  # what was chosen meanwhile stays
    room.desk.call("/undo")
    assert shown() == {"what": "programme", "id": ""}
    room.desk.call("/show", {"what": "live"})
    act(room, "end")
    room.desk.open_phase(1)
    room.desk.call("/undo")  # the break is over
    assert shown() is None


def test_a_break_that_was_over_before_the_undo_stays_away(room: Room) -> None:
    save(room, "พักเช้า", "10:30", 15)
    act(room, "begin", by_title(room, "พักเช้า"))
    room.desk.open_phase(1)
    act(room, "end")
    room.desk.call("/undo")
    assert room.desk.board(view="projector")["shown"] is None


def now(room: Room) -> str | None:
    """Return the title of what is now, which every screen has."""
    boards = (room.desk.board(), room.desk.board(view="projector"), room.phone.state())
    (title,) = {(board["programme"]["now"] or {"title": None})["title"] for board in boards}
    return title


def states(room: Room) -> list[tuple[str, str, bool]]:
    return [(item["title"], item["state"], item["began_at"] > 0) for item in items(room)]


def plan(room: Room, *rows: tuple[str, str, int | None, str]) -> None:
    """Add items: (title, at, place of the phase, kind)."""
    phases = [str(phase["id"]) for phase in room.desk.board()["phases"]]
    for title, at, place, kind in rows:
        save(room, title, at, 20, kind=kind, **({} if place is None else {"phase": phases[place]}))


OPENING = ("เปิดการประชุม", "9:00", None, "plenary")
BACK, AHEAD = ("เหลียวหลัง", "9:30", 0, "input"), ("แลหน้า", "10:00", 1, "input")
CLOSING = ("ปิด", "11:00", None, "plenary")


def test_a_phase_that_opens_begins_its_item_and_undo_brings_the_programme_back_as_it_was(
    room: Room, deliver: Callable[[], None]
) -> None:
    plan(room, OPENING, BACK, AHEAD)
    act(room, "begin", by_title(room, "เปิดการประชุม"))
    phone = phone_socket(room, room.phone)
    deliver()
    heard(phone, "changes")
    room.desk.open_phase(1)
    deliver()
    assert heard(phone, "changes")[-1]["programme"]["now"]["title"] == "แลหน้า"
    after = [("เปิดการประชุม", "done", True), ("เหลียวหลัง", "planned", False), ("แลหน้า", "now", True)]
    before = [("เปิดการประชุม", "now", True), ("เหลียวหลัง", "planned", False), ("แลหน้า", "planned", False)]
    assert (now(room), states(room)) == ("แลหน้า", after)
    for _time in range(2):
        assert room.desk.call("/undo").status_code == 200
        deliver()
        assert heard(phone, "changes")[-1]["programme"]["now"]["title"] == "เปิดการประชุม"
        assert (now(room), states(room)) == ("เปิดการประชุม", before)
        assert room.desk.call("/redo").status_code == 200
        assert (now(room), states(room)) == ("แลหน้า", after)
    room.desk.open_phase(0)  # skipped before: its item comes now all the same
    assert now(room) == "เหลียวหลัง"
    room.desk.open_phase(1)  # its item is done
    assert now(room) == "เหลียวหลัง"


def test_a_phase_begins_the_first_item_of_a_programme_but_none_of_one_that_is_over(room: Room) -> None:
    plan(room, BACK, AHEAD, CLOSING)
    room.desk.open_phase(1)
    assert now(room) == "แลหน้า"
    room.desk.call("/undo")
    assert (now(room), {state for _title, state, _began in states(room)}) == (None, {"planned"})
    act(room, "begin", by_title(room, "ปิด"))
    act(room, "end")
    room.desk.open_phase(1)
    assert room.desk.board()["programme"] == {"now": None, "next": None, "begun": True, "over": True}


def test_a_phase_with_several_items_begins_the_next_planned_one_and_never_a_meal(room: Room) -> None:
    again, meal = ("เขียนอีกรอบ", "9:50", 0, "input"), ("อาหารกลางวันพร้อมเขียน", "12:00", 1, "meal")
    plan(room, BACK, again, meal)
    room.desk.open_phase(0)
    room.desk.open_phase(1)  # long before the meal
    room.desk.open_phase(0)  # again, while its first item is now still
    assert now(room) == "เหลียวหลัง"
    act(room, "end")
    room.desk.open_phase(1)
    room.desk.open_phase(0)
    assert now(room) == "เขียนอีกรอบ"
    act(room, "begin", by_title(room, "อาหารกลางวันพร้อมเขียน"))
    assert now(room) == "อาหารกลางวันพร้อมเขียน"


def test_a_phase_that_was_skipped_on_the_first_day_takes_the_programme_of_the_second_not_back(room: Room) -> None:
    plan(room, OPENING, BACK, AHEAD)
    save(room, "ทบทวนวันแรก", "9:00", 30, day=2, kind="plenary")
    act(room, "begin", by_title(room, "ทบทวนวันแรก"))
    room.desk.open_phase(1)
    assert now(room) == "ทบทวนวันแรก"
    act(room, "begin", by_title(room, "เปิดการประชุม"))  # by hand it may
    room.desk.open_phase(0)
    assert now(room) == "เหลียวหลัง"


def test_what_was_skipped_is_not_what_comes_next_once_a_later_item_is_done(room: Room) -> None:
    plan(room, OPENING, BACK, AHEAD, CLOSING)
    assert room.desk.board()["programme"]["next"]["title"] == "เปิดการประชุม"
    act(room, "begin", by_title(room, "แลหน้า"))
    act(room, "end")
    assert room.desk.board()["programme"]["next"]["title"] == "ปิด"


def test_each_day_has_its_date_where_the_workshop_has_one(room: Room) -> None:
    act(room, "plan", "two_days")
    page = lambda: room.desk.client.get(f"/workshops/{room.code}/programme").text  # noqa: E731
    assert ">วันที่ 2</h2>" in page()
    room.feed.change(room.code, "facilitator", starting, "2020-10-31")
    assert ">วันที่ 1 · 31 ตุลาคม 2563</h2>" in page()
    assert ">วันที่ 2 · 1 พฤศจิกายน 2563</h2>" in page()


def starting(change: Changing, day: str) -> None:
    change.workshop.starts_on = day
