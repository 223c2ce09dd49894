"""A phase is added from the console's menu; a refusal leaves what was typed."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.room import Room


def test_a_phase_is_added_in_a_dialog_and_what_is_refused_stays_typed(
    staff: Callable[..., Page], url: str, room: Room
) -> None:
    console = staff((1366, 768))
    console.goto(f"{url}/workshops/{room.code}")
    console.locator("#connection[data-state='connected']").wait_for(state="attached")
    console.locator("#more-menu > summary").click()
    console.locator("#open-add-phase").click()
    dialog = console.locator("#add-phase")
    assert faults(console, "#add-phase") == []
    dialog.locator('[name="title"]').fill("ข้อเสนอถึงกรม")
    dialog.locator('[name="category"]').press("Enter")
    expect(console.get_by_text("กรุณาเลือกหรือพิมพ์ประเภทความเห็น")).to_be_visible()
    dialog.locator('[name="category"]').fill("ความหวัง")
    dialog.locator('[name="identity"]').select_option("signed")
    dialog.locator(".button-call").click()
    expect(dialog).to_be_hidden()
    expect(console.locator(".phase-button")).to_have_count(3)
    new = room.desk.board()["phases"][-1]
    assert (new["title"], new["identity"], new["state"]) == ("ข้อเสนอถึงกรม", "signed", "waiting")
