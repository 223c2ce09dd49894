"""A report that waits in the job store while words are taken away is not given with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.room import Room
from workshop import jobs
from workshop.errors import TryAgain

SECRET = "คุณสมมุติรับเงิน"


def meanwhile(monkeypatch: pytest.MonkeyPatch, steps: list[Callable[[], object]]) -> list[int]:
    """Do the next of these steps when a job is done and its answer not given yet; return where calls are counted."""
    calls: list[int] = []
    plain = jobs._result

    def result(start: Callable[[], Any], patience: float) -> Any:
        found = plain(start, patience)
        calls.append(1)
        if steps:
            steps.pop(0)()
        return found

    monkeypatch.setattr(jobs, "_result", result)
    return calls


@pytest.mark.parametrize("way", ["erase", "hide", "withdraw"])
def test_what_was_made_before_words_were_taken_away_is_made_anew(
    room: Room, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    note = room.phone.note(SECRET)["id"]
    steps: dict[str, Callable[[], object]] = {
        "erase": lambda: room.desk.call(f"/notes/{note}/erase", {"reason": "มีชื่อบุคคล"}),
        "hide": lambda: room.desk.call(f"/notes/{note}/hide"),
        "withdraw": lambda: room.phone.call("DELETE", f"/notes/{note}"),
    }
    queue = room.app.extensions["laena.jobs"]
    assert SECRET.encode() in queue.report(room.code, "csv", "th", 5)[1]
    calls = meanwhile(monkeypatch, [steps[way]])
    assert SECRET.encode() not in queue.report(room.code, "csv", "th", 5)[1]
    assert len(calls) == 2


def test_where_something_is_taken_away_again_and_again_one_is_asked_to_try_later(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = [room.phone.note(f"{SECRET} {place}")["id"] for place in range(3)]
    meanwhile(monkeypatch, [lambda note=note: room.desk.call(f"/notes/{note}/hide") for note in notes])  # type: ignore[misc]
    with pytest.raises(TryAgain):
        room.app.extensions["laena.jobs"].report(room.code, "csv", "th", 5)


def test_what_phones_send_meanwhile_makes_no_report_anew(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.phone.note("ก่อน")
    calls = meanwhile(monkeypatch, [lambda: room.phone.note("ระหว่างนั้น")])
    room.app.extensions["laena.jobs"].report(room.code, "csv", "th", 5)
    assert len(calls) == 1
