"""An ice-breaker from the library on the projector: chosen at the console, the remote or its own page."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.waiting import at_rest, holds
from tests.room import Room
from workshop.views import icebreakers

WHOLE = """page => { const list = page.querySelector(".icebreaker-do");
  return list.scrollHeight <= list.clientHeight + 1
  && list.getBoundingClientRect().bottom <= page.getBoundingClientRect().bottom + 1; }"""
LETTERS = "step => parseFloat(getComputedStyle(step).fontSize) / innerHeight"


def named(key: str) -> icebreakers.Icebreaker:
    found = icebreakers.find(key)
    assert found is not None
    return found


def test_console_and_remote_bring_an_ice_breaker_to_the_projector_and_take_it_back(
    staff: Callable[..., Page], url: str, room: Room
) -> None:
    projector, console, remote = staff((1920, 1080)), staff((1366, 768)), staff((360, 740), has_touch=True)
    for page, path in ((projector, "/projector"), (console, ""), (remote, "/remote")):
        page.goto(f"{url}/workshops/{room.code}{path}")
        page.locator("#connection[data-state='connected']").wait_for(state="attached")
    weather, bingo = named("weather"), named("bingo")
    console.locator("#show-menu > summary").click()
    console.locator("#show-icebreakers > summary").click()
    console.locator("[data-show-there='icebreaker'][data-id='weather']").click()
    page = projector.locator("#page-icebreaker")
    expect(page.locator(".shown-title")).to_have_text(weather.title["th"])
    expect(page.locator(".icebreaker-step p")).to_have_text(list(weather.steps["th"]))
    expect(page.locator(".icebreaker-minutes")).to_have_text(f"{weather.minutes} นาที")
    expect(page.locator(".icebreaker-needs")).to_be_hidden()
    expect(projector.locator(".wall")).to_be_hidden()
    expect(console.locator("#shown-now")).to_contain_text(weather.title["th"])
    expect(remote.locator(".remote-now[role='status']")).to_have_text(weather.title["th"])
    remote.locator("#show-icebreakers > summary").tap()
    expect(remote.locator("[data-id='weather']")).to_have_attribute("aria-pressed", "true")
    remote.locator("[data-id='bingo']").tap()
    expect(page.locator(".shown-title")).to_have_text(bingo.title["th"])
    expect(page.locator(".icebreaker-needs")).to_contain_text(bingo.needs["th"])
    expect(console.locator("#shown-now")).to_contain_text(bingo.title["th"])
    expect(remote.locator("[data-id='weather']")).to_have_attribute("aria-pressed", "false")
    projector.reload()
    expect(page.locator(".shown-title")).to_have_text(bingo.title["th"])
    projector.keyboard.press("Escape")
    expect(page).to_be_hidden()
    expect(console.locator("#shown-now")).to_be_hidden()
    expect(remote.locator("[data-show-there='live']")).to_have_attribute("aria-pressed", "true")


def test_each_is_whole_on_the_projector_in_letters_that_are_read_from_ten_metres(
    staff: Callable[..., Page], url: str, room: Room
) -> None:
    projector = staff((1280, 720))
    projector.goto(f"{url}/workshops/{room.code}/projector")
    projector.locator("#connection[data-state='connected']").wait_for(state="attached")
    page = projector.locator("#page-icebreaker")
    small = {}
    for language in ("th", "en"):
        projector.context.add_cookies([{"name": "language", "value": language, "url": url}])
        projector.reload()
        for each in icebreakers.every():
            room.desk.call("/show", {"what": "icebreaker", "id": each.key})
            expect(page.locator(".shown-title")).to_have_text(each.title[language])
            at_rest(projector)
            assert holds(page, WHOLE), each.key
            height = page.locator(".icebreaker-step p").first.evaluate(LETTERS)
            if height < 44 / 1080:
                small[each.key, language] = height
    assert small == {}


def test_its_own_page_brings_it_to_the_projector(staff: Callable[..., Page], url: str, room: Room) -> None:
    projector, page = staff((1920, 1080)), staff((1366, 768))
    projector.goto(f"{url}/workshops/{room.code}/projector")
    page.goto(f"{url}/icebreakers/weather?from={room.code}")
    page.get_by_role("button", name="แสดงบนจอฉาย").click()
    expect(page.locator(".icebreaker-told")).to_have_text("แสดงบนจอฉายแล้ว")
    expect(projector.locator("#page-icebreaker .shown-title")).to_have_text(named("weather").title["th"])
    page.get_by_role("link", name="กลับไปแผงควบคุม").click()
    expect(page.locator("#shown-now")).to_contain_text(named("weather").title["th"])
