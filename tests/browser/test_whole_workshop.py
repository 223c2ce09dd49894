"""A whole workshop as a file in a browser: downloaded, looked at, refused in words, taken in, and known again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import holds
from tests.room import Room

SIZES = [(360, 740), (1366, 768), (1920, 1080)]


def fits(page: Page) -> bool:
    return holds(page, "document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("size", SIZES)
def test_a_workshop_is_downloaded_and_taken_in_from_any_screen(
    staff: Callable[..., Page], url: str, room: Room, tmp_path: Path, size: tuple[int, int]
) -> None:
    room.phone.note("ถนนเข้าหมู่บ้านชำรุด")
    page = staff(size)
    page.goto(f"{url}/workshops/{room.code}/file")
    expect(page.locator("#whole").get_by_role("alert")).to_contain_text("ปัญหา")
    assert fits(page)
    for phase in room.desk.board()["phases"]:
        room.desk.call(f"/phases/{phase['id']}/close")
    page.goto(f"{url}/workshops")
    page.get_by_role("link", name="ทำสำเนา").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="ดาวน์โหลดไฟล์การประชุม").click()
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)
    assert file.name.endswith(".laena-workshop.json")

    page.goto(f"{url}/workshops")
    page.get_by_role("link", name="รับการประชุมจากไฟล์").click()
    broken = tmp_path / "broken.laena-workshop.json"
    broken.write_bytes(file.read_bytes()[:-100])
    page.locator("#file").set_input_files(broken)
    expect(page.locator("#take-in-fault")).to_contain_text("ไฟล์เสียหาย")
    page.locator("#file").set_input_files(file)
    expect(page.locator("#take-in-found")).to_contain_text("ไฟล์นี้ทำจากการประชุมในเครื่องนี้")
    expect(page.locator("#take-in-fault")).to_be_hidden()
    assert fits(page)
    page.get_by_role("button", name="รับเป็นอีกชุดหนึ่ง").click()
    expect(page).not_to_have_url(f"{url}/take-in")
    expect(page.get_by_text("ถนนเข้าหมู่บ้านชำรุด").first).to_be_visible()
    assert room.code not in page.url
