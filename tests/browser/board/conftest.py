"""A stub of the server, and the facilitator's two screens in a real browser, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.board import examples
from tests.browser.board.stub import Room, create
from tests.chromium import PATIENCE_MS, UNHURRIED
from tests.serving import serving

LAPTOP = {"width": 1366, "height": 768}
HAND = {"width": 360, "height": 740}
WALL = {"width": 1920, "height": 1080}


def tool(console: Page, name: str) -> None:
    """Give a command that a menu of the row above the wall folds away."""
    console.locator("#tools-menu > summary").click()
    console.locator(f"#open-{name}").click()


def shows_its_choice(select: Locator) -> bool:
    """Return whether a select is as wide as the words that are chosen in it."""
    return bool(
        select.evaluate(
            """select => {
              const alone = select.cloneNode();
              const words = select.selectedOptions[0].cloneNode(true);
              alone.removeAttribute("id");
              Object.assign(alone.style, { width: "max-content", minWidth: 0, position: "absolute" });
              alone.append(words);
              select.after(alone);
              const needed = alone.offsetWidth;
              alone.remove();
              return needed <= select.offsetWidth;
            }"""
        )
    )


@dataclass
class Hall:
    """A running stub: its room, and `tell(themes, notes)`, which sends what changed to the screens."""

    url: str
    room: Room
    tell: Callable[[list[str] | None, list[str] | None], Any]

    @property
    def console_url(self) -> str:
        return f"{self.url}/workshops/{self.room.workshop['code']}"

    @property
    def projector_url(self) -> str:
        return f"{self.console_url}/projector"


@pytest.fixture
def open_hall() -> Iterator[Callable[[dict[str, Any]], Hall]]:
    with ExitStack() as servers:

        def start(board: dict[str, Any]) -> Hall:
            app, _sockets, room = create(board)
            return Hall(servers.enter_context(serving(app)), room, app.extensions["tell"])

        yield start


@pytest.fixture
def hall(open_hall: Callable[[dict[str, Any]], Hall]) -> Hall:
    return open_hall(examples.full())


@pytest.fixture
def screen(browser: Browser) -> Iterator[Callable[..., Page]]:
    """screen(url, size): a page of its own; anything that the page complains of fails the test."""
    contexts, complaints = [], []

    def show(url: str, size: dict[str, int], **options: Any) -> Page:
        context = browser.new_context(viewport=size, locale="th-TH", **options)
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(UNHURRIED)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        answer = page.goto(url)
        assert answer is not None
        assert answer.ok, f"{url}: {answer.status}"
        return page

    yield show
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def console(screen: Callable[..., Page], hall: Hall) -> Page:
    page = screen(hall.console_url, LAPTOP)
    page.locator("#connection[data-state='connected']").wait_for()
    return page


@pytest.fixture
def projector(screen: Callable[..., Page], hall: Hall) -> Page:
    page = screen(hall.projector_url, WALL)
    page.locator("#connection[data-state='connected']").wait_for(state="attached")
    return page
