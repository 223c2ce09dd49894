"""The idle worker compares calm walls with a regrouping, and both consoles see the line come and go."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.live.listening import heard, listen
from tests.room import Room
from workshop.domain import differences
from workshop.domain.grouper import Grouper
from workshop.jobs import at_once
from workshop.worker import follower
from workshop.worker.follower import Follower
from workshop.worker.leasing import Leasing

LATE = ("งบประมาณมาช้ามาก", "งบประมาณโอนมาช้าทุกไตรมาส", "ได้รับงบประมาณล่าช้า", "งบประมาณมาช้ากว่าแผน 3 เดือน")
FEW = ("เจ้าหน้าที่ไม่พอ", "อัตรากำลังเจ้าหน้าที่ไม่พอ", "เจ้าหน้าที่มีน้อย งานมีมาก", "ขาดเจ้าหน้าที่มาสองปีแล้ว")


@pytest.fixture
def deliver(room: Room) -> Callable[[], None]:
    delivery, clock = room.app.extensions["laena.delivery"], iter(range(10, 10_000, 10))
    return lambda: delivery.round(float(next(clock)))


def test_an_idle_worker_notices_what_is_wrong_and_the_line_goes_with_the_next_edit(
    room: Room, monkeypatch: pytest.MonkeyPatch, deliver: Callable[[], None]
) -> None:
    monkeypatch.setattr(differences, "CALM_MS", 0)
    monkeypatch.setattr(follower, "COMPARE_SECONDS", 0.0)
    notes = [room.phone.note(text)["id"] for text in (*LATE, *FEW)]
    worker = Follower(room.feed, Grouper(), leasing := Leasing(room.feed), at_once)
    while worker.round():
        pass
    # A person put all notes of both matters into one theme and let them go again.
    (theme, *_) = [row["theme_id"] for row in room.desk.board()["notes"] if row["theme_id"]]
    for note in notes:
        room.desk.call(f"/notes/{note}/move", {"theme_id": theme})
        room.desk.call(f"/notes/{note}/pin", {"on": False})
    first, second = (listen(room, "console", flask_client=room.desk.client) for _ in range(2))
    phone = listen(room, "phone", device=room.phone.key)
    for _ in range(4):
        worker.round()
    deliver()
    lines = [heard(console)[-1]["differences"] for console in (first, second)]
    assert lines[0] == lines[1]
    assert [row["category"] for row in lines[0]] == ["problem"]
    assert all("differences" not in event for event in heard(phone))
    assert room.outsider().client.get(f"/api/w/{room.code}/differences/problem").status_code == 401
    room.desk.call(f"/themes/{theme}/rename", {"label": "รวม"})
    deliver()
    assert [heard(console)[-1]["differences"] for console in (first, second)] == [[], []]
    leasing.release()
