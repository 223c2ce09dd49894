"""A report that cannot be had is refused like anything else; no error of the worker comes through."""

from __future__ import annotations

from typing import Any

import pytest

from tests.room import Room


def test_the_report_of_a_workshop_that_is_not_there_is_not_found(room: Room) -> None:
    room.app.testing = False
    assert room.desk.client.get("/workshops/AAAAAA/export/csv").status_code == 404
    assert room.desk.client.get(f"/workshops/{room.code}/export/pptx").status_code == 404


def test_a_report_that_the_worker_fails_at_asks_to_try_again(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> None:
        raise ValueError

    room.app.testing = False
    monkeypatch.setattr("workshop.jobs.read_record", fails)
    answer = room.desk.client.get(f"/workshops/{room.code}/export/csv")
    assert answer.status_code == 503
