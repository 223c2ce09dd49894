"""What a facilitator typed or chose stays on the screen until the server has taken it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.board.conftest import Hall

WHY = "มีคนแก้ไปก่อนแล้ว"
TYPED = "ชื่อที่พิมพ์ไว้"


def theme(console: Page, key: str) -> Locator:
    return console.locator(f".theme[data-theme='{key}']")


@pytest.fixture
def refusing(hall: Hall) -> Hall:
    hall.room.refuse = {"ok": False, "error": "conflict", "message": WHY}
    return hall


def test_a_refused_split_leaves_boxes_and_name_and_can_be_sent_again(console: Page, refusing: Hall) -> None:
    theme(console, "t03").locator(".theme-more").click()
    console.locator("#theme-menu [data-act='split']").click()
    console.locator("#split-notes input").first.check()
    console.locator("#split-label").fill(TYPED)
    console.locator("#split-do").click()
    expect(console.locator("#toasts")).to_contain_text(WHY)
    expect(console.locator("#split-label")).to_have_value(TYPED)
    expect(console.locator("#split-notes input").first).to_be_checked()
    refusing.room.refuse = None
    console.locator("#split-do").click()
    expect(console.locator("#theme-menu")).to_be_hidden()
    expect(console.locator(".theme", has_text=TYPED).locator("[data-note]")).to_have_count(1)


def test_a_refused_new_theme_leaves_its_name_and_can_be_sent_again(console: Page, refusing: Hall) -> None:
    console.locator("#tray-ungrouped .note-more").first.click()
    console.locator("#note-menu-label").fill(TYPED)
    console.locator("#note-menu-label").press("Enter")
    expect(console.locator("#toasts")).to_contain_text(WHY)
    expect(console.locator("#note-menu-label")).to_have_value(TYPED)
    refusing.room.refuse = None
    console.locator("#note-menu-label").press("Enter")
    expect(console.locator("#note-menu-label")).to_be_hidden()
    expect(console.locator(".theme", has_text=TYPED)).to_be_visible()


def test_a_refused_name_stays_in_its_field_and_can_be_sent_again(console: Page, refusing: Hall) -> None:
    theme(console, "t05").locator(".theme-label").click()
    console.locator(".theme-field").fill(TYPED)
    console.locator(".theme-field").press("Enter")
    expect(console.locator("#toasts")).to_contain_text(WHY)
    expect(console.locator(".theme-field")).to_have_value(TYPED)
    refusing.room.refuse = None
    console.locator(".theme-field").press("Enter")
    expect(theme(console, "t05").locator(".theme-label")).to_have_text(TYPED)
    expect(console.locator(".theme-field")).to_have_count(0)


def test_a_refused_name_is_given_up_by_escape(console: Page, refusing: Hall) -> None:
    before = theme(console, "t05").locator(".theme-label").inner_text()
    theme(console, "t05").locator(".theme-label").click()
    console.locator(".theme-field").fill(TYPED)
    console.locator(".theme-field").press("Enter")
    expect(console.locator("#toasts")).to_contain_text(WHY)
    console.locator(".theme-field").press("Escape")
    expect(theme(console, "t05").locator(".theme-label")).to_have_text(before)


def test_refused_minutes_stay_in_their_field(console: Page, refusing: Hall) -> None:
    console.locator("#timer-menu > summary").click()
    console.locator("#timer-minutes").fill("25")
    console.locator("#timer-minutes").press("Enter")
    expect(console.locator("#toasts")).to_contain_text(WHY)
    expect(console.locator("#timer-minutes")).to_have_value("25")
