"""A break that begins off plan: one time at which it ends and the workshop goes on."""

from __future__ import annotations

import pytest

from tests.room import Room
from workshop.domain import programme_times, programmes, workshops

MINUTE = 60_000


@pytest.mark.parametrize(
    ("began", "minutes", "following", "at"),
    [
        ("10:42", 15, "10:45", "10:57"),  # late: what follows begins when the break is really over
        ("10:20", 15, "10:45", "10:35"),  # early
        ("10:30", 15, "10:45", "10:45"),
        ("10:35", 15, "11:30", "11:30"),  # with time between the two, which the delay does not use up
        ("11:20", 15, "11:30", "11:35"),
        ("23:50", 15, "10:45", "00:05"),  # a rehearsal at night
    ],
)
def test_what_follows_a_break_begins_when_the_break_ends_on_all_screens_alike(
    began: str, minutes: int, following: str, at: str
) -> None:
    day = {"day": 1, "state": "planned", "script": "", "phase_id": None, "began_at": 0}
    began_at = programme_times.minute(began) * MINUTE - programme_times.OF_BANGKOK_MS + 7 * programme_times.DAY * MINUTE
    pause = day | {
        "title": "พัก",
        "kind": "break",
        "starts": 630,
        "minutes": minutes,
        "state": "now",
        "began_at": began_at,
    }
    after = day | {"title": "แลหน้า", "kind": "input", "starts": programme_times.minute(following), "minutes": 60}
    shown = programmes.view([pause, after], "")["next"]
    assert shown is not None
    assert (shown["at"], shown["starts"]) == (at, after["starts"])
    tomorrow = programmes.view([pause, after | {"day": 2}], "")["next"]
    assert tomorrow is not None
    assert tomorrow["at"] == following


def test_a_break_comes_back_after_the_large_code_and_still_leaves_by_itself(room: Room) -> None:
    shown = lambda: room.desk.board(view="projector")["shown"]  # noqa: E731
    page = f"/workshops/{room.code}/programme"
    fields = {"day": "1", "kind": "break", "title": "พัก", "at": "10:30", "minutes": "15"}
    assert room.desk.post(page, data=fields).status_code == 302
    item = room.feed.read(workshops.find, room.code).programme[0]["id"]
    assert room.desk.post(f"{page}/begin", data={"item": item}).status_code == 302
    pause = shown()
    room.desk.call("/show", {"what": "welcome", "id": ""})
    assert shown() == {"what": "welcome", "id": ""}
    room.desk.call("/show", pause)
    assert shown() == pause == {"what": "programme", "id": "pause"}
    assert room.desk.post(f"{page}/end", data={"item": ""}).status_code == 302
    assert shown() is None
