"""The console's first screen: the present phase and its wall come first, whatever the screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.board import examples
from tests.browser.board.conftest import HAND, LAPTOP, Hall
from tests.browser.waiting import becomes, holds

SMALL = {"width": 911, "height": 512}  # 1366 × 768 at 150 %
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
    stops = 0
    while not console.evaluate("Boolean(document.activeElement.closest('.theme'))") and stops <= MOST_STOPS:
        console.keyboard.press("Tab")
        stops += 1
    assert stops <= MOST_STOPS
    console.locator("#tools-menu > summary").focus()
    console.keyboard.press("ArrowLeft")
    expect(console.locator("#filter-name")).to_be_focused()
    console.keyboard.press("Enter")
    expect(console.locator("#focus-tabs")).to_be_visible()
    console.keyboard.press("Escape")
    expect(console.locator("#focus-tabs")).to_be_hidden()
    expect(console.locator("#filter-name")).to_be_focused()
