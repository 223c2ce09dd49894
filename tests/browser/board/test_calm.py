"""The console's first screen: the present phase and its wall come first, whatever the screen."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.board import examples
from tests.browser.board.conftest import HAND, LAPTOP, Hall
from tests.browser.waiting import becomes, holds

SMALL = {"width": 911, "height": 512}  # 1366 × 768 at 150 %
TWICE = {"width": 683, "height": 384}  # and at 200 %
MOST_STOPS = 12
TOP = "[...document.querySelectorAll('.theme')].find(each => each.getClientRects().length).getBoundingClientRect().top"
# Pairs of parts that stand above the wall and cover each other, and parts that stand beside the page.
COVERED = """() => {
  const parts = [...document.querySelectorAll('.console-top .button, .console-top h1, .phase-steps, .console-run > *, '
    + '#next-phase, #category-tabs, .is-view, .search, .board-tools summary, #open-proposals')];
  const boxed = parts.filter(each => each.checkVisibility()).map(each => [each, each.getBoundingClientRect()]);
  const seen = boxed.filter(([, box]) => box.width);
  const inside = ([a], [b]) => a.contains(b) || b.contains(a);
  const cover = ([, a], [, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 6
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6;
  const names = (pair) => pair.map(([each]) => each.id || each.className).join(' / ');
  const pairs = seen.flatMap((a, at) => seen.slice(at + 1).map(b => [a, b]));
  return pairs.filter(([a, b]) => !inside(a, b) && cover(a, b)).map(names);
}"""


def six_phases() -> dict[str, Any]:
    board = examples.full()
    titles = ["ผลงาน", "ปัญหาและอุปสรรค", "สาเหตุ", "แนวทางแก้ไข", "ข้อเสนอแนะ", "การพัฒนาต่อยอด"]
    keys = ["result", "problem", "cause", "solution", "proposal", "proposal"]
    base = board["phases"][0]
    board["phases"] = [
        {**base, "id": f"p{n}", "position": n, "title": f"เหลียวหลัง: {title}", "categories": [key], "state": "waiting"}
        for n, (title, key) in enumerate(zip(titles, keys, strict=True))
    ]
    board["phases"][1]["state"] = "open"
    board["themes"] = [theme for theme in board["themes"] if theme["category"] in ("result", "problem")]
    for note in board["notes"]:
        if note["theme_id"] not in (None, *(theme["id"] for theme in board["themes"])):
            note.update(theme_id=None, status="ungrouped")
    return board


def stops_before_a_theme(console: Page) -> int:
    stops = 0
    while not console.evaluate("Boolean(document.activeElement.closest('.theme'))") and stops <= MOST_STOPS:
        console.keyboard.press("Tab")
        stops += 1
    return stops


def all_at_once(board: dict[str, Any], hall: Hall) -> None:
    """A phase accepts late notes, another is written alone, an item has begun, and a theme is shown."""
    board["phases"][0].update(state="closed", late_until=int(time.time() * 1000) + 600_000)
    board["phases"][1].update(alone=True, revealed=0)
    item = {"at": "09:00", "starts": 540, "minutes": 30, "kind": "plenary", "began_at": int(time.time() * 1000)}
    hall.room.programme = {
        "now": {**item, "title": "เปิดการประชุมและชี้แจงวัตถุประสงค์"},
        "next": {**item, "title": "เหลียวหลัง: ปัญหาและอุปสรรค", "at": "10:45", "began_at": 0},
        "begun": True,
        "over": False,
    }
    hall.room.shown = {"what": "theme", "id": "t02"}
    hall.room.demo = True


def test_the_wall_of_the_present_phase_is_on_the_first_screen(
    screen: Callable[..., Page], open_hall: Callable[..., Hall]
) -> None:
    hall = open_hall(six_phases())
    hall.room.undos = [("เปลี่ยนชื่อเป็น “" + "งบประมาณมาช้าและไม่พอ" * 4 + "”", {}, {})]
    console = screen(hall.console_url, LAPTOP)
    expect(console.locator(".phase-step")).to_have_count(6)
    assert holds(console, f"{TOP} < 190")
    becomes(console, lambda: console.locator(".phase-name").all_inner_texts()[2:4], ["สาเหตุ", "แนวทางแก้ไข"])
    expect(console.locator(".board-section:visible h2").first).to_have_text(re.compile(r"^\s*ปัญหา/อุปสรรค"))
    expect(console.locator("#sections-empty")).to_have_text(
        "ยังไม่มีกลุ่มความเห็น: สาเหตุ · แนวทางแก้ไข · ข้อเสนอแนะ/การพัฒนาต่อยอด"
    )
    title = console.locator("#title")
    assert holds(title, "it => it.scrollWidth <= Math.ceil(it.getBoundingClientRect().width)")
    for size, most in ((LAPTOP, 190), (SMALL, 300), (HAND, 500)):
        console.set_viewport_size(size)
        assert holds(console, f"{TOP} < {most}"), size
        becomes(console, lambda: console.evaluate(COVERED), [])
        assert holds(console, "document.documentElement.scrollWidth <= innerWidth"), size
    console.set_viewport_size(LAPTOP)
    for key in ("result", "problem", "cause", "solution", "proposal"):
        hall.room.shaping.propose(hall.room, key)
        hall.room.shaping.notice(hall.room, key, 1)
    hall.tell([], [])
    expect(console.locator("#open-proposals")).to_have_text("ควรจัดใหม่ 10")
    for size, most in ((LAPTOP, 190), (SMALL, 300), (HAND, 500)):
        console.set_viewport_size(size)
        assert holds(console, f"{TOP} < {most}"), size
        becomes(console, lambda: console.evaluate(COVERED), [])
        assert holds(console, "document.documentElement.scrollWidth <= innerWidth"), size
    console.locator("#more-menu > summary").click()
    console.evaluate("document.getElementById('open-console-name').hidden = false")
    console.locator("#open-console-name span").evaluate("(span) => { span.textContent = 'จอนี้: วิทยากร 1'; }")
    assert holds(console.locator("#open-console-name span"), "span => span.getBoundingClientRect().width > 60")
    console.keyboard.press("Escape")
    console.set_viewport_size(LAPTOP)
    hall.room.shaping.proposals.clear()
    hall.room.shaping.differences.clear()
    hall.tell([], [])
    expect(console.locator("#open-proposals")).to_be_hidden()
    assert stops_before_a_theme(console) <= MOST_STOPS
    console.locator("#tools-menu > summary").focus()
    console.keyboard.press("ArrowLeft")
    expect(console.locator("#filter-name")).to_be_focused()
    console.keyboard.press("Enter")
    expect(console.locator("#focus-tabs")).to_be_visible()
    console.keyboard.press("Escape")
    expect(console.locator("#focus-tabs")).to_be_hidden()
    expect(console.locator("#filter-name")).to_be_focused()


STATUS = ("#programme-line", "#phase-late", "#shown-now", "#unrevealed > li", "#demo")
OUTSIDE = """() => [...document.querySelectorAll('.console-top *, .console-run > *, .board-filter > *, '
  + '.console-state > *')].filter(each => each.checkVisibility() && !each.closest('.phase-steps, .menu-panel'))
  .filter(each => each.getBoundingClientRect().right > innerWidth + 1).map(each => each.id || each.className)"""


def test_all_that_is_so_at_once_takes_no_height_from_the_wall_and_large_letters_none_of_it_away(
    screen: Callable[..., Page], open_hall: Callable[..., Hall]
) -> None:
    board = six_phases()
    hall = open_hall(board)
    all_at_once(board, hall)
    console = screen(hall.console_url, LAPTOP)
    for line in STATUS:
        expect(console.locator(line)).to_be_visible()
    for size, most in ((LAPTOP, 190), (SMALL, 190), (HAND, 500), (TWICE, 330)):
        console.set_viewport_size(size)
        assert holds(console, f"{TOP} < {most}"), size
        becomes(console, lambda: console.evaluate(COVERED), [])
        becomes(console, lambda: console.evaluate(OUTSIDE), [])
        assert holds(console, "document.documentElement.scrollWidth <= innerWidth"), size
        for line in STATUS:
            expect(console.locator(line)).to_be_visible()
    console.set_viewport_size(LAPTOP)
    assert stops_before_a_theme(console) <= MOST_STOPS
    console.add_style_tag(content="html { font-size: 200% }")
    assert holds(console, f"{TOP} < 660")
    becomes(console, lambda: console.evaluate(COVERED), [])
    becomes(console, lambda: console.evaluate(OUTSIDE), [])
    assert holds(console, "document.documentElement.scrollWidth <= innerWidth")
    assert holds(
        console.locator("#category-tabs > :nth-child(3)"), "tab => tab.getBoundingClientRect().right < innerWidth"
    )
    console.set_viewport_size(HAND)
    console.add_style_tag(content="html { font-size: 100% !important }")
    for name in ("show", "more"):
        console.locator(f"#{name}-menu > summary").click()
        panel = console.locator(f"#{name}-menu > .menu-panel")
        assert holds(panel, "panel => panel.getBoundingClientRect().bottom <= innerHeight")
        assert holds(panel, "panel => panel.getBoundingClientRect().left >= 0")


IN_SIGHT = """() => {
  const box = it => document.querySelector(it).getBoundingClientRect();
  const [row, step] = ['#phase-steps', '.phase-step[data-state="open"]'].map(box);
  return step.left >= row.left - 1 && step.right <= row.right + 1;
}"""
WHOLE = "name => name.scrollWidth <= name.clientWidth"


def test_the_open_phase_is_in_sight_with_its_whole_name_and_the_next_one_where_there_is_room(
    screen: Callable[..., Page], open_hall: Callable[..., Hall]
) -> None:
    board = examples.full()
    titles = (
        "เหลียวหลัง: ผลงาน",
        "เหลียวหลัง: ปัญหา/อุปสรรค",
        "วิเคราะห์: สาเหตุ",
        "แลหน้า: แนวทางแก้ไข",
        "แลหน้า: ข้อเสนอแนะ/การพัฒนาต่อยอด",
    )
    for at, title in enumerate(titles):
        board["phases"][at].update(title=title, state="closed")
    hall = open_hall(board)
    board["phases"][4]["state"] = "open"
    console = screen(hall.console_url, SMALL)
    names = console.locator(".phase-name")
    for size in (SMALL, HAND, TWICE, LAPTOP):
        console.set_viewport_size(size)
        assert holds(console, IN_SIGHT), size
        if size is not TWICE:
            assert holds(names.nth(4), WHOLE), size
    for at in range(4):
        for each in range(5):
            board["phases"][each]["state"] = "closed" if each < at else "open" if each == at else "waiting"
        hall.tell([], [])
        expect(console.locator(".phase-step").nth(at)).to_have_attribute("data-state", "open")
        assert holds(console, IN_SIGHT)
        for each in (at, at + 1):
            assert holds(names.nth(each), WHOLE), (at, each)
            assert titles[each] in (console.locator(".phase-button").nth(each).get_attribute("title") or "")
    console.set_viewport_size(SMALL)
    assert holds(console, IN_SIGHT)
    assert holds(names.nth(3), WHOLE)
    third = console.locator("#category-tabs > :nth-child(4)")  # all, and three categories
    assert holds(third, "tab => tab.getBoundingClientRect().right <= tab.parentElement.getBoundingClientRect().right")
