"""What the console shows on the projector, and what a click on the projector opens."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.board.conftest import Hall
from tests.browser.waiting import at_rest, becomes, holds, until

COVERED = "[...document.querySelectorAll('.shown-note')].filter(each => each.scrollWidth > each.clientWidth + 1).length"

WITHIN = """page => [...page.querySelectorAll(".answers-row:not([hidden])")].every(row =>
  row.getBoundingClientRect().bottom <= row.parentElement.getBoundingClientRect().bottom + 1)"""


def test_the_projector_shows_the_theme_note_or_group_that_the_console_chooses(
    console: Page, projector: Page, hall: Hall
) -> None:
    projector.bring_to_front()
    projector.locator(".wall-theme[data-key='t02']").click()
    expect(projector.locator("#shown")).to_be_visible()
    expect(projector.locator(".wall")).to_be_hidden()
    wanted = [note for note in hall.room.notes.values() if note["theme_id"] == "t02" and note["status"] == "theme"]
    expect(projector.locator(".shown-note")).to_have_count(len(wanted))
    expect(projector.locator("#shown .shown-page")).to_contain_text("หน้า 1/")
    projector.keyboard.press("ArrowRight")
    expect(projector.locator("#shown .shown-page")).to_contain_text("หน้า 2/")
    becomes(projector, lambda: projector.evaluate(COVERED), 0)
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
    expect(projector.locator("#shown .shown-title")).to_have_text("อำเภอเมืองขอนแก่น")
    projector.reload()
    expect(projector.locator("#shown .shown-title")).to_have_text("อำเภอเมืองขอนแก่น")
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
    hall.room.without_group = 100
    hall.tell(None, None)
    expect(names).to_have_text(["บ้านฝาง", "พระยืน", "กลุ่มอื่น ๆ"])
    hall.room.shown = {"what": "thanks", "id": ""}
    hall.tell([], [])
    expect(projector.locator("#groups")).to_be_hidden()
    expect(projector.locator(".side")).to_be_hidden()  # neither the way in nor others' notes beside the thanks
    expect(projector.locator("#phase-name")).to_have_text(hall.room.workshop["title"])


def choose(console: Page, what: str) -> None:
    console.bring_to_front()
    console.locator("#show-menu > summary").click()
    console.locator(f"[data-show-there='{what}']").click()


def test_the_projector_puts_problems_beside_answers_page_by_page(console: Page, projector: Page, hall: Hall) -> None:
    choose(console, "answers")
    expect(console.locator("#shown-now")).to_contain_text("ปัญหาและทางแก้ที่เสนอ")
    page = projector.locator("#page-answers")
    expect(page.locator(".shown-sums")).to_contain_text("มีทางแก้")
    expect(projector.locator(".wall")).to_be_hidden()
    at_rest(projector)  # with other fonts there are other pages
    first = page.locator(".answers-row:visible .answers-problem p").all_inner_texts()
    assert holds(page, WITHIN)
    projector.bring_to_front()
    projector.keyboard.press("ArrowLeft")
    rows = page.locator(".answers-row:visible .answers-problem p")
    until(projector, lambda: rows.all_inner_texts() not in ([], first))
    expect(page.locator(".answers-gaps:visible").first).to_be_visible()
    projector.keyboard.press("Escape")
    expect(projector.locator(".wall")).to_be_visible()


def test_a_new_link_comes_to_the_page_of_problems_and_answers(projector: Page, hall: Hall) -> None:
    hall.room.shaping.links = []
    hall.room.shown = {"what": "answers", "id": ""}
    hall.tell([], [])
    expect(projector.locator(".shown-sums")).to_contain_text("มีทางแก้ 0 ปัญหา")
    hall.room.shaping.links = [{"from": "t02", "to": "t08", "strength": 0.5, "said": "added"}]
    hall.tell([], [])
    row = projector.locator(".answers-row", has_text="งบประมาณมาช้าและไม่พอ")
    expect(row.locator(".answers-answer")).to_contain_text("ประชุมเครือข่ายทุกเดือน")
    expect(row.locator(".answers-said")).to_be_visible()
    expect(projector.locator("#page-answers .shown-sums")).to_contain_text("มีทางแก้ 1 ปัญหา")


def test_each_focus_issue_has_a_page_with_its_groups(console: Page, projector: Page, hall: Hall) -> None:
    choose(console, "focus")
    page = projector.locator("#page-focus")
    expect(page.locator(".shown-title")).to_have_text("โคก หนอง นา โมเดล")
    expect(page.locator(".focus-group")).to_have_count(26)
    counts = [int(each) for each in page.locator(".focus-count").all_inner_texts()]
    assert sum(counts) == int(page.locator(".shown-count").inner_text())
    projector.bring_to_front()
    projector.keyboard.press("ArrowRight")
    expect(page.locator(".shown-title")).to_have_text("คู่เสี่ยว เกี่ยวก้อย แก้จนคนขอนแก่น")


def test_groups_without_notes_on_an_issue_are_not_named_beside_anonymous_notes(projector: Page, hall: Hall) -> None:
    for note in hall.room.notes.values():
        note["group_id"] = "g1" if note["number"] % 2 else None
    hall.room.without_group = 100
    hall.room.shown = {"what": "focus", "id": ""}
    hall.tell(None, None)
    names = projector.locator("#page-focus .focus-name")
    expect(names).to_have_text(["บ้านฝาง", "กลุ่มอื่น ๆ"])
    expect(projector.locator("#page-focus .shown-foot")).to_be_hidden()


def test_districts_stand_by_their_own_names_half_of_them_on_each_page(
    console: Page, projector: Page, hall: Hall
) -> None:
    choose(console, "districts")
    page = projector.locator("#page-districts")
    expect(page.locator(".shown-title")).to_contain_text("โคก หนอง นา โมเดล")
    expect(page.locator(".focus-name")).to_have_count(13)
    first = page.locator(".focus-name").all_inner_texts()
    expect(page.locator(".focus-count").first).to_contain_text("12")
    projector.bring_to_front()
    projector.keyboard.press("ArrowRight")
    expect(page.locator(".focus-name").first).not_to_have_text(first[0])
    names = [*first, *page.locator(".focus-name").all_inner_texts()]
    assert len(set(names)) == 26
    assert not any(name.startswith("อำเภอ") or name.endswith("…") for name in names)
    for _ in range(2):
        projector.keyboard.press("ArrowRight")
    expect(page.locator(".shown-title")).to_contain_text("คู่เสี่ยว")


def test_frequent_words_stay_whole_and_on_the_page(console: Page, projector: Page, hall: Hall) -> None:
    names = ["งบประมาณ", "ครัวเรือน", *(f"เครือข่ายพัฒนาชุมชน{n}" for n in range(28))]
    hall.room.shaping.words = [{"word": word, "count": 60 - n} for n, word in enumerate(names)]
    choose(console, "words")
    expect(projector.locator(".word")).to_have_count(30)
    inside = """flow => [...flow.children].every(each => each.hidden || each.getClientRects().length === 1
      && each.getBoundingClientRect().bottom <= flow.getBoundingClientRect().bottom + 1)"""
    assert holds(projector.locator(".words-flow"), inside)


def test_the_time_left_and_the_programme_stand_alone_on_the_projector(
    console: Page, projector: Page, hall: Hall
) -> None:
    choose(console, "countdown")
    expect(projector.locator("#page-countdown .shown-words")).to_have_text("ยังไม่ได้ตั้งเวลา")
    assert holds(projector.locator(".stage-head"), "head => head.clientHeight < 100")  # a line, without its question
    hall.room.time("start", 754)
    hall.tell([], [])
    expect(projector.locator(".countdown-face")).to_contain_text("12:")
    item = {"kind": "meal", "at": "11:15", "starts": 675, "minutes": 60, "began_at": 0}
    hall.room.programme = {
        "now": {
            **item,
            "kind": "discussion",
            "title": "อภิปรายกลุ่ม",
            "at": "10:00",
            "starts": 600,
            "minutes": 75,
            "began_at": 1,
        },
        "next": {**item, "title": "อาหารกลางวัน"},
        "begun": True,
        "over": False,
    }
    choose(console, "programme")
    expect(projector.locator(".programme-now")).to_contain_text("10:00–11:15 น.")
    expect(projector.locator(".programme-now .programme-title")).to_have_text("อภิปรายกลุ่ม")
    expect(projector.locator(".programme-next .programme-title")).to_have_text("อาหารกลางวัน")
    expect(projector.locator(".programme-back")).to_be_hidden()
    # A meal that began at 11:20 in Bangkok; nobody chose it.
    hall.room.programme |= {"now": {**item, "title": "อาหารกลางวัน", "began_at": 260 * 60_000}, "next": None}
    hall.room.shown = {"what": "programme", "id": "pause"}
    hall.tell([], [])
    expect(projector.locator(".programme-back")).to_have_text("เริ่มต่อเวลา 12:20 น.")
    expect(console.locator("#shown-now")).to_contain_text("อาหารกลางวัน")
    hall.room.workshop["ended"] = True
    hall.tell([], [])
    expect(projector.locator(".wall")).to_be_visible()


def test_the_list_of_actions_says_that_there_are_none_yet_and_the_console_that_it_is_shown(
    console: Page, projector: Page, hall: Hall
) -> None:
    choose(console, "actions")
    expect(projector.locator("#shown .shown-words")).to_have_text("ยังไม่มีสิ่งที่จะทำ")
    expect(projector.locator(".wall")).to_be_hidden()
    expect(console.locator("#shown-now")).to_contain_text("สิ่งที่จะทำ")
    console.locator("#shown-now button").click()
    expect(projector.locator(".wall")).to_be_visible()
