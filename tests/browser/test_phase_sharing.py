"""What a phone shows of others follows the phase's choice at once, while the page stays open."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.room import Room


def test_the_console_chooses_for_a_phase_what_an_open_phone_shows(
    staff: Callable[..., Page], joined: Callable[..., Page], url: str, room: Room
) -> None:
    note = room.other.note("ถนนเป็นหลุม")["id"]
    assert room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "ถนนชำรุด"}).status_code == 200
    phone = joined()
    expect(phone.locator("#shared")).to_be_hidden()
    console = staff((1366, 768))
    console.goto(f"{url}/workshops/{room.code}")
    console.locator("#connection[data-state='connected']").wait_for(state="attached")
    console.locator(".phase-button").first.click()
    sharing = console.locator("#phase-dialog-sharing")
    sharing.select_option("everyone")
    expect(phone.locator("#shared-notes")).to_contain_text("ถนนเป็นหลุม")
    expect(phone.locator("#sharing-line")).to_contain_text("ทุกคนในห้อง")
    sharing.select_option("themes")
    expect(phone.locator("#shared")).to_be_hidden()
    expect(phone.locator("#theme-list")).to_contain_text("ถนนชำรุด")
    expect(phone.locator("#sharing-line")).to_contain_text("เห็นเฉพาะชื่อกลุ่มความเห็น")
    sharing.select_option("")
    expect(phone.locator("#theme-list > li")).to_have_count(0)
    expect(phone.locator("#sharing-line")).to_be_empty()
