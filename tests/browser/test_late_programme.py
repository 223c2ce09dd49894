"""How late the programme is, for whoever steers the room: at the console and at the remote in the hand."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.room import Room
from workshop.domain.programme_times import DAY
from workshop.domain.thai_time import minute_of_day
from workshop.feed import Changing

LATE = re.compile("ตอนนี้: เปิดประชุม · ช้ากว่ากำหนด 2[0-9] นาที")


def begun_late(change: Changing) -> None:
    item = {"day": 1, "minutes": 240, "kind": "plenary", "script": "", "phase_id": None}
    starts = (minute_of_day(change.at) - 20) % DAY
    now = {**item, "id": "a", "title": "เปิดประชุม", "starts": starts, "state": "now", "began_at": change.at}
    change.workshop.programme = [now]
    change.workshop.facts_seq = change.seq


def test_console_and_remote_say_how_late_the_present_item_is(staff: Callable[..., Page], url: str, room: Room) -> None:
    room.feed.change(room.code, "facilitator", begun_late)
    console, remote = staff((1366, 768)), staff((360, 740), has_touch=True)
    console.goto(f"{url}/workshops/{room.code}")
    remote.goto(f"{url}/workshops/{room.code}/remote")
    expect(console.locator("#programme-line")).to_contain_text(LATE)
    expect(remote.locator("[data-text='item']")).to_have_text(LATE)
