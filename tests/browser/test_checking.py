"""A phase whose notes are approved first: the phone says so, the console lists them, the projector has none before."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.phone.conftest import write
from tests.browser.waiting import becomes, until
from tests.room import Room

LAPTOP, WALL = (1366, 768), (1920, 1080)


@pytest.fixture
def checked(room: Room) -> Room:
    phase = room.desk.board()["phases"][0]["id"]
    assert room.desk.call(f"/phases/{phase}/check_first", {"on": True}).status_code == 200
    assert room.desk.call("/sharing", {"sharing": "everyone"}).status_code == 200
    return room


@pytest.fixture
def console(staff: Callable[..., Page], url: str, checked: Room) -> Page:
    page = staff(LAPTOP, has_touch=True)
    page.goto(f"{url}/workshops/{checked.code}")
    page.locator("#connection[data-state='connected']").wait_for(state="attached")
    return page


@pytest.fixture
def wall(staff: Callable[..., Page], url: str, checked: Room) -> Page:
    page = staff(WALL)
    page.goto(f"{url}/workshops/{checked.code}/projector")
    return page


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("LAENA_TEST_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png")


def rows(console: Page) -> list[str]:
    return console.locator("#checking-list .verbatim").all_inner_texts()


def test_a_note_waits_on_the_console_and_reaches_the_others_once_it_is_approved(
    checked: Room, joined: Callable[..., Page], console: Page, wall: Page
) -> None:
    writer, reader = joined(0), joined(1)
    expect(writer.locator("#identity-line")).to_contain_text("วิทยากรอ่านก่อน ข้อความจึงขึ้นจอ")
    write(writer, "งบประมาณมาถึงช้าทุกปี")
    mine = writer.locator("#own-notes > li")
    expect(mine).to_contain_text("ส่งแล้ว รอวิทยากรตรวจ")
    picture(writer, "checking_phone")
    assert axe.faults(writer) == []
    expect(console.locator("#checking .checking-count")).to_have_text("1")
    console.locator("#checking summary").click()
    row = console.locator("#checking-list > li")
    expect(row).to_contain_text("งบประมาณมาถึงช้าทุกปี")
    assert axe.faults(console, "#checking") == []
    picture(console, "checking_console")
    expect(wall.get_by_text("งบประมาณมาถึงช้าทุกปี")).to_have_count(0)
    expect(reader.locator("#shared-notes > li")).to_have_count(0)
    row.get_by_role("button", name="อนุมัติ").tap()
    expect(row).to_have_count(0)
    expect(wall.get_by_text("งบประมาณมาถึงช้าทุกปี").first).to_be_visible()
    expect(reader.locator("#shared-notes > li")).to_contain_text("งบประมาณมาถึงช้าทุกปี")
    expect(mine).to_contain_text("บันทึกแล้ว")
    expect(mine).not_to_contain_text("รอวิทยากรตรวจ")


def test_by_keyboard_one_is_approved_another_hidden_and_the_focus_goes_on(checked: Room, console: Page) -> None:
    for text in ("หนึ่ง", "สอง", "สาม"):
        checked.phone.note(text)
    expect(console.locator("#checking .checking-count")).to_have_text("3")
    console.locator("#checking summary").press("Enter")
    console.locator("#checking-list > li").first.focus()
    console.keyboard.press("ArrowDown")
    console.keyboard.press("a")
    expect(console.locator("#checking-list > li")).to_have_count(2)
    expect(console.locator("#checking-list > li", has_text="สาม")).to_be_focused()
    console.keyboard.press("x")
    expect(console.locator("#checking-list > li")).to_have_count(1)
    expect(console.locator("#checking-list > li", has_text="หนึ่ง")).to_be_focused()
    wanted = {"หนึ่ง": "hidden", "สอง": "ungrouped", "สาม": "hidden"}
    becomes(console, lambda: {note["text"]: note["status"] for note in checked.desk.board()["notes"]}, wanted)
    becomes(console, lambda: rows(console), ["หนึ่ง"])


def test_some_are_chosen_and_approved_at_once_and_undo_takes_that_back(checked: Room, console: Page) -> None:
    for text in ("หนึ่ง", "สอง", "สาม"):
        checked.phone.note(text)
    console.locator("#checking summary").click()
    boxes = console.locator("#checking-list input[type=checkbox]")
    expect(boxes).to_have_count(3)
    boxes.nth(0).check()
    boxes.nth(2).check()
    console.get_by_role("button", name="อนุมัติที่เลือก (2)").click()
    expect(console.locator("#checking-list > li")).to_have_count(1)
    becomes(console, lambda: rows(console), ["สอง"])
    console.locator("#undo").click()
    expect(console.locator("#checking-list > li")).to_have_count(3)
    console.get_by_role("button", name="อนุมัติทั้งหมด (3)").click()
    expect(console.locator("#checking-list > li")).to_have_count(0)
    expect(console.locator("#checking .checking-none")).to_be_visible()


def test_the_setting_stands_in_the_dialog_of_the_phase(checked: Room, console: Page) -> None:
    console.locator(".phase-button").first.click()
    box = console.locator("#phase-dialog").get_by_label("ตรวจก่อนขึ้นจอ")
    expect(box).to_be_checked()
    box.uncheck()
    expect(console.locator("#unchecking")).to_be_hidden()
    expect(console.locator("#checking")).to_be_hidden()
    until(console, lambda: checked.desk.board()["phases"][0]["check_first"] is False)
    picture(console, "checking_dialog")


def test_some_are_hidden_at_once_with_a_reason_that_the_writer_reads(
    checked: Room, joined: Callable[..., Page], console: Page, wall: Page
) -> None:
    writer = joined(0)
    write(writer, LONG)
    checked.phone.note("สอง")
    checked.phone.note("สาม")
    console.locator("#checking summary").click()
    boxes = console.locator("#checking-list input[type=checkbox]")
    expect(boxes).to_have_count(3)
    console.locator("#checking-list > li", has_text=LONG[:40]).locator("input").check()
    console.locator("#checking-list > li", has_text="สอง").locator("input").check()
    console.locator("#checking-reason").select_option("personal")
    picture(console, "hiding_waiting")
    console.get_by_role("button", name="ซ่อนที่เลือก (2)").click()
    expect(console.locator("#checking-list > li")).to_have_count(1)
    mine = writer.locator("#own-notes > li")
    expect(mine).to_contain_text("วิทยากรซ่อนข้อนี้ไว้ ไม่ขึ้นจอ")
    expect(mine).to_contain_text("เหตุผล: มีข้อมูลส่วนบุคคล")
    picture(writer, "hiding_phone")
    assert axe.faults(writer) == []
    console.locator("#undo").click()
    expect(console.locator("#checking-list > li")).to_have_count(3)
    expect(mine).to_contain_text("ส่งแล้ว รอวิทยากรตรวจ")
    expect(mine).not_to_contain_text("ซ่อน")


LONG = "งบประมาณมาถึงช้าทุกปี ทำให้กิจกรรมในพื้นที่ต้องเลื่อนออกไปหลายครั้ง " * 4 + "ขอให้จัดสรรตั้งแต่ต้นปี"


def test_several_of_the_board_are_chosen_and_hidden_and_each_writer_reads_why(
    room: Room, joined: Callable[..., Page], staff: Callable[..., Page], url: str
) -> None:
    phase = room.desk.board()["phases"][0]["id"]
    assert room.desk.call(f"/phases/{phase}/check_flagged", {"on": False}).status_code == 200
    writer = joined(0)
    write(writer, LONG)
    room.other.note("ติดต่อ 0812345678")
    room.other.note("อยู่ต่อ")
    console, wall = staff(LAPTOP), staff(WALL)
    wall.goto(f"{url}/workshops/{room.code}/projector")
    expect(wall.get_by_text("อยู่ต่อ").first).to_be_visible()
    console.goto(f"{url}/workshops/{room.code}")
    console.locator("#connection[data-state='connected']").wait_for(state="attached")
    console.locator("#tray-hidden summary").click()
    console.locator("#open-hiding").click()
    rows_ = console.locator("#hiding-list > li")
    expect(rows_).to_have_count(3)
    assert axe.faults(console, "#hiding") == []
    console.get_by_label("เฉพาะข้อที่อาจไม่สุภาพ").check()
    expect(rows_).to_have_count(1)
    rows_.locator("input").check()
    console.get_by_label("เฉพาะข้อที่อาจไม่สุภาพ").uncheck()
    rows_.filter(has_text=LONG[:40]).locator("input").check()
    console.locator("#hiding-reason").select_option("repeated")
    picture(console, "hiding_dialog")
    console.get_by_role("button", name="ซ่อนที่เลือก (2)").click()
    expect(console.locator("#hiding")).to_be_hidden()
    expect(console.locator("#tray-hidden .note")).to_have_count(2)
    expect(console.locator("#tray-hidden .note-hidden").first).to_contain_text("ซ้ำกับข้ออื่น")
    picture(console, "hiding_tray")
    expect(wall.get_by_text("0812345678")).to_have_count(0)
    expect(writer.locator("#own-notes > li")).to_contain_text("เหตุผล: ซ้ำกับข้ออื่น")
    console.locator("#undo").click()
    expect(console.locator("#tray-hidden .note")).to_have_count(0)
    expect(writer.locator("#own-notes > li")).not_to_contain_text("ซ่อน")


@pytest.mark.parametrize("choice", ["approve", "leave", "cancel"])
def test_ending_the_check_while_notes_wait_asks_what_becomes_of_them(
    checked: Room, joined: Callable[..., Page], console: Page, wall: Page, choice: str
) -> None:
    writer = joined(0)
    write(writer, LONG)
    checked.phone.note("สอง")
    expect(console.locator("#checking .checking-count")).to_have_text("2")
    console.locator(".phase-button").first.click()
    box = console.locator("#phase-dialog").get_by_label("ตรวจก่อนขึ้นจอ")
    box.click()
    dialog = console.locator("#unchecking")
    expect(dialog).to_contain_text("2 ความเห็นรอตรวจ")
    assert axe.faults(console, "#unchecking") == []
    picture(console, "unchecking")
    dialog.locator(f"button[value='{'' if choice == 'cancel' else choice}']").click()
    expect(dialog).to_be_hidden()
    mine = writer.locator("#own-notes > li")
    if choice == "approve":
        expect(mine).to_contain_text("บันทึกแล้ว")
        expect(wall.get_by_text("สอง").first).to_be_visible()
        expect(console.locator("#checking")).to_be_hidden()
    else:
        expect(console.locator("#checking .checking-count")).to_have_text("2")
        expect(mine).to_contain_text("ส่งแล้ว รอวิทยากรตรวจ")
        expect(wall.get_by_text("สอง")).to_have_count(0)
    expect(box).to_be_checked(checked=choice == "cancel")
    until(console, lambda: checked.desk.board()["phases"][0]["check_first"] is (choice == "cancel"))
