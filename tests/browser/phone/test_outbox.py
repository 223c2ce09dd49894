"""What is written on a phone reaches the server once, whatever happens in between."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.phone.conftest import Stub, join, states, write
from tests.browser.waiting import becomes, until
from tests.chromium import UNHURRIED


def texts(stub: Stub) -> list[str]:
    return [note["text"] for note in stub.room.notes.values()]


def row(page: Page, text: str):  # type: ignore[no-untyped-def]
    return page.locator("#own-notes > li").filter(has_text=text)


def wait_for_refusal(page: Page, stub: Stub, text: str) -> None:
    """A note that is late is sent a second time at once: the server may have closed before the page knew."""
    until(page, lambda: stub.room.refused == 2)
    wait_for_state(page, text, "refused")
    stub.room.refusing = False


def wait_for_state(page: Page, text: str, state: str) -> None:
    expect(row(page, text)).to_have_attribute("data-state", state)


def test_a_saved_note_is_shown_as_saved(phone: Page, stub: Stub) -> None:
    write(phone, "น้ำไม่พอใช้")
    wait_for_state(phone, "น้ำไม่พอใช้", "saved")
    assert texts(stub) == ["น้ำไม่พอใช้"]
    expect(phone.locator("#text")).to_have_value("")


def test_a_note_written_while_the_server_is_away_is_sent_when_it_is_back(phone: Page, stub: Stub) -> None:
    stub.room.down = True
    write(phone, "เขียนตอนระบบหยุด")
    wait_for_state(phone, "เขียนตอนระบบหยุด", "waiting")
    stub.room.down = False
    wait_for_state(phone, "เขียนตอนระบบหยุด", "saved")
    assert texts(stub) == ["เขียนตอนระบบหยุด"]


def test_a_waiting_note_survives_that_its_page_is_closed(phone: Page, device: BrowserContext, stub: Stub) -> None:
    stub.room.down = True
    write(phone, "ปิดหน้าไปก่อน")
    wait_for_state(phone, "ปิดหน้าไปก่อน", "waiting")
    phone.close()
    again = device.new_page()
    again.goto(stub.phone_url)
    expect(row(again, "ปิดหน้าไปก่อน")).to_be_visible()
    stub.room.down = False
    expect(row(again, "ปิดหน้าไปก่อน")).to_have_attribute("data-state", "saved")
    assert texts(stub) == ["ปิดหน้าไปก่อน"]


def test_a_note_whose_answer_was_lost_is_not_stored_twice(phone: Page, stub: Stub) -> None:
    stub.room.lose_answers = 2
    write(phone, "คำตอบหาย")
    wait_for_state(phone, "คำตอบหาย", "saved")
    assert texts(stub) == ["คำตอบหาย"]
    assert len(stub.room.received) == 3


def test_notes_leave_in_the_order_in_which_they_were_written(phone: Page, stub: Stub) -> None:
    stub.room.down = True
    for n in range(5):
        write(phone, f"ข้อที่ {n}")
    expect(phone.locator('#own-notes > li[data-state="waiting"]')).to_have_count(5)
    stub.room.down = False
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(5)
    assert texts(stub) == [f"ข้อที่ {n}" for n in range(5)]


def test_two_tabs_of_a_phone_send_each_note_once(phone: Page, device: BrowserContext, stub: Stub) -> None:
    other = device.new_page()
    other.goto(stub.phone_url)
    stub.room.down = True
    for n in range(4):
        write(phone if n % 2 else other, f"จากแท็บ {n}")
    for page in (phone, other):
        expect(page.locator("#own-notes > li")).to_have_count(4)
    stub.room.received.clear()
    stub.room.down = False
    for page in (phone, other):
        page.evaluate("dispatchEvent(new Event('online'))")
    for page in (phone, other):
        expect(page.locator('#own-notes > li[data-state="saved"]')).to_have_count(4)
    assert len(stub.room.received) == 4
    assert sorted(texts(stub)) == [f"จากแท็บ {n}" for n in range(4)]


def test_an_edit_of_a_note_that_waits_reaches_the_server_with_it(
    phone: Page, device: BrowserContext, stub: Stub
) -> None:
    device.set_offline(True)
    write(phone, "ร่างแรก")
    wait_for_state(phone, "ร่างแรก", "waiting")
    for text in ("ร่างสอง", "ร่างสาม"):
        phone.locator('[data-do="edit"]').click()
        phone.locator(".note-form textarea").fill(text)
        phone.locator(".note-form [type=submit]").click()
        wait_for_state(phone, text, "waiting")
    device.set_offline(False)
    wait_for_state(phone, "ร่างสาม", "saved")
    assert texts(stub) == ["ร่างสาม"]
    assert [kind for kind, _ in stub.room.received] == ["note"]


def test_a_note_deleted_before_it_was_sent_never_leaves_the_phone(
    phone: Page, device: BrowserContext, stub: Stub
) -> None:
    device.set_offline(True)
    write(phone, "ไม่เอาแล้ว")
    wait_for_state(phone, "ไม่เอาแล้ว", "waiting")
    phone.locator('[data-do="delete"]').click()
    expect(phone.locator("#own-notes > li")).to_have_count(0)
    device.set_offline(False)
    write(phone, "ข้อต่อไป")
    wait_for_state(phone, "ข้อต่อไป", "saved")
    assert texts(stub) == ["ข้อต่อไป"]
    assert len(stub.room.received) == 1


def test_a_note_that_may_have_arrived_is_deleted_on_the_server_too(phone: Page, stub: Stub) -> None:
    stub.room.lose_answers = 1
    write(phone, "ไปถึงแล้วแต่ไม่รู้")
    expect(phone.locator("#own-notes > li")).to_have_count(1)
    with phone.expect_response(lambda answer: answer.request.method == "DELETE"):
        phone.locator('[data-do="delete"]').click()
        expect(phone.locator("#own-notes > li")).to_have_count(0)
    expect(phone.locator("#own-notes > li")).to_have_count(0)
    assert texts(stub) == []


def test_a_delete_can_be_taken_back(phone: Page, stub: Stub) -> None:
    write(phone, "ลบผิดข้อ")
    wait_for_state(phone, "ลบผิดข้อ", "saved")
    phone.evaluate(f"() => {{ {UNHURRIED} }}")  # the button goes away by itself otherwise
    phone.locator('[data-do="delete"]').click()
    expect(phone.locator("#own-notes > li")).to_have_count(0)
    phone.locator(".toast button").click()
    wait_for_state(phone, "ลบผิดข้อ", "saved")
    assert [kind for kind, _ in stub.room.received] == ["note"]


def test_a_refused_note_keeps_its_text_and_the_reason_and_can_be_sent_again(phone: Page, stub: Stub) -> None:
    stub.room.refusing = True
    write(phone, "มาช้าไป")
    wait_for_refusal(phone, stub, "มาช้าไป")
    expect(row(phone, "มาช้าไป")).to_contain_text("ปิดรับความเห็นแล้ว")
    phone.locator('[data-do="resend"]').click()
    wait_for_state(phone, "มาช้าไป", "saved")
    assert texts(stub) == ["มาช้าไป"]


def test_a_refused_note_does_not_hold_up_the_next(phone: Page, stub: Stub) -> None:
    stub.room.refusing = True
    write(phone, "ถูกปฏิเสธ")
    wait_for_refusal(phone, stub, "ถูกปฏิเสธ")
    write(phone, "ข้อถัดไป")
    wait_for_state(phone, "ข้อถัดไป", "saved")
    becomes(phone, lambda: states(phone), ["refused", "saved"])  # what is not saved stands on top


def test_a_phone_that_the_server_forgot_joins_again_by_itself(phone: Page, stub: Stub) -> None:
    stub.room.people.clear()
    write(phone, "ยังอยู่นะ")
    wait_for_state(phone, "ยังอยู่นะ", "saved")
    assert [person["group_id"] for person in stub.room.people.values()] == [3]


def test_a_phone_whose_group_is_gone_chooses_again_and_its_note_is_sent(phone: Page, stub: Stub) -> None:
    stub.room.down = True
    write(phone, "กลุ่มหายไป")
    wait_for_state(phone, "กลุ่มหายไป", "waiting")
    stub.room.people.clear()
    stub.room.groups = [group for group in stub.room.groups if group["id"] != 3]
    stub.room.down = False
    expect(phone.locator("#join")).to_be_visible()
    expect(phone.get_by_role("radio")).to_have_count(len(stub.room.groups))
    join(phone, 4)
    wait_for_state(phone, "กลุ่มหายไป", "saved")
    assert texts(stub) == ["กลุ่มหายไป"]


@pytest.mark.parametrize("shut", ["indexedDB", "both"])
def test_a_phone_without_storage_still_sends_and_warns_when_nothing_lasts(
    device: BrowserContext, stub: Stub, shut: str
) -> None:
    device.add_init_script("Object.defineProperty(window, 'indexedDB', {get() { throw new Error('shut') }})")
    if shut == "both":
        device.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('shut') }})")
    page = device.new_page()
    page.goto(stub.phone_url)
    join(page, 1)
    expect(page.locator("#not-lasting")).to_be_visible(visible=shut == "both")
    write(page, "ไม่มีที่เก็บ")
    wait_for_state(page, "ไม่มีที่เก็บ", "saved")
    assert texts(stub) == ["ไม่มีที่เก็บ"]
