"""Own headings in the console's dialog, and on cards and wall, in a real browser."""

from __future__ import annotations

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.board.conftest import Hall, tool
from tests.browser.waiting import until


def opened(console: Page) -> None:
    console.locator("[data-key='problem'].filter-tab").click()
    tool(console, "headings")
    expect(console.locator("#headings-text")).to_be_enabled()


def test_headings_are_typed_taken_from_a_former_workshop_and_from_a_file_and_saved(console: Page, hall: Hall) -> None:
    opened(console)
    expect(console.locator("#headings-category")).to_have_value("problem")
    field = console.locator("#headings-text")
    field.fill("ถนน: พัง")
    console.locator("#headings-former").select_option("OLD123")
    expect(field).to_have_value("ถนน: พัง\nน้ำประปา")
    content = "ครู = โรงเรียน\nถนน\n".encode()
    console.locator("#headings-file").set_input_files(
        FilePayload(name="แผน.txt", mimeType="text/plain", buffer=content)
    )
    expect(field).to_have_value("ถนน: พัง\nน้ำประปา\nครู: โรงเรียน")
    console.locator("#headings-shown").check()
    console.locator("#headings-save").click()
    expect(console.locator("#headings-state")).to_contain_text("บันทึกแล้ว 3 หัวข้อ")
    assert hall.room.shaping.headings == {"problem": "ถนน: พัง\nน้ำประปา\nครู: โรงเรียน"}
    assert hall.room.shaping.headings_shown


def test_a_line_at_fault_is_marked_and_leads_to_itself_and_nothing_is_saved(console: Page, hall: Hall) -> None:
    opened(console)
    console.locator("#headings-text").fill("ถนน\n: พัง")
    console.locator("#headings-save").click()
    fault = console.locator("#headings-errors button")
    expect(fault).to_contain_text("บรรทัดที่ 2")
    expect(console.locator("#headings-lines .is-wrong")).to_have_text("2")
    fault.click()
    expect(console.locator("#headings-text")).to_be_focused()
    assert hall.room.shaping.headings == {}


def test_what_was_typed_stays_where_another_console_was_quicker_or_the_dialog_closed(console: Page, hall: Hall) -> None:
    opened(console)
    console.locator("#headings-text").fill("ของจอนี้")
    hall.room.shaping.headings["problem"] = "ของอีกจอ"
    console.locator("#headings-save").click()
    expect(console.locator("#headings-state")).to_contain_text("อีกจอ")
    console.locator("#headings [aria-label='ปิด']").click()
    tool(console, "headings")
    expect(console.locator("#headings-text")).to_have_value("ของจอนี้")


def test_an_empty_heading_says_so_on_its_card(console: Page, hall: Hall) -> None:
    theme = next(iter(hall.room.themes.values()))
    card = console.locator(f".theme[data-theme='{theme['id']}']")
    theme |= {"heading": True, "given": True}
    hall.tell([theme["id"]], [])
    expect(card.locator(".theme-voices")).to_contain_text("หัวข้อที่ตั้งไว้")
    expect(card.get_by_text("ยังไม่มีใครเขียนถึง")).to_be_hidden()
    hall.room.themes["h1"] = {**theme, "id": "h1", "label": "เรื่องที่ไม่มีใครเขียน", "count": 0, "examples": []}
    hall.tell(["h1"], [])
    lonely = console.locator(".theme[data-theme='h1']")
    until(console, lambda: lonely.count() == 1)
    expect(lonely.get_by_text("ยังไม่มีใครเขียนถึง")).to_be_visible()
