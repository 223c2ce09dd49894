"""Where the page's scripts do not come, a plain sentence says what to do, and leads to a form that needs none."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.phone.test_on_the_server import texts
from tests.room import Room

SENTENCE = "หน้านี้ยังเปิดไม่ได้"


@pytest.mark.parametrize("lost", ["**/*.js", "**/part-*.js"])
def test_a_page_whose_scripts_do_not_come_says_so_and_leads_to_a_plain_form(
    device: BrowserContext, url: str, room: Room, lost: str
) -> None:
    page = device.new_page()
    page.route(lost, lambda route: route.fulfill(status=404, body="not here"))
    page.goto(f"{url}/j/{room.code}")
    expect(page.get_by_text(SENTENCE)).to_be_visible()
    page.get_by_role("link", name="หน้าอย่างง่าย").click()
    page.locator("#text").fill("ส่งจากหน้าอย่างง่าย")
    page.get_by_role("button", name="ส่ง").click()
    expect(page.get_by_role("status").first).to_contain_text("บันทึกแล้ว")
    assert texts(room) == ["ส่งจากหน้าอย่างง่าย"]


def test_a_page_that_opens_says_nothing_of_the_kind(device: BrowserContext, url: str, room: Room) -> None:
    page = device.new_page()
    page.goto(f"{url}/j/{room.code}")
    expect(page.locator("#join")).to_be_visible()
    expect(page.locator("#starting")).to_be_hidden()
