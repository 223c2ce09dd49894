"""A phone whose storage hangs, throws, answers late or takes nothing loses no word and says what that means."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.phone import storage_faults as faults
from tests.browser.phone.conftest import Stub, join, write
from tests.browser.phone.stub import CODE
from tests.chromium import PATIENCE_MS

SOON_MS = PATIENCE_MS
CLICK_SEND = "document.querySelector('#send').click();"
CLICK_SAVE = "document.querySelector('.note-form [type=submit]').click();"
WORDS = "น้ำประปาไหลอ่อนทั้งหมู่บ้าน"


def row(page: Page, text: str):  # type: ignore[no-untyped-def]
    return page.locator("#own-notes > li").filter(has_text=text)


def expect_saved(page: Page, text: str) -> None:
    expect(row(page, text)).to_have_attribute("data-state", "saved", timeout=SOON_MS)


def texts(stub: Stub) -> list[str]:
    return [note["text"] for note in stub.room.notes.values()]


def arrive(device: BrowserContext, stub: Stub, *scripts: str) -> Page:
    """A phone in group 3 on a page with these faults."""
    page = device.new_page()
    for script in scripts:
        page.add_init_script(f"(() => {{ {script} }})()")
    page.goto(stub.phone_url)
    join(page, 3)
    return page


def come_back(device: BrowserContext, stub: Stub, page: Page) -> Page:
    """The same phone without the faults, once its first page is closed."""
    page.close()
    again = device.new_page()
    again.goto(stub.phone_url)
    expect(again.locator("#compose")).to_be_visible()
    return again


def send_at_once(page: Page, text: str) -> str:
    """Type and press Send. → what the field has at that very moment"""
    page.locator("#text").fill(text)
    return str(page.evaluate(f"() => {{ {CLICK_SEND} return document.querySelector('#text').value; }}"))


@pytest.mark.parametrize("fault", faults.INDEXED_DB)
def test_a_note_is_sent_once_whatever_indexeddb_does(device: BrowserContext, stub: Stub, fault: str) -> None:
    page = arrive(device, stub, faults.INDEXED_DB[fault])
    stub.room.down = True
    write(page, WORDS)
    expect(row(page, WORDS)).to_have_attribute("data-state", "waiting", timeout=SOON_MS)
    expect(page.locator("#text")).to_have_value("")
    page = come_back(device, stub, page)
    expect(row(page, WORDS)).to_be_visible(timeout=SOON_MS)
    stub.room.down = False
    expect_saved(page, WORDS)
    page = come_back(device, stub, page)
    expect_saved(page, WORDS)
    assert texts(stub) == [WORDS]
    expect(page.locator("#text")).to_have_value("")


@pytest.mark.parametrize("fault", faults.LATER)
def test_a_note_is_sent_once_when_transactions_fail_later(device: BrowserContext, stub: Stub, fault: str) -> None:
    page = arrive(device, stub, faults.LATER[fault])
    write(page, "ก่อนที่เก็บจะเสีย")
    expect_saved(page, "ก่อนที่เก็บจะเสีย")
    page.evaluate("window.faulty = true")
    write(page, WORDS)
    expect_saved(page, WORDS)
    page = come_back(device, stub, page)
    expect(page.locator('#own-notes > li[data-state="saved"]')).to_have_count(2)
    assert texts(stub) == ["ก่อนที่เก็บจะเสีย", WORDS]


def test_field_and_draft_keep_the_text_until_a_store_has_it(device: BrowserContext, stub: Stub) -> None:
    page = arrive(device, stub, faults.TRANSACTIONS_HANG)
    page.evaluate("window.faulty = true")
    assert send_at_once(page, WORDS) == WORDS
    page = come_back(device, stub, page)
    expect(page.locator("#text")).to_have_value(WORDS)
    assert texts(stub) == []


def test_an_edit_stays_open_until_a_store_has_it(device: BrowserContext, stub: Stub) -> None:
    page = arrive(device, stub, faults.TRANSACTIONS_HANG)
    write(page, "ร่างแรก")
    expect_saved(page, "ร่างแรก")
    page.evaluate("window.faulty = true")
    page.locator('[data-do="edit"]').click()
    page.locator(".note-form textarea").fill(WORDS)
    assert page.evaluate(f"() => {{ {CLICK_SAVE} return !document.querySelector('.note-form').hidden; }}")
    expect(page.locator(".note-form")).to_be_hidden(timeout=SOON_MS)
    expect_saved(page, WORDS)
    assert texts(stub) == [WORDS]


def test_send_pressed_twice_while_the_store_hangs_is_one_note(device: BrowserContext, stub: Stub) -> None:
    page = arrive(device, stub, faults.TRANSACTIONS_HANG)
    page.evaluate("window.faulty = true")
    send_at_once(page, WORDS)
    page.locator("#send").click()
    expect_saved(page, WORDS)
    expect(page.locator("#own-notes > li")).to_have_count(1)
    assert texts(stub) == [WORDS]


def test_a_late_commit_does_not_bring_a_deleted_note_back(device: BrowserContext, stub: Stub) -> None:
    page = arrive(device, stub, faults.TRANSACTIONS_ANSWER_LATE)
    page.evaluate("window.faulty = true")
    device.set_offline(True)
    write(page, WORDS)
    expect(row(page, WORDS)).to_have_attribute("data-state", "waiting", timeout=SOON_MS)
    page.locator('[data-do="delete"]').click()
    expect(page.locator("#own-notes > li")).to_have_count(0)
    expect(page.locator(".toast")).to_have_count(0, timeout=SOON_MS)
    device.set_offline(False)
    write(page, "ข้อที่เหลือ")
    expect_saved(page, "ข้อที่เหลือ")
    page = come_back(device, stub, page)
    write(page, "ข้อสุดท้าย")
    expect_saved(page, "ข้อสุดท้าย")
    assert texts(stub) == ["ข้อที่เหลือ", "ข้อสุดท้าย"]


def test_a_tab_whose_indexeddb_hangs_shares_its_list_with_one_whose_works(device: BrowserContext, stub: Stub) -> None:
    good = arrive(device, stub)
    bad = device.new_page()
    bad.add_init_script(faults.OPEN_HANGS)
    bad.goto(stub.phone_url)
    expect(bad.locator("#compose")).to_be_visible()
    stub.room.down = True
    write(good, "จากแท็บที่ดี")
    write(bad, "จากแท็บที่เสีย")
    for page in (good, bad):
        expect(page.locator("#own-notes > li")).to_have_count(2, timeout=SOON_MS)
    stub.room.down = False
    for page in (good, bad):
        page.evaluate("dispatchEvent(new Event('online'))")
    for page in (good, bad):
        expect(page.locator('#own-notes > li[data-state="saved"]')).to_have_count(2, timeout=SOON_MS)
    assert sorted(texts(stub)) == ["จากแท็บที่ดี", "จากแท็บที่เสีย"]


@pytest.mark.parametrize("indexed", ["works", "open hangs", "open throws"])
@pytest.mark.parametrize("fault", faults.WEB_STORAGE)
def test_a_phone_that_can_store_nothing_joins_sends_and_says_so(
    device: BrowserContext, stub: Stub, fault: str, indexed: str
) -> None:
    page = arrive(device, stub, faults.WEB_STORAGE[fault], faults.INDEXED_DB.get(indexed, ""))
    expect(page.locator("#not-lasting")).to_contain_text("อย่าปิดหน้านี้")
    expect(page.locator("#not-lasting")).to_contain_text("ต้องเข้าร่วมใหม่")
    write(page, WORDS)
    expect_saved(page, WORDS)
    write(page, "อีกข้อหนึ่ง")
    expect_saved(page, "อีกข้อหนึ่ง")
    assert texts(stub) == [WORDS, "อีกข้อหนึ่ง"]
    assert [person["group_id"] for person in stub.room.people.values()] == [3]


def test_a_phone_that_stores_only_in_memory_does_not_claim_more(device: BrowserContext, stub: Stub) -> None:
    page = arrive(device, stub, faults.WEB_STORAGE["is full"], faults.OPEN_HANGS)
    device.set_offline(True)
    write(page, WORDS)
    expect(row(page, WORDS)).to_have_attribute("data-state", "waiting", timeout=SOON_MS)
    expect(page.locator("#send-state")).to_contain_text("อย่าปิดหน้านี้")
    expect(page.locator("#offline")).to_contain_text("อย่าปิดหน้านี้")
    expect(page.get_by_text("ความเห็นของท่านเก็บไว้ในเครื่องนี้")).to_be_hidden()


def test_a_phone_whose_storage_works_sees_no_such_banner(phone: Page) -> None:
    write(phone, WORDS)
    expect_saved(phone, WORDS)
    expect(phone.locator("#not-lasting")).to_be_hidden()


@pytest.mark.parametrize(
    "stored",
    [
        {"device": '"<b>no key</b>"', "me": "7"},
        {"device": "null", "me": '"x"', "draft": "null", "edits": "7"},
        {"device": '{"a":1}', "me": "null", "draft": '{"1":null,"2":{"text":7}}', "edits": '{"n1":null,"n2":[1]}'},
        {"device": "[", "me": "[", "draft": "[", "edits": "["},
    ],
)
def test_whatever_stands_in_a_phones_storage_one_can_join_and_write(
    stored: dict[str, str], device: BrowserContext, stub: Stub
) -> None:
    page = device.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    names = {f"laena.{name}.{CODE}": text for name, text in stored.items()}
    page.add_init_script(
        f"if (!sessionStorage.once) {{ sessionStorage.once = 1; Object.assign(localStorage, {json.dumps(names)}); }}"
    )
    page.goto(stub.phone_url)
    join(page, 3)
    write(page, WORDS)
    expect_saved(page, WORDS)
    page.reload()
    expect_saved(page, WORDS)
    assert wrong == []
