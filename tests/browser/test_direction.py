"""Marks of direction in what people write turn nothing of the page's own around, and Jawi reads from the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from playwright.sync_api import Page, expect

from tests.browser.phone.conftest import write
from tests.browser.waiting import at_rest
from tests.room import Room
from workshop.domain import workshops
from workshop.views import drafts

LAPTOP, WALL = (1366, 768), (1920, 1080)
TURNED = "\N{RIGHT-TO-LEFT OVERRIDE}กลุ่มพลิก"
JAWI = "ايسو كامي اد سبوله تاهون"
# Of the first text node that has these words: where its first and its last letter stand, and the box of its paragraph.
STANDS = """([selector, words]) => {
  for (const el of document.querySelectorAll(selector)) {
    const walk = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const at = node.data.indexOf(words);
      if (at < 0 || !node.parentElement.offsetParent) continue;
      const left = (from) => {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, from + 1);
        return range.getBoundingClientRect();
      };
      const box = node.parentElement.getBoundingClientRect();
      const [first, last] = [left(at), left(at + words.length - 1)];
      return {rises: first.left < last.left, atRight: box.right - first.right < box.width / 4};
    }
  }
  return null;
}"""


def stands(page: Page, selector: str, words: str) -> object:
    at_rest(page)
    return page.evaluate(STANDS, [selector, words])


FROM_THE_RIGHT = {"rises": False, "atRight": True}


def test_marks_of_direction_stay_in_their_text_and_jawi_reads_from_the_right(
    staff: Callable[..., Page], joined: Callable[..., Page], url: str, room: Room
) -> None:
    named = replace(room.feed.read(drafts.of, room.code), groups=(TURNED, "กลุ่มดอกจาน"))
    phone = joined(0)
    room.feed.change(room.code, "facilitator", workshops.edit, named)
    console, wall = staff(LAPTOP), staff(WALL)
    console.goto(f"{url}/workshops/{room.code}")
    wall.goto(f"{url}/workshops/{room.code}/projector")
    for n, text in enumerate((f"{TURNED} ต่อท้าย", JAWI), 1):
        write(phone, text)
        expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(n)
        note = next(each["id"] for each in room.desk.board()["notes"] if each["text"] == text)
        assert room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": f"{n} {TURNED}"}).status_code == 200
    for page, place in ((phone, "#own-notes"), (console, "#sections"), (wall, ".wall-theme"), (phone, "#me")):
        expect(page.locator(place).first).to_contain_text("กลุ่มพลิก")

    for page, place in ((phone, "#own-notes"), (console, ".theme .note-text"), (wall, ".newest-text")):
        assert stands(page, place, JAWI) == FROM_THE_RIGHT, place
        turned = stands(page, place, "กลุ่มพลิก")
        assert isinstance(turned, dict)
        assert not turned["rises"], "a note is shown as it was written"
    # Marks in names are dropped, and what stands beside names and notes is not turned by them.
    for page, place, words in (
        (phone, "#me", "กลุ่มพลิก"),
        (phone, "#own-notes", "บันทึกแล้ว"),
        (phone, "#compose", "ช่วงที่ 1 จาก 2"),
        (console, ".theme-label", "กลุ่มพลิก"),
        (console, ".note-group", "กลุ่มพลิก"),
        (console, "#phase-steps", "ปัญหา"),
        (wall, ".wall-label", "กลุ่มพลิก"),
        (wall, ".newest-group", "กลุ่มพลิก"),
    ):
        found = stands(page, place, words)
        assert isinstance(found, dict), (place, words)
        assert found["rises"], (place, words)
