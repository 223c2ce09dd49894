"""The console's import as a test calls it: the lines of the answer, read on the spot instead of in a process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from werkzeug.test import TestResponse

from tests.room import Room
from workshop.intake import former_names, former_years
from workshop.intake.answering import lines
from workshop.jobs import at_once
from workshop.messages.importing import ImportFile


class OnTheSpot:
    """In place of ImportProcess."""

    def __init__(self, room: Room) -> None:
        self._feed = room.feed

    def lines(self, asked: dict[str, Any], content: bytes) -> Iterator[bytes]:
        if "former_of" in asked:
            yield json.dumps(former_years.line(content, asked["former_of"], asked["language"])).encode() + b"\n"
            return
        if "names_of" in asked:
            yield json.dumps(former_names.line(content, asked["names_of"], asked["language"])).encode() + b"\n"
            return
        ask = ImportFile.model_validate(asked["ask"])
        for line in lines(self._feed, asked["code"], ask, content, asked["language"], at_once):
            yield json.dumps(line).encode() + b"\n"


def post(room: Room, content: str | bytes, **options: Any) -> TestResponse:
    """Send a file, or what is no file, as the facilitator."""
    head = json.dumps({"name": "notes.csv", **options}).encode() + b"\n"
    data = head + (content.encode() if isinstance(content, str) else content)
    return room.desk.post(f"/api/w/{room.code}/import", data=data, content_type="application/octet-stream")


def send(room: Room, content: str | bytes, **options: Any) -> dict[str, Any]:
    """Return the last line of the answer: {look}, {done} or {refused}."""
    answer = post(room, content, **options)
    assert answer.status_code == 200, answer.text
    return json.loads(answer.text.splitlines()[-1])
