"""A programme as a facilitator makes it on its page."""

from __future__ import annotations

from typing import Any

from tests.room import Room
from workshop.domain import programme_times, workshops


def items(room: Room) -> list[dict[str, Any]]:
    return list(room.feed.read(workshops.find, room.code).programme)


def times(room: Room) -> list[tuple[str, str, int]]:
    return [(item["title"], programme_times.clock(item["starts"]), item["minutes"]) for item in items(room)]


def save(room: Room, title: str, at: str, minutes: object, **fields: Any) -> Any:
    form = {"day": "1", "kind": "break", "title": title, "at": at, "minutes": str(minutes), **fields}
    return room.desk.post(f"/workshops/{room.code}/programme", data=form)


def act(room: Room, name: str, item: str = "") -> int:
    return room.desk.post(f"/workshops/{room.code}/programme/{name}", data={"item": item}).status_code


def by_title(room: Room, title: str) -> str:
    return str(next(item["id"] for item in items(room) if item["title"] == title))
