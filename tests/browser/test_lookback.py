"""Last year's cards in real browsers: opened on the console, answered on a phone, shown on the projector."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import becomes
from tests.room import Room

LAPTOP, WALL = (1366, 768), (1920, 1080)
CUT = "all => all.filter(each => each.scrollHeight > each.clientHeight + 1).length"


@pytest.fixture
def desk(staff: Callable[..., Page], url: str, room: Room) -> Callable[..., Page]:
    """desk(path, size): a page of the facilitator's, signed in."""

    def show(path: str = "", size: tuple[int, int] = LAPTOP) -> Page:
        page = staff(size)
        page.goto(f"{url}/workshops/{room.code}{path}")
        return page

    return show


def _former(room: Room) -> Room:
    """A workshop of last year with two proposals and an action."""
    there = room.another()
    there.desk.open_phase(1)
    for text in ("อบรมการทำบัญชีครัวเรือนให้ครบทุกหมู่บ้านก่อนสิ้นไตรมาสแรก", "ตั้งศูนย์เรียนรู้โคก หนอง นา อำเภอละหนึ่งแห่ง"):
        note = there.phone.note(text, category="proposal")["id"]
        there.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": text})
    there.desk.call("/actions", {"what": "ขุดลอกคลองสาธารณะร่วมกับเทศบาล", "unit": "อำเภอพล"})
    return there


def test_cards_of_last_year_from_the_console_to_a_note_about_one(
    room: Room, joined: Callable[..., Page], desk: Callable[..., Page]
) -> None:
    _former(room)
    phone, console, projector = joined(), desk(), desk("/projector", WALL)
    console.locator("#connection[data-state='connected']").wait_for(state="attached")
    console.locator("#open-together").click()
    console.locator('[data-together="lookback"]').click()
    dialog = console.locator("#together-lookback")
    expect(dialog.locator("select[name=source] option")).to_have_count(1)
    dialog.locator("select[name=phase]").select_option(index=1)
    dialog.locator("[data-open]").click()
    expect(dialog.locator("[data-ready-words]")).to_contain_text("รอเปิดพร้อมช่วง")
    dialog.locator("[data-put-away]").click()
    expect(dialog.locator("[data-ready]")).to_be_hidden()
    dialog.locator("[data-open]").click()
    expect(dialog.locator(".lookback-row")).to_have_count(3)

    expect(projector.locator(".room-card")).to_have_count(3)
    cards = phone.locator(".lookback-card")
    expect(cards).to_have_count(3)
    cards.nth(2).locator("label", has_text="กำลังทำ").click()
    expect(phone.locator("#lookback-left")).to_contain_text("1 จาก 3")
    cards.nth(2).locator("[data-write]").click()
    expect(phone.locator("#compose-about")).to_contain_text("ขุดลอกคลอง")
    phone.locator("#text").fill("ควรเริ่มก่อนฤดูฝน")
    phone.locator("#send").click()
    expect(phone.locator("#compose-about")).to_be_hidden()
    expect(dialog.locator(".lookback-row").nth(2)).to_contain_text("สิ่งที่ได้เรียนรู้ 1 ข้อ")
    expect(dialog.locator(".lookback-row").nth(2)).to_contain_text("ตอบ 1 เครื่อง")

    dialog.locator(".lookback-row select").nth(2).select_option("dropped")
    dialog.locator('[data-activity="close"]').click()
    expect(cards.nth(2)).to_contain_text("สรุป: ไม่ได้ทำ")
    expect(cards.nth(2)).to_contain_text("น้อยกว่า 5 เครื่อง")
    expect(projector.locator(".room-card").nth(2)).to_contain_text("ไม่ได้ทำ")
    page = desk("/last-year")
    expect(page.locator("#status-3")).to_contain_text("ควรเริ่มก่อนฤดูฝน")


