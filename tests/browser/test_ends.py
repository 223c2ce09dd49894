"""The end of a workshop on a phone: thanks, one's own notes as a file, and the truth about what was not sent."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.waiting import until
from tests.room import Room

PHONE = (360, 740)


def join(page: Page, url: str, room: Room) -> None:
    page.goto(f"{url}/j/{room.code}")
    page.get_by_role("radio", name="กลุ่มดอกคูน").check()
    page.locator("#join-send").click()
    expect(page.locator("#compose")).to_be_visible()


def write(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.locator("#send").click()


def test_a_phone_is_thanked_saves_its_notes_and_is_told_what_was_not_sent(
    visitor: Callable[..., Page], url: str, room: Room
) -> None:
    assert room.desk.call("/sharing", {"sharing": "everyone"}).status_code == 200
    room.other.note("ของคนอื่น")
    page = visitor(PHONE, accept_downloads=True)
    join(page, url, room)
    expect(page.locator("#shared-notes")).to_contain_text("ของคนอื่น")
    write(page, "ส่งถึงแล้ว")
    expect(page.locator("#own-notes")).to_contain_text("บันทึกแล้ว")
    page.context.set_offline(True)
    write(page, "ส่งไม่ทัน")
    words = {"closing_words": "เดินทางปลอดภัย", "next_steps": "รายงานถึงกรม", "was_words": "", "was_next": ""}
    room.desk.call("/closing", words)
    room.desk.post(f"/workshops/{room.code}/endings/end_asking")
    page.context.set_offline(False)
    expect(page.locator("#no-phase")).to_contain_text("การประชุมสิ้นสุดแล้ว ขอบคุณ")
    expect(page.locator("#closing-words")).to_have_text("เดินทางปลอดภัย")
    expect(page.locator("#next-steps")).to_contain_text("รายงานถึงกรม")
    page.locator("#pulse .pulse-face").nth(3).click()
    expect(page.locator("#pulse-mine")).not_to_be_empty()
    until(page, lambda: room.desk.board()["pulse"]["answers"] == 1)
    expect(page.locator("#shared")).to_be_hidden()
    expect(page.locator("#own-notes")).to_contain_text("การประชุมนี้สิ้นสุดแล้ว ไม่ได้ส่งข้อความนี้")
    expect(page.locator('#own-notes > li[data-state="saved"] [data-do="delete"]')).to_be_hidden()
    with page.expect_download() as waiting:
        page.locator("#save-notes").click()
    text = Path(waiting.value.path()).read_text("utf-8-sig")
    assert "ส่งถึงแล้ว" in text
    assert text.index("(ไม่ได้ส่ง)") < text.index("ส่งไม่ทัน")


def test_a_stranger_finds_thanks_and_no_groups_after_the_end(
    visitor: Callable[..., Page], url: str, room: Room
) -> None:
    room.desk.post(f"/workshops/{room.code}/endings/end")
    page = visitor(PHONE)
    page.goto(f"{url}/j/{room.code}")
    expect(page.get_by_text("การประชุมนี้สิ้นสุดแล้ว")).to_be_visible()
    expect(page.locator("#join-form")).to_be_hidden()
    assert "กลุ่มดอกคูน" not in page.content()


def test_a_removed_phone_is_told_when_it_joins_again(visitor: Callable[..., Page], url: str, room: Room) -> None:
    page = visitor(PHONE)
    join(page, url, room)
    known = {room.phone.state()["me"]["id"], room.other.state()["me"]["id"]}
    listed = room.desk.client.get(f"/workshops/{room.code}/phones").text
    (me,) = {part.split("/")[0] for part in listed.split(f"/workshops/{room.code}/phones/")[1:]} - known
    room.desk.post(f"/workshops/{room.code}/phones/{me}/remove")
    page.reload()
    expect(page.locator("#join-form")).to_be_visible()
    page.get_by_role("radio", name="กลุ่มดอกคูน").check()
    page.locator("#join-send").click()
    expect(page.locator("#join-error")).to_contain_text("วิทยากรนำอุปกรณ์นี้ออก")
