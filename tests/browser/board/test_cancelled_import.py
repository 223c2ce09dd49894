"""An import that is cancelled stores nothing, or says that it did; the same file can be imported after."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.board.import_dialog import open_import
from tests.browser.waiting import until
from tests.room import Room
from tests.web.importing import OnTheSpot
from workshop.errors import ImportUnderWay
from workshop.views.read_record import read_record

FORM = "กลุ่ม,ปัญหา/อุปสรรค,สาเหตุ\nดอกคูน,งบไม่พอ,แผนมาช้า\nดอกจาน,รถไม่มี,\n"
CANCELLED = "ยกเลิกแล้ว ไม่ได้นำเข้า"


class Slow(OnTheSpot):
    """One file at a time, which is read no further while `held`; `late`: a call that was left stores all the same."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.held, self.late, self.left = True, False, 0
        self._free = threading.Lock()

    def lines(self, asked: dict[str, Any], content: bytes) -> Iterator[bytes]:
        if not self._free.acquire(blocking=False):
            raise ImportUnderWay
        lines = self._slowly(super().lines(asked, content))
        next(lines)
        return lines

    def _slowly(self, lines: Iterator[bytes]) -> Iterator[bytes]:
        try:
            yield b""
            while self.held:
                yield b'{"step": "reading"}\n'
                threading.Event().wait(0.02)
            yield from lines
        except GeneratorExit:
            self.left += 1
            if self.late:
                list(lines)
            raise
        finally:
            self._free.release()


def test_a_cancelled_import_leaves_nothing_half_done(
    url: str, staff: Callable[..., Page], room: Room, tmp_path: Path
) -> None:
    slow = room.app.extensions["laena.import_process"] = Slow(room)
    path, big = tmp_path / "อำเภอ.csv", tmp_path / "ใหญ่.xlsx"
    path.write_text(FORM, encoding="utf-8")
    with big.open("wb") as file:
        file.truncate(200 * 1024 * 1024)  # a hole: it takes no room on the disk
    page = staff((1366, 768))
    page.goto(f"{url}/workshops/{room.code}")
    expect(page.locator("#connection")).to_have_attribute("data-state", "connected")
    open_import(page)
    state, cancel, store = page.locator("#import-state"), page.locator("#import-cancel"), page.locator("#import-store")

    def stored() -> list[str]:
        return [note.text for note in room.feed.read(read_record, room.code).notes]

    # While it is looked at.
    page.set_input_files("#import-files", path)
    cancel.click()
    expect(state).to_have_text(CANCELLED)
    expect(page.locator("#import-progress")).to_be_hidden()
    expect(page.locator("#import-drop")).to_be_visible()
    # The server may not know yet that nobody waits for the first look: the second waits its turn.
    page.set_input_files("#import-files", path)
    until(page, lambda: slow.left == 1)
    slow.held = False
    expect(store).to_have_text("นำเข้า 3 ความเห็น")
    expect(store).to_be_enabled()
    # While it is imported, before anything is stored.
    slow.held = True
    store.click()
    cancel.click()
    until(page, lambda: slow.left == 2)
    slow.held = False
    expect(state).to_contain_text(f"{CANCELLED} · 3 ความเห็นในไฟล์ = เพิ่ม 3 + มีอยู่แล้ว 0")
    expect(store).to_be_enabled()
    assert stored() == []
    # Too late: it is said.
    slow.held = slow.late = True
    store.click()
    cancel.click()
    until(page, lambda: slow.left == 3)
    slow.held = slow.late = False
    expect(state).to_contain_text("ยกเลิกไม่ทัน นำเข้าไปแล้ว")
    expect(state).to_contain_text("เพิ่ม 0 + มีอยู่แล้ว 3")
    assert stored() == ["งบไม่พอ", "แผนมาช้า", "รถไม่มี"]
    page.get_by_role("button", name="ไม่มีอะไรต้องเพิ่ม ไปต่อ").click()
    page.keyboard.press("Escape")
    page.locator("#undo").click()
    expect(page.locator("#undo-text")).not_to_have_text("เลิกทำ: นำเข้าความเห็นจากไฟล์")
    assert stored() == []
    # The same file after all that.
    open_import(page)
    page.set_input_files("#import-files", path)
    expect(store).to_be_enabled()
    store.click()
    expect(state).to_have_text("นำเข้าแล้ว 3 ความเห็น")
    assert stored() == ["งบไม่พอ", "แผนมาช้า", "รถไม่มี"]
    # A file of 200 MB is not even sent.
    page.keyboard.press("Escape")
    open_import(page)
    page.set_input_files("#import-files", big)
    expect(page.locator("#import-results")).to_contain_text("ไฟล์ ใหญ่.xlsx ใหญ่เกิน 20 MB แบ่งเป็นหลายไฟล์")
