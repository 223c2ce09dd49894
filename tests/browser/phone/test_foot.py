"""The foot of the page says "saved" of what the server has, and never beside something that it does not have."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.phone.conftest import Stub, write
from tests.browser.waiting import until

SAVED = "บันทึกแล้ว"


def expect_silent(page: Page) -> None:
    expect(page.locator("#send-state")).to_have_text("")


def save(page: Page, text: str = "ถนนเป็นหลุม") -> None:
    write(page, text)
    expect(page.locator("#own-notes > li").filter(has_text=text)).to_have_attribute("data-state", "saved")
    expect(page.locator("#send-state")).to_have_text(SAVED)


def test_the_foot_says_saved_only_after_the_answer(phone: Page, stub: Stub) -> None:
    stub.room.down = True
    write(phone, "ยังไปไม่ถึง")
    expect(phone.locator("#send-state")).to_have_text("รอส่ง 1 ความเห็น")
    stub.room.down = False
    expect(phone.locator("#send-state")).to_have_text(SAVED)


def test_the_foot_does_not_say_saved_beside_a_text_that_is_being_typed(phone: Page) -> None:
    save(phone)
    phone.locator("#text").fill("กำลังพิมพ์อยู่")
    expect_silent(phone)
    phone.reload()
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    expect(phone.locator("#text")).to_have_value("กำลังพิมพ์อยู่")
    expect_silent(phone)
    phone.locator("#text").fill("")
    expect(phone.locator("#send-state")).to_have_text(SAVED)


def test_the_foot_does_not_say_saved_beside_a_draft_of_another_phase(phone: Page, stub: Stub) -> None:
    save(phone)
    phone.locator("#text").fill("ค้างจากช่วงก่อน")
    stub.room.open(4)
    stub.tell()
    expect(phone.locator("#drafts")).to_contain_text("ค้างจากช่วงก่อน")
    expect_silent(phone)
    phone.locator("#drafts").get_by_role("button", name="คัดลอก").click()
    expect(phone.locator("#toasts")).to_contain_text("คัดลอก")
    expect(phone.locator("#drafts")).to_contain_text("ค้างจากช่วงก่อน")


def test_the_foot_does_not_say_saved_beside_a_refused_note(phone: Page, stub: Stub) -> None:
    save(phone)
    stub.room.refusing = True
    write(phone, "ถูกปฏิเสธ")
    expect(phone.locator('#own-notes > li[data-state="refused"]')).to_have_count(1)
    expect(phone.locator("#send-state")).to_have_text("ส่งไม่ได้ 1 ข้อ ดูในรายการด้านล่าง")


@pytest.mark.parametrize("seen", [True, False])
def test_a_note_too_late_for_its_phase_is_sent_by_itself_when_it_opens_again(
    phone: Page, stub: Stub, seen: bool
) -> None:
    """Also where the phone learns of the end and of the new opening at once."""
    save(phone)
    stub.room.refusing = True
    write(phone, "มาช้าไป")
    expect(phone.locator('#own-notes > li[data-state="refused"]')).to_contain_text("มาช้าไป")
    until(phone, lambda: stub.room.refused == 2)
    stub.room.open(4)
    if seen:
        stub.tell()
    expect(phone.locator("#own-notes > li[data-state=refused]")).to_have_count(1)
    stub.room.refusing = False
    stub.room.open(2)
    stub.tell()
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(2)
    expect(phone.locator("#send-state")).to_have_text(SAVED)
    assert [note["text"] for note in stub.room.notes.values()] == ["ถนนเป็นหลุม", "มาช้าไป"]


def test_the_foot_does_not_say_saved_beside_an_open_edit(phone: Page) -> None:
    save(phone)
    phone.locator('[data-do="edit"]').click()
    expect_silent(phone)
    phone.locator('[data-do="cancel"]').click()
    expect(phone.locator("#send-state")).to_have_text(SAVED)


def test_the_foot_does_not_say_saved_while_a_delete_is_under_way(phone: Page) -> None:
    save(phone, "ข้อแรก")
    save(phone, "ข้อสอง")
    phone.locator('#own-notes > li:first-child [data-do="delete"]').click()
    expect(phone.locator("#own-notes > li")).to_have_count(1)
    expect_silent(phone)


def test_after_the_last_phase_the_page_does_not_claim_a_refused_note(phone: Page, stub: Stub) -> None:
    stub.room.refusing = True
    write(phone, "ถูกปฏิเสธ")
    expect(phone.locator('#own-notes > li[data-state="refused"]')).to_have_count(1)
    for phase in stub.room.phases:
        phase["state"] = "closed"
    stub.tell()
    expect(phone.locator("#no-phase")).to_contain_text("ยังมีข้อความที่ไม่ได้ส่งหรือส่งไม่ได้")
    expect(phone.locator("#no-phase")).not_to_contain_text("ครบทุกข้อ")


@pytest.mark.parametrize("status", [403, 404, 409])
def test_a_portal_that_answers_with_json_does_not_refuse_a_note(phone: Page, stub: Stub, status: int) -> None:
    phone.route("**/notes", lambda route: route.fulfill(status=status, json={"message": "blocked"}))
    write(phone, "ข้างหลังหน้าเข้าใช้ของโรงแรม")
    expect(phone.locator("#send-state")).to_have_text("รอส่ง 1 ความเห็น")
    phone.unroute("**/notes")
    expect(phone.locator("#send-state")).to_have_text(SAVED)
    assert [note["text"] for note in stub.room.notes.values()] == ["ข้างหลังหน้าเข้าใช้ของโรงแรม"]
