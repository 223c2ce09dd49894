"""A report that cannot be had is refused like anything else; no error of the worker comes through."""

from __future__ import annotations

import io
from typing import Any
from zipfile import ZipFile

import pytest

from tests.room import Room


def test_the_report_of_a_workshop_that_is_not_there_is_not_found(room: Room) -> None:
    room.app.testing = False
    assert room.desk.client.get("/workshops/AAAAAA/export/csv").status_code == 404
    assert room.desk.client.get(f"/workshops/{room.code}/export/odt").status_code == 404


def test_the_report_has_thai_digits_unless_arabic_ones_are_asked_for(room: Room) -> None:
    room.phone.note("งบมาช้า")
    found = {}
    for query in ("", "?digits=arabic", "?digits=roman"):
        answer = room.desk.client.get(f"/workshops/{room.code}/export/docx{query}")
        with ZipFile(io.BytesIO(answer.data)) as package:
            found[query] = b"thaiNumbers" in package.read("word/document.xml")
    assert found == {"": True, "?digits=arabic": False, "?digits=roman": True}
    assert "export-arabic" in room.desk.client.get(f"/workshops/{room.code}").text
    room.desk.client.set_cookie("language", "en")
    assert "export-arabic" not in room.desk.client.get(f"/workshops/{room.code}").text


def test_a_report_that_the_worker_fails_at_asks_to_try_again(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> None:
        raise ValueError

    room.app.testing = False
    monkeypatch.setattr("workshop.jobs.read_record", fails)
    answer = room.desk.client.get(f"/workshops/{room.code}/export/csv")
    assert answer.status_code == 503
