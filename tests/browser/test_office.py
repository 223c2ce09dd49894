"""The office's page in a real browser: a large emblem is shrunk before it is sent, and a template is tried."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.waiting import holding, until
from tests.reports.test_office_templates import SHIPPED, edited, without
from tests.room import PASSWORD, Room
from workshop.domain import office_templates, offices


@pytest.fixture
def emblem(tmp_path: Path) -> Path:
    """A picture of more than a megabyte."""
    emblem = tmp_path / "emblem.png"
    Image.frombytes("RGB", (600, 700), os.urandom(600 * 700 * 3)).resize((1200, 1400)).save(emblem)
    assert emblem.stat().st_size > 1_000_000
    return emblem


def test_a_large_emblem_chosen_before_the_script_came_is_shrunk_and_stored(
    url: str, visitor: Callable[..., Page], room: Room, emblem: Path
) -> None:
    page = visitor((1366, 768))
    let_come = holding(page, "js/office.js")
    page.goto(f"{url}/office")
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("#emblem")
    page.fill("#signer", "นายตัวอย่าง นามสมมุติ")
    page.set_input_files("#emblem", emblem)
    let_come()
    until(page, lambda: page.evaluate("document.querySelector('#emblem').files[0].size") < 50_000)
    page.click("button.button-big")
    expect(page.get_by_text("บันทึกแล้ว")).to_be_visible()
    stored = room.feed.read(offices.read)
    assert stored.signer == "นายตัวอย่าง นามสมมุติ"
    with Image.open(io.BytesIO(stored.emblem)) as small:
        assert 100 <= max(small.size) <= 400


def test_a_large_emblem_is_shrunk_before_a_form_that_is_saved_at_once(
    url: str, visitor: Callable[..., Page], room: Room, emblem: Path
) -> None:
    page = visitor((1366, 768))
    page.goto(f"{url}/office")
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("#emblem")
    page.wait_for_load_state("load")
    page.fill("#signer", "นายตัวอย่าง นามสมมุติ")
    page.set_input_files("#emblem", emblem)
    page.click("button.button-big")
    expect(page.get_by_text("บันทึกแล้ว")).to_be_visible()
    stored = room.feed.read(offices.read)
    with Image.open(io.BytesIO(stored.emblem)) as small:
        assert 100 <= max(small.size) <= 400


def test_a_template_is_refused_with_every_fault_then_taken_tried_and_removed(
    url: str, visitor: Callable[..., Page], room: Room, tmp_path: Path
) -> None:
    good, bad = tmp_path / "แม่แบบ.docx", tmp_path / "ผิด.docx"
    good.write_bytes(SHIPPED)
    bad.write_bytes(edited(without("laena.body")))
    page = visitor((1366, 768))
    page.goto(f"{url}/office")
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    form = page.locator("#template-report")
    page.set_input_files("#template-report-file", bad)
    form.get_by_role("button", name="เพิ่มแม่แบบ").click()
    expect(page.locator("#template-report .field-error")).to_have_text(["ขาดช่อง “laena.body” ซึ่งต้องมี"])
    page.set_input_files("#template-report-file", good)
    form.get_by_role("button", name="เพิ่มแม่แบบ").click()
    expect(page.locator("#template-report strong")).to_have_text("แม่แบบ.docx")
    with page.expect_download() as download:
        page.get_by_role("link", name="ดูตัวอย่างตามแม่แบบ").click()
    assert docx.Document(download.value.path()).paragraphs[0].text == "รายงานสรุปผลการประชุมเชิงปฏิบัติการ"
    form.get_by_role("button", name="เอาแม่แบบออก").click()
    expect(page.locator("#template-report")).to_contain_text("ตามแบบที่มากับโปรแกรม")
    assert room.feed.read(office_templates.read) == ()
