"""Meetings of a unit, one after the other, and what tests of their minutes look at."""

from __future__ import annotations

from typing import Any

from tests.room import Desk, Room
from tests.web.test_minutes import save, stored
from workshop.domain import actions, workshops


def held(room: Room, number: int, day: str, title: str = "") -> Room:
    """A meeting of the same unit on this day, with minutes that were begun."""
    made = room.another()
    set_facts(made, starts_on=day, title=title or f"ประชุมครั้งที่ {number}")
    save(made, number=str(number))
    return made


def set_facts(room: Room, **facts: Any) -> None:
    def verb(session: Any) -> None:
        row = workshops.find(session, room.code)
        for name, value in facts.items():
            setattr(row, name, value)

    room.feed.write(verb)


def statuses(room: Room) -> list[tuple[str, str]]:
    row = room.feed.read(workshops.find, room.code)
    return [(each.what, each.status) for each in room.feed.read(actions.of, row.id)]


def paper(room: Room, desk: Desk | None = None) -> str:
    """What the worker is given to write."""
    found = (desk or room.desk).client.get(f"/workshops/{room.code}/minutes/docx")
    assert found.status_code in (200, 503), "503: no worker runs here"
    return " ".join(f"{each.title} {each.text}" for each in stored(room).items if not each.removed)
