"""What the console shows on the projector, and what a click on the projector opens."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.board.conftest import Hall

COVERED = "[...document.querySelectorAll('.shown-note')].filter(each => each.scrollWidth > each.clientWidth + 1).length"


def test_the_projector_shows_the_theme_note_or_group_that_the_console_chooses(
    console: Page, projector: Page, hall: Hall
) -> None:
    projector.bring_to_front()
    projector.locator(".wall-theme[data-key='t02']").click()
    expect(projector.locator("#shown")).to_be_visible()
    expect(projector.locator(".wall")).to_be_hidden()
    wanted = [note for note in hall.room.notes.values() if note["theme_id"] == "t02" and note["status"] == "theme"]
    expect(projector.locator(".shown-note")).to_have_count(len(wanted))
    expect(projector.locator(".shown-page")).to_contain_text("หน้า 1/")
    projector.keyboard.press("ArrowRight")
    expect(projector.locator(".shown-page")).to_contain_text("หน้า 2/")
    assert projector.evaluate(COVERED) == 0
    expect(console.locator("#shown-now")).to_contain_text("งบประมาณมาช้าและไม่พอ")
    hall.room.themes["t02"]["gone"] = True
    hall.tell(["t02"], [])
    expect(projector.locator(".wall")).to_be_visible()
    expect(console.locator("#shown-now")).to_be_hidden()
    console.bring_to_front()
    console.locator("[data-theme='t03'] .note-more[aria-label^='จัดการความเห็น']").first.click()
    console.locator("[data-do='show']").click()
    expect(projector.locator(".shown-note")).to_have_count(1)
    console.locator("#group-list [data-show-group]").first.click()
    expect(projector.locator(".shown-title")).to_have_text("อำเภอเมืองขอนแก่น")
    projector.reload()
    expect(projector.locator(".shown-title")).to_have_text("อำเภอเมืองขอนแก่น")
    console.locator("#show-menu > summary").click()
    console.locator("[data-show-there='welcome']").click()
    expect(projector.locator("#welcome")).to_be_visible()
    console.locator("#shown-now button").click()
    expect(projector.locator(".wall")).to_be_visible()


def test_the_strip_names_the_groups_that_wrote_and_counts_the_others(projector: Page, hall: Hall) -> None:
    for note in hall.room.notes.values():
        note["group_id"] = "g1" if note["number"] % 2 else "g2"
    hall.tell(None, None)
    names = projector.locator("#groups .strip-name")
    expect(names).to_have_text(["บ้านฝาง", "พระยืน", "ยังไม่เขียน 24 กลุ่ม"])
