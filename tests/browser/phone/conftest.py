"""A stub of the server and phones in a real browser, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.phone.stub import CODE, Room, make_stub
from tests.chromium import PATIENCE_MS
from tests.serving import serving


@dataclass
class Stub:
    url: str
    room: Room
    tell: Callable[[], None]

    @property
    def phone_url(self) -> str:
        return f"{self.url}/j/{CODE}"


@pytest.fixture
def stub() -> Iterator[Stub]:
    app, _, room = make_stub()
    room.open(2)
    with serving(app) as address:
        yield Stub(address, room, app.config["tell"])


@pytest.fixture
def device(browser: Browser) -> Iterator[BrowserContext]:
    """One phone: its storage is its own."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, locale="th-TH")
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def phone(device: BrowserContext, stub: Stub) -> Page:
    """A phone that has joined group 3, with the second phase open."""
    page = device.new_page()
    page.goto(stub.phone_url)
    join(page, 3)
    return page


def join(page: Page, group: int, **who: Any) -> None:
    page.get_by_role("radio", name=f"กลุ่ม {group}", exact=True).check()
    if who.get("scribe"):
        page.locator("#me-scribe").check()
    page.locator("#join-send").click()
    expect(page.locator("#desk")).to_be_visible()


def write(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.locator("#send").click()


def states(page: Page) -> list[str]:
    """The badge of each own note, newest first."""
    return page.locator("#own-notes > li").evaluate_all("rows => rows.map(row => row.dataset.state)")


@pytest.fixture(scope="module")
def modules(browser: Browser) -> Iterator[Page]:
    """A page to try modules on: the stub's files, without a server behind; requests are answered in this process."""
    client = make_stub()[0].test_client()
    page = browser.new_page()

    def answer(route: Any) -> None:
        response = client.get(route.request.url.removeprefix("http://stub"))
        route.fulfill(status=response.status_code, body=response.data, content_type=response.content_type)

    page.route("**/*", answer)
    page.goto("http://stub/")
    yield page
    page.close()
