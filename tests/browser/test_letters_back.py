"""The letters back to units, written by parts: two browsers see how far a worker is, and what goes on after a break."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults_of_both
from tests.browser.test_answer_link import DESK, PHONE
from tests.browser.test_whole_workshop import fits
from tests.room import Room
from tests.year.board_samples import UID, files, make, take
from workshop.domain.grouper import Grouper
from workshop.year import letter_order, letters_file

DECIDED = "กรมจะโอนงบประมาณภายในไตรมาสแรกและให้ทุกจังหวัดเตรียมแผนซ่อมถนนร่วมกับองค์กรปกครองส่วนท้องถิ่น" * 3


@pytest.fixture
def jobs(room: Room, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The queue, of which this test does one job after the other; each unit's letter is a part of its own."""
    take(room.feed, *files())
    make(room.feed, Grouper())
    for module in (letter_order, letters_file):
        monkeypatch.setattr(module, "UNITS_A_PART", 1)
    found = room.app.extensions["laena.jobs"]
    found.huey.immediate = False
    return found


def work(jobs: Any) -> None:
    jobs.huey.execute(jobs.huey.dequeue())


def test_two_browsers_see_how_many_letters_are_done_and_get_the_same_file(
    staff: Callable[..., Page], visitor: Callable[..., Page], url: str, jobs: Any
) -> None:
    one, other = staff(DESK), staff(PHONE)
    address = f"{url}/directives/{UID}/letters"
    for page in (one, other):
        page.goto(address)
        assert fits(page)
        assert faults_of_both(page) == []
    one.get_by_label("เรียน").fill("")
    one.get_by_role("button", name="จัดทำหนังสือ").click()
    expect(one.get_by_role("alert")).to_contain_text("ผู้รับ")
    assert faults_of_both(one) == []
    one.get_by_label("เรียน").fill("พัฒนาการจังหวัด{หน่วยงาน}")
    one.get_by_label("ผลการพิจารณา").fill(DECIDED)
    one.get_by_role("button", name="จัดทำหนังสือ").focus()
    one.keyboard.press("Enter")
    expect(one.locator("main").get_by_role("status")).to_contain_text("รอจัดทำหนังสือ")
    other.goto(address)
    for _ in range(2):
        work(jobs)
    for page in (one, other):
        expect(page.locator("main").get_by_role("status")).to_contain_text("จัดทำแล้ว")
        expect(page.get_by_role("progressbar")).to_be_visible()
        assert fits(page)
        assert faults_of_both(page) == []
    while len(jobs.huey):
        work(jobs)
    got = []
    for page in (one, other):
        link = page.get_by_role("link", name="ดาวน์โหลดหนังสือ")
        expect(link).to_be_visible()
        assert fits(page)
        assert faults_of_both(page) == []
        with page.expect_download() as coming:
            link.click()
        got.append(coming.value.path().read_bytes())
    assert got[0] == got[1]
    stranger = visitor(PHONE)
    stranger.goto(address)
    assert "/sign-in" in stranger.url
