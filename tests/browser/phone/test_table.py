"""Who types for a table sends with Enter, and pastes what LINE or a flip chart has, after a look at each line."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.phone.test_rescue import AT_ONCE
from tests.browser.waiting import becomes
from tests.room import Room

PASTED = "1. น้ำไม่ไหล\n- ถนนเป็นหลุม\n\n10:21\tสมมุติ ใจดี\tรถไม่พอ\nนํ้าไม่ไหล\n10:22 สมมุติ ใจดี\n" + "ก" * 301


def texts(room: Room) -> list[tuple[str, str]]:
    board = room.desk.board()
    names = {group["id"]: group["name"] for group in board["groups"]}
    return [(note["text"], names[note["group_id"]]) for note in board["notes"]]


def test_a_scribe_sends_with_enter_and_pasted_lines_outlast_a_lost_network(
    visitor: Callable[..., Page], url: str, room: Room
) -> None:
    scribe = visitor((360, 740), has_touch=True)
    scribe.add_init_script(AT_ONCE)
    scribe.goto(f"{url}/j/{room.code}")
    scribe.get_by_role("radio", name="กลุ่มดอกคูน").check()
    scribe.locator("#me-scribe").check()
    with scribe.expect_response(lambda answer: answer.url.endswith("/rescue")):
        scribe.locator("#join-send").click()
    opener = scribe.get_by_role("button", name="วางหรือพิมพ์หลายข้อ")
    expect(opener).to_be_visible()
    hint = scribe.locator("#personal-hint")
    scribe.locator("#text").fill("ติดต่อได้ที่ ๐๘๑-๒๓๔-๕๖๗๘")
    expect(hint).to_be_visible()
    coarse = scribe.locator("#coarse-hint")
    expect(coarse).to_be_hidden()
    scribe.locator("#text").fill("ถนนแม่งเป็นหลุม")
    expect(coarse).to_be_visible()
    scribe.locator("#text").fill("ถนนเป็นหลุม")
    expect(coarse).to_be_hidden()
    scribe.keyboard.press("Enter")
    expect(hint).to_be_hidden()
    expect(scribe.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    expect(scribe.locator("#text")).to_be_focused()
    opener.click()
    box = scribe.locator("#table-box")
    expect(box).to_contain_text("กลุ่มดอกคูน · ปัญหา")
    box.locator("textarea").fill(PASTED)
    lines = box.locator("li")
    ticked = "all => all.map((li) => li.querySelector('input').checked)"
    becomes(scribe, lambda: lines.evaluate_all(ticked), [True, False, True, False, False, False])
    why = ["ซ้ำ", "ซ้ำ", "มีชื่อผู้ส่งจาก LINE ลบชื่อออกก่อน"]
    becomes(scribe, lambda: lines.locator("small").all_inner_texts()[:3], why)
    lines.nth(1).locator("input").check()  # another person says the same
    scribe.context.set_offline(True)
    scribe.get_by_role("button", name="ส่ง 3 ความเห็น").click()
    expect(scribe.locator('#own-notes > li:not([data-state="saved"])')).to_have_count(3)
    expect(box.locator("textarea")).to_have_value("10:22 สมมุติ ใจดี\n" + "ก" * 301)
    scribe.goto("about:blank")  # the phone is shut before the network comes back
    scribe.context.set_offline(False)
    scribe.goto(f"{url}/j/{room.code}")
    expect(scribe.locator('#own-notes > li[data-state="saved"]')).to_have_count(4)
    assert texts(room) == [(text, "กลุ่มดอกคูน") for text in ("ถนนเป็นหลุม", "น้ำไม่ไหล", "ถนนเป็นหลุม", "รถไม่พอ")]
    offer = scribe.locator("#table-offer p")
    help_text = offer.text_content() or ""
    scribe.route("**/state", lambda route: route.abort())
    opener.click()
    expect(offer).to_have_text("เปิดไม่ได้ ตรวจ Wi-Fi แล้วลองอีกครั้ง")
    scribe.unroute("**/state")
    opener.click()
    expect(box.locator("textarea")).to_have_value("10:22 สมมุติ ใจดี\n" + "ก" * 301)
    expect(offer).to_have_text(help_text)
