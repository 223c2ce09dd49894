"""Browser tests: each brings contexts of its own to the one Chromium. The application behind a real port."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.browser.waiting import admission, until
from tests.chromium import PATIENCE_MS, UNHURRIED
from tests.room import Room, draft
from tests.serving import serving


@pytest.fixture
def url(app: Flask) -> Iterator[str]:
    """Address of the application in this process, with live delivery."""
    app.extensions["laena.delivery"].start()
    with serving(app) as address:
        yield address
        app.extensions["laena.delivery"].stop()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., Page]]:
    """visitor((width, height)): an empty page of a device of its own; what its scripts complain of fails the test."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def arrive(size: tuple[int, int], **options: Any) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="th-TH", **options)
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(UNHURRIED)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield arrive
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def staff(visitor: Callable[..., Page], url: str, room: Room) -> Callable[..., Page]:
    """staff((width, height)): an empty page of a device that has signed in with the password."""

    def arrive(size: tuple[int, int], **options: Any) -> Page:
        page = visitor(size, **options)
        cookie = room.desk.client.get_cookie("laena")
        assert cookie is not None
        page.context.add_cookies([{"name": "laena", "value": cookie.value, "url": url}])
        return page

    return arrive


@pytest.fixture
def joined(visitor: Callable[..., Page], url: str, room: Room) -> Callable[..., Page]:
    """joined(group): a phone that has joined, its socket open."""

    def join(group: int = 0) -> Page:
        page = visitor((360, 740), has_touch=True)
        admitted = admission(page)
        page.goto(f"{url}/j/{room.code}")
        page.get_by_role("radio", name=draft().groups[group]).check()
        page.locator("#join-send").click()
        expect(page.locator("#compose")).to_be_visible()
        until(page, admitted)
        return page

    return join
