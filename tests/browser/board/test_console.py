"""The facilitator's console in a real browser."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.board import examples
from tests.browser.board.conftest import LAPTOP, Hall
from tests.browser.waiting import at_rest, becomes, until


def theme(console: Page, key: str) -> Locator:
    return console.locator(f"[data-theme='{key}']")


def note(console: Page, key: str) -> Locator:
    return console.locator(f"[data-note='{key}']")


def figures(console: Page) -> dict[str, int]:
    """The sum as it stands on the screen."""
    return console.locator("#figures [data-figure]").evaluate_all(
        "all => Object.fromEntries(all.map(each => [each.dataset.figure, Number(each.textContent.replace(',', ''))]))"
    )


def first_note_of(hall: Hall, status: str, category: str = "problem") -> str:
    return next(key for key, n in hall.room.notes.items() if n["status"] == status and n["category"] == category)


def test_every_note_is_on_the_console_and_the_sum_adds_up(console: Page, hall: Hall) -> None:
    shown = figures(console)
    assert shown["received"] == 200 == console.locator("[data-note]").count()
    assert shown["received"] == shown["in_themes"] + shown["ungrouped"] + shown["set_aside"] + shown["hidden"]
    assert shown["hidden"] == console.locator("#tray-hidden [data-note]").count()


def test_enter_renames_a_theme_and_the_name_is_marked_as_given(console: Page, hall: Hall) -> None:
    theme(console, "t02").locator(".theme-label").click()
    console.locator(".theme-field").fill("งบมาไม่ทันใช้")
    console.locator(".theme-field").press("Enter")
    expect(theme(console, "t02").locator(".theme-label")).to_have_text("งบมาไม่ทันใช้")
    expect(theme(console, "t02").get_by_text("ตั้งชื่อเอง")).to_be_visible()
    expect(console.locator("#undo-text")).to_contain_text("เปลี่ยนชื่อเป็น “งบมาไม่ทันใช้”")
    until(console, lambda: hall.room.themes["t02"]["label"] == "งบมาไม่ทันใช้")


def test_escape_gives_the_old_name_back(console: Page, hall: Hall) -> None:
    label = theme(console, "t02").locator(".theme-label")
    label.click()
    console.locator(".theme-field").fill("ไม่เอา")
    console.locator(".theme-field").press("Escape")
    expect(label).to_have_text("งบประมาณมาช้าและไม่พอ")
    expect(label).to_be_focused()
    assert hall.room.undos == []


def test_a_live_update_leaves_the_name_that_is_being_typed_alone(console: Page, hall: Hall) -> None:
    theme(console, "t02").locator(".theme-label").click()
    field = console.locator(".theme-field")
    field.fill("กำลังพิมพ์")
    arrived = hall.room.receive("งบมาช้าอีกแล้ว", theme="t02")
    hall.room.themes["t02"]["label"] = "ชื่อใหม่จากระบบ"
    hall.tell(["t02"], [arrived])
    expect(note(console, arrived)).to_be_attached()
    expect(field).to_be_focused()
    expect(field).to_have_value("กำลังพิมพ์")


def test_a_note_moves_to_another_theme_by_its_menu(console: Page, hall: Hall) -> None:
    key = first_note_of(hall, "ungrouped")
    note(console, key).locator(".note-more").click()
    console.locator("#note-menu-themes button", has_text="เจ้าหน้าที่น้อย").click()
    expect(theme(console, "t03").locator(f"[data-note='{key}']")).to_be_attached()
    expect(note(console, key)).to_have_count(1)
    expect(console.locator("#undo")).to_be_enabled()
    until(console, lambda: hall.room.notes[key]["theme_id"] == "t03")


def test_the_menu_offers_only_themes_of_the_notes_category(console: Page, hall: Hall) -> None:
    note(console, first_note_of(hall, "ungrouped")).locator(".note-more").click()
    expect(console.locator("#note-menu-themes li")).to_have_count(4)


def test_a_note_moves_by_the_keyboard_into_a_new_theme(console: Page, hall: Hall) -> None:
    key = first_note_of(hall, "ungrouped")
    note(console, key).locator(".note-more").focus()
    console.keyboard.press("Enter")
    console.locator("#note-menu-label").focus()
    console.keyboard.type("เรื่องใหม่")
    console.keyboard.press("Enter")
    expect(console.locator(".theme", has_text="เรื่องใหม่").locator(f"[data-note='{key}']")).to_be_attached()


def test_a_note_is_dragged_onto_a_theme(console: Page, hall: Hall) -> None:
    key = first_note_of(hall, "ungrouped")
    console.locator("[data-key='problem'].filter-tab").click()
    note(console, key).drag_to(theme(console, "t04").locator(".theme-head"))
    expect(theme(console, "t04").locator(f"[data-note='{key}']")).to_be_attached()
    until(console, lambda: hall.room.notes[key]["theme_id"] == "t04")


def test_a_refused_move_is_taken_back_and_said(console: Page, hall: Hall) -> None:
    key = first_note_of(hall, "ungrouped")
    hall.room.refuse = {"ok": False, "error": "conflict", "message": "มีคนแก้ไปก่อนแล้ว"}
    note(console, key).locator(".note-more").click()
    console.locator("#note-menu-themes button").first.click()
    expect(console.locator("#toasts")).to_contain_text("มีคนแก้ไปก่อนแล้ว")
    expect(console.locator(f"#tray-ungrouped [data-note='{key}']")).to_be_attached()


CTRL = """([key, code, shift]) => document.body.dispatchEvent(
    new KeyboardEvent('keydown', {key, code, ctrlKey: true, shiftKey: Boolean(shift), bubbles: true}))"""


@pytest.mark.parametrize(("pressed", "again"), [("z", ["Z", "KeyZ", True]), ("ผ", ["ั", "KeyY"])], ids=["latin", "thai"])
def test_a_hidden_note_is_undone_and_hidden_again_by_keys_under_any_layout(
    console: Page, hall: Hall, pressed: str, again: list[object]
) -> None:
    key = first_note_of(hall, "theme", "cause")
    before = figures(console)
    note(console, key).locator(".note-more").click()
    console.locator("[data-do='hide']").click()
    expect(console.locator(f"#tray-hidden [data-note='{key}']")).to_be_attached()
    expect(console.locator("[data-figure='hidden']")).to_have_text(str(before["hidden"] + 1))
    console.locator("body").click(position={"x": 2, "y": 700})
    console.evaluate(CTRL, [pressed, "KeyZ"])
    expect(console.locator(f".theme [data-note='{key}']")).to_be_attached()
    expect(console.locator("#toasts")).to_contain_text("เลิกทำแล้ว")
    becomes(console, lambda: figures(console), before)
    expect(console.locator("#redo")).to_have_attribute("aria-label", f"ทำซ้ำ: {hall.room.redos[-1][0]}")
    console.evaluate(CTRL, again)
    expect(console.locator(f"#tray-hidden [data-note='{key}']")).to_be_attached()
    expect(console.locator("#toasts")).to_contain_text("ทำซ้ำแล้ว")
    expect(console.locator("#redo")).to_be_disabled()


PRESS = """([key, code, shiftKey]) =>
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true }))"""


@pytest.mark.parametrize("pressed", ["?", "ฦ"], ids=["latin", "thai"])
def test_the_sheet_lists_each_key_that_the_console_binds(console: Page, pressed: str) -> None:
    console.evaluate(PRESS, [pressed, "Slash", True])
    sheet = console.locator("#key-sheet")
    expect(sheet.locator("kbd")).to_have_text(
        [
            *("/", "G", "Ctrl + Z", "Ctrl + Shift + Z", "Ctrl + Y", "?"),
            *("M", "Enter"),
            *("↑", "↓", "A", "X"),
            *("←", "→", "A", "X"),
            "Esc",
        ]
    )
    expect(sheet.locator("li").first).to_contain_text("ค้นหา")
    console.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    console.evaluate(PRESS, ["ฝ" if pressed == "ฦ" else "/", "Slash", False])
    expect(console.locator("#search")).to_be_focused()
    console.keyboard.type("?")
    expect(sheet).to_be_hidden()


def test_the_next_phase_is_opened_after_saying_what_closes(console: Page, hall: Hall) -> None:
    console.locator("#next-phase").click()
    expect(console.locator("#phase-dialog-what")).to_contain_text("จะปิดรับ")
    expect(console.locator("#phase-dialog-late")).to_contain_text("รับต่ออีกไม่เกิน 10 นาที")
    console.locator("#phase-dialog-do").click()
    expect(console.locator(".phase-step[data-state='open']")).to_contain_text("สาเหตุ")
    until(
        console,
        lambda: [phase["state"] for phase in hall.room.phases] == ["closed", "closed", "open", "waiting", "waiting"],
    )


def test_a_cancelled_confirmation_changes_nothing(console: Page, hall: Hall) -> None:
    console.locator("#next-phase").click()
    console.keyboard.press("Escape")
    expect(console.locator("#phase-dialog")).to_be_hidden()
    assert hall.room.seq == 1


def test_the_dialog_that_closes_a_phase_says_what_writers_can_still_do(console: Page) -> None:
    console.locator(".phase-step[data-state='open'] button").click()
    expect(console.locator("#phase-dialog-what")).to_contain_text("ส่งหรือแก้ไขความเห็นในช่วงนี้ไม่ได้ แต่ลบของตนได้")
    expect(console.locator("#phase-dialog-late")).to_contain_text("รับต่ออีกไม่เกิน 10 นาที")
    console.locator("#phase-dialog-grace").select_option("0")
    expect(console.locator("#phase-dialog-late")).to_be_empty()


def test_a_closed_phase_accepts_late_notes_on_screen_until_the_workshop_ends(console: Page, hall: Hall) -> None:
    hall.room.phases[0]["late_until"] = (time.time() + 600) * 1000
    hall.tell([], [])
    expect(console.locator("#phase-late")).to_contain_text("ยังรับความเห็นที่มาช้าถึง")
    hall.room.workshop["ended"] = True
    hall.tell([], [])
    expect(console.locator("#phase-late")).to_be_hidden()


def test_the_timer_starts_pauses_and_stops(console: Page, hall: Hall) -> None:
    console.locator("#timer-menu > summary").click()
    console.locator("[data-minutes='5']").click()
    expect(console.locator("#timer-start")).to_be_hidden()
    expect(console.locator("#timer-face")).to_have_text(re.compile(r"[0-4]:[0-5]\d"))
    console.locator("#timer-menu > summary").click()
    console.locator("[data-timer='pause']").click()
    expect(console.locator("#timer")).to_have_attribute("data-state", "paused")
    minutes, seconds = divmod(math.ceil(hall.room.timer["left"]), 60)
    expect(console.locator("#timer-face")).to_have_text(f"{minutes}:{seconds:02}")
    console.locator("#timer-menu > summary").click()
    console.locator("[data-timer='stop']").click()
    expect(console.locator("#timer")).to_have_attribute("data-state", "none")


def test_after_the_end_the_timer_offers_to_close_the_phase_and_no_pause(console: Page, hall: Hall) -> None:
    past = int(time.time() * 1000) - 1000
    hall.room.timer = {"seconds": 60, "running": True, "left": 60, "ends_at": past}
    hall.tell([], [])
    console.locator("#timer-menu > summary").click()
    expect(console.locator("[data-timer='pause']")).to_be_hidden()
    expect(console.locator("[data-timer='resume']")).to_be_hidden()
    expect(console.locator("[data-timer='add']")).to_be_visible()
    console.locator("#timer-close-phase").click()
    expect(console.locator("#phase-dialog-what")).to_contain_text("ความเห็นในช่วงนี้ไม่ได้")
    console.locator("#phase-dialog-do").click()
    until(console, lambda: all(phase["state"] != "open" for phase in hall.room.phases))
    expect(console.locator("#timer-close-phase")).to_be_hidden()


def test_a_timer_runs_for_up_to_a_day_and_other_lengths_are_refused_in_words(console: Page, hall: Hall) -> None:
    minutes = console.locator("#timer-minutes")
    for wrong in ("0", "1441", "1.5", ""):
        console.locator("#timer-menu").evaluate("menu => menu.open = true")
        minutes.fill(wrong)
        minutes.press("Enter")
        expect(console.locator("#toasts")).to_contain_text("ตั้งแต่ 1 ถึง 1,440")
        console.locator("#toasts").evaluate("toasts => toasts.replaceChildren()")
    assert hall.room.timer is None
    console.locator("#timer-menu").evaluate("menu => menu.open = true")
    minutes.fill("1440")
    minutes.press("Enter")
    expect(console.locator("#timer-face")).to_have_text(re.compile(r"^(24:00:00|23:59:\d\d)$"))
    assert hall.room.timer["seconds"] == 24 * 3600


def test_an_export_is_saved_and_a_failed_one_says_why(console: Page, hall: Hall) -> None:
    console.locator("#open-export").click()
    with console.expect_download() as waiting:
        console.locator(".export-choice[data-format='docx']").click()
    assert waiting.value.suggested_filename == "laena.docx"
    assert Path(waiting.value.path()).read_bytes() == b"example"
    console.locator("#export-arabic").check()
    with console.expect_request(re.compile(r"/export/docx\?digits=arabic$")), console.expect_download():
        console.locator(".export-choice[data-format='docx']").click()
    console.locator(".export-choice[data-format='json']").click()
    expect(console.locator("#export-state")).to_contain_text("ยังทำไฟล์ไม่ได้ ลองอีกครั้ง")


def test_a_full_disk_is_said_until_it_has_room_again(console: Page, hall: Hall) -> None:
    hall.room.trouble = "disk_full"
    hall.tell([], [])
    expect(console.locator("#trouble")).to_contain_text("ไม่มีที่ว่างเหลือ")
    hall.room.trouble = None
    hall.tell([], [])
    expect(console.locator("#trouble")).to_be_hidden()


def test_an_empty_board_says_what_to_do_first(screen: Callable[..., Page], open_hall: Callable[..., Hall]) -> None:
    console = screen(open_hall(examples.empty()).console_url, LAPTOP)
    expect(console.locator("#help")).to_contain_text("เปิดช่วงแรก")
    expect(console.locator("#next-phase")).to_contain_text("เปิดช่วงแรก")


def test_four_hundred_notes_that_are_all_drawn_keep_their_elements_when_one_more_comes(
    screen: Callable[..., Page], open_hall: Callable[..., Hall]
) -> None:
    hall = open_hall(examples.many(399))
    console = screen(hall.console_url, LAPTOP)
    expect(console.locator("[data-note]")).to_have_count(399)
    console.locator("#connection[data-state='connected']").wait_for()
    console.evaluate("document.querySelectorAll('[data-note]').forEach(each => each.isOld = true)")
    arrived = hall.room.receive("มาทีหลัง", theme="t03")
    hall.tell(["t03"], [arrived])
    expect(note(console, arrived)).to_be_attached()
    kept = console.locator("[data-note]").evaluate_all("all => all.filter(each => each.isOld).length")
    assert kept == 399


def test_marks_piled_on_a_letter_do_not_paint_over_the_next_note(console: Page, hall: Hall) -> None:
    notes = console.locator(".theme .note:visible")
    at_rest(console)
    text = notes.nth(0).locator(".note-text")
    text.evaluate("(it) => { it.style.height = '3em'; it.textContent = 'Z' }")
    before = notes.nth(1).screenshot(animations="disabled")
    text.evaluate("(it, mark) => { it.textContent = 'Z' + mark.repeat(200) }", "\N{COMBINING DOT BELOW}")
    assert notes.nth(1).screenshot(animations="disabled") == before
