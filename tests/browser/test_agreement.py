"""What the room says to the list of actions: asked in words of its own, answered on phones, seen on the projector."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_looks import HAND, LAPTOP, WALL
from tests.browser.waiting import holds
from tests.room import Room


@pytest.fixture
def listed(room: Room) -> Room:
    when = {"day": "31", "month": "3", "year": "2570"}
    for what in ("ขุดลอกคลอง", "จัดทำแผนสำรองงบประมาณ"):
        assert room.desk.call("/actions", {"what": what, "unit": "อบต. ดอนแก้ว", **when}).status_code == 200
    return room


def test_a_phone_answers_in_one_tap_and_may_change_its_answer(joined: Callable[..., Page], listed: Room) -> None:
    phone = joined()
    listed.desk.call("/actions/ask")
    card = phone.locator("#voting")
    expect(card).to_contain_text("ขอคำตอบของท่าน")
    expect(card.get_by_role("radio")).to_have_count(3)
    assert re.search("จุด|คะแนน", card.inner_text()) is None
    expect(card.get_by_role("button")).to_have_count(0)
    about = card.locator("#voting-about li")
    expect(about).to_have_count(2)
    expect(about.first).to_contain_text("ขุดลอกคลอง")
    expect(about.first).to_contain_text("ภายใน 31 มีนาคม 2570 · อบต. ดอนแก้ว")
    card.get_by_role("radio", name="รับทราบ", exact=True).check()
    expect(card.locator("#voting-left")).to_have_text("ท่านตอบ “รับทราบ”")
    expect(card).to_contain_text("ตอบแล้ว 1 เครื่อง")
    card.get_by_role("radio", name="เห็นชอบ", exact=True).check()
    expect(card.locator("#voting-left")).to_have_text("ท่านตอบ “เห็นชอบ”")
    expect(card).to_contain_text("ตอบแล้ว 1 เครื่อง")
    phone.reload()
    expect(card.get_by_role("radio", name="เห็นชอบ", exact=True)).to_be_checked()
    listed.desk.call("/voting/close")
    expect(card).to_contain_text("คำตอบของห้อง")
    agreed = card.locator("li", has_text="เห็นชอบ").first
    expect(agreed).to_contain_text("1")
    expect(agreed).to_contain_text("คำตอบของท่าน")


def test_the_projector_says_that_phones_can_answer_now(staff: Callable[..., Page], url: str, listed: Room) -> None:
    wall = staff(WALL, reduced_motion="reduce")
    listed.desk.call("/show", {"what": "actions"})
    wall.goto(f"{url}/workshops/{listed.code}/projector")
    asks = wall.locator(".shown-asks")
    expect(wall.locator("#shown .shown-note")).to_have_count(2)
    expect(asks).to_be_hidden()
    listed.desk.call("/actions/ask")
    expect(wall.locator(".room-about-action")).to_have_count(2)  # in place of the list that was shown
    listed.desk.call("/show", {"what": "actions"})
    expect(asks).to_contain_text("ตอบบนโทรศัพท์ได้ตอนนี้")
    expect(asks).to_contain_text("ตอบแล้ว 0 จาก")
    listed.desk.call("/show", {"what": "asked", "id": listed.desk.board()["asked"][0]["id"]})
    expect(wall.locator("#room-voting .room-kind")).to_have_text("ตอบบนโทรศัพท์ได้ตอนนี้")
    assert "จุด" not in wall.locator("#room-voting").inner_text()
    expect(wall.locator(".room-about-action")).to_have_count(2)
    expect(wall.locator(".room-about-action").last).to_contain_text("2. จัดทำแผนสำรองงบประมาณ")
    listed.desk.call("/voting/close")
    expect(wall.locator("#room-voting .room-kind")).to_have_text("คำตอบของห้อง")
    expect(wall.locator(".room-about-action").first).to_contain_text("ภายใน 31 มีนาคม 2570")


def test_the_console_calls_them_answers_and_not_votes(staff: Callable[..., Page], url: str, listed: Room) -> None:
    console = staff(LAPTOP, reduced_motion="reduce")
    console.goto(f"{url}/workshops/{listed.code}")
    listed.desk.call("/actions/ask")
    line = console.locator("#together-now")
    expect(line).to_contain_text("กำลังถาม")
    line.get_by_role("button", name="ปิดรับคำตอบ").click()
    expect(line).to_contain_text("ปิดแล้ว")
    assert "ลงคะแนน" not in line.inner_text()


def test_the_question_and_its_answers_are_in_the_language_of_each_screen(
    joined: Callable[..., Page], staff: Callable[..., Page], url: str, listed: Room
) -> None:
    listed.desk.call("/actions/ask")
    wall = staff(WALL, reduced_motion="reduce")
    wall.context.add_cookies([{"name": "language", "value": "en", "url": url}])
    wall.goto(f"{url}/workshops/{listed.code}/projector")
    expect(wall.locator("#room-voting .room-option")).to_have_text(["Agreed", "Noted", "Not agreed yet"])
    expect(wall.locator("#room-voting .room-title")).to_have_text("What do you say to the actions?")
    card = joined().locator("#voting")
    expect(card).to_contain_text("ท่านเห็นอย่างไรต่อสิ่งที่จะทำ")
    expect(card.get_by_role("radio", name="ยังไม่เห็นชอบ", exact=True)).to_be_visible()


def test_on_a_phone_the_list_of_actions_is_no_scroller_in_a_scroller(
    staff: Callable[..., Page], url: str, listed: Room
) -> None:
    for number in range(12):
        listed.desk.call(
            "/actions", {"what": f"งานที่ {number} " + "ติดตามครัวเรือนเป้าหมายอย่างต่อเนื่อง" * 2, "unit": "อำเภอพล"}
        )
    console = staff(HAND, reduced_motion="reduce")
    console.goto(f"{url}/workshops/{listed.code}")
    console.locator("#more-menu > summary").click()
    console.locator("#open-actions").click()
    rows = console.locator("#action-rows")
    expect(rows.locator("li")).to_have_count(14)
    assert holds(rows, "rows => rows.scrollHeight <= rows.clientHeight + 1")
    assert holds(console.locator("#actions"), "dialog => dialog.scrollWidth <= dialog.clientWidth")
