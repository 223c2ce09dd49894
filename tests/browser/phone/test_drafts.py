"""Texts that were half typed when their phase closed."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.phone.conftest import Stub
from tests.browser.waiting import until


def test_the_bar_at_the_foot_counts_the_drafts_that_lie_below_it(phone: Page, stub: Stub) -> None:
    for place, text in ((4, "ค้างยาว " * 40), (1, "ค้างอีกข้อ")):
        phone.locator("#text").fill(text)
        stub.room.open(place)
        stub.tell()
        expect(phone.locator("#drafts")).to_contain_text(text.strip())
    above = """draft => draft.getBoundingClientRect().bottom
      <= document.querySelector('#compose .foot').getBoundingClientRect().top"""
    assert not phone.locator(".draft").last.evaluate(above)
    link = phone.locator("#compose .foot #to-drafts")
    expect(link).to_have_text("ดูที่ค้างไว้ 2 ข้อความ")
    link.click()
    until(phone, lambda: all(draft.evaluate(above) for draft in phone.locator(".draft").all()))
