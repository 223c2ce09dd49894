"""A console with thousands of notes draws a few of each list, and the others where somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.board import examples
from tests.browser.board.conftest import LAPTOP, Hall

FIRST_LIMIT_IS_SHORT = """
  const limit = AbortSignal.timeout.bind(AbortSignal);
  let asked = 0;
  AbortSignal.timeout = (milliseconds) => limit(asked++ ? milliseconds : 50);
"""


def test_a_list_begins_with_a_few_notes_and_gives_more_at_a_click_while_counts_and_search_know_all(
    open_hall: Callable[[dict[str, Any]], Hall], screen: Callable[..., Page]
) -> None:
    hall = open_hall(examples.many(1000))
    console = screen(hall.console_url, LAPTOP)
    console.locator("#connection[data-state='connected']").wait_for()
    assert console.locator("[data-note]").count() < 250
    sizes = {
        key: sum(n["theme_id"] == key and n["status"] == "theme" for n in hall.room.notes.values())
        for key in hall.room.themes
    }
    large = max((key for key in sizes if not hall.room.themes[key].get("subthemes")), key=sizes.__getitem__)
    card = console.locator(f'[data-theme="{large}"]')
    expect(card.locator(".theme-count")).to_have_text(f"{sizes[large]:,}")
    card.scroll_into_view_if_needed()
    expect(card.locator("[data-note]")).to_have_count(5)
    more = card.locator(".notes-left")
    expect(more).to_have_text(f"ดูอีก {sizes[large] - 5:,} ความเห็น")
    more.focus()
    console.keyboard.press("Enter")
    expect(card.locator("[data-note]")).to_have_count(min(55, sizes[large]))
    assert console.evaluate("document.activeElement.closest('[data-note]') !== null"), (
        "the focus is on the first of the new"
    )
    last = next(n for n in reversed(hall.room.notes.values()) if n["theme_id"] == large and n["status"] == "theme")
    console.locator("#search").fill(f"#{last['number']}")
    expect(console.locator(f'[data-note="{last["id"]}"]')).to_be_visible()


def test_a_note_that_comes_into_a_long_list_is_counted_at_once_on_both_of_two_consoles(
    open_hall: Callable[[dict[str, Any]], Hall], screen: Callable[..., Page]
) -> None:
    hall = open_hall(examples.many(1000))
    consoles = [screen(hall.console_url, LAPTOP) for _ in range(2)]
    for console in consoles:
        console.locator("#connection[data-state='connected']").wait_for()
    moved = next(n for n in hall.room.notes.values() if n["status"] == "ungrouped")
    before = sum(n["status"] == "ungrouped" for n in hall.room.notes.values())
    target = next(key for key, theme in hall.room.themes.items() if theme["category"] == moved["category"])
    moved.update(theme_id=target, status="theme")
    hall.tell([target], [moved["id"]])
    for console in consoles:
        expect(console.locator("#tray-ungrouped .tray-count")).to_have_text(f"{before - 1:,}")
        expect(console.locator(f'[data-theme="{target}"] .theme-count')).not_to_have_text("0")


def test_a_theme_far_below_gets_its_notes_when_it_comes_near_when_they_are_searched_for_and_for_printing(
    open_hall: Callable[[dict[str, Any]], Hall], screen: Callable[..., Page]
) -> None:
    hall = open_hall(examples.many(1000))
    last = max(
        hall.room.notes.values(), key=lambda note: (str(note["theme_id"]).startswith("x"), note["theme_id"] or "")
    )
    console, printed, searched = (screen(hall.console_url, LAPTOP) for _ in range(3))
    cards = {page: page.locator(f'[data-theme="{last["theme_id"]}"]') for page in (console, printed, searched)}
    for page, card in cards.items():
        page.locator("#connection[data-state='connected']").wait_for()
        expect(card.locator(".theme-count")).not_to_have_text("0")
        expect(card.locator("[data-note]")).to_have_count(0)
    cards[console].scroll_into_view_if_needed()
    expect(cards[console].locator("[data-note]").first).to_be_visible()
    printed.evaluate("dispatchEvent(new Event('beforeprint'))")
    for card in printed.locator("[data-theme]:not(:has(.subtheme))").all():
        assert card.locator("[data-note]").count() > 0 or card.locator(".theme-count").inner_text() == "0"
    searched.locator("#search").fill(f"#{last['number']}")
    expect(searched.locator(f'[data-note="{last["id"]}"]')).to_be_visible()


def test_a_theme_far_below_shows_what_came_into_it_before_it_was_looked_at(
    open_hall: Callable[[dict[str, Any]], Hall], screen: Callable[..., Page]
) -> None:
    hall = open_hall(examples.many(1000))
    target = max(key for key in hall.room.themes if key.startswith("x"))
    console = screen(hall.console_url, LAPTOP)
    card = console.locator(f'[data-theme="{target}"]')
    console.locator("#connection[data-state='connected']").wait_for()
    inside = [note for note in hall.room.notes.values() if note["theme_id"] == target]
    inside[0]["text"] = "ถ้อยคำที่เพิ่งแก้"
    hall.tell([target], [inside[0]["id"]])
    moved = next(note for note in hall.room.notes.values() if note["status"] == "ungrouped")
    moved.update(theme_id=target, status="theme", category=hall.room.themes[target]["category"])
    hall.tell([target], [moved["id"]])
    expect(card.locator(".theme-count")).to_have_text(str(len(inside) + 1))
    card.scroll_into_view_if_needed()
    expect(card.locator(f'[data-note="{inside[0]["id"]}"]')).to_contain_text("ถ้อยคำที่เพิ่งแก้")


def test_a_page_of_many_notes_is_there_before_them_and_asks_again_where_they_did_not_come(
    open_hall: Callable[[dict[str, Any]], Hall], screen: Callable[..., Page]
) -> None:
    hall = open_hall(examples.many(1000))
    page = screen(f"{hall.url}/workshops/{hall.room.workshop['code']}/projector", LAPTOP)
    asked = []

    def refuse_once(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=503, body="") if len(asked) == 1 else route.continue_()

    page.route("**/api/w/*/board?view=console", refuse_once)
    page.goto(hall.console_url)
    expect(page.locator("#title")).to_have_text(hall.room.workshop["title"])
    expect(page.locator("#board-loading")).to_have_text("กำลังอ่านความเห็น…")
    expect(page.get_by_role("status").filter(has_text="กำลังอ่านความเห็น…")).to_have_count(1)
    expect(page.locator("#console")).to_have_attribute("inert", "")
    expect(page.locator("[data-note]").first).to_be_visible()
    expect(page.locator("#console")).not_to_have_attribute("inert", "")
    expect(page.locator("#board-loading")).to_have_count(0)
    expect(page.locator("#board-loading-said")).to_have_text("")
    assert len(asked) == 2


@pytest.mark.parametrize("answers", [[401], [403], [404], [503, 401]], ids=str)
def test_whoever_may_not_read_the_notes_any_more_comes_to_the_page_that_says_so(
    open_hall: Callable[[dict[str, Any]], Hall], screen: Callable[..., Page], answers: list[int]
) -> None:
    hall = open_hall(examples.many(500))
    page = screen(hall.projector_url, LAPTOP)
    opened = []

    def open_once(route: Route) -> None:
        opened.append(route.request.url)
        if len(opened) == 1:
            return route.continue_()
        return route.fulfill(body="<p id='door'>door</p>", content_type="text/html")

    left = [*answers]
    page.route("**/api/w/*/board?view=console", lambda route: route.fulfill(status=left.pop(0), body=""))
    page.route(hall.console_url, open_once)
    page.goto(hall.console_url)
    expect(page.locator("#door")).to_be_visible()
    assert left == []


def test_notes_that_come_to_no_end_are_asked_for_again(
    open_hall: Callable[[dict[str, Any]], Hall], screen: Callable[..., Page]
) -> None:
    hall = open_hall(examples.many(500))
    page = screen(hall.projector_url, LAPTOP)
    asked = []

    def stall_once(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) > 1:
            route.continue_()

    page.add_init_script(FIRST_LIMIT_IS_SHORT)
    page.route("**/api/w/*/board?view=console", stall_once)
    page.goto(hall.console_url)
    expect(page.locator("[data-note]").first).to_be_visible()
    assert len(asked) == 2


def test_no_key_does_anything_while_the_notes_are_being_read(
    open_hall: Callable[[dict[str, Any]], Hall], screen: Callable[..., Page]
) -> None:
    hall = open_hall(examples.many(500))
    page = screen(hall.projector_url, LAPTOP)
    held: list[Route] = []
    page.route("**/api/w/*/board?view=console", lambda route: held.append(route))
    page.goto(hall.console_url)
    expect(page.locator("#console")).to_have_attribute("inert", "")
    page.wait_for_load_state()
    for key in ("g", "?", "/", "Control+z", "Control+y"):
        page.keyboard.press(key)
        expect(page.locator("dialog[open]")).to_have_count(0)
    held[0].continue_()
    expect(page.locator("[data-note]").first).to_be_visible()
    page.keyboard.press("g")
    expect(page.locator("#group-rows")).to_be_visible()
