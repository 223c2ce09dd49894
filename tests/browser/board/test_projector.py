"""The projector in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import examples
from tests.browser.board.conftest import LAPTOP, WALL, Hall
from tests.browser.waiting import at_rest, becomes, holds

BOARDS = {"many": examples.many, "early": examples.early, "extreme": lambda: examples.full(extreme=True)}
SIZES = [WALL, {"width": 1366, "height": 768}, {"width": 1280, "height": 720}]

# The texts in sight that reach out of the page or of an element that clips what reaches out of it.
# Cards with texts that end in "…" though a line and a half of room is left below them.
WASTED = """() => [...document.querySelectorAll('.wall-theme')].filter(theme => {
  const box = theme.querySelector('.wall-examples');
  const last = [...box.children].filter(each => !each.hidden).pop();
  if (!last) return false;
  const free = box.getBoundingClientRect().bottom - last.getBoundingClientRect().bottom;
  return free > 1.5 * parseFloat(getComputedStyle(last).lineHeight) &&
    [...theme.querySelectorAll('.wall-said')].some(each => each.textContent.endsWith('…') && each.laenaLines < 8);
}).length"""
CUT = """() => {
  const clips = box => /hidden|clip/.test(getComputedStyle(box).overflow);
  const page = {top: 0, right: innerWidth, bottom: innerHeight};
  const out = [];
  for (const leaf of document.querySelectorAll('.projector *')) {
    const inSight = leaf.checkVisibility({visibilityProperty: true}) && !leaf.closest('.stage-tools, .unseen');
    if (leaf.childElementCount || !leaf.textContent.trim() || !inSight) continue;
    const box = leaf.getBoundingClientRect();
    for (let up = leaf.parentElement; up; up = up.parentElement) {
      if (up !== document.body && !clips(up)) continue;
      const limit = up === document.body ? page : up.getBoundingClientRect();
      if (box.bottom > limit.bottom + 1 || box.right > limit.right + 1 || box.top < limit.top - 1) out.push(leaf);
    }
  }
  return out.map(leaf => `${leaf.className}: ${leaf.textContent}`);
}"""


def test_the_open_phases_themes_stand_on_the_wall_with_counts(projector: Page, hall: Hall) -> None:
    expect(projector.locator("#question")).to_have_text("อะไรทำให้งานปีที่ผ่านมาไม่เป็นไปตามแผน")
    labels = projector.locator(".wall-label")
    expect(labels).to_have_count(4)
    expect(labels.first).to_have_text("งบประมาณมาช้าและไม่พอ")
    count = hall.room.themes["t02"]["count"]
    expect(projector.locator(".wall-count").first).to_have_text(str(count))


def test_a_new_note_comes_into_the_lane_and_a_hidden_one_leaves(projector: Page, hall: Hall) -> None:
    arrived = hall.room.receive("ความเห็นใหม่เอี่ยม")
    hall.tell([], [arrived])
    expect(projector.locator("#newest > li").first).to_contain_text("ความเห็นใหม่เอี่ยม")
    expect(projector.locator("[data-figure='received']")).to_have_text("201")
    hall.room.notes[arrived]["status"] = "hidden"
    hall.tell([], [arrived])
    expect(projector.locator("#newest")).not_to_contain_text("ความเห็นใหม่เอี่ยม")
    expect(projector.locator("[data-figure='received']")).to_have_text("201")


@pytest.mark.parametrize("place", ["#newest > li .newest-text", ".wall-example .wall-said"])
def test_marks_piled_on_a_letter_paint_no_further_than_their_note(projector: Page, hall: Hall, place: str) -> None:
    piled = projector.locator(place).first
    piled.evaluate("(it, mark) => { it.textContent = 'Z' + mark.repeat(200) }", "\N{COMBINING DOT BELOW}")
    expect(piled).to_have_css("overflow-y", "clip")
    expect(piled).to_have_css("unicode-bidi", "plaintext")


def test_a_line_break_in_a_note_is_one_on_the_wall_too(projector: Page, hall: Hall) -> None:
    arrived = hall.room.receive("น้ำ\nไฟ")
    hall.tell([], [arrived])
    text = projector.locator("#newest > li .newest-text").first
    expect(text).to_have_text("น้ำ ไฟ")
    assert text.evaluate("it => it.innerText") == "น้ำ\nไฟ"


def test_only_the_group_that_wrote_moves_in_the_strip_and_the_others_stay(projector: Page, hall: Hall) -> None:
    before = {group["id"]: group["notes"] for group in hall.room.groups}
    wrote = [hall.room.receive(f"ความเห็นที่ {n}", group="g1") for n in range(3)]
    hall.tell([], wrote)
    figures = projector.locator("#groups .strip-count")
    expect(figures.nth(1)).to_have_text(str(before["g1"] + 3))
    shown = [int(text) for text in figures.all_text_contents()]
    assert shown == [before[group["id"]] + 3 * (group["id"] == "g1") for group in hall.room.groups]


def test_a_set_aside_note_is_counted_but_not_put_into_the_lane(projector: Page, hall: Hall) -> None:
    arrived = hall.room.receive("ไม่มีอะไรครับผม")
    hall.room.notes[arrived]["status"] = "set_aside"
    hall.tell([], [arrived])
    expect(projector.locator("[data-figure='received']")).to_have_text("201")
    expect(projector.locator("#newest")).not_to_contain_text("ไม่มีอะไรครับผม")


def test_a_theme_that_grows_keeps_its_place(projector: Page, hall: Hall) -> None:
    expect(projector.locator(".wall-label")).to_have_count(4)
    before = projector.locator(".wall-label").all_text_contents()
    arrived = [hall.room.receive(f"เน็ตช้า {n}", theme="t05") for n in range(60)]
    hall.tell(["t05"], arrived)
    expect(projector.locator(".wall-theme", has_text="อินเทอร์เน็ต").locator(".wall-count")).to_have_text(
        str(hall.room.themes["t05"]["count"])
    )
    assert projector.locator(".wall-label").all_text_contents() == before


def test_keys_pick_a_category_and_turn_pages(projector: Page, hall: Hall) -> None:
    projector.keyboard.press("5")
    expect(projector.locator(".wall-tab[aria-pressed='true']")).to_contain_text("ข้อเสนอแนะ")
    expect(projector.locator(".wall-label").first).to_contain_text("โคก หนอง นา")
    expect(projector.locator("#question")).to_have_text("ข้อเสนอแนะ/การพัฒนาต่อยอด")
    expect(projector.locator("#phase-name")).to_contain_text("ช่วงที่เปิดรับ: ปัญหาและอุปสรรค")
    projector.keyboard.press("0")
    expect(projector.locator("#question")).to_have_text("อะไรทำให้งานปีที่ผ่านมาไม่เป็นไปตามแผน")
    expect(projector.locator(".wall-tab[aria-pressed='true']")).to_contain_text("ปัญหา")


PRESS = "([key, code]) => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, code, bubbles: true}))"


@pytest.mark.parametrize(("key", "code"), [("ถ", "Digit5"), ("๕", "Digit8"), ("5", "Numpad5")])
def test_a_category_is_picked_under_a_thai_keyboard_layout_too(projector: Page, key: str, code: str) -> None:
    projector.evaluate(PRESS, [key, code])
    expect(projector.locator(".wall-tab[aria-pressed='true']")).to_contain_text("ข้อเสนอแนะ")


def test_many_themes_are_paged_and_none_is_left_out(
    screen: Callable[..., Page], open_hall: Callable[..., Hall]
) -> None:
    hall = open_hall(examples.many())
    projector = screen(hall.projector_url, WALL)
    expected = {key for key, theme in hall.room.themes.items() if theme["category"] == "problem" and theme["count"]}
    seen: set[str] = set()
    at_rest(projector)  # with other fonts there are other pages
    for page in (1, 2, 3):
        expect(projector.locator("#page")).to_contain_text(f"หน้า {page}/3")
        seen |= set(projector.locator("#themes > li").evaluate_all("all => all.map(each => each.dataset.key)"))
        projector.keyboard.press("ArrowRight")
    assert seen == expected


def test_ungrouped_notes_fill_the_wall_while_there_are_few_themes(
    screen: Callable[..., Page], open_hall: Callable[..., Hall]
) -> None:
    hall = open_hall(examples.early())
    projector = screen(hall.projector_url, WALL)
    notes = [n for n in hall.room.notes.values() if n["category"] == "problem" and n["status"] == "ungrouped"]
    expect(projector.locator(".loose-title")).to_have_text(f"ยังไม่จัดกลุ่ม {len(notes)} ความเห็น")
    expect(projector.locator("#loose li")).to_have_count(6)
    shown = projector.locator("#loose li").all_inner_texts()
    assert set(shown) <= {note["text"] for note in notes}


def test_before_the_first_note_the_code_and_the_steps_fill_the_wall(
    screen: Callable[..., Page], open_hall: Callable[..., Hall]
) -> None:
    hall = open_hall(examples.empty(opened=True))
    projector = screen(hall.projector_url, WALL)
    expect(projector.locator(".welcome-code")).to_have_text("KKN4R7")
    assert holds(projector.locator(".welcome-qr"), "each => each.getBoundingClientRect().width >= 600")
    arrived = hall.room.receive("ความเห็นแรก", category="result")
    projector.locator("#connection[data-state='connected']").wait_for(state="attached")
    hall.tell([], [arrived])
    expect(projector.locator("#newest")).to_contain_text("ความเห็นแรก")


def test_nothing_of_the_facilitators_is_on_the_wall(projector: Page, hall: Hall) -> None:
    locked = hall.room.themes["t04"]["label"]
    expect(projector.locator(".wall-theme", has_text=locked)).to_be_visible()
    board = projector.evaluate("JSON.parse(document.querySelector('#board-data').textContent)")
    facilitators = {"undo", "proposals", "fineness", "links", "gaps", "focus", "balance"}
    assert facilitators & board.keys() == set()
    for part in (".theme-lock", ".subthemes", "#proposals", "#open-proposals", ".theme-voices", ".note-focus"):
        expect(projector.locator(part)).to_have_count(0)


def test_the_large_code_comes_and_goes_with_the_key_j(projector: Page) -> None:
    projector.keyboard.press("j")
    expect(projector.locator(".welcome-code")).to_be_visible()
    projector.keyboard.press("j")
    expect(projector.locator("#themes")).to_be_visible()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size['width']}x{size['height']}")
@pytest.mark.parametrize(
    "board", [examples.many, examples.early, lambda: examples.full(extreme=True)], ids=["many", "early", "extreme"]
)
def test_no_text_is_cut_on_the_wall(
    board: Callable[[], dict[str, object]],
    size: dict[str, int],
    screen: Callable[..., Page],
    open_hall: Callable[..., Hall],
) -> None:
    projector = screen(open_hall(board()).projector_url, size, reduced_motion="reduce")
    expect(projector.locator(".wall-label").first).to_be_visible()
    projector.evaluate("document.fonts.ready")
    projector.wait_for_function(f"({CUT})().length === 0")
    projector.wait_for_function(f"({WASTED})() === 0")


def test_labels_and_notes_are_large_enough_for_ten_metres(projector: Page) -> None:
    large = "(each, least) => parseFloat(getComputedStyle(each).fontSize) >= least"
    for name, least in ((".wall-label", 40), (".wall-example", 28), (".newest-text", 28)):
        assert holds(projector.locator(name).first, large, least), name


def test_all_26_districts_are_on_the_strip_with_their_counts(projector: Page, hall: Hall) -> None:
    expect(projector.locator(".strip-name")).to_have_count(26)
    cut = "all => all.filter(each => each.scrollWidth > each.clientWidth + 1).length"
    becomes(projector, lambda: projector.locator(".strip-name").evaluate_all(cut), 0)


def test_the_wall_follows_the_address_that_the_facilitator_picks(
    projector: Page, hall: Hall, screen: Callable[..., Page]
) -> None:
    console = screen(hall.console_url, LAPTOP)
    console.locator("#open-invite").click()
    console.locator("#public-url").fill("laena.example.go.th")
    console.locator(".with-button button").click()
    expect(console.locator("#invite-url")).to_have_text("https://laena.example.go.th/j/KKN4R7")
    expect(projector.locator(".join-url")).to_have_text("laena.example.go.th/j/KKN4R7")
