"""The end in one dialog: what still waits, what is asked, thanks, the report and the end."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.board.conftest import Hall
from tests.browser.waiting import until


def test_one_dialog_says_what_is_left_and_leads_to_the_end(console: Page, hall: Hall) -> None:
    console.locator("#more-menu > summary").click()
    console.locator("#open-ending").click()
    dialog = console.locator("#ending")
    expect(dialog.locator("[data-step='waiting']")).to_contain_text("เปิดอยู่ 1 ช่วง")
    expect(dialog.locator("[data-step='thanks']")).to_contain_text("ยังไม่ได้ทำ")
    assert faults(console) == []
    dialog.locator("[data-end='thanks']").click()
    until(console, lambda: hall.room.shown is not None)
    expect(dialog.locator("[data-step='thanks']")).to_contain_text("แสดงอยู่")
    hall.room.phases[1]["state"] = "closed"
    hall.tell([], [])
    expect(dialog.locator("[data-step='waiting']")).not_to_contain_text("ช่วงที่เปิดอยู่ 1")
    assert dialog.locator("form[action$='/endings/end']").get_attribute("method") == "post"
    dialog.locator("[data-end='ask']").click()
    expect(dialog).to_be_hidden()
    expect(console.locator("#together")).to_be_visible()
