"""The phone's page is rendered once for a room, and each phone gets it as it is now and with a token of its own."""

from __future__ import annotations

import json
import re
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import update

from tests.room import Room
from workshop.domain import endings
from workshop.store.models import Workshop


def visit(client: FlaskClient, room: Room, query: str = "") -> str:
    return client.get(f"/j/{room.code}{query}").text


def state(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="state">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])  # type: ignore[no-any-return]


def tokens(page: str) -> set[str]:
    return set(re.findall(r'name="csrf[-_]token" (?:content|value)="([^"]+)"', page))


def test_a_page_shows_the_room_as_it_is_now_however_often_it_was_asked_for(room: Room) -> None:
    before = [phase["state"] for phase in state(visit(room.phone.client, room))["phases"]]
    room.desk.open_phase(1)
    after = [phase["state"] for phase in state(visit(room.phone.client, room))["phases"]]
    assert before != after == ["closed", "open"]


def test_each_browser_gets_a_token_of_its_own_that_the_server_takes(room: Room) -> None:
    pages = [visit(phone.client, room) for phone in (room.phone, room.other)]
    assert all(len(tokens(page)) == 1 for page in pages)
    assert tokens(pages[0]) != tokens(pages[1])
    given = {"csrf_token": tokens(pages[0]).pop(), "language": "en", "next": f"/j/{room.code}"}
    assert room.phone.client.post("/language", data=given).status_code == 302
    assert 'lang="en"' in visit(room.phone.client, room)
    assert 'lang="th"' in visit(room.other.client, room)


def test_two_workshops_share_no_page_and_no_state(room: Room) -> None:
    other = room.another()
    for hall in (room, other, room):
        page = visit(hall.phone.client, hall)
        assert state(page)["workshop"]["code"] == hall.code
        assert f'"code": "{hall.code}"' in page


def test_words_of_a_title_and_of_groups_stay_words(room: Room) -> None:
    title = "<script>alert(1)</script>&'\""
    room.feed.write(lambda session: session.execute(update(Workshop).values(title=title)))
    page = visit(room.phone.client, room)
    assert state(page)["workshop"]["title"] == title
    assert "<script>alert" not in page


def test_a_page_says_that_the_workshop_ended_as_soon_as_it_has(room: Room) -> None:
    assert "การประชุมนี้สิ้นสุดแล้ว" not in visit(room.outsider().client, room)
    room.feed.change(room.code, "facilitator", endings.end)
    assert "การประชุมนี้สิ้นสุดแล้ว" in visit(room.outsider().client, room)
