"""The chain on one board: linked on the console by hand, shown on the projector."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.waiting import until
from tests.room import Room


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("LAENA_TEST_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.fixture
def themes(room: Room) -> dict[str, str]:
    """Themes of a room by label: two problems, two causes, a proposal."""
    labels = {
        "problem": ["งบประมาณมาถึงช้าทุกปี", "ข้อมูลครัวเรือนไม่ตรงกัน"],
        "cause": ["แผนกับงบไม่สอดคล้องกัน", "ขาดการประสานงานระหว่างหน่วยงาน"],
        "proposal": ["ปรับปฏิทินงบประมาณให้ตรงกับแผนของพื้นที่"],
    }
    found = {}
    for category, names in labels.items():
        if category == "cause":
            room.desk.open_phase(1)
        phase = next(each for each in room.phone.state()["phases"] if each["state"] == "open")
        for name in names:
            note = room.phone.note(name, phase_id=phase["id"], category=category)["id"]
            answer = room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": name})
            found[name] = answer.get_json()["answer"]
    return found


def link(room: Room, first: str, second: str) -> None:
    assert room.desk.call("/links", {"from": first, "to": second, "said": "added"}).status_code == 200


@pytest.mark.parametrize("size", [(1366, 768), (360, 740)])
def test_a_card_is_linked_by_keyboard_and_comes_to_the_projector(
    staff: Callable[..., Page], url: str, room: Room, themes: dict[str, str], size: tuple[int, int]
) -> None:
    console, wall = staff(size), staff((1920, 1080))
    link(room, themes["งบประมาณมาถึงช้าทุกปี"], themes["แผนกับงบไม่สอดคล้องกัน"])
    console.goto(f"{url}/workshops/{room.code}")
    console.locator("#connection[data-state='connected']").wait_for(state="attached")
    wall.goto(f"{url}/workshops/{room.code}/projector")
    console.get_by_role("button", name="เหลียวหลัง ↔ แลหน้า").click()
    board = console.locator("#chain")
    expect(board.locator("th")).to_have_text(["ปัญหา/อุปสรรค", "สาเหตุ", "ข้อเสนอแนะ/การพัฒนาต่อยอด"])
    expect(board.locator("tbody")).to_have_count(2)
    expect(board.locator("tbody .chain-gap", has_text="ยังไม่เชื่อม").first).to_be_visible()
    card = board.locator("tbody .chain-card", has_text="แผนกับงบไม่สอดคล้องกัน")
    card.focus()
    card.press("Enter")
    dialog = console.locator("#chain-dialog")
    expect(dialog.locator("#chain-links li")).to_have_count(1)
    assert axe.faults(console, "#chain-dialog") == []
    dialog.get_by_role("button", name="ปรับปฏิทินงบประมาณ").press("Enter")
    expect(board.locator("tbody .chain-card", has_text="ปรับปฏิทินงบประมาณ")).to_be_visible()
    assert axe.faults(console, "#chain") == []
    picture(console, f"chain_console_{size[0]}")
    board.get_by_role("button", name="แสดงบนจอ").click()
    page = wall.locator("#page-chain")
    expect(page.locator(".chain-card", has_text="ปรับปฏิทินงบประมาณ")).to_be_visible()
    picture(wall, f"chain_projector_{size[0]}")
    card.click()
    dialog.get_by_role("button", name="เอา “ปรับปฏิทินงบประมาณให้ตรงกับแผนของพื้นที่” ออก").click()
    expect(page.locator(".chain-card", has_text="ปรับปฏิทินงบประมาณ")).to_have_count(0)


def test_a_card_is_dragged_onto_another(
    staff: Callable[..., Page], url: str, room: Room, themes: dict[str, str]
) -> None:
    console = staff((1366, 768))
    console.goto(f"{url}/workshops/{room.code}")
    console.locator("#connection[data-state='connected']").wait_for(state="attached")
    console.get_by_role("button", name="เหลียวหลัง ↔ แลหน้า").click()
    loose = console.locator("#chain-loose .chain-card", has_text="ขาดการประสานงาน")
    loose.drag_to(console.locator("tbody .chain-card", has_text="ข้อมูลครัวเรือนไม่ตรงกัน"))
    expect(console.locator("tbody .chain-card", has_text="ขาดการประสานงาน")).to_be_visible()
    expect(loose).to_have_count(0)
    until(console, lambda: room.desk.board()["chain"])
    found = room.desk.board()["chain"]
    assert [(each["from"], each["to"], each["said"]) for each in found] == [
        (themes["ข้อมูลครัวเรือนไม่ตรงกัน"], themes["ขาดการประสานงานระหว่างหน่วยงาน"], "added")
    ]


BELOW = """() => {
  const frame = document.querySelector(".chain-frame").getBoundingClientRect();
  const bodies = [...document.querySelectorAll("#page-chain tbody")].filter((body) => !body.hidden);
  return Math.max(...bodies.map((body) => body.getBoundingClientRect().bottom)) - frame.bottom;
}"""


def chain_of_many(room: Room, wall: Page, url: str) -> None:
    for place in range(16):
        note = room.phone.note(f"ปัญหาที่ {place}")["id"]
        label = f"เรื่องที่ {place} " + "งบประมาณโอนมาช้าไม่ทันแผนงาน" * (place % 3)
        assert room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": label}).status_code == 200
    wall.goto(f"{url}/workshops/{room.code}/projector")
    assert room.desk.call("/show", {"what": "chain"}).status_code == 200
    expect(wall.locator("#page-chain tbody").first).to_be_visible()
    wall.evaluate("document.fonts.ready.then(() => true)")


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_no_problem_of_a_page_is_cut_at_the_bottom(
    staff: Callable[..., Page], url: str, room: Room, size: tuple[int, int]
) -> None:
    wall = staff(size)
    chain_of_many(room, wall, url)
    said = wall.locator("#page-chain .shown-page")
    pages = int(re.findall(r"\d+", said.inner_text())[-1])
    assert pages > 1
    for page in range(1, pages + 1):
        expect(said).to_contain_text(str(page))
        until(wall, lambda: wall.evaluate(BELOW) <= 0.5)
        wall.keyboard.press("ArrowRight")


def test_the_number_of_a_page_takes_no_room_from_what_was_cut_to_it(
    staff: Callable[..., Page], url: str, room: Room
) -> None:
    wall = staff((1366, 768))
    chain_of_many(room, wall, url)
    expect(wall.locator("#page-chain .shown-page")).not_to_be_empty()
    numbered, plain = wall.evaluate(
        """() => {
          const high = () => document.querySelector(".chain-frame").getBoundingClientRect().height;
          const numbered = high();
          document.querySelector("#page-chain .shown-page").textContent = "";
          return [numbered, high()];
        }"""
    )
    assert numbered == plain


def test_what_is_shown_after_the_chain_has_the_room_of_it(staff: Callable[..., Page], url: str, room: Room) -> None:
    wall = staff((1366, 768))
    chain_of_many(room, wall, url)
    theme = next(each["id"] for each in room.desk.board()["themes"] if each["label"].strip() == "เรื่องที่ 0")
    assert room.desk.call("/show", {"what": "theme", "id": theme}).status_code == 200
    expect(wall.locator("#shown .shown-title")).to_have_text("เรื่องที่ 0")
    letters = "document.querySelector('#shown .shown-notes').style.getPropertyValue('--letters')"
    assert (wall.evaluate(letters), wall.locator("#shown .shown-page").inner_text().strip("\u200b")) == ("1", "")
