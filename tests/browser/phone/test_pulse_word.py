"""One word on the mood, on the phone page with the real server."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, expect

from tests.browser.phone.test_on_the_server import enter
from tests.room import Room, new_id


def test_a_word_is_checked_sent_and_read_again_with_those_of_others(
    device: BrowserContext, url: str, room: Room
) -> None:
    pulse = room.desk.call("/pulse", {"asks_word": True, "moment": "evening"}).get_json()["answer"]
    page = device.new_page()
    enter(page, url, room)
    expect(page.locator("#pulse-title")).to_have_text("วันนี้เป็นอย่างไรบ้าง")
    box, send = page.locator("#pulse-word"), page.locator(".pulse-word button")
    box.fill("ก" * 21)
    send.click()
    expect(page.locator("#pulse-word-fault")).to_contain_text("20 ตัวอักษร")
    box.fill("081-234-5678")
    expect(page.locator(".pulse-word .personal-hint")).to_be_visible()
    box.fill("มีกำลังใจ")
    expect(page.locator(".pulse-word .personal-hint")).to_be_hidden()
    box.press("Enter")
    expect(page.locator("#pulse-word-mine")).to_have_text("คำของท่าน: “มีกำลังใจ”")
    expect(box).to_have_value("")
    page.reload()
    expect(page.locator("#pulse-word-mine")).to_have_text("คำของท่าน: “มีกำลังใจ”")
    for phone in (room.phone, room.other, room.new_phone(), room.new_phone()):
        phone.call("PUT", "/pulse/word", {"id": new_id(), "pulse_id": pulse, "word": "สนุก"})
    room.desk.call("/pulse/close")
    expect(page.locator(".pulse-word")).to_be_hidden()
    expect(page.locator("#pulse .pulse-words")).to_be_hidden()
    room.desk.call(f"/pulse/{pulse}/words", {"on": True})
    expect(page.locator("#pulse .pulse-words > li")).to_have_text(["สนุก 4", "มีกำลังใจ 1"])
    room.desk.call(f"/pulse/{pulse}/hide", {"word": "สนุก", "reason": "other"})
    expect(page.locator("#pulse .pulse-words > li")).to_have_text(["มีกำลังใจ 1"])
