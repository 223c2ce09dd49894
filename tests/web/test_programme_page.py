"""The page of the programme is short: a row an item, the days that there are and one more, and no kind said twice."""

from __future__ import annotations

import re

import pytest

from tests.room import Room
from workshop.domain import programmes, workshops
from workshop.web.programmes import _says_its_kind


def page(room: Room, query: str = "") -> str:
    return str(room.desk.client.get(f"/workshops/{room.code}/programme{query}").text)


def save(room: Room, **fields: str) -> int:
    form = {"day": "1", "kind": "break", "title": "พักเช้า", "at": "10:30", "minutes": "15", **fields}
    return int(room.desk.post(f"/workshops/{room.code}/programme", data=form).status_code)


def offered(text: str) -> set[int]:
    """Days that any form of the page offers."""
    return {
        int(n)
        for select in re.findall(r'<select class="input" name="day">(.*?)</select>', text)
        for n in re.findall(r'value="(\d+)"', select)
    }


@pytest.mark.parametrize(
    ("used", "starts", "ends", "days"),
    [
        ((), "", "", 1), ((1,), "", "", 1), ((1, 2), "", "", 2), ((1,), "2020-10-30", "2020-10-31", 2),
        ((1, 3), "2020-10-30", "2020-10-31", 3), ((1,), "2020-10-30", "", 1), ((9,), "", "", 9),
        ((1,), "2020-10-30", "2020-10-01", 1), ((1,), "2020-10-30", "2021-10-30", programmes.DAYS),
    ],
)  # fmt: skip
def test_there_are_as_many_days_as_dates_and_items_say(
    used: tuple[int, ...], starts: str, ends: str, days: int
) -> None:
    assert programmes.days([{"day": day} for day in used], starts, ends) == days


def test_only_days_that_there_are_and_one_more_are_offered(room: Room) -> None:
    workshop = room.feed.read(workshops.find, room.code)
    here = programmes.days([], workshop.starts_on, workshop.ends_on)
    assert offered(page(room)) == set(range(1, here + 2))
    assert save(room, day=str(here + 1)) == 302
    assert offered(page(room)) == set(range(1, here + 3))
    assert save(room, day="9", title="ไกล") == 302
    assert offered(page(room)) == set(range(1, 10)), "no tenth day"


def test_a_row_an_item_and_all_folded_but_the_one_that_was_moved_or_refused(room: Room) -> None:
    save(room)
    save(room, title="อาหารกลางวัน", kind="meal", at="12:00")
    first = room.feed.read(workshops.find, room.code).programme[0]["id"]
    assert page(room).count('class="programme-row"') == 2
    assert "<details open" not in page(room)
    moved = room.desk.post(f"/workshops/{room.code}/programme/down", data={"item": first})
    assert moved.location.endswith(f"?item={first}#item-{first}")
    assert page(room, f"?item={first}").count("<details open") == 1
    assert "<details open" not in page(room, '?item="><b>')
    wrong = {"item": first, "day": "1", "kind": "break", "title": "พัก", "at": "อะไร", "minutes": "15"}
    refused = room.desk.post(f"/workshops/{room.code}/programme", data=wrong)
    assert (refused.status_code, refused.text.count("<details open")) == (422, 1)
    new = room.desk.post(f"/workshops/{room.code}/programme", data=wrong | {"item": "", "title": "ของใหม่"})
    assert re.search(r'<details class="programme-add" open>.*?value="ของใหม่"', new.text, re.DOTALL)


def test_what_was_refused_stays_in_a_form_also_on_a_new_day_and_where_its_item_is_gone(room: Room) -> None:
    workshop = room.feed.read(workshops.find, room.code)
    later = str(programmes.days([], workshop.starts_on, workshop.ends_on) + 1)
    wrong = {"item": "", "day": later, "kind": "break", "title": "ของใหม่", "at": "อะไร", "minutes": "15"}
    kept = re.compile(r'<details class="programme-add" open>(.*?)</details>', re.DOTALL)
    for day, item in ((later, ""), ("9", ""), ("1", "deadbeef"), (later, "deadbeef")):
        answer = room.desk.post(f"/workshops/{room.code}/programme", data=wrong | {"day": day, "item": item})
        [form] = kept.findall(answer.text)
        assert 'value="ของใหม่"' in form, (day, item)
        assert 'name="item" value=""' in form
        assert f'value="{min(day, later)}" selected' in form


@pytest.mark.parametrize(
    ("kind", "title", "says"),
    [
        ("break", "พักเช้า", True), ("meal", "อาหารกลางวัน", True), ("discussion", "อภิปรายกลุ่ม", True),
        ("break", "เวลาอิสระ", False), ("plenary", "เปิดการประชุม", True), ("plenary", "สรุปวันแรก", False),
        ("input", "เหลียวหลัง: ผลงาน", False), ("meal", "Lunch", True), ("evening", "กิจกรรมสานสัมพันธ์", False),
    ],
)  # fmt: skip
def test_a_kind_is_said_where_the_name_does_not_say_it(room: Room, kind: str, title: str, says: bool) -> None:
    with room.app.test_request_context():
        assert _says_its_kind({"kind": kind, "title": title}) is says


def test_the_form_offers_the_ice_breakers_and_keeps_the_one_that_was_chosen(room: Room) -> None:
    assert save(room, icebreaker="weather") == 302
    assert re.search(r'value="weather" selected>อากาศในใจ', page(room))
