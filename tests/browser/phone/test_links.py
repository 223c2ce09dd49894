"""A link opens a page and nothing more: it gives no identity, joins nobody and writes nothing."""

from __future__ import annotations

import json
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.phone.conftest import Stub, join, write
from tests.browser.phone.stub import CODE

KEY_OF_THE_SENDER = "0123456789abcdef" * 2
NOTE = "018f2b5e-7c00-7000-8000-000000000001"
UNASKED = "คำที่เจ้าของเครื่องไม่ได้เขียน"


def carrying() -> str:
    body = {"phase_id": 2, "category": "problem", "text": UNASKED}
    write = {"key": NOTE, "kind": "note", "note": NOTE, "body": body, "state": "waiting", "tried": False, "due": 0}
    load = {
        "device": KEY_OF_THE_SENDER,
        "me": {"group_id": 3, "name": "ชื่อของคนอื่น", "unit": "", "role": "", "scribe": False},
        "drafts": {"2": {"text": UNASKED, "category": "problem"}},
        "writes": [write],
    }
    return "#carry=" + quote(json.dumps(load))


def stored(page: Page) -> str:
    return str(page.evaluate("JSON.stringify({...localStorage})"))


def test_a_link_gives_a_new_phone_neither_key_nor_membership_nor_words(device: BrowserContext, stub: Stub) -> None:
    page = device.new_page()
    page.goto(stub.phone_url + carrying())
    expect(page.locator("#join")).to_be_visible()
    expect(page).to_have_url(stub.phone_url)
    assert KEY_OF_THE_SENDER not in stored(page)
    assert UNASKED not in stored(page)
    assert (stub.room.people, stub.room.received) == ({}, [])
    join(page, 5)
    write(page, "คำของฉันเอง")
    expect(page.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    assert [note["text"] for note in stub.room.notes.values()] == ["คำของฉันเอง"]
    assert list(stub.room.people) != [KEY_OF_THE_SENDER]
    assert len(stub.room.people) == 1


def test_a_link_makes_a_phone_that_has_joined_send_nothing(phone: Page, device: BrowserContext, stub: Stub) -> None:
    [key] = stub.room.people
    other = device.new_page()
    other.goto(stub.phone_url + carrying())
    expect(other.locator("#compose")).to_be_visible()
    write(other, "คำของฉันเอง")
    expect(other.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    expect(other).to_have_url(stub.phone_url)
    assert [note["text"] for note in stub.room.notes.values()] == ["คำของฉันเอง"]
    assert list(stub.room.people) == [key]


def test_a_link_followed_on_an_open_page_is_taken_out_of_the_address(phone: Page, stub: Stub) -> None:
    phone.evaluate("mark => { location.hash = mark; }", carrying())
    phone.wait_for_url(stub.phone_url)
    write(phone, "คำของฉันเอง")
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    assert [note["text"] for note in stub.room.notes.values()] == ["คำของฉันเอง"]


def test_a_box_in_a_link_is_not_opened_on_a_phone_that_has_joined_and_on_another_only_by_a_tap(
    phone: Page, browser: Browser, stub: Stub
) -> None:
    box = "#move=0123456789abcdef." + "A" * 60
    phone.evaluate("mark => { location.hash = mark; }", box)
    phone.wait_for_url(stub.phone_url)
    expect(phone.locator("#moved")).to_contain_text("เข้าร่วมที่อยู่นี้แล้ว")
    expect(phone.locator("#moved-take")).to_be_hidden()
    fresh = browser.new_page(locale="th-TH")
    asked: list[str] = []
    fresh.on("request", lambda request: asked.append(request.url))
    fresh.goto(stub.phone_url + box)
    expect(fresh.locator("#moved-take")).to_be_visible()
    expect(fresh).to_have_url(stub.phone_url)
    fresh.locator("#moved-leave").click()
    expect(fresh.locator("#moved")).to_be_hidden()
    assert [address for address in asked if "/moved" in address] == []
    assert len(stub.room.people) == 1
    fresh.close()


def test_at_a_changed_address_texts_can_be_copied_and_are_not_sent(
    phone: Page, device: BrowserContext, stub: Stub
) -> None:
    device.grant_permissions(["clipboard-read", "clipboard-write"])
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    device.route(lambda address: address.startswith(stub.url), lambda route: route.abort())
    phone.clock.install()
    write(phone, "เขียนก่อนย้ายที่อยู่")
    expect(phone.locator('#own-notes > li[data-state="waiting"]')).to_have_count(1)
    phone.locator("#text").fill("พิมพ์ค้างไว้")
    expect(phone.locator("#offline")).to_be_visible()
    phone.clock.run_for(20_000)
    phone.locator("#move summary").click()
    expect(phone.locator("#move")).to_contain_text("สแกน QR")
    expect(phone.locator("#move-texts")).to_have_text("เขียนก่อนย้ายที่อยู่\n\nพิมพ์ค้างไว้")
    phone.locator("#move-copy").click()
    expect(phone.locator("#move-state")).to_have_text("คัดลอกแล้ว")
    phone.locator("#text").fill("พิมพ์ค้างไว้อีก")
    expect(phone.locator("#move-state")).to_have_text("")
    assert phone.evaluate("navigator.clipboard.readText()") == "เขียนก่อนย้ายที่อยู่\n\nพิมพ์ค้างไว้"
    expect(phone.locator("#move-form")).to_be_hidden()  # without what the server gives for sealing
    allowed = (f"/{CODE}", "socket.io", "/static/", f"{stub.url}/late-parts")  # what comes late takes no words along
    assert [address for address in asked if not any(part in address for part in allowed)] == []
