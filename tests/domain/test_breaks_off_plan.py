"""A break that begins off plan: one time at which it ends and the workshop goes on."""

from __future__ import annotations

import pytest

from workshop.domain import programme_times, programmes

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
