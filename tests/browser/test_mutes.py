"""A facilitator mutes the phone behind a note; its texts wait on it, and come by themselves when it may go on."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.phone.conftest import write
from tests.room import Room

# What is tried again after a minute comes at once, as does what a phone fetches some seconds after its page.
HURRIED = """
const [wait, every] = [window.setTimeout, window.setInterval];
window.setTimeout = (act, ms, ...more) => wait(act, ms >= 3000 && ms <= 10000 ? 0 : ms, ...more);
window.setInterval = (act, ms, ...more) => every(act, ms === 60000 ? 500 : ms, ...more);
"""


def test_texts_of_a_muted_phone_wait_on_it_and_come_when_it_may_go_on(
    visitor: Callable[..., Page], url: str, room: Room
) -> None:
    phone = visitor((360, 740), has_touch=True)
    phone.add_init_script(HURRIED)
    phone.goto(f"{url}/j/{room.code}")
    phone.get_by_role("radio", name="กลุ่มดอกคูน").check()
    phone.locator("#join-send").click()
    expect(phone.locator("#coarse-hint")).to_be_attached()
    write(phone, "ข้อแรก")
    saved = phone.locator('#own-notes > li[data-state="saved"]')
    expect(saved).to_have_count(1)

    console = visitor((1366, 768))
    session = room.desk.client.get_cookie("laena")
    assert session is not None
    console.context.add_cookies([{"name": "laena", "value": session.value, "url": url}])
    console.goto(f"{url}/workshops/{room.code}")
    console.locator("#connection[data-state='connected']").wait_for(state="attached")
    (note,) = room.desk.board()["notes"]
    console.locator(f"[data-note='{note['id']}'] .note-more").click()
    console.locator("#note-menu-mute summary").click()
    console.locator("#note-mute").get_by_role("button", name="พักการส่ง").click()
    expect(console.get_by_text(f"พักเครื่องที่ส่งความเห็นที่ {note['number']} แล้ว")).to_be_visible()

    write(phone, "ข้อที่สอง")
    waiting = phone.locator("#own-notes > li", has_text="ข้อที่สอง")
    expect(waiting).to_contain_text("วิทยากรพักการส่งข้อความจากเครื่องนี้")
    write(phone, "ข้อที่สาม")
    expect(phone.locator('#own-notes > li[data-state="refused"]')).to_have_count(2)
    expect(phone.get_by_text("วิทยากรพักการส่งข้อความจากเครื่องนี้").locator("visible=true")).to_have_count(1)
    expect(phone.get_by_text("ยังไม่ได้บันทึก ข้อความยังอยู่").locator("visible=true")).to_have_count(0)
    assert len(room.desk.board()["notes"]) == 1
    assert room.desk.board()["typing"] == 0

    console.goto(f"{url}/workshops/{room.code}/phones")
    row = console.locator("li", has_text=f"เครื่องที่ส่งความเห็นที่ {note['number']}")
    row.get_by_role("button", name="ให้ส่งต่อ").click()
    expect(row).to_have_count(0)
    expect(saved).to_have_count(3)
    assert [each["text"] for each in room.desk.board()["notes"]] == ["ข้อแรก", "ข้อที่สอง", "ข้อที่สาม"]
