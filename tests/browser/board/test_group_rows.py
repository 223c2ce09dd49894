"""A row a group on the console: which is silent, and nothing of anonymous phases."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import examples, stub
from tests.browser.board.conftest import LAPTOP, Hall
from tests.browser.waiting import becomes

MINUTE = 60_000
STEP = 15 * MINUTE


@pytest.fixture(autouse=True)
def early_in_a_quarter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its first minute is over, and no test lasts until its last: what came in it is not old all at once."""
    quarter = time.time() * 1000 // STEP * STEP / 1000
    begun = time.time() - quarter - 60
    monkeypatch.setattr(stub, "time", SimpleNamespace(time=lambda: time.time() - begun))


def opened(screen: Callable[..., Page], hall: Hall) -> Page:
    page = screen(hall.console_url, LAPTOP)
    page.locator("#connection[data-state='connected']").wait_for()
    page.keyboard.press("g")
    return page


def row(page: Page, name: str) -> list[str]:
    found = page.locator("#group-rows tbody tr").filter(has=page.get_by_text(name, exact=True))
    return [text.strip() for text in found.locator("td").all_inner_texts()]


def names(page: Page) -> list[str]:
    return [text.strip() for text in page.locator("#group-rows tbody th").all_inner_texts()]


def few(hall_of: Callable[..., Hall]) -> Hall:
    """Three groups in the open phase: one wrote in this quarter of an hour, one an hour and more ago, one never."""
    board = examples.full(40)
    board["groups"] = board["groups"][:3]
    at = int(stub.time.time() * 1000) // STEP * STEP
    for note in board["notes"]:
        old = note["number"] % 2
        note.update(group_id="g1" if old else "g0", at=at - 6 * STEP if old else at, phase_id="p1")
    return hall_of(board)


def test_the_most_silent_group_comes_first_and_a_new_note_is_seen_to_the_minute(
    screen: Callable[..., Page], open_hall: Callable[..., Hall]
) -> None:
    hall = few(open_hall)
    page = opened(screen, hall)
    becomes(page, lambda: names(page), ["อำเภอพระยืน", "อำเภอบ้านฝาง", "อำเภอเมืองขอนแก่น"])
    becomes(page, lambda: row(page, "อำเภอพระยืน"), ["1/2 เครื่อง", "0", "0", "ยังไม่เขียนในช่วงนี้", ""])
    assert row(page, "อำเภอบ้านฝาง")[3] == "เงียบกว่า 1 ชั่วโมง"
    assert row(page, "อำเภอบ้านฝาง")[4] in {theme["label"] for theme in hall.room.themes.values()}
    expect(page.locator("#group-rows-silent")).to_contain_text("2 กลุ่มเงียบ")
    page.keyboard.press("Escape")
    page.locator("#groups [data-open-group-rows]").click()
    page.locator("#group-order").select_option("name")
    becomes(page, lambda: names(page), ["อำเภอเมืองขอนแก่น", "อำเภอบ้านฝาง", "อำเภอพระยืน"])
    page.locator("#group-order").select_option("fewest")
    becomes(page, lambda: names(page)[0], "อำเภอพระยืน")

    key = hall.room.receive("น้ำท่วมถนน", theme="t03", group="g2")
    hall.room.notes[key].update(at=int(stub.time.time() * 1000) // STEP * STEP, phase_id="p1")
    hall.tell(["t03"], [key])
    written = page.locator("#group-rows tbody tr").filter(has_text="อำเภอพระยืน")
    expect(written).to_contain_text("เมื่อสักครู่")
    becomes(page, lambda: row(page, "อำเภอพระยืน"), ["1/2 เครื่อง", "1", "1", "เมื่อสักครู่", "เจ้าหน้าที่น้อย งานเยอะ"])
    written.locator("button").click()
    expect(page.locator("#group-rows")).to_be_hidden()
    expect(page.locator("[data-note]")).to_have_count(1)
    expect(page.locator("#filter-name")).to_contain_text("อำเภอพระยืน")


def test_of_anonymous_phases_no_row_says_when_a_group_wrote_or_what(
    screen: Callable[..., Page], open_hall: Callable[..., Hall]
) -> None:
    hall = few(open_hall)
    hall.room.phases[1]["identity"] = "anonymous"
    hall.room.without_group = 7
    page = opened(screen, hall)
    becomes(page, lambda: names(page)[-1], "กลุ่มอื่น ๆ")
    becomes(page, lambda: row(page, "อำเภอบ้านฝาง"), ["1 เครื่อง", "20", "", "", ""])
    expect(page.locator("#group-rows")).to_contain_text("ช่วงไม่ระบุตัวเปิดอยู่")
    expect(page.locator("#group-rows thead")).not_to_contain_text("ล่าสุด", use_inner_text=True)
    hall.room.phases[1]["state"] = "closed"
    hall.tell([], [])
    expect(page.locator("#group-rows thead")).to_contain_text("ล่าสุด", use_inner_text=True)
    # Groups that were named afterwards.
    becomes(page, lambda: row(page, "อำเภอบ้านฝาง"), ["0/1 เครื่อง", "20", "", "", ""])
