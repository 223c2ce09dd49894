"""Hints at coarse words and personal data in every box of the phone: new notes, edits of notes, comments."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.phone.conftest import write
from tests.browser.phone.test_table import AT_ONCE
from tests.room import Room

COARSE, PLAIN = "ถนนแม่งเป็นหลุม", "ถนนเป็นหลุม"


def test_edits_and_comments_get_the_hints_and_are_sent_all_the_same(
    visitor: Callable[..., Page], url: str, room: Room
) -> None:
    phase = room.desk.board()["phases"][0]["id"]
    assert room.desk.call("/sharing", {"sharing": "everyone"}).status_code == 200
    assert room.desk.call(f"/phases/{phase}/comments", {"on": True}).status_code == 200
    room.other.note("งบมาช้า")
    phone = visitor((360, 740), has_touch=True)
    phone.add_init_script(AT_ONCE)
    phone.goto(f"{url}/j/{room.code}")
    phone.get_by_role("radio", name="กลุ่มดอกคูน").check()
    with phone.expect_response(lambda answer: answer.url.endswith("/rescue")):
        phone.locator("#join-send").click()
    expect(phone.locator("#coarse-hint")).to_be_attached()
    write(phone, PLAIN)
    mine = phone.locator("#own-notes > li")
    mine.get_by_role("button", name="แก้ไข", exact=True).click()
    hint = mine.locator(".note-form .coarse-hint")
    expect(hint).to_be_hidden()
    box = mine.locator(".note-form textarea")
    box.fill(COARSE)
    expect(hint).to_be_visible()
    box.fill(PLAIN)
    expect(hint).to_be_hidden()
    box.fill(f"{COARSE} โทร 0812345678")
    expect(mine.locator(".note-form .personal-hint")).to_be_visible()
    mine.get_by_role("button", name="บันทึกที่แก้").click()
    expect(mine.locator(".note-text")).to_have_text(f"{COARSE} โทร 0812345678")

    other = phone.locator("#shared-notes > li", has_text="งบมาช้า")
    other.locator("summary").click()
    box = other.locator(".comment-form textarea")
    box.fill(COARSE)
    hint = other.locator(".comment-form .coarse-hint")
    expect(hint).to_be_visible()
    other.get_by_role("button", name="ส่งข้อคิดเห็น").click()
    expect(other.locator(".comment")).to_contain_text(COARSE)
    expect(hint).to_be_hidden()


# Of the hints: nothing lies over them, all of them stands in the window, and none of it over the text that is typed.
IN_SIGHT = """(hint) => {
  const at = document.querySelector(hint).getBoundingClientRect();
  const found = document.elementFromPoint(at.left + at.width / 2, at.top + Math.min(at.height, 20) / 2);
  const box = document.querySelector("#text");
  const style = getComputedStyle(box);
  const text = box.getBoundingClientRect();
  const foot = box.form.querySelector(".foot").getBoundingClientRect();
  const line = parseFloat(style.lineHeight) + parseFloat(style.paddingTop);
  return {
    seen: !!found && !!found.closest(hint) && at.top >= 0 && at.top < innerHeight,
    line: Math.min(text.bottom, foot.top) - Math.max(text.top, 0) >= line,
    send: document.querySelector("#send").getBoundingClientRect().bottom <= innerHeight,
  };
}"""


@pytest.mark.parametrize(
    ("size", "letters"),
    [((360, 740), 100), ((360, 420), 100), ((740, 360), 100), ((740, 200), 100), ((360, 740), 200), ((360, 420), 200)],
    ids=["upright", "keyboard", "on its side", "on its side with the keyboard", "large", "large with the keyboard"],
)
def test_the_hints_of_a_new_note_are_in_sight_before_it_is_sent(
    visitor: Callable[..., Page], url: str, room: Room, size: tuple[int, int], letters: int
) -> None:
    phone = visitor((360, 740), has_touch=True, reduced_motion="reduce")
    phone.add_init_script(AT_ONCE)
    phone.goto(f"{url}/j/{room.code}")
    phone.get_by_role("radio", name="กลุ่มดอกคูน").check()
    phone.locator("#join-send").click()
    expect(phone.locator("#coarse-hint")).to_be_attached()
    phone.evaluate(f"document.documentElement.style.fontSize = '{letters}%'")
    phone.set_viewport_size({"width": size[0], "height": size[1]})
    box = phone.locator("#text")
    box.focus()
    for text, hint in (("โทร 0812345678", "#personal-hint"), (COARSE, "#coarse-hint")):
        box.fill(text)
        expect(phone.locator(hint)).to_be_visible()
        phone.wait_for_function(f"(hint) => Object.values(({IN_SIGHT})(hint)).every(Boolean)", arg=hint)
        assert hint[1:] in (box.get_attribute("aria-describedby") or "").split()
    # A screen reader hears what comes into a region that was there before.
    expect(phone.locator("#compose .foot [role=status]", has=phone.locator("#coarse-hint"))).to_have_count(1)
    box.fill(f"{COARSE} โทร 0812345678")
    expect(phone.locator("#personal-hint")).to_be_visible()
    expect(phone.locator("#coarse-hint")).to_be_hidden()
    box.fill(PLAIN)
    expect(phone.locator("#personal-hint")).to_be_hidden()
    assert "hint" not in (box.get_attribute("aria-describedby") or "")
