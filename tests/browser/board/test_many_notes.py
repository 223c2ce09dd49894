"""A console with thousands of notes draws a few of each list, and the others where somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.board import examples
from tests.browser.board.conftest import LAPTOP, Hall


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
