"""Finding notes on the console, by search and filters, and moving them by keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board.conftest import Hall
from tests.browser.board.test_console import PRESS, note, theme
from tests.browser.waiting import until


def test_search_shows_only_notes_with_the_words_and_says_how_many(console: Page, hall: Hall) -> None:
    wanted = sum("พัฒนากร" in n["text"] for n in hall.room.notes.values())
    console.locator("#search").fill("พัฒนากร")
    expect(console.locator("#search-found")).to_contain_text(f"พบ {wanted} ความเห็น")
    expect(console.locator("[data-note]")).to_have_count(wanted)
    console.locator("#search").fill("")
    expect(console.locator("[data-note]")).to_have_count(200)


@pytest.mark.parametrize("typed", ["12", "๑๒", "#12", " 12 "])
def test_search_finds_a_note_by_its_number(console: Page, hall: Hall, typed: str) -> None:
    console.locator("#search").fill(typed)
    wanted = {key for key, n in hall.room.notes.items() if n["number"] == 12 or "12" in n["text"]}
    expect(console.locator("[data-note]")).to_have_count(len(wanted))
    expect(note(console, "n0012")).to_have_count(1)


def test_search_finds_notes_by_the_group_beside_them_and_only_by_what_stands_there(console: Page, hall: Hall) -> None:
    named = next(group for group in hall.room.groups if group["name"] == "อำเภอน้ำพอง")
    wanted = sum(n["group_id"] == named["id"] for n in hall.room.notes.values())
    assert wanted
    console.locator("#search").fill("อําเภอ น้ำพอง")
    expect(console.locator("[data-note]")).to_have_count(wanted)
    for each in hall.room.notes.values():
        each["group_id"] = None
    hall.tell([], list(hall.room.notes))
    expect(console.locator("[data-note]")).to_have_count(0)


def test_search_finds_a_theme_by_its_label_with_all_its_notes(console: Page, hall: Hall) -> None:
    wanted = sum(n["theme_id"] == "t03" and n["status"] == "theme" for n in hall.room.notes.values())
    assert not any("งานเยอะ" in n["text"] for n in hall.room.notes.values())
    console.locator("#search").fill("งานเยอะ")
    expect(theme(console, "t03")).to_be_visible()
    expect(theme(console, "t02")).to_be_hidden()
    expect(theme(console, "t03").locator("[data-note]")).to_have_count(wanted)
    expect(console.locator("#search-found")).to_contain_text(f"พบ {wanted} ความเห็น")


def test_search_finds_notes_by_the_label_of_their_subtheme_and_trays_say_how_many_it_leaves(
    console: Page, hall: Hall
) -> None:
    theme_of = hall.room.themes["t02"]
    part = theme_of["subthemes"][0]
    part["label"] = "รอบการโอนเงินงวดท้าย"
    hall.tell(["t02"], [])
    console.locator("#search").fill("งวดท้าย")
    expect(console.locator("[data-note]")).to_have_count(len(part["members"]))
    hidden = [each for each in hall.room.notes.values() if each["status"] == "hidden"]
    tray = console.locator("[data-tray='hidden'] .tray-count")
    expect(tray).to_have_text(f"0 จาก {len(hidden)}")
    console.locator("#search").fill("")
    expect(tray).to_have_text(str(len(hidden)))


def test_a_note_dropped_on_the_hidden_asks_why_as_its_button_does(console: Page, hall: Hall) -> None:
    key = next(key for key, each in hall.room.notes.items() if (each["theme_id"], each["status"]) == ("t03", "theme"))
    note(console, key).drag_to(console.locator("#tray-hidden .tray-head"))
    expect(console.locator("#note-menu")).to_be_visible()
    expect(console.locator("#note-hide-reason")).to_be_focused()
    assert hall.room.notes[key]["status"] == "theme"
    console.locator("#note-hide-reason").select_option("repeated")
    console.locator("[data-do='hide']").click()
    until(console, lambda: hall.room.notes[key].get("hidden_why") == "repeated")
    other = next(id for id, each in hall.room.notes.items() if (each["theme_id"], each["status"]) == ("t03", "theme"))
    note(console, other).drag_to(console.locator("#tray-hidden .tray-head"))
    expect(console.locator("#note-hide-reason")).to_have_value("other")  # its writer is told it


def test_groups_and_phases_filter_together_and_one_tap_clears_them(console: Page, hall: Hall) -> None:
    notes = hall.room.notes.values()
    console.locator("#filter-menu > summary").click()
    console.locator("#filter-group").select_option("g3")
    of_group = sum(n["group_id"] == "g3" for n in notes)
    expect(console.locator("[data-note]")).to_have_count(of_group)
    phase = next(n["phase_id"] for n in notes if n["group_id"] == "g3")
    console.locator("#filter-phase").select_option(phase)
    of_both = sum(n["group_id"] == "g3" and n["phase_id"] == phase for n in notes)
    expect(console.locator("[data-note]")).to_have_count(of_both)
    expect(console.locator("#search-found")).to_contain_text(f"พบ {of_both} ความเห็น")
    expect(console.locator("#filter-name")).to_contain_text(hall.room.groups[3]["name"])
    console.locator("#filter-clear").click()
    expect(console.locator("[data-note]")).to_have_count(200)
    expect(console.locator("#filter-clear")).to_be_hidden()
    expect(console.locator("#filter-group")).to_have_value("")


def test_a_filter_by_group_finds_nothing_that_was_sent_without_one_and_says_so(console: Page, hall: Hall) -> None:
    for each in hall.room.notes.values():
        each["group_id"] = None
    hall.tell([], list(hall.room.notes))
    console.locator("#filter-menu > summary").click()
    expect(console.locator("#filter-menu")).to_contain_text("ความเห็นที่ไม่แสดงกลุ่ม")
    console.locator("#filter-group").select_option("g3")
    expect(console.locator("[data-note]")).to_have_count(0)
    expect(console.locator("#filter-none")).to_contain_text("ช่วงไม่ระบุตัว")
    console.locator("#filter-none button").click()
    expect(console.locator("[data-note]")).to_have_count(200)
    expect(console.locator("#filter-none")).to_be_hidden()


def test_a_note_is_moved_from_the_first_tab_stop_on_with_keys_alone(console: Page, hall: Hall) -> None:
    press = console.keyboard.press
    press("Tab")  # the link past the head of the page
    press("Enter")
    for _stop in range(20):
        press("Tab")
        if console.evaluate("Boolean(document.activeElement.closest('[data-note]'))"):
            break
    key = console.evaluate("document.activeElement.closest('[data-note]').dataset.note")
    category, before = hall.room.notes[key]["category"], hall.room.notes[key]["theme_id"]
    other = next(i for i, t in hall.room.themes.items() if t["category"] == category and i != before)
    press("m")
    expect(console.locator("#note-menu-search")).to_be_focused()
    console.keyboard.type(hall.room.themes[other]["label"][:6])
    press("Enter")
    expect(console.locator("#note-menu")).to_be_hidden()
    until(console, lambda: hall.room.notes[key]["theme_id"] == other)


def test_m_and_enter_on_a_thai_keyboard_move_a_note_and_an_unknown_name_moves_nothing(
    console: Page, hall: Hall
) -> None:
    before = "t03"
    key = next(key for key, n in hall.room.notes.items() if (n["theme_id"], n["status"]) == (before, "theme"))
    note(console, key).locator(".note-more").focus()
    console.evaluate(PRESS.replace("body", "activeElement"), ["ท", "KeyM", False])
    expect(console.locator("#note-menu-search")).to_be_focused()
    console.keyboard.type("ไม่มีกลุ่มนี้")
    console.keyboard.press("Enter")
    expect(console.locator("#note-menu")).to_be_visible()
    assert hall.room.notes[key]["theme_id"] == before
    console.locator("#note-menu-search").fill("")
    console.keyboard.press("Enter")
    until(console, lambda: hall.room.notes[key]["theme_id"] != before)
