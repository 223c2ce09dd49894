"""What the facilitator does reaches every screen without the pauses that spare a busy room."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from tests.live.listening import heard, listen, phone_socket
from tests.room import Room
from workshop.live import delivery

PATIENCE_SECONDS = 120.0


@pytest.fixture
def delivering(room: Room, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Delivery runs by itself, and pauses for longer than anybody waits."""
    monkeypatch.setattr(delivery, "BOARD_SECONDS", 3600.0)
    running = room.app.extensions["laena.delivery"]
    running.start()
    yield
    running.stop()


def until(seen: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not seen():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_two_consoles_and_the_projector_show_each_choice_although_delivery_pauses(room: Room, delivering: None) -> None:
    screens = [listen(room, view, room.desk.client) for view in ("console", "console", "projector")]
    outsider = listen(room.another(), "console", room.desk.client)
    for page in ("welcome", "thanks", "countdown"):
        room.desk.call("/show", {"what": page})
        for screen in screens:
            until(lambda screen=screen, page=page: {"what": page, "id": ""} in [d.get("shown") for d in heard(screen)])
    assert [delta.get("shown") for delta in heard(outsider)] == []


def test_a_note_moved_by_the_facilitator_reaches_phones_at_once_and_one_moved_by_the_worker_after_the_second(
    room: Room,
) -> None:
    phase, round_ = room.desk.board()["phases"][0]["id"], room.app.extensions["laena.delivery"].round
    room.desk.call(f"/phases/{phase}/comments", {"on": True})
    notes = [room.phone.note(text)["id"] for text in ("ถนนพัง", "น้ำไม่ไหล")]
    room.desk.call(f"/notes/{notes[0]}/move", {"theme_id": "new", "label": "ถนน"})
    mine, theirs = phone_socket(room, room.phone), phone_socket(room, room.other)
    room.desk.call(f"/notes/{notes[1]}/move", {"theme_id": "new", "label": "น้ำ"})
    round_(100.0)
    road = next(each["id"] for each in room.desk.board()["themes"] if each["label"] == "ถนน")
    for phone in (mine, theirs):
        heard(phone)
    room.desk.call(f"/notes/{notes[1]}/move", {"theme_id": road})
    round_(100.1)
    for phone in (mine, theirs):
        assert [each["count"] for delta in heard(phone) for each in delta["themes_shown"]][:1] == [2]
    room.phone.note("ถนนมืด")
    room.group_notes()
    round_(100.2)
    assert [heard(phone) for phone in (mine, theirs)] == [[], []]
    round_(101.2)
    assert all(heard(phone) for phone in (mine, theirs))
