"""Several answer files at once in a real browser: each has its result by its name, and progress is what was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.room import Room
from tests.year.installations import UDON, answer_file, draft
from workshop.year import directives


def test_several_files_have_a_result_each_and_progress_tells_how_many_are_done(
    room: Room, staff: Callable[..., Page], url: str
) -> None:
    uid = room.feed.write(directives.make, draft())
    key = room.feed.read(directives.find, uid).key
    sent: list[Any] = [
        {"name": name, "mimeType": "application/json", "buffer": data}
        for name, data in (
            ("ขอนแก่น.laena-answer.json", answer_file(uid, key)),
            ("ไฟล์เสีย.laena-answer.json", b"{"),
            ("อุดรธานี.laena-answer.json", answer_file(uid, key, UDON, by=2)),
        )
    ]
    page = staff((1366, 768))
    page.goto(f"{url}/directives/{uid}")
    held: list[Route] = []
    seen = 0

    def hold_the_second(route: Route) -> None:
        nonlocal seen
        seen += 1
        if seen == 2:
            held.append(route)
        else:
            route.continue_()

    page.route("**/take", hold_the_second)
    page.locator("#files").set_input_files(sent)
    page.locator("#take-files button").click()
    expect(page.locator("#take-progress")).to_have_text("ตรวจแล้ว 1 จาก 3 ไฟล์")
    expect(page.locator("#take-results li")).to_have_count(1)
    held[0].continue_()
    expect(page.locator("#take-progress")).to_have_text("ตรวจแล้ว 3 จาก 3 ไฟล์")
    results = page.locator("#take-results li")
    expect(results).to_have_count(3)
    told = [("ขอนแก่น", "รับคำตอบแล้ว"), ("ไฟล์เสีย", "ไม่ใช่ไฟล์ของแลหน้า"), ("อุดรธานี", "รับคำตอบแล้ว")]
    for place, (name, said) in enumerate(told):
        expect(results.nth(place)).to_contain_text(name)
        expect(results.nth(place)).to_contain_text(said)
    expect(page.locator("#unit-40"), "without loading the page anew").to_contain_text("ตอบแล้ว")
