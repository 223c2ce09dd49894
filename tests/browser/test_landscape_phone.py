"""A phone lying on its side (740×360): two lines of the box, and nothing that is reached lies under the fixed foot."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.room import Room, draft

LINES = """() => {
  const box = document.querySelector("#text");
  const style = getComputedStyle(box);
  const foot = [...document.querySelectorAll(".foot")].find((each) => each.offsetHeight);
  const { top, bottom } = box.getBoundingClientRect();
  const seen = Math.min(bottom, foot.getBoundingClientRect().top) - top;
  return Math.floor((seen - parseFloat(style.paddingTop)) / parseFloat(style.lineHeight));
}"""
# What has the focus and stays covered by the foot, or is out of the window.
COVERED = """() => [...document.querySelectorAll("a, button, input, textarea, summary")].filter((each) => {
  if (each.disabled || !each.offsetParent || each.closest(".foot, [hidden]")) return false;
  each.focus();
  const { top, bottom } = each.getBoundingClientRect();
  const foot = [...document.querySelectorAll(".foot")].find((found) => found.offsetHeight);
  const room = foot ? foot.getBoundingClientRect().top : innerHeight;
  return Math.min(bottom, top + 44) > room + 1 || top < -1;
}).map((each) => each.id || each.textContent.trim() || each.name)"""


def test_the_pages_of_a_phone_on_its_side_leave_nothing_under_the_foot(
    visitor: Callable[..., Page], url: str, room: Room
) -> None:
    page = visitor((740, 360), has_touch=True, reduced_motion="reduce")
    page.goto(f"{url}/j/{room.code}")
    page.get_by_role("radio", name=draft().groups[0]).check()
    page.locator(".join-more > summary").click()
    assert page.evaluate(COVERED) == [], "joining"
    page.locator("#join-send").click()
    expect(page.locator("#compose")).to_be_visible()
    page.evaluate("scrollTo(0, 0)")
    assert page.evaluate(LINES) >= 2
    notes = [room.other.note(f"ถนนเป็นหลุมบ่อทั้งสายตลอดปี {number} " * 6)["id"] for number in range(6)]
    for note in notes[:3]:
        room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": f"เรื่อง {note[:3]}"})
    room.desk.call("/sharing", {"sharing": "everyone"})
    room.desk.call("/pulse", {"moment": "morning", "asks_word": True})
    for kind in ("ranking", "effort_impact", "dots"):
        assert room.desk.call("/voting", {"kind": kind, "source": "themes", "dots": 3}).status_code == 200
        expect(page.locator("#voting")).to_be_visible()
        assert page.evaluate(COVERED) == [], kind
    expect(page.locator("#shared-notes > li").first).to_be_visible()
    page.locator("#text").fill("ไฟดับบ่อย")
    page.locator("#send").click()
    expect(page.locator("#own-notes > li")).to_have_count(1)
    page.locator('#own-notes [data-do="edit"]').click()
    assert page.evaluate(COVERED) == [], "lists, and a note that is edited"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults(page) == []


# Of a form's last button, what lies over its middle.
REACHED = """(chosen) => {
  const { left, top, width, height } = document.querySelector(chosen).getBoundingClientRect();
  const found = document.elementFromPoint(left + width / 2, top + height / 2);
  return !!found && !!found.closest(chosen);
}"""


def test_the_foot_stands_aside_while_another_form_of_the_phone_is_filled_in(
    visitor: Callable[..., Page], url: str, room: Room
) -> None:
    phase = room.desk.board()["phases"][0]["id"]
    room.desk.call("/sharing", {"sharing": "everyone"})
    room.desk.call(f"/phases/{phase}/comments", {"on": True})
    room.other.note("งบมาช้า")
    page = visitor((740, 360), has_touch=True, reduced_motion="reduce")
    page.goto(f"{url}/j/{room.code}")
    page.get_by_role("radio", name=draft().groups[0]).check()
    page.locator("#join-send").click()
    page.locator("#text").fill("ไฟดับบ่อย")
    page.locator("#send").click()
    save = "#own-notes .note-form [type=submit]"
    page.locator('#own-notes [data-do="edit"]').click()
    assert page.evaluate(REACHED, save)
    for size in ((360, 740), (740, 360)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.wait_for_function(REACHED, arg=save)
    page.locator("#text").focus()
    page.wait_for_function(REACHED, arg="#send")
    page.locator("#own-notes .note-form textarea").fill("ไฟดับบ่อยมาก")
    page.locator(save).click()
    expect(page.locator("#own-notes .note-text")).to_have_text("ไฟดับบ่อยมาก")
    page.wait_for_function(REACHED, arg="#send")

    other = page.locator("#shared-notes > li", has_text="งบมาช้า")
    other.locator("summary").click()
    other.locator("textarea").focus()
    page.wait_for_function(REACHED, arg="#shared-notes .comment-form [type=submit]")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function(REACHED, arg="#send")
