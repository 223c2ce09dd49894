"""Shaping themes on the console in a real browser: merge, split, lock, pin, sub-themes, voices and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.board import examples
from tests.browser.board.conftest import HAND, LAPTOP, Hall, tool
from tests.browser.waiting import holds, until

REFUSED = {"ok": False, "error": "conflict", "message": "มีคนแก้ไปก่อนแล้ว"}


def theme(console: Page, key: str) -> Locator:
    return console.locator(f".theme[data-theme='{key}']")


def note(console: Page, key: str) -> Locator:
    return console.locator(f"[data-note='{key}']")


def menu(console: Page, key: str, act: str = "") -> None:
    theme(console, key).locator(".theme-more").click()
    if act:
        console.locator(f"#theme-menu [data-act='{act}']").click()


def members(hall: Hall, theme_id: str) -> list[str]:
    return [key for key, n in hall.room.notes.items() if n["theme_id"] == theme_id and n["status"] == "theme"]


def test_two_themes_are_merged_after_a_question_and_the_bar_undoes_it(console: Page, hall: Hall) -> None:
    together = len(members(hall, "t04")) + len(members(hall, "t05"))
    menu(console, "t04", "merge")
    console.locator("#merge-search").fill("อินเทอร์เน็ต")
    console.locator("#merge-themes button").click()
    expect(console.locator("#merge-question")).to_contain_text(f"{together} ความเห็น")
    console.locator("#theme-confirm .button-call").click()
    expect(theme(console, "t05")).to_have_count(0)
    expect(theme(console, "t04").locator(".theme-count")).to_have_text(str(together))
    until(console, lambda: len(members(hall, "t04")) == together)
    console.locator("#toasts .button").click()
    expect(theme(console, "t05")).to_be_attached()


def test_the_other_name_can_stay(console: Page, hall: Hall) -> None:
    menu(console, "t04", "merge")
    console.locator("#merge-themes button", has_text="อินเทอร์เน็ต").click()
    console.locator("#theme-confirm label", has_text="อินเทอร์เน็ต").click()
    console.locator("#theme-confirm .button-call").click()
    expect(theme(console, "t04")).to_have_count(0)
    until(console, lambda: members(hall, "t04") == [])


def test_a_refused_merge_gives_both_themes_back(console: Page, hall: Hall) -> None:
    before = theme(console, "t04").locator(".theme-count").inner_text()
    hall.room.refuse = REFUSED
    menu(console, "t04", "merge")
    console.locator("#merge-themes button", has_text="อินเทอร์เน็ต").click()
    console.locator("#theme-confirm .button-call").click()
    expect(console.locator("#toasts")).to_contain_text("มีคนแก้ไปก่อนแล้ว")
    expect(theme(console, "t05")).to_be_visible()
    expect(theme(console, "t04").locator(".theme-count")).to_have_text(before)


def test_a_theme_dropped_on_another_is_asked_about_first(console: Page, hall: Hall) -> None:
    console.locator("[data-key='problem'].filter-tab").click()
    theme(console, "t03").locator(".theme-count").drag_to(theme(console, "t02").locator(".theme-label"))
    expect(console.locator("#merge-question")).to_contain_text("เจ้าหน้าที่น้อย งานเยอะ")
    assert hall.room.seq == 1
    console.locator("#theme-confirm [data-act='cancel']").click()
    expect(console.locator("#theme-menu")).to_be_hidden()
    assert hall.room.seq == 1


def test_a_theme_is_not_dropped_on_one_of_another_category(console: Page, hall: Hall) -> None:
    theme(console, "t01").locator(".theme-count").drag_to(theme(console, "t02").locator(".theme-label"))
    expect(console.locator("#theme-menu")).to_be_hidden()


def test_chosen_notes_are_split_off_under_a_name(console: Page, hall: Hall) -> None:
    first, second, *rest = members(hall, "t03")
    menu(console, "t03", "split")
    expect(console.locator("#split-do")).to_be_disabled()
    for key in (first, second):
        console.locator(f"#split-notes [data-key='{key}'] input").check()
    console.locator("#split-label").fill("งานฝากมาก")
    console.locator("#split-do").click()
    expect(console.locator(".theme", has_text="งานฝากมาก").locator("[data-note]")).to_have_count(2)
    until(console, lambda: members(hall, "t03") == rest)


def test_all_notes_cannot_be_split_off(console: Page, hall: Hall) -> None:
    menu(console, "t08", "split")
    boxes = console.locator("#split-notes input")
    expect(boxes).to_have_count(len(members(hall, "t08")))
    for box in boxes.all():
        box.check()
    expect(console.locator("#split-do")).to_be_disabled()
    expect(console.locator("#split-count")).to_contain_text("เหลือไว้ในกลุ่มความเห็นเดิมอย่างน้อยหนึ่งข้อ")


def test_boxes_stay_ticked_when_a_note_comes_in(console: Page, hall: Hall) -> None:
    chosen = members(hall, "t03")[0]
    menu(console, "t03", "split")
    console.locator(f"#split-notes [data-key='{chosen}'] input").check()
    console.locator("#split-label").fill("กำลังพิมพ์")
    arrived = hall.room.receive("คนน้อยอีกแล้ว", theme="t03")
    hall.tell(["t03"], [arrived])
    expect(console.locator(f"#split-notes [data-key='{arrived}']")).to_be_attached()
    expect(console.locator(f"#split-notes [data-key='{chosen}'] input")).to_be_checked()
    expect(console.locator("#split-label")).to_have_value("กำลังพิมพ์")
    expect(console.locator("#split-label")).to_be_focused()


def test_a_sub_theme_is_taken_over_as_a_theme(console: Page, hall: Hall) -> None:
    part = hall.room.themes["t02"]["subthemes"][0]
    menu(console, "t02", "split")
    console.locator("#split-part-list li", has_text=part["label"]).get_by_role("button").click()
    made = console.locator("#sections .theme", has=console.locator(".theme-label", has_text=part["label"]))
    expect(made.locator("[data-note]")).to_have_count(len(part["members"]))


def test_sub_themes_are_folded_with_counts_and_no_note_is_out_of_reach(console: Page, hall: Hall) -> None:
    part = hall.room.themes["t02"]["subthemes"][0]
    folded = theme(console, "t02").locator(".subtheme").first
    expect(folded.locator(".subtheme-count")).to_have_text(str(part["count"]))
    expect(note(console, part["members"][0])).to_be_hidden()
    folded.locator("summary").click()
    expect(note(console, part["members"][0])).to_be_visible()
    expect(theme(console, "t02").locator("[data-note]")).to_have_count(len(members(hall, "t02")))


def test_the_search_unfolds_the_sub_theme_that_holds_the_words(console: Page, hall: Hall) -> None:
    key = hall.room.themes["t02"]["subthemes"][1]["members"][0]
    console.locator("#search").fill("งบต่อหัวน้อย")
    expect(note(console, key)).to_be_visible()


def test_a_lock_shows_on_the_card_and_is_undone(console: Page, hall: Hall) -> None:
    expect(theme(console, "t03").locator(".theme-lock")).to_be_hidden()
    menu(console, "t03", "lock")
    expect(theme(console, "t03").locator(".theme-lock")).to_be_visible()
    expect(console.locator("#theme-lock-text")).to_have_text("ปลดล็อก")
    until(console, lambda: hall.room.themes["t03"]["locked"] is True)
    console.locator("#toasts .button").click()
    expect(theme(console, "t03").locator(".theme-lock")).to_be_hidden()
    expect(console.locator("#theme-lock-text")).to_have_text("ล็อกกลุ่มความเห็น")
    console.keyboard.press("Escape")
    expect(console.locator("body > #toasts")).to_be_attached()


def test_voices_are_shown_as_people_groups_and_shares(console: Page, hall: Hall) -> None:
    voices = hall.room.themes["t02"]["voices"]
    menu(console, "t02")
    expect(console.locator(".voices-sum")).to_have_text(f"{voices['people']} เครื่อง · {voices['groups']} กลุ่ม")
    expect(console.locator(".voices-group")).to_have_count(voices["groups"])
    expect(console.locator("#theme-voices")).to_contain_text(f"{voices['groups']} จาก")


def test_what_one_group_alone_says_is_marked_on_the_card(
    screen: Callable[..., Page], open_hall: Callable[..., Hall]
) -> None:
    board = examples.full()
    for each in board["notes"]:
        if each["theme_id"] == "t08":
            each["group_id"] = "g7"
    console = screen(open_hall(board).console_url, LAPTOP)
    expect(theme(console, "t08").locator(".only-group")).to_have_text("มีแต่ อำเภออุบลรัตน์")
    expect(theme(console, "t02").locator(".only-group")).to_be_hidden()


def test_a_theme_that_is_gone_says_so_in_its_open_menu(console: Page, hall: Hall) -> None:
    menu(console, "t05")
    hall.room.themes["t05"]["gone"] = True
    hall.tell(["t05"], [])
    expect(console.locator("#theme-gone")).to_be_visible()
    expect(console.locator("#theme-menu")).to_be_visible()


def test_the_menu_renames_on_the_card(console: Page, hall: Hall) -> None:
    menu(console, "t05", "rename")
    expect(console.locator(".theme-field")).to_be_focused()
    console.keyboard.type("เน็ตช้า")
    console.keyboard.press("Enter")
    expect(theme(console, "t05").locator(".theme-label")).to_have_text("เน็ตช้า")


def test_a_note_is_pinned_and_let_go(console: Page, hall: Hall) -> None:
    key = members(hall, "t03")[0]
    note(console, key).locator(".note-more").click()
    console.locator("#note-pin").click()
    expect(note(console, key).locator(".note-placed")).to_be_visible()
    expect(console.locator("#note-pin")).to_have_attribute("aria-pressed", "true")
    console.locator("#note-pin").click()
    expect(note(console, key).locator(".note-placed")).to_be_hidden()
    until(console, lambda: hall.room.notes[key]["placed"] is False)
    held: list[Route] = []
    console.route("**/pin", lambda route: route.continue_() if held else held.append(route))
    for _ in range(2):  # the second tap comes before the answer to the first
        console.locator("#note-pin").click()
        until(console, lambda: bool(held))
    held[0].continue_()
    until(console, lambda: [undo[0] for undo in hall.room.undos[2:]] == ["ปักหมุด", "เลิกปักหมุด"])
    expect(note(console, key).locator(".note-placed")).to_be_hidden()


def test_why_names_the_nearest_notes_and_marks_the_shared_words(console: Page, hall: Hall) -> None:
    key = hall.room.themes["t02"]["subthemes"][0]["members"][0]
    theme(console, "t02").locator(".subtheme summary").first.click()
    note(console, key).locator(".note-more").click()
    console.locator("#note-why-open").click()
    expect(console.locator(".near")).to_have_count(3)
    assert set(console.locator(".near mark").all_inner_texts()) <= {"งบประมาณ", "งบ", "โอน"}
    expect(console.locator("#note-menu-text mark").first).to_have_text("งบประมาณ")
    expect(console.locator("#note-menu-text")).to_have_text(hall.room.notes[key]["text"])


def test_why_says_plainly_that_nothing_is_near(console: Page, hall: Hall) -> None:
    key = next(key for key, n in hall.room.notes.items() if n["status"] == "ungrouped")
    note(console, key).locator(".note-more").click()
    console.locator("#note-why-open").click()
    expect(console.locator("#note-why")).to_contain_text("ไม่พบความเห็นอื่นที่ใกล้เคียงพอ")


def test_why_shows_progress_and_says_what_went_wrong(console: Page, hall: Hall) -> None:
    waiting: list[Route] = []
    console.route("**/why", lambda route: waiting.append(route))
    note(console, members(hall, "t03")[0]).locator(".note-more").click()
    console.locator("#note-why-open").click()
    expect(console.locator("#note-why")).to_contain_text("กำลังหาความเห็นที่ใกล้เคียง")
    waiting[0].fulfill(status=503, json={"ok": False, "message": "ลองอีกครั้งภายหลัง"})
    expect(console.locator("#note-why")).to_contain_text("ยังหาเหตุผลไม่ได้: ลองอีกครั้งภายหลัง")


def test_a_whole_merge_goes_by_the_keyboard(console: Page, hall: Hall) -> None:
    theme(console, "t04").locator(".theme-more").focus()
    console.keyboard.press("Enter")
    console.locator("[data-act='merge']").focus()
    console.keyboard.press("Enter")
    expect(console.locator("#theme-menu-title")).to_be_focused()
    console.locator("#merge-themes button", has_text="อินเทอร์เน็ต").focus()
    console.keyboard.press("Enter")
    console.locator("#theme-confirm .button-call").focus()
    console.keyboard.press("Enter")
    expect(theme(console, "t05")).to_have_count(0)


@pytest.mark.parametrize("size", [LAPTOP, HAND], ids=["laptop", "hand"])
def test_the_page_and_its_menus_never_reach_over_the_side(
    size: dict[str, int], screen: Callable[..., Page], open_hall: Callable[..., Hall]
) -> None:
    console = screen(open_hall(examples.full(extreme=True)).console_url, size)
    fits = "each => each.scrollWidth <= each.clientWidth + 1"
    console.locator("#connection[data-state='connected']").wait_for()
    assert holds(console, "document.documentElement.scrollWidth <= innerWidth")
    for act in ("", "merge", "split"):
        menu(console, "t02", act)
        assert holds(console.locator("#theme-menu"), fits), act
        console.keyboard.press("Escape")
    for name in ("regroup", "glossary", "focus"):
        tool(console, name)
        assert holds(console.locator(f"#{name}"), fits), name
        console.keyboard.press("Escape")
    console.locator("[data-view='outlook']").click()
    assert holds(console, "document.documentElement.scrollWidth <= innerWidth")


def test_two_consoles_see_the_same_merge(console: Page, hall: Hall, screen: Callable[..., Page]) -> None:
    other = screen(hall.console_url, LAPTOP)
    other.locator("#connection[data-state='connected']").wait_for()
    menu(console, "t04", "merge")
    console.locator("#merge-themes button", has_text="อินเทอร์เน็ต").click()
    console.locator("#theme-confirm .button-call").click()
    expect(theme(other, "t05")).to_have_count(0)
    expect(theme(other, "t04").locator(".theme-count")).to_have_text(str(len(members(hall, "t04"))))
