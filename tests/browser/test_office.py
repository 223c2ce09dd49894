"""The office's page in a real browser: an emblem too large for the server is shrunk before it is sent."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.waiting import until
from tests.room import PASSWORD, Room
from workshop.domain import offices


def test_a_large_emblem_is_shrunk_on_the_device_and_stored(
    url: str, visitor: Callable[..., Page], room: Room, tmp_path: Path
) -> None:
    emblem = tmp_path / "emblem.png"
    Image.frombytes("RGB", (600, 700), os.urandom(600 * 700 * 3)).resize((1200, 1400)).save(emblem)
    assert emblem.stat().st_size > 1_000_000
    page = visitor((1366, 768))
    page.goto(f"{url}/office")
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("#emblem")
    page.fill("#signer", "นายตัวอย่าง นามสมมุติ")
    page.set_input_files("#emblem", emblem)
    until(page, lambda: page.evaluate("document.querySelector('#emblem').files[0].size") < 50_000)
    page.click("button.button-big")
    expect(page.get_by_text("บันทึกแล้ว")).to_be_visible()
    stored = room.feed.read(offices.read)
    assert stored.signer == "นายตัวอย่าง นามสมมุติ"
    with Image.open(io.BytesIO(stored.emblem)) as small:
        assert 100 <= max(small.size) <= 400
