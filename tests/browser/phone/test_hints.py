"""Hints at coarse words and personal data in every box of the phone: new notes, edits of notes, comments."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.phone.conftest import write
from tests.browser.phone.test_table import AT_ONCE
from tests.room import Room

COARSE, PLAIN = "ถนนแม่งเป็นหลุม", "ถนนเป็นหลุม"


def test_edits_and_comments_get_the_hints_and_are_sent_all_the_same(
    visitor: Callable[..., Page], url: str, room: Room
) -> None:
    phase = room.desk.board()["phases"][0]["id"]
    assert room.desk.call("/sharing", {"sharing": "everyone"}).status_code == 200
    assert room.desk.call(f"/phases/{phase}/comments", {"on": True}).status_code == 200
    room.other.note("งบมาช้า")
    phone = visitor((360, 740), has_touch=True)
    phone.add_init_script(AT_ONCE)
    phone.goto(f"{url}/j/{room.code}")
    phone.get_by_role("radio", name="กลุ่มดอกคูน").check()
    with phone.expect_response(lambda answer: answer.url.endswith("/rescue")):
        phone.locator("#join-send").click()
    expect(phone.locator("#coarse-hint")).to_be_attached()
    write(phone, PLAIN)
    mine = phone.locator("#own-notes > li")
    mine.get_by_role("button", name="แก้ไข", exact=True).click()
    hint = mine.locator(".note-form .coarse-hint")
    expect(hint).to_be_hidden()
    box = mine.locator(".note-form textarea")
    box.fill(COARSE)
    expect(hint).to_be_visible()
    box.fill(PLAIN)
    expect(hint).to_be_hidden()
    box.fill(f"{COARSE} โทร 0812345678")
    expect(mine.locator(".note-form .personal-hint")).to_be_visible()
    mine.get_by_role("button", name="บันทึกที่แก้").click()
    expect(mine.locator(".note-text")).to_have_text(f"{COARSE} โทร 0812345678")

    other = phone.locator("#shared-notes > li", has_text="งบมาช้า")
    other.locator("summary").click()
    box = other.locator(".comment-form textarea")
    box.fill(COARSE)
    hint = other.locator(".comment-form .coarse-hint")
    expect(hint).to_be_visible()
    other.get_by_role("button", name="ส่งข้อคิดเห็น").click()
    expect(other.locator(".comment")).to_contain_text(COARSE)
    expect(hint).to_be_hidden()
