"""A device has a key of its own for each workshop: the server cannot tell that two workshops had the same phone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect
from sqlmodel import select

from tests.room import Room, draft
from workshop.store.models import Participant


def test_a_phone_in_two_workshops_has_two_keys_and_the_same_ones_when_it_comes_back(
    visitor: Callable[..., Page], url: str, room: Room
) -> None:
    other = room.another()
    page = visitor((360, 740), has_touch=True)
    keys = []
    for code in (room.code, other.code, room.code):
        page.goto(f"{url}/j/{code}")
        join = page.get_by_role("radio", name=draft().groups[0])
        if len(keys) < 2:
            join.check()
            page.locator("#join-send").click()
        expect(page.locator("#compose")).to_be_visible()
        keys.append(page.evaluate("code => JSON.parse(localStorage.getItem(`laena.device.${code}`))", code))
    assert keys[0] == keys[2] != keys[1]
    assert page.evaluate("localStorage.getItem('laena.device')") is None, "there is no key for all"
    rows = room.feed.read(lambda session: list(session.execute(select(Participant)).scalars()))
    assert len({row.device for row in rows}) == len(rows) == 6
    assert not {*keys} & {row.device for row in rows}
