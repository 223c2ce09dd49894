"""A group's board in real browsers: what its scribe writes stands on the projector."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.test_helpers import DESK
from tests.browser.waiting import holds
from tests.room import Room, draft


def test_a_scribe_writes_a_summary_that_the_projector_shows(
    staff: Callable[..., Page], visitor: Callable[..., Page], url: str, room: Room
) -> None:
    room.phone.note("ถนนพังเป็นหลุมลึก")
    lead, board, screen = staff(DESK), visitor(DESK), staff((1920, 1080))
    lead.goto(f"{url}/workshops/{room.code}/groups")
    lead.get_by_role("button", name="ลิงก์และ QR ของกระดาน").first.click()
    board.goto(f"{url}/helpers#{lead.locator('#helper-url').inner_text().split('#')[1]}")
    expect(board.locator("h1")).to_contain_text(f"กระดานของ {draft().groups[0]}")
    board.locator("#helper-name").fill("เลขากลุ่ม")
    board.get_by_role("button", name="เปิดกระดาน").click()
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
        assert holds(board, "document.documentElement.scrollWidth <= innerWidth"), name


def board_of(visitor: Callable[..., Page], lead: Page, url: str, room: Room, route: str = "") -> Page:
    """Return a board that came in by a link; no request to `route` leaves it."""
    lead.goto(f"{url}/workshops/{room.code}/groups")
    lead.get_by_role("button", name="ลิงก์และ QR ของกระดาน").first.click()
    board = visitor(DESK)
    if route:
        board.route(route, lambda request: request.abort())
    board.goto(f"{url}/helpers#{lead.locator('#helper-url').inner_text().split('#')[1]}")
    board.locator("#helper-name").fill("เลขากลุ่ม")
    board.get_by_role("button", name="เปิดกระดาน").click()
    return board


def test_a_board_gets_notes_by_its_socket_without_asking_and_stops_when_its_link_is_revoked(
    staff: Callable[..., Page], visitor: Callable[..., Page], url: str, room: Room
) -> None:
    lead = staff(DESK)
    board = board_of(visitor, lead, url, room)
    expect(board.locator("#group-board")).to_have_attribute("data-link", "connected")
    board.route("**/api/w/*/groups/*", lambda request: request.abort())
    note = room.phone.note("ถนนพัง")["id"]
    room.other.note("ของอีกกลุ่ม")
    expect(board.get_by_role("checkbox", name="ถนนพัง")).to_be_visible()
    room.phone.call("PATCH", f"/notes/{note}", {"text": "ถนนพังเป็นหลุม", "edit": "e" * 36})
    expect(board.get_by_role("checkbox", name="ถนนพังเป็นหลุม")).to_be_visible()
    expect(board.locator("#notes > li")).to_have_count(1)
    board.unroute("**/api/w/*/groups/*")
    lead.goto(f"{url}/workshops/{room.code}/helpers")
    lead.get_by_role("button", name="นำออก").click()
    expect(board.locator("#group-board")).not_to_have_attribute("data-link", "connected")
    expect(board.get_by_role("alert").first).to_be_visible()
    room.phone.note("หลังยกเลิกลิงก์")
    expect(board.locator("#notes > li")).to_have_count(1)


def test_a_board_asks_where_no_socket_gets_through(
    staff: Callable[..., Page], visitor: Callable[..., Page], url: str, room: Room
) -> None:
    board = board_of(visitor, staff(DESK), url, room, route="**/socket.io.min.js")
    expect(board.locator("#group-board")).to_have_attribute("data-link", "refused")
    room.phone.note("ถนนพัง")
    expect(board.get_by_role("checkbox", name="ถนนพัง")).to_be_visible()
