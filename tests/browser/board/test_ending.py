"""The end in one dialog: what still waits, what is asked, thanks, the report and the end."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Route, expect

from tests.browser.axe import faults
from tests.browser.board.conftest import Hall
from tests.browser.waiting import until


def test_one_dialog_says_what_is_left_and_leads_to_the_end(console: Page, hall: Hall) -> None:
    console.locator("#more-menu > summary").click()
    console.locator("#open-ending").click()
    dialog = console.locator("#ending")
    expect(dialog.locator("[data-step='phases']")).to_contain_text("เปิดอยู่")
    expect(dialog.locator("[data-step='waiting']")).not_to_contain_text("ช่วง")
    dialog.locator("[data-end='close']").click()
    expect(dialog).to_be_hidden()
    expect(console.locator("#phase-dialog-do")).to_have_text("ปิดช่วงนี้")
    expect(console.locator("#phase-dialog-underway")).to_contain_text("อาจมีความเห็นที่ยังไม่ได้ส่ง")
    expect(console.locator("#phase-dialog-underway")).to_contain_text("นาทีหลังปิดช่วง")
    console.locator("#phase-dialog-grace").select_option("0")
    expect(console.locator("#phase-dialog-underway")).to_contain_text("จึงจะไม่รับ")
    console.keyboard.press("Escape")
    console.locator("#more-menu > summary").click()
    console.locator("#open-ending").click()
    expect(dialog.locator("[data-step='thanks']")).to_contain_text("ยังไม่ได้ทำ")
    assert faults(console) == []
    dialog.locator("[data-end='thanks']").click()
    until(console, lambda: hall.room.shown is not None)
    expect(dialog.locator("[data-step='thanks']")).to_contain_text("แสดงอยู่")
    hall.room.phases[1]["state"] = "closed"
    hall.tell([], [])
    expect(dialog.locator("[data-step='phases']")).to_contain_text("ปิดครบแล้ว")
    expect(dialog.locator("[data-end='close']")).to_be_hidden()
    assert dialog.locator("form[action$='/endings/end']").get_attribute("method") == "post"
    dialog.locator("[data-end='ask']").click()
    expect(dialog).to_be_hidden()
    expect(console.locator("#together")).to_be_visible()


def test_the_report_is_three_clicks_from_the_console_and_says_when_it_is_there(console: Page, hall: Hall) -> None:
    def report(route: Route) -> None:
        if "pdf" in route.request.url:
            route.fulfill(body=b"%PDF", headers={"Content-Disposition": "attachment; filename*=UTF-8''%E0%B8%81.pdf"})
        else:
            route.fulfill(status=503, json={"ok": False, "message": "ยังจัดทำไม่เสร็จ ลองอีกครั้ง"})

    console.route("**/export/**", report)
    console.locator("#more-menu > summary").click()
    console.locator("#open-ending").click()
    step = console.locator("#ending [data-step='report']")
    with console.expect_download():
        step.locator("[data-format='pdf']").click()
    expect(step.locator("[data-export-state]")).to_have_text("ดาวน์โหลดแล้ว: ก.pdf")
    step.locator("[data-format='parcel']").click()
    expect(step.locator("[data-export-state]")).to_contain_text("ยังจัดทำไม่เสร็จ ลองอีกครั้ง")
    assert faults(console, "#ending") == []
    console.keyboard.press("Escape")
    expect(console.locator("#ended")).to_be_hidden()
    hall.room.workshop["ended"] = True
    hall.tell([], [])
    ended = console.locator("#ended")
    expect(ended).to_contain_text("การประชุมสิ้นสุดแล้ว")
    expect(ended.get_by_role("link", name="เปิดการประชุมอีกครั้ง")).to_have_attribute("href", re.compile("/endings$"))
    expect(console.locator("#open-invite")).to_be_hidden()
    expect(console.locator("#help")).to_be_hidden()  # no next step before the end
    with console.expect_download():
        ended.locator("[data-format='pdf']").click()
    expect(ended.locator("[data-export-state]")).to_have_text("ดาวน์โหลดแล้ว: ก.pdf")
    assert faults(console, "#ended") == []
