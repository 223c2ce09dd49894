"""Before joining: what was chosen and typed outlives a reload, and of many groups the chosen one is enough."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.waiting import becomes
from tests.room import Room
from workshop.domain import workshops
from workshop.views import drafts

DISTRICTS = tuple(f"อำเภอที่ {number}" for number in range(1, 13))


@pytest.fixture
def many(device: BrowserContext, url: str, room: Room) -> Page:
    """The join page of a room with twelve groups."""
    former = room.feed.read(drafts.of, room.code)
    room.feed.change(room.code, "facilitator", workshops.edit, replace(former, groups=DISTRICTS))
    page = device.new_page()
    page.goto(f"{url}/j/{room.code}")
    return page


def group(page: Page, name: str):  # type: ignore[no-untyped-def]
    return page.get_by_role("radio", name=name, exact=True)


def test_another_language_takes_nothing_of_what_was_chosen_and_typed(many: Page, room: Room) -> None:
    group(many, "อำเภอที่ 7").check()
    many.locator("#more summary").click()
    many.locator("#me-unit").fill("สพอ.ตัวอย่าง")
    many.locator("#me-scribe").check()
    many.get_by_role("button", name="English").click()
    expect(many.get_by_role("button", name="ภาษาไทย")).to_be_visible()
    expect(group(many, "อำเภอที่ 7")).to_be_checked()
    expect(many.locator("#me-scribe")).to_be_checked()
    many.locator("#join-send").click()
    expect(many.locator("#compose")).to_be_visible()
    joined = {each["name"]: each["participants"] for each in room.desk.board()["groups"]}
    assert joined["อำเภอที่ 7"] == 1
    # Who has joined leaves nothing for the next person at this window.
    becomes(many, lambda: many.evaluate("Object.keys(sessionStorage)"), [])


def test_a_group_that_is_gone_after_a_reload_has_to_be_chosen_again(many: Page, room: Room) -> None:
    group(many, "อำเภอที่ 12").check()
    former = room.feed.read(drafts.of, room.code)
    room.feed.change(room.code, "facilitator", workshops.edit, replace(former, groups=DISTRICTS[:-1]))
    many.reload()
    expect(group(many, "อำเภอที่ 11")).to_be_visible()
    expect(many.locator("#join-send")).to_be_disabled()


def test_of_many_groups_the_chosen_one_stays_in_sight_and_another_can_be_chosen(many: Page) -> None:
    groups = many.locator(".join-group:visible")
    group(many, "อำเภอที่ 3").check()
    expect(groups).to_have_count(1)
    many.locator("#group-other").click()
    expect(groups).to_have_count(12)
    expect(group(many, "อำเภอที่ 3")).to_be_focused()
    # With the keyboard one walks through all of them.
    many.keyboard.press("ArrowDown")
    expect(groups).to_have_count(12)
    expect(group(many, "อำเภอที่ 4")).to_be_checked()
