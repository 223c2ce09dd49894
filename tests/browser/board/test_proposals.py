"""Regroupings are asked for, shown one at a time beside the wall, and answered, on the console in a real browser."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.board.conftest import HAND, LAPTOP, Hall, tool
from tests.browser.board.test_calm import TOP
from tests.browser.waiting import at_rest, becomes, until

OPEN = "#open-proposals"


def proposed(hall: Hall, category: str = "problem") -> None:
    hall.room.shaping.propose(hall.room, category)
    hall.tell([], [])


def test_a_regrouping_is_asked_for_with_scope_and_fineness(console: Page, hall: Hall) -> None:
    console.locator("[data-key='problem'].filter-tab").click()
    tool(console, "regroup")
    expect(console.locator("#regroup-scope")).to_have_value("problem")
    console.get_by_role("radio", name="ค่อนข้างละเอียด").check()
    console.locator("#regroup-form .button-call").click()
    expect(console.locator(OPEN)).to_have_text("กำลังจัดทำ…")
    console.locator(OPEN).click()
    expect(console.locator("#proposal-what")).to_contain_text("กำลังจัดทำตัวอย่างการจัดกลุ่มใหม่")
    expect(console.locator("[data-settle='apply']")).to_be_hidden()
    until(console, lambda: hall.room.shaping.fineness == 0.5)
    until(console, lambda: list(hall.room.shaping.proposals) == ["problem"])


def test_a_requested_preview_opens_beside_the_wall_and_is_applied_with_an_undo(console: Page, hall: Hall) -> None:
    console.locator("[data-key='problem'].filter-tab").click()
    tool(console, "regroup")
    console.locator("#regroup-form .button-call").click()
    expect(console.locator(f"{OPEN}[data-state='wanted']")).to_be_visible()
    at_rest(console)
    top = console.evaluate(TOP)
    proposed(hall)
    expect(console.locator("#proposal-what")).to_contain_text("3 กลุ่มความเห็นแยก · 2 กลุ่มความเห็นรวม · ย้าย 14 ความเห็น")
    expect(console.locator(".proposal-move")).to_have_count(2)
    moved = hall.room.shaping.listed(hall.room, "problem")["moves"][0]
    note = hall.room.notes[moved["id"]]
    for part in (f"#{note['number']}", note["text"], moved["from"], moved["to"]):
        expect(console.locator(".proposal-move").first).to_contain_text(part)
    expect(console.locator("#proposal-renamed")).to_contain_text("จาก “ก” เป็น “ข”")
    console.locator("#proposal-after > summary").click()
    expect(console.locator(".proposal-theme.is-new")).to_contain_text("งบประมาณไม่ตรงเวลา")
    becomes(console, lambda: console.evaluate(TOP), top)
    assert faults(console, "#proposals") == []
    console.locator("[data-settle='apply']").click()
    expect(console.locator("#proposals")).to_be_hidden()
    expect(console.locator("#toasts .button")).to_be_visible()
    console.locator("#toasts .button").click()
    expect(console.locator("#toasts")).to_contain_text("เลิกทำแล้ว: จัดกลุ่มใหม่")


def test_the_preview_at_a_phases_end_is_a_button_that_takes_nothing_away(console: Page, hall: Hall) -> None:
    console.locator("#search").fill("งบ")
    proposed(hall)
    expect(console.locator(f"{OPEN}[data-state='ready']")).to_have_text("ควรจัดใหม่ 1")
    expect(console.locator("#search")).to_be_focused()
    expect(console.locator("dialog[open]")).to_have_count(0)
    console.locator(OPEN).click()
    expect(console.locator(".proposal-move").first).to_be_visible()
    console.locator("[data-settle='leave']").click()
    expect(console.locator("#proposals")).to_be_hidden()
    until(console, lambda: hall.room.shaping.proposals == {})


def noticed(hall: Hall, seq: int) -> None:
    hall.room.shaping.notice(hall.room, "problem", seq)
    hall.tell([], [])


def test_what_a_regrouping_would_move_is_a_list_beside_the_wall(console: Page, hall: Hall) -> None:
    noticed(hall, 7)
    expect(console.locator("#proposals")).to_be_hidden()
    console.locator(OPEN).click()
    expect(console.locator("#proposal-what")).to_contain_text("จะย้ายกลุ่ม")
    moves = console.locator(".proposal-move")
    expect(moves).to_have_count(3)
    first = next(iter(hall.room.shaping.differences["problem"]["moves"]))["id"]
    expect(moves.first).to_contain_text(hall.room.notes[first]["text"])
    expect(moves.first).to_contain_text("งบไม่ตรงเวลา")
    console.get_by_role("button", name="ย้ายตามนี้").click()
    expect(console.locator(OPEN)).to_be_hidden()
    expect(console.locator("#toasts .button")).to_be_visible()


def test_a_stale_list_is_renewed_and_an_answer_to_one_changed_elsewhere_is_refused(console: Page, hall: Hall) -> None:
    noticed(hall, 7)
    console.locator(OPEN).click()
    expect(console.locator(".proposal-move")).to_have_count(3)
    hall.room.shaping.differences.clear()
    hall.tell([], [])
    expect(console.locator("#proposals")).to_be_hidden()
    noticed(hall, 9)
    console.locator(OPEN).click()
    expect(console.locator(".proposal-move")).to_have_count(3)
    hall.room.shaping.differences["problem"]["seq"] = 10  # another console was quicker, and this one has not heard
    console.get_by_role("button", name="ไม่ต้อง").click()
    expect(console.locator("#toasts")).to_contain_text("ข้อมูลเปลี่ยนไปแล้ว")


def test_an_edit_of_a_note_that_would_move_renews_the_list_and_refuses_the_former(
    console: Page, screen: Callable[..., Page], hall: Hall
) -> None:
    proposed(hall)
    console.locator(OPEN).click()
    second = screen(hall.console_url, LAPTOP)
    second.locator(OPEN).click()
    expect(second.locator(".proposal-move")).to_have_count(2)
    key = hall.room.shaping.listed(hall.room, "problem")["moves"][0]["id"]
    hall.room.notes[key].update(theme_id="t09")
    second.locator("[data-settle='apply']").click()
    expect(second.locator("#toasts")).to_contain_text("มีการแก้ไขหลังจากแสดงรายการ: ย้ายความเห็น")
    hall.tell([], [key])
    for each in (console, second):
        expect(each.locator("#proposal-changed")).to_be_visible()
        expect(each.locator(".proposal-move").first).to_contain_text(hall.room.themes["t09"]["label"])
    second.locator("[data-settle='apply']").click()
    for each in (console, second):
        expect(each.locator("#proposals")).to_be_hidden()


def test_proposals_are_answered_by_keys_and_the_focus_goes_in_and_back(
    screen: Callable[..., Page], console: Page, hall: Hall
) -> None:
    proposed(hall, "result")
    proposed(hall, "problem")
    expect(console.locator(OPEN)).to_have_text("ควรจัดใหม่ 2")
    console.locator(OPEN).focus()
    console.keyboard.press("Enter")
    expect(console.locator("#proposal-name")).to_be_focused()
    expect(console.locator("#proposal-at")).to_have_text("1 จาก 2")
    for key, name in (("ArrowRight", "ปัญหา/อุปสรรค"), ("ArrowRight", "ผลงาน"), ("ArrowLeft", "ปัญหา/อุปสรรค")):
        console.keyboard.press(key)
        expect(console.locator("#proposal-name")).to_contain_text(name)
    console.keyboard.press("Escape")
    expect(console.locator("#proposals")).to_be_hidden()
    expect(console.locator(OPEN)).to_be_focused()
    console.keyboard.press("Enter")
    expect(console.locator("[data-settle='apply']")).to_be_enabled()
    console.keyboard.press("x")
    expect(console.locator("#proposal-name")).to_contain_text("ผลงาน")
    expect(console.locator("[data-settle='apply']")).to_be_enabled()
    console.keyboard.press("a")
    expect(console.locator("#proposals")).to_be_hidden()
    expect(console.locator("#board")).to_be_focused()
    until(console, lambda: [what for what, *_rest in hall.room.undos] == ["จัดกลุ่มใหม่"])
    proposed(hall)
    hand = screen(hall.console_url, HAND)
    hand.locator(OPEN).click()
    expect(hand.locator("#proposals")).to_be_visible()
    at_rest(hand)
    box = hand.locator("#proposals").bounding_box()
    assert box is not None
    assert (round(box["x"]), round(box["width"]), round(box["y"] + box["height"])) == (0, 360, 740)
    assert box["y"] > 0.25 * HAND["height"]


def test_a_regrouping_that_changes_nothing_is_said(console: Page, hall: Hall) -> None:
    console.locator("[data-key='problem'].filter-tab").click()
    tool(console, "regroup")
    console.locator("#regroup-form .button-call").click()
    expect(console.locator(f"{OPEN}[data-state='wanted']")).to_be_visible()
    hall.room.shaping.proposals.clear()
    hall.tell([], [])
    expect(console.locator("#toasts")).to_contain_text("“ปัญหา/อุปสรรค” ไม่มีอะไรเปลี่ยน")


def test_previews_of_all_categories_stay_folded_and_are_applied_together(console: Page, hall: Hall) -> None:
    tool(console, "regroup")
    console.locator("#regroup-form .button-call").click()
    expect(console.locator(f"{OPEN}[data-state='wanted']")).to_be_visible()
    for category in ("cause", "solution", "proposal"):
        hall.room.shaping.proposals.pop(category)
    for category in ("result", "problem"):
        hall.room.shaping.propose(hall.room, category)
    hall.tell([], [])
    expect(console.locator("#toasts")).to_contain_text("“สาเหตุ”, “แนวทางแก้ไข”, “ข้อเสนอแนะ/การพัฒนาต่อยอด” ไม่มีอะไรเปลี่ยน")
    expect(console.locator("#proposals")).to_be_hidden()
    expect(console.locator(OPEN)).to_have_text("ควรจัดใหม่ 2")
    expect(console.locator(OPEN)).to_have_attribute("title", "มีตัวอย่างการจัดกลุ่มใหม่ 2 ประเภท")
    console.locator(OPEN).click()
    console.locator("[data-settle-all='apply']").click()
    expect(console.locator("#proposals")).to_be_hidden()
    until(console, lambda: [what for what, *_rest in hall.room.undos] == ["จัดกลุ่มใหม่", "จัดกลุ่มใหม่"])


def test_a_proposal_that_is_gone_is_refused_in_words(console: Page, hall: Hall) -> None:
    proposed(hall)
    console.locator(OPEN).click()
    expect(console.locator("[data-settle='apply']")).to_be_enabled()
    hall.room.shaping.proposals.clear()
    console.locator("[data-settle='apply']").click()
    expect(console.locator("#toasts")).to_contain_text("ไม่มีข้อเสนอให้ใช้แล้ว")
