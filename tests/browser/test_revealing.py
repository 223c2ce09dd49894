"""Writing alone first: two phones, the wall and the console, from the setting to the reveal and back."""

from __future__ import annotations

import os
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.phone.conftest import write
from tests.room import Room

LAPTOP, WALL = (1366, 768), (1920, 1080)


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("LAENA_TEST_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png")


def test_people_write_alone_and_the_facilitator_reveals_it_when_the_phase_has_closed(
    room: Room, joined: Callable[..., Page], staff: Callable[..., Page], url: str
) -> None:
    assert room.desk.call("/sharing", {"sharing": "everyone"}).status_code == 200
    console, wall = staff(LAPTOP), staff(WALL)
    console.goto(f"{url}/workshops/{room.code}")
    console.locator("#connection[data-state='connected']").wait_for(state="attached")
    wall.goto(f"{url}/workshops/{room.code}/projector")
    console.locator(".phase-button").first.click()
    console.locator("#phase-dialog").get_by_label("เขียนก่อนแล้วจึงเปิดเผย").check()
    console.keyboard.press("Escape")
    writer, reader = joined(0), joined(1)
    expect(writer.locator("#identity-line")).to_contain_text("วิทยากรเห็น ผู้อื่นเห็นเมื่อวิทยากรเปิดเผย")
    expect(writer.locator("#sharing-line")).to_have_text("")  # the line above says it
    write(writer, "งบประมาณมาถึงช้าทุกปี")
    expect(writer.locator("#own-notes > li")).to_contain_text("บันทึกแล้ว")
    expect(reader.locator("#unrevealed")).to_have_text("เขียนแล้ว 1 ข้อ · ยังไม่เปิดเผย")
    expect(wall.locator("#unrevealed")).to_have_text("เขียนแล้ว 1 ข้อ · ยังไม่เปิดเผย")
    expect(console.locator("#board, #side").get_by_text("งบประมาณมาถึงช้าทุกปี").first).to_be_visible()
    for page, name in ((writer, "alone_phone"), (wall, "alone_wall"), (console, "alone_console")):
        picture(page, name)
        assert axe.faults(page) == []
    console.locator(".phase-button").first.click()
    expect(console.locator("#phase-dialog").get_by_label("เขียนก่อนแล้วจึงเปิดเผย")).to_be_disabled()
    console.locator("#phase-dialog-do").click()
    sure = console.locator("#revealing")
    expect(sure).to_contain_text("ความเห็น 1 ข้อยังไม่เปิดเผย")
    picture(console, "alone_closed")
    assert axe.faults(console, "#revealing") == []
    sure.get_by_role("button", name="ยกเลิก").click()
    expect(wall.get_by_text("งบประมาณมาถึงช้าทุกปี")).to_have_count(0)
    expect(reader.locator("#shared-notes > li")).to_have_count(0)
    console.locator("#unrevealed").get_by_role("button", name="เปิดเผยความเห็น").click()
    sure.get_by_role("button", name="เปิดเผยความเห็น").click()
    expect(wall.get_by_text("งบประมาณมาถึงช้าทุกปี").first).to_be_visible()
    expect(reader.locator("#shared-notes > li")).to_contain_text("งบประมาณมาถึงช้าทุกปี")
    for page in (wall, reader, console):
        expect(page.locator("#unrevealed")).to_be_hidden()
    console.locator(".phase-button").first.click()
    console.get_by_role("button", name="ซ่อนจากจออีกครั้ง").click()
    expect(sure).to_contain_text("คนที่เห็นไปแล้วได้เห็นแล้ว")
    sure.get_by_role("button", name="ซ่อนจากจอ").click()
    expect(wall.get_by_text("งบประมาณมาถึงช้าทุกปี")).to_have_count(0)
    expect(reader.locator("#shared-notes > li")).to_have_count(0)