def test_long_cards_on_the_projector_stay_within_their_frames(room: Room, desk: Callable[..., Page]) -> None:
    there = room.another()
    for number in range(8):
        what = f"{number} " + "ขุดลอกคลองสาธารณะร่วมกับเทศบาลและองค์การบริหารส่วนตำบล" * 5
        assert there.desk.call("/actions", {"what": what, "unit": "สำนักงานพัฒนาชุมชน" * 4}).status_code == 200
    assert room.desk.call("/lookback", {"code": there.code}).status_code == 200
    for size in (LAPTOP, WALL):
        projector = desk("/projector", size)
        cards = projector.locator(".room-card")
        expect(cards).to_have_count(8)
        expect(cards.first.locator(".room-label")).to_contain_text("…")
        expect(cards.first.locator(".room-about")).to_contain_text("…")
        becomes(projector, lambda cards=cards: cards.evaluate_all(CUT), 0)


_REDRAWN_AT_ONCE = """selector => {
  const face = document.querySelector(selector);
  face.click();
  document.querySelector("#change-group").click();
  document.querySelector("#join-cancel").click();
  return face.checked;
}"""


def test_an_answer_is_not_taken_back_by_a_drawing_before_the_device_has_stored_it(
    room: Room, joined: Callable[..., Page]
) -> None:
    former = _former(room)
    room.desk.call("/pulse")
    assert room.desk.call("/lookback", {"code": former.code}).status_code == 200
    phone = joined()
    expect(phone.locator(".lookback-card")).to_have_count(3)
    expect(phone.locator("#pulse")).to_be_visible()
    with phone.expect_response("**/card"):
        assert phone.evaluate(_REDRAWN_AT_ONCE, '.lookback-card input[value="doing"]')
    expect(phone.locator("#lookback-left")).to_contain_text("1 จาก 3")
    with phone.expect_response("**/pulse"):
        assert phone.evaluate(_REDRAWN_AT_ONCE, '#pulse input[value="4"]')
    phone.reload()
    expect(phone.locator('#pulse input[value="4"]')).to_be_checked()
    expect(phone.locator(".lookback-card").first.locator('input[value="doing"]')).to_be_checked()


def test_many_cards_come_in_pages_on_a_phone_and_by_filter_on_phone_and_console(
    room: Room, joined: Callable[..., Page], desk: Callable[..., Page]
) -> None:
    there = room.another()
    for number in range(24):
        what = {"what": f"เรื่องที่ {number + 1}", "unit": "อำเภอพล" if number % 2 else "อำเภอชุมแพ"}
        assert there.desk.call("/actions", what).status_code == 200
    assert room.desk.call("/lookback", {"code": there.code}).status_code == 200
    phone, console = joined(), desk()
    cards, turn = phone.locator(".lookback-card"), phone.locator(".lookback-pages")
    expect(cards).to_have_count(10)
    expect(turn).to_contain_text("หน้า 1 จาก 3")
    expect(turn.locator('[data-turn="-1"]')).to_be_disabled()
    turn.locator('[data-turn="1"]').click()
    turn.locator('[data-turn="1"]').click()
    expect(cards).to_have_count(4)
    expect(turn.locator('[data-turn="1"]')).to_be_disabled()
    cards.nth(1).locator("label", has_text="ทำแล้ว").click()
    expect(phone.locator("#lookback-left")).to_contain_text("1 จาก 24")
    phone.locator("#lookback-filter").select_option("left")
    expect(turn).to_contain_text("หน้า 1 จาก 3")
    cards.first.locator("label", has_text="ทำแล้ว").click()
    expect(phone.locator("#lookback-filter option:checked")).to_have_text("ยังไม่ได้ตอบ (22)")
    expect(cards.first, "what was just answered stays under the finger").to_contain_text("เรื่องที่ 1")
    phone.locator("#lookback-filter").select_option("unit:อำเภอพล")
    expect(turn).to_contain_text("หน้า 1 จาก 2")

    console.locator("#connection[data-state='connected']").wait_for(state="attached")
    console.locator("#open-together").click()
    console.locator('[data-together="lookback"]').click()
    dialog = console.locator("#together-lookback")
    expect(dialog.locator(".lookback-row")).to_have_count(24)
    dialog.locator("[data-filter]").select_option("unit:อำเภอพล")
    expect(dialog.locator(".lookback-row")).to_have_count(12)
    dialog.locator("[data-filter]").select_option("left")
    dialog.locator(".lookback-row select").first.select_option("done")
    expect(dialog.locator(".lookback-row")).to_have_count(23)
