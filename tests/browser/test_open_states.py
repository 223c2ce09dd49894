"""What is open on one screen while another changes it: once it is closed, the screen shows what the server has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.phone.conftest import write
from tests.room import Phone, Room, new_id
from workshop.domain import workshops
from workshop.views import drafts

LAPTOP = (1366, 768)


class Hall:
    """A room with a console, a phone of which the page is open, and another console and phone without one."""

    def __init__(self, room: Room, console: Page, phone: Page) -> None:
        self.room, self.console, self.phone = room, console, phone

    def theme(self, label: str, writer: Phone | None = None) -> tuple[str, str]:
        """Return the ids of a theme with one note, which the console shows."""
        note = (writer or self.room.other).note(f"เรื่อง{label}")["id"]
        self.do(f"/notes/{note}/move", theme_id="new", label=label)
        found = next(theme["id"] for theme in self.room.desk.board()["themes"] if theme["label"] == label)
        expect(self.card(found)).to_be_visible()
        return found, note

    def card(self, theme: str) -> Locator:
        return self.console.locator(f".theme[data-theme='{theme}']")

    def note(self, note: str) -> Locator:
        return self.console.locator(f"[data-note='{note}']")

    def do(self, path: str, **body: object) -> None:
        answer = self.room.desk.call(path, body)
        assert answer.status_code == 200, answer.text


@pytest.fixture
def hall(staff: Callable[..., Page], joined: Callable[..., Page], url: str, room: Room) -> Hall:
    console = staff(LAPTOP)
    console.goto(f"{url}/workshops/{room.code}")
    console.locator("#connection[data-state='connected']").wait_for(state="attached")
    return Hall(room, console, joined())


def test_once_closed_the_console_shows_what_the_server_has(hall: Hall) -> None:
    room, console = hall.room, hall.console

    theme, note = hall.theme("น้ำท่วม")
    hall.card(theme).locator(".theme-label").click()
    console.locator(".theme-field").fill("กำลังพิมพ์")
    hall.do(f"/themes/{theme}/rename", label="น้ำท่วมถนน")
    console.locator(".theme-field").press("Escape")
    expect(hall.card(theme).locator(".theme-label")).to_have_text("น้ำท่วมถนน")

    hall.card(theme).locator(".theme-more").click()
    hall.do(f"/themes/{theme}/rename", label="น้ำท่วมซ้ำซาก")
    console.keyboard.press("Escape")
    expect(console.locator("#theme-menu")).to_be_hidden()
    expect(hall.card(theme).locator(".theme-label")).to_have_text("น้ำท่วมซ้ำซาก")

    hall.note(note).locator(".note-more").click()
    answer = room.other.call("PATCH", f"/notes/{note}", {"edit": new_id(), "text": "น้ำท่วมทุกปี"})
    assert answer.status_code == 200, answer.text
    console.keyboard.press("Escape")
    expect(hall.note(note)).to_contain_text("น้ำท่วมทุกปี")

    other, moved = hall.theme("ไฟดับ")
    hall.note(moved).locator(".note-more").click()
    hall.do(f"/notes/{moved}/move", theme_id=theme)
    console.keyboard.press("Escape")
    expect(hall.card(theme).locator(f"[data-note='{moved}']")).to_be_visible()
    expect(hall.card(other).locator("[data-note]")).to_have_count(0)

    hall.note(moved).locator(".note-more").click()
    assert room.other.call("DELETE", f"/notes/{moved}").status_code == 200
    console.keyboard.press("Escape")
    expect(hall.note(moved)).to_have_count(0)
    expect(hall.card(theme).locator(".theme-count")).to_have_text("1")

    hall.card(theme).locator(".theme-label").click()
    assert room.other.call("DELETE", f"/notes/{note}").status_code == 200
    expect(hall.note(note)).to_have_count(0)
    console.keyboard.press("Escape")
    expect(console.locator(".theme-field")).to_have_count(0)

    console.locator("#search").fill("ไม่มีคำนี้ที่ใด")
    came = room.other.note("ข้อที่มาระหว่างค้นหา")["id"]
    console.locator("#search").fill("")
    expect(hall.note(came)).to_be_visible()

    console.locator("#open-together").click()
    console.locator('[data-together="voting"]').click()
    console.locator('#together-voting [name="title"]').fill("หัวข้อที่พิมพ์ไว้")
    hall.do(f"/notes/{came}/move", theme_id="new", label="เรื่องให้ลงคะแนน")
    hall.do("/voting", category=None, dots=3, title="ลงคะแนนจากที่อื่น")
    console.keyboard.press("Escape")
    expect(console.locator("#together-now")).to_contain_text("ลงคะแนนจากที่อื่น")


def test_once_closed_a_phone_shows_what_the_server_has(hall: Hall) -> None:
    room, phone = hall.room, hall.phone
    written = phone.locator("#own-notes > li")
    write(phone, "ข้อแรกของฉัน")
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(1)
    own = room.desk.board()["notes"][0]["id"]

    phone.locator('[data-do="edit"]').click()
    phone.locator(".note-form textarea").fill("ถ้อยคำที่พิมพ์ไว้")
    hall.do(f"/notes/{own}/erase", reason="มีชื่อบุคคล")
    phone.locator('.note-form [data-do="cancel"]:visible').click()
    expect(written).to_contain_text("มีชื่อบุคคล")
    expect(written).not_to_contain_text("ข้อแรกของฉัน")

    write(phone, "ข้อที่สองของฉัน")
    expect(phone.locator('#own-notes > li[data-state="saved"]')).to_have_count(2)
    phone.locator('[data-do="edit"]:visible').click()
    room.desk.open_phase(1)
    expect(phone.locator("#phase-question")).to_have_text("เพราะอะไร")
    phone.locator('.note-form [data-do="cancel"]:visible').click()
    expect(phone.locator('[data-do="edit"]:visible')).to_have_count(0)

    hall.theme("ถนน")
    hall.do("/voting", category=None, dots=3, title="เรื่องใดก่อน")
    with phone.expect_response(lambda answer: answer.request.method == "PUT"):
        phone.locator('#voting-options [data-step="1"]').first.click()
    hall.do("/voting/close")
    expect(phone.locator("#voting .voting-result .number")).to_have_text(["1"])


def test_who_is_about_to_join_sees_a_group_as_it_is_called_now(
    hall: Hall, visitor: Callable[..., Page], url: str
) -> None:
    room, stranger = hall.room, visitor((360, 740))
    stranger.goto(f"{url}/j/{room.code}")
    stranger.get_by_role("radio", name="กลุ่มดอกจาน").check()
    renamed = replace(room.feed.read(drafts.of, room.code), groups=("กลุ่มดอกคูน", "กลุ่มดอกบัว"))
    room.feed.change(room.code, "facilitator", workshops.edit, renamed)
    expect(stranger.get_by_role("radio", name="กลุ่มดอกบัว")).to_be_visible()
    expect(stranger.get_by_role("radio", name="กลุ่มดอกจาน")).to_have_count(0)
