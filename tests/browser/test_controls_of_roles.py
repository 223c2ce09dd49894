"""Every control that a role is shown is pressed: none is one that the server refuses to it, and a refusal is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_helpers import DESK, PHONE
from tests.room import Room, helper_of
from workshop.web import rights

REFUSAL = "คำปฏิเสธของการทดสอบ"
ANYBODYS = {"facilitator.choose_language", "facilitator.sign_out"}
FIRST = {"remote": "/remote"}
# Pages that are steered from here and have tests of their own, or leave the workshop.
NOT_FOLLOWED = ("/projector", "/export/")

PRESSING = Path(__file__).with_name("pressing.js").read_text("utf-8")


@pytest.fixture
def busy(room: Room) -> Room:
    """A room in which the tools have something to work on."""
    phase = room.desk.board()["phases"][0]["id"]
    room.desk.call(f"/phases/{phase}/comments", {"on": True})
    notes = [room.phone.note(text)["id"] for text in ("ถนนพัง", "ถนนมืด", "น้ำไม่ไหล", "น้ำขุ่น")]
    for first, second, label in ((0, 1, "ถนน"), (2, 3, "น้ำ")):
        room.desk.call(f"/notes/{notes[first]}/move", {"theme_id": "new", "label": label})
        theme = next(each["id"] for each in room.desk.board()["themes"] if each["label"] == label)
        room.desk.call(f"/notes/{notes[second]}/move", {"theme_id": theme})
    room.other.note("ยังไม่จัดกลุ่ม")
    room.desk.call("/actions", {"what": "ซ่อมถนน", "unit": "อำเภอเมือง", "themes": []})
    room.desk.call("/timer", {"action": "start", "seconds": 600})
    return room


def pages_of(page: Page, url: str, room: Room, first: str) -> Iterator[str]:
    """Yield each page of the workshop that links lead to; it is open then."""
    waiting, seen = [first], {first}
    while waiting:
        path = waiting.pop(0)
        if not page.request.get(url + path).headers["content-type"].startswith("text/html"):
            continue  # a file
        page.goto(url + path)
        found = page.evaluate("() => [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))")
        yield path
        for link in found:
            here = urlsplit(link).path
            mine = here.startswith(f"/workshops/{room.code}") and not any(each in link for each in NOT_FOLLOWED)
            if mine and here not in seen:
                seen.add(here)
                waiting.append(here)


def pressed(page: Page) -> dict[str, list[Any]]:
    """Press everything on the page, anew from the start while that shows more: a filter hides what stood below it."""
    all_: dict[str, list[Any]] = {"writes": [], "silent": [], "seen": []}
    while True:
        if page.locator("#connection").count():
            expect(page.locator("#connection")).to_have_attribute("data-state", "connected")
        found = page.evaluate(PRESSING, [REFUSAL, all_["seen"]])
        all_["writes"] += found["writes"]
        all_["silent"] += found["silent"]
        if len(found["seen"]) == len(all_["seen"]):
            return all_
        all_["seen"] = found["seen"]
        page.reload()


@pytest.mark.parametrize("role", ["lead", "helper", "viewer", "remote"])
def test_every_control_that_a_role_is_shown_is_its_own_to_use_and_no_refusal_is_silent(
    visitor: Callable[..., Page], url: str, busy: Room, role: str
) -> None:
    page = visitor(PHONE if role == "remote" else DESK)
    cookie = helper_of(busy, role).client.get_cookie("laena")
    assert cookie is not None
    page.context.add_cookies([{"name": "laena", "value": cookie.value, "url": url}])
    doors = busy.app.url_map.bind("localhost")
    called, refused, silent = set(), set(), []
    for path in pages_of(page, url, busy, f"/workshops/{busy.code}{FIRST.get(role, '')}"):
        found = pressed(page)
        for method, address, control in found["writes"]:
            endpoint, _values = doors.match(address, method=method)
            if endpoint not in ANYBODYS:
                called.add(endpoint)
                if not rights.may(role, endpoint):
                    refused.add((path, endpoint, control))
        silent += [(path, *each) for each in found["silent"]]
    assert refused == set()
    assert silent == []
    assert bool(called) == (role != "viewer"), "what may be pressed was found"
