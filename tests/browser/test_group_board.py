"""A group's board in real browsers: what its scribe writes stands on the projector."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.test_helpers import DESK
from tests.room import Room


def test_a_scribe_writes_a_summary_that_the_projector_shows(
    staff: Callable[..., Page], visitor: Callable[..., Page], url: str, room: Room
) -> None:
    room.phone.note("ถนนพังเป็นหลุมลึก")
    lead, board, screen = staff(DESK), visitor(DESK), staff((1920, 1080))
    lead.goto(f"{url}/workshops/{room.code}/groups")
    lead.get_by_role("button", name="ลิงก์และ QR ของกระดาน").first.click()
    board.goto(f"{url}/helpers#{lead.locator('#helper-url').inner_text().split('#')[1]}")
    board.locator("#helper-name").fill("เลขากลุ่ม")
    board.get_by_role("button", name="เข้าร่วมทีม").click()
    board.get_by_role("button", name="เพิ่มข้อสรุป").click()
    expect(board.locator("#point-error")).to_contain_text("พิมพ์ข้อสรุป")
    board.locator("#point-text").fill("ซ่อมถนนก่อนฤดูฝน")
    board.get_by_role("checkbox", name="ถนนพังเป็นหลุมลึก").check()
    room.phone.note("น้ำไม่ไหล")
    expect(board.get_by_role("checkbox", name="น้ำไม่ไหล")).to_be_visible()
    expect(board.locator("#point-text")).to_have_value("ซ่อมถนนก่อนฤดูฝน")
    board.get_by_role("button", name="เพิ่มข้อสรุป").click()
    expect(board.locator("#points")).to_contain_text("จากความเห็น #1")
    screen.goto(f"{url}/workshops/{room.code}/projector")
    lead.goto(f"{url}/workshops/{room.code}/groups")
    lead.get_by_role("button", name="แสดงข้อสรุปบนจอ").click()
    expect(screen.locator("#shown")).to_contain_text("1. ซ่อมถนนก่อนฤดูฝน")
    board.get_by_role("button", name="ลบ", exact=True).click()
    expect(board.locator("#points > li")).to_have_count(0)
    board.get_by_role("button", name="เลิกทำ").click()
    expect(board.locator("#points > li")).to_have_count(1)
    for size, name in (((1366, 768), "d"), ((360, 740), "p")):
        board.set_viewport_size({"width": size[0], "height": size[1]})
        assert board.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
