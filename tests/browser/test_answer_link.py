"""A unit's link for its answer in real browsers: made, opened on a phone, refused in words, sent once, and used up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults_of_both
from tests.browser.test_whole_workshop import fits
from tests.room import Room
from tests.year.installations import KHON_KAEN, answer_file, draft
from tests.year.test_answer_links import SOON
from workshop.year import contents, directives

LONG = "สำนักงานพัฒนาชุมชนจังหวัดที่มีชื่อยาวมากเพื่อให้เห็นว่าบรรทัดตัดตรงไหนและไม่ล้นจอ"
SUBJECT = "ทบทวนผลการดำเนินงานที่ผ่านมาเพื่อเป็นพื้นฐานในการจัดทำแผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2564"
DESK, PHONE = (1366, 768), (360, 740)


@pytest.fixture
def uid(room: Room) -> str:
    made = draft(
        subject=SUBJECT,
        deadline=SOON,
        units=(contents.Unit(code=KHON_KAEN, name=LONG), contents.Unit(code="41", name="อุดรธานี")),
    )
    return room.feed.write(directives.make, made)


def test_a_unit_opens_its_link_on_a_phone_and_answers_once(
    staff: Callable[..., Page], visitor: Callable[..., Page], url: str, room: Room, uid: str, tmp_path: Path
) -> None:
    office = staff(DESK)
    office.goto(f"{url}/directives/{uid}/links")
    expect(office.get_by_text("ใช้แล้ว 0 จาก 2 หน่วยงาน")).to_be_visible()
    assert faults_of_both(office) == []
    assert fits(office)
    make = office.get_by_role("button", name=f"ทำลิงก์ให้ {LONG}")
    make.focus()
    office.keyboard.press("Enter")
    address = office.locator("td.unit-address").inner_text()
    assert fits(office)
    assert faults_of_both(office) == []
    path = address[address.index("/answers/") :]

    phone = visitor(PHONE)
    phone.goto(f"{url}{path}")
    expect(phone.get_by_role("heading", name=LONG)).to_be_visible()
    expect(phone.get_by_role("heading", name=SUBJECT)).to_be_visible()
    assert fits(phone)
    assert faults_of_both(phone) == []
    with phone.expect_download() as coming:
        phone.get_by_role("link", name="รับไฟล์ข้อสั่งการ").click()
    assert coming.value.suggested_filename.endswith(".laena-directive.json")

    key = room.feed.read(directives.find, uid).key
    other, answer = tmp_path / "b.laena-answer.json", tmp_path / "a.laena-answer.json"
    other.write_bytes(answer_file(uid, key, unit="41", by=2))
    answer.write_bytes(answer_file(uid, key))
    phone.locator("input[type=file]").set_input_files(other)
    phone.get_by_role("button", name="ส่งไฟล์คำตอบ").click()
    expect(phone.get_by_role("alert").filter(visible=True)).not_to_be_empty()
    assert fits(phone)
    assert faults_of_both(phone) == []
    phone.locator("input[type=file]").set_input_files(answer)
    phone.get_by_role("button", name="ส่งไฟล์คำตอบ").focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("status").first).to_contain_text("รับคำตอบแล้ว")
    expect(phone.locator("input[type=file]")).to_have_count(0)
    assert fits(phone)
    assert faults_of_both(phone) == []
    office.goto(f"{url}/directives/{uid}/links")
    expect(office.get_by_text("ใช้แล้ว 1 จาก 2 หน่วยงาน")).to_be_visible()


def test_somebody_without_the_link_sees_nothing_of_the_directive(
    visitor: Callable[..., Page], url: str, uid: str
) -> None:
    stranger = visitor(PHONE)
    answered = stranger.goto(f"{url}/answers/{'x' * 22}")
    assert answered is not None
    assert answered.status == 404
    expect(stranger.locator("body")).not_to_contain_text("ทบทวนผล")
    assert fits(stranger)
    assert faults_of_both(stranger) == []
    stranger.goto(f"{url}/directives/{uid}/links")
    assert "/sign-in" in stranger.url
