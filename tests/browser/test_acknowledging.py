"""รับทราบ in real browsers: the QR on the laptop, two phones that acknowledge, the count that moves by itself."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import faults_of_both
from tests.browser.test_answer_link import DESK, LONG, PHONE
from tests.browser.test_whole_workshop import fits
from tests.room import Room
from tests.web.test_minutes import add

TEXT = "ให้ทุกอำเภอดำเนินการตามระเบียบอย่างรอบคอบร่วมกับภาคีเครือข่ายและติดตามครัวเรือนเป้าหมายอย่างต่อเนื่อง" * 3
NAME = "นางสาวสมมุติชื่อยาวมากเพื่อให้เห็นว่าบรรทัดตัดตรงไหน นามสกุลก็ยาวไม่แพ้กันเลยสักนิด"


def test_two_units_acknowledge_by_phone_and_the_laptop_counts_by_itself(
    staff: Callable[..., Page], visitor: Callable[..., Page], url: str, room: Room
) -> None:
    add(room, 1, "แจ้งนโยบายโคก หนอง นา โมเดล และคู่เสี่ยว เกี่ยวก้อย แก้จนคนขอนแก่น", text=TEXT, resolution="รับทราบ")
    add(room, 4, "ผลการดำเนินงาน")
    laptop = staff(DESK)
    laptop.goto(f"{url}/workshops/{room.code}/minutes")
    card = laptop.locator("#acknowledge")
    card.locator("#acknowledge-units").fill(f"{LONG}\nอำเภอพล\nอำเภอภูเวียง")
    card.get_by_label("แจ้งนโยบาย").check()
    card.get_by_role("button", name="เปิดให้รับทราบ").click()
    expect(card).to_contain_text("รับทราบ 0 จาก 3 หน่วย")
    assert fits(laptop)
    assert faults_of_both(laptop, "#acknowledge") == []
    address = card.locator(".unit-address").inner_text()
    path = address[address.index("/acknowledge/") :]

    first, second = (visitor(PHONE) for _ in range(2))
    for phone in (first, second):
        phone.goto(f"{url}{path}")
        expect(phone.get_by_text("ให้ทุกอำเภอดำเนินการ")).to_be_visible()
        assert fits(phone)
        assert faults_of_both(phone) == []
    first.get_by_label("รับทราบเรื่องนี้").check()
    first.get_by_label("หน่วยงานของท่าน").select_option(LONG)
    first.get_by_text("ลงชื่อเป็นผู้มาประชุม").focus()
    first.keyboard.press("Enter")
    first.get_by_label("ชื่อและนามสกุล").fill(NAME)
    first.get_by_label("ตำแหน่ง").fill("พัฒนาการอำเภอ")
    first.get_by_label("ยินยอม").check()
    assert fits(first)
    assert faults_of_both(first) == []
    first.get_by_role("button", name="รับทราบ", exact=True).focus()
    first.keyboard.press("Enter")
    expect(first.get_by_text(f"{LONG} รับทราบแล้ว")).to_be_visible()
    assert fits(first)
    assert faults_of_both(first) == []
    expect(card).to_contain_text("รับทราบ 1 จาก 3 หน่วย")

    second.get_by_role("button", name="รับทราบ", exact=True).click()
    expect(second.get_by_label("หน่วยงานของท่าน")).to_be_focused()
    second.get_by_label("หน่วยงานของท่าน").select_option("อำเภอพล")
    second.get_by_role("button", name="รับทราบ", exact=True).click()
    expect(card).to_contain_text("รับทราบ 2 จาก 3 หน่วย")
    expect(second.locator("body")).not_to_contain_text(NAME)
    first.get_by_role("button", name="ยกเลิกการรับทราบ").click()
    expect(card).to_contain_text("รับทราบ 1 จาก 3 หน่วย")
    with laptop.expect_navigation():
        card.get_by_role("button", name="ปิดรับทราบ").click()
    second.reload()
    expect(second.get_by_text("ปิดรับทราบแล้ว")).to_be_visible()
    assert faults_of_both(second) == []


def test_a_wrong_link_shows_nothing_of_the_meeting(visitor: Callable[..., Page], url: str, room: Room) -> None:
    add(room, 1, "แจ้งนโยบาย", text=TEXT)
    stranger = visitor(PHONE)
    answered = stranger.goto(f"{url}/acknowledge/{'x' * 22}")
    assert answered is not None
    assert answered.status == 404
    expect(stranger.locator("body")).not_to_contain_text("แจ้งนโยบาย")
    assert fits(stranger)
