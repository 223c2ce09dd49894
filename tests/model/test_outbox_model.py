"""The phone's outbox, its own JavaScript in Node.js and in a real browser: whatever network, tabs, stores and clock do,
each write takes effect once and in order, and none is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.model import node
from workshop import paths

ORIGIN = "http://outbox.test"
LIVES, STEPS = 200, 25
IN_A_BROWSER = 12  # the same lives take several times as long there
FAULTS = ["none", "indexedDB", "any"]


def page_with_modules(browser: Browser) -> Page:
    """A page on plain http, as in a room, with the modules as they are served."""
    page = browser.new_context().new_page()

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        folder = paths.static_dir() / "js" if path.startswith(("/lib/", "/parts/")) else Path(__file__).parent
        file = folder / path.lstrip("/")
        if path == "/":
            route.fulfill(body="<!doctype html><title>outbox</title>", content_type="text/html")
        elif file.suffix == ".js" and file.is_file():
            route.fulfill(body=file.read_text("utf-8"), content_type="text/javascript")
        else:
            route.abort()

    page.route("**/*", serve)
    page.goto(f"{ORIGIN}/")
    return page


@pytest.mark.parametrize("faults", FAULTS)
def test_each_write_takes_effect_once_in_order_and_none_is_lost(tmp_path: Path, faults: str) -> None:
    found = node.lives(node.laid_out(tmp_path), 1, LIVES, STEPS, faults, name="outbox_model.js")
    assert found["wrong"] == []
    assert found["writes"] > LIVES


@pytest.mark.parametrize("faults", FAULTS)
def test_a_dozen_of_these_lives_in_a_real_browser(browser: Browser, faults: str) -> None:
    page = page_with_modules(browser)
    page.set_default_timeout(150_000)
    found = page.evaluate(
        "async (life) => (await import('/outbox_model.js')).lives(...life)",
        [1, IN_A_BROWSER, STEPS, faults],
    )
    page.context.close()
    assert found["wrong"] == []
    assert found["writes"] > IN_A_BROWSER
