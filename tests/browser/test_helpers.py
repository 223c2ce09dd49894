"""Helpers in real browsers: by a link to the console or the remote, and out again."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.waiting import becomes, holds
from tests.room import Room

DESK, PHONE = (1366, 768), (360, 740)


def link_of(page: Page, url: str, room: Room, role: str) -> str:
    page.goto(f"{url}/workshops/{room.code}/helpers")
    page.locator(f"input[value={role}]").check()
    page.get_by_role("button", name="ทำลิงก์").click()
    token = page.locator("#helper-url").inner_text().split("#")[1]
    return f"{url}/helpers#{token}"


def enter(page: Page, link: str, name: str) -> None:
    page.goto(link)
    page.locator("#helper-name").fill(name)
    expect(page).not_to_have_url(re.compile("#"))
    page.get_by_role("button", name="เข้าร่วมทีม").click()


def test_a_viewer_sees_the_console_live_and_has_nothing_to_press(
    staff: Callable[..., Page], visitor: Callable[..., Page], url: str, room: Room, app: Flask
) -> None:
    lead, viewer = staff(DESK), visitor(DESK)
    enter(viewer, link_of(lead, url, room, "viewer"), "มะลิ")
    expect(viewer.locator("#own-role")).to_have_text("ผู้ชม")
    expect(viewer.locator("#connection")).to_have_attribute("data-state", "connected")
    note = room.phone.note("ถนนพัง")["id"]
    room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "ถนน"})
    expect(viewer.locator(".theme-label")).to_have_text("ถนน")
    for hidden in ("#undo", "#next-phase", "#open-together", "#open-export", ".theme-more"):
        expect(viewer.locator(hidden).first).to_be_hidden()
    viewer.locator(".theme-label").click()
    expect(viewer.locator(".theme-name input")).to_have_count(0)
    viewer.locator("#more-menu > summary").click()
    to = "all => all.map(a => a.getAttribute('href'))"
    wanted = [f"/icebreakers?from={room.code}", f"/workshops/{room.code}/history"]
    becomes(viewer, lambda: viewer.locator("#more-menu a").evaluate_all(to), wanted)


def test_a_viewer_scrolls_a_long_theme_by_keys(
    staff: Callable[..., Page], visitor: Callable[..., Page], url: str, room: Room
) -> None:
    lead, viewer = staff(DESK), visitor(PHONE)
    first, *others = [room.phone.note(f"ถนนหน้าหมู่บ้านพังหลังฝนตกหนักครั้งที่ {number}")["id"] for number in range(20)]
    room.desk.call(f"/notes/{first}/move", {"theme_id": "new", "label": "ถนน"})
    theme = room.desk.board()["themes"][0]["id"]
    for note in others:
        room.desk.call(f"/notes/{note}/move", {"theme_id": theme})
    enter(viewer, link_of(lead, url, room, "viewer"), "มะลิ")
    expect(viewer.locator(".theme-count")).to_have_text("20")
    assert faults(viewer) == []
    role = viewer.locator("#own-role")
    assert holds(role, "each => each.getBoundingClientRect().top >= 4"), "the role touches the edge of the screen"


def test_a_removed_helpers_console_stops_and_says_so(
    staff: Callable[..., Page], visitor: Callable[..., Page], url: str, room: Room
) -> None:
    lead, helper = staff(DESK), visitor(DESK)
    enter(helper, link_of(lead, url, room, "helper"), "มะลิ")
    expect(helper.locator("#connection")).to_have_attribute("data-state", "connected")
    lead.goto(f"{url}/workshops/{room.code}/helpers")
    expect(lead.get_by_role("heading", name="มะลิ")).to_be_visible()
    lead.get_by_role("button", name="นำออก").click()
    expect(helper.locator("#connection")).not_to_have_attribute("data-state", "connected")
    helper.goto(f"{url}/workshops/{room.code}")
    expect(helper.get_by_text("ขอลิงก์ใหม่จากผู้นำการประชุม")).to_be_visible()


def test_a_helper_who_is_made_the_lead_gets_the_leads_console(
    staff: Callable[..., Page], visitor: Callable[..., Page], url: str, room: Room
) -> None:
    lead, helper = staff(DESK), visitor(DESK)
    enter(helper, link_of(lead, url, room, "helper"), "มะลิ")
    expect(helper.locator("#connection")).to_have_attribute("data-state", "connected")
    expect(helper.locator("#open-export")).to_be_hidden()
    lead.goto(f"{url}/workshops/{room.code}/helpers")
    lead.get_by_role("button", name="มอบหน้าที่ผู้นำ").click()
    expect(helper.locator("#own-role")).to_have_text("ผู้นำ")
    expect(helper.locator("#open-export")).to_be_visible()


def test_the_remote_steers_the_room_from_a_phone(
    staff: Callable[..., Page], visitor: Callable[..., Page], url: str, room: Room
) -> None:
    large = [room.phone.note(text)["id"] for text in ("ถนนพัง", "ถนนมืด")]
    room.desk.call(f"/notes/{large[0]}/move", {"theme_id": "new", "label": "ถนน"})
    road = room.desk.board()["themes"][0]["id"]
    room.desk.call(f"/notes/{large[1]}/move", {"theme_id": road})
    room.desk.call(f"/notes/{room.phone.note('น้ำไม่ไหล')['id']}/move", {"theme_id": "new", "label": "น้ำ"})
    lead, remote, screen = staff(DESK), visitor(PHONE, has_touch=True), staff((1920, 1080))
    screen.goto(f"{url}/workshops/{room.code}/projector")
    enter(remote, link_of(lead, url, room, "remote"), "มะลิ")
    expect(remote).to_have_url(re.compile("/remote$"))
    expect(remote.locator("#connection")).to_have_attribute("data-state", "connected")
    expect(remote.locator("[data-text='counts']")).to_contain_text("รับแล้ว 3 ความเห็น")
    hidden = room.phone.note("ข้อนี้ถูกซ่อน")["id"]
    assert room.desk.call(f"/notes/{hidden}/hide").status_code == 200
    expect(remote.locator("[data-text='counts']")).to_contain_text("รับแล้ว 4 ความเห็น")
    lead.goto(f"{url}/workshops/{room.code}")
    expect(lead.locator("[data-figure='received']").first).to_have_text("4")
    remote.get_by_role("button", name="กลุ่มความเห็นถัดไป").click()
    expect(screen.locator("#shown")).to_contain_text("ถนนพัง")
    remote.get_by_role("button", name="กลุ่มความเห็นถัดไป").click()
    expect(screen.locator("#shown")).to_contain_text("น้ำไม่ไหล")
    remote.get_by_role("button", name="กระดานความเห็น").click()
    expect(screen.locator("#shown")).to_be_hidden()
    remote.get_by_role("button", name="จับเวลา 3 นาที").click()
    expect(remote.locator("#remote-face")).to_have_text(re.compile("^[23]:"))
    remote.get_by_role("button", name="เปิดช่วงถัดไป").click()
    sure = remote.locator("#remote-sure")
    expect(sure).to_contain_text("จะปิดรับ")
    assert faults(remote, "#remote-sure") == []
    sure.get_by_role("button", name="ยกเลิก").click()
    assert [phase["state"] for phase in room.desk.board()["phases"]] == ["open", "waiting"]
    remote.get_by_role("button", name="เปิดช่วงถัดไป").click()
    sure.get_by_role("button", name="เปิดช่วงนี้").click()
    expect(remote.locator("#remote-next-phase")).to_be_hidden()
    assert [phase["state"] for phase in room.desk.board()["phases"]] == ["closed", "open"]
    assert holds(remote, "document.documentElement.scrollWidth <= innerWidth")


def test_the_remote_closes_the_phase_when_the_time_is_up(
    staff: Callable[..., Page], visitor: Callable[..., Page], url: str, room: Room
) -> None:
    lead, remote = staff(DESK), visitor(PHONE, has_touch=True)
    enter(remote, link_of(lead, url, room, "remote"), "มะลิ")
    room.desk.call("/timer", {"action": "start", "seconds": 1})
    close = remote.locator("#timer-close-phase")
    expect(close).to_contain_text("ปิดช่วง")
    expect(remote.get_by_role("button", name="พักเวลา")).to_be_hidden()
    close.click()
    sure = remote.locator("#remote-sure")
    sure.get_by_role("button", name="ยกเลิก").click()
    assert [phase["state"] for phase in room.desk.board()["phases"]] == ["open", "waiting"]
    close.click()
    sure.get_by_role("button", name="ปิดช่วงนี้").click()
    expect(close).to_be_hidden()
    assert [phase["state"] for phase in room.desk.board()["phases"]] == ["closed", "waiting"]
    assert holds(remote, "document.documentElement.scrollWidth <= innerWidth")


def test_a_broken_link_says_what_to_do(visitor: Callable[..., Page], url: str, room: Room) -> None:
    page = visitor(PHONE)
    page.goto(f"{url}/helpers#short")
    expect(page.get_by_role("alert")).to_contain_text("ลิงก์ไม่ครบ")
    page.goto("about:blank")
    page.goto(f"{url}/helpers#{'x' * 32}")
    expect(page.get_by_role("alert")).to_contain_text("ใช้ไปแล้ว หมดอายุ หรือถูกยกเลิก")
