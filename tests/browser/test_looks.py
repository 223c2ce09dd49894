"""Light and dark: every screen is read in both; the device chooses, or somebody on it, on projectors the console."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import DARK_PAPER, LIGHT_PAPER, faults, faults_of_both, faults_of_colours
from tests.room import Room, new_id

Look = Literal["light", "dark"]
LOOKS: tuple[Look, ...] = ("light", "dark")
LAPTOP, HAND, WALL = (1366, 768), (360, 740), (1920, 1080)
SHOWN = ("live", "welcome", "answers", "focus", "words", "countdown", "programme", "actions", "thanks")
OF_WORKSHOP = (
    "",
    "/edit",
    "/programme",
    "/actions",
    "/minutes",
    "/history",
    "/endings",
    "/phones",
    "/attendance",
    "/report",
    "/reuse",
    "/shuffle",
)
OTHERS = ("", "/new")
ELSEWHERE = ("/templates", "/workshops?state=ended", "/icebreakers", "/directives", "/office", "/learning", "/sign-ins")
PAPER = "getComputedStyle(document.body).backgroundColor"


def of_paper(page: Page, paper: str) -> None:
    expect(page.locator("body")).to_have_css("background-color", paper)


@pytest.fixture
def still(staff: Callable[..., Page]) -> Callable[..., Page]:
    """still(size, look): a signed-in page of a device that prefers this look, and nothing that moves."""
    return lambda size, look: staff(size, color_scheme=look, reduced_motion="reduce")


@pytest.fixture
def lively(room: Room) -> Room:
    """A room with themes, a note in none, an action, a timer and a mood that is asked."""
    for text, label in (("งบมาช้า", "งบประมาณ"), ("รถเสีย", "ยานพาหนะ"), ("คนไม่พอ", "อัตรากำลัง")):
        note = room.phone.note(text)["id"]
        room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": label})
    room.other.note("ระบบล่มตอนส่งรายงาน")
    room.desk.call("/actions", {"what": "จัดทำแผนสำรองงบประมาณ", "unit": "กลุ่มงานประสาน"})
    room.desk.call("/timer", {"action": "start", "seconds": 600})
    return room


def test_pages_of_a_workshop_can_be_read(still: Callable[..., Page], url: str, lively: Room) -> None:
    page = still(LAPTOP, "dark")
    found = {}
    for path in OF_WORKSHOP:
        page.emulate_media(color_scheme="dark")
        page.goto(f"{url}/workshops/{lively.code}{path}")
        of_paper(page, DARK_PAPER)
        found[path] = faults_of_both(page)
    assert {path: each for path, each in found.items() if each} == {}


def test_pages_beside_the_workshops_can_be_read(still: Callable[..., Page], url: str, lively: Room) -> None:
    page = still(LAPTOP, "light")
    found = {}
    for path in ("/workshops", "/workshops/new", "/", "/none", *ELSEWHERE):
        page.goto(f"{url}{path}")
        found[path] = faults_of_both(page)
    assert {path: each for path, each in found.items() if each} == {}


def test_the_consoles_menus_and_dialogs_can_be_read(still: Callable[..., Page], url: str, lively: Room) -> None:
    page = still(LAPTOP, "light")
    page.goto(f"{url}/workshops/{lively.code}")
    found = {}
    for menu in ("show-menu", "more-menu", "tools-menu"):
        page.locator(f"#{menu} > summary").click()
        found[menu] = faults_of_both(page, f"#{menu}")  # what it covers cannot be reached meanwhile
        page.keyboard.press("Escape")
    for opener in ("open-invite", "open-export", "open-together"):
        page.locator(f"#{opener}").click()
        found[opener] = faults_of_both(page)
        page.keyboard.press("Escape")
    page.locator("[data-view='outlook']").click()
    found["outlook"] = faults_of_both(page)
    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize("look", LOOKS)
def test_the_projector_can_be_read(still: Callable[..., Page], url: str, lively: Room, look: Look) -> None:
    other: Look = "light" if look == "dark" else "dark"
    page = still(WALL, other)
    lively.desk.call("/projector/dark", {"on": look == "dark"})
    page.goto(f"{url}/workshops/{lively.code}/projector")
    found = {}
    for what, id in (*((each, "") for each in SHOWN), ("icebreaker", "weather")):
        assert lively.desk.call("/show", {"what": what, "id": id}).status_code == 200
        page.reload()
        page.locator("#connection[data-state='connected']").wait_for(state="attached")
        of_paper(page, DARK_PAPER if look == "dark" else LIGHT_PAPER)  # whatever the device prefers
        found[what] = faults(page) if look == "light" else faults_of_colours(page)
    assert {name: each for name, each in found.items() if each} == {}


def test_the_phone_can_be_read(visitor: Callable[..., Page], url: str, lively: Room) -> None:
    page = visitor(HAND, has_touch=True, color_scheme="light", reduced_motion="reduce")
    page.goto(f"{url}/j/{lively.code}")
    page.get_by_role("radio").first.check()
    found = {"join": faults_of_both(page)}
    page.locator("#join-send").click()
    expect(page.locator("#compose")).to_be_visible()
    found["desk"] = faults_of_both(page)
    lively.desk.call("/sharing", {"sharing": "everyone"})
    lively.desk.call("/pulse", {"moment": "morning", "asks_word": True})
    lively.desk.call("/voting", {"category": "problem", "dots": 3, "title": "", "slips": False})
    expect(page.locator("#voting")).to_be_visible()
    expect(page.locator("#pulse")).to_be_visible()
    found["asked"] = faults_of_both(page)
    assert {name: each for name, each in found.items() if each} == {}


def test_a_morning_beside_an_evening_with_words_can_be_read(still: Callable[..., Page], url: str, lively: Room) -> None:
    phones = [lively.phone, lively.other, *(lively.new_phone() for _ in range(4))]
    for moment in ("morning", "evening"):
        pulse = lively.desk.call("/pulse", {"moment": moment, "asks_word": True}).get_json()["answer"]
        for place, phone in enumerate(phones):
            phone.call("PUT", "/pulse", {"id": new_id(), "pulse_id": pulse, "value": 1 + place % 5})
            phone.call("PUT", "/pulse/word", {"id": new_id(), "pulse_id": pulse, "word": ("สนุก", "แย่")[place == 5]})
        lively.desk.call("/pulse/close")
    lively.desk.call(f"/pulse/{pulse}/words", {"on": True})
    lively.desk.call(f"/pulse/{pulse}/hide", {"word": "แย่", "reason": "rude"})
    wall = still(WALL, "light")
    wall.goto(f"{url}/workshops/{lively.code}/projector")
    expect(wall.locator(".room-words > li")).to_have_text(["สนุก 5"])
    expect(wall.locator(".room-legend")).to_contain_text("เย็น เฉลี่ย")
    console = still(LAPTOP, "light")
    console.goto(f"{url}/workshops/{lively.code}")
    console.locator('[data-now="look"]').click()
    expect(console.locator(".pulse-hidden button")).to_contain_text("แย่ 1")
    found = {"projector": faults(wall), "console": faults_of_both(console, "#together")}
    lively.desk.call("/projector/dark", {"on": True})
    of_paper(wall, DARK_PAPER)
    found["dark projector"] = faults_of_colours(wall)
    assert {name: each for name, each in found.items() if each} == {}
    console.locator(".pulse-hidden button").click()
    expect(wall.locator(".room-words > li")).to_have_text(["สนุก 5", "แย่ 1"])


def test_a_choice_stays_on_the_device_until_it_is_taken_back(still: Callable[..., Page], url: str, room: Room) -> None:
    page = still(LAPTOP, "light")
    page.goto(f"{url}/workshops")
    page.get_by_role("button", name="โหมดมืด").click()
    of_paper(page, DARK_PAPER)
    page.goto(f"{url}/office")
    of_paper(page, DARK_PAPER)
    page.get_by_role("button", name="โหมดสว่าง").click()
    of_paper(page, LIGHT_PAPER)
    page.emulate_media(color_scheme="dark")
    page.goto(f"{url}/workshops")
    of_paper(page, DARK_PAPER)  # it follows the device again


def test_the_console_makes_every_projector_dark_and_light_again(
    still: Callable[..., Page], url: str, room: Room
) -> None:
    walls = [still(WALL, "light") for _ in range(2)]
    for wall in walls:
        wall.goto(f"{url}/workshops/{room.code}/projector")
        wall.locator("#connection[data-state='connected']").wait_for(state="attached")
    console = still(LAPTOP, "light")
    console.goto(f"{url}/workshops/{room.code}")
    for paper in (DARK_PAPER, LIGHT_PAPER):
        console.locator("#show-menu > summary").click()
        console.locator("#projector-dark").click()
        expect(console.locator("#projector-dark")).to_have_attribute("aria-checked", str(paper == DARK_PAPER).lower())
        for wall in walls:
            of_paper(wall, paper)
        assert console.evaluate(PAPER) == LIGHT_PAPER
