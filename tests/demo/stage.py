"""The stage of the demo's tests: its workshop, its phones, and the hand of its facilitator."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any

from flask import Flask
from werkzeug.serving import make_server

from workshop.demo import agenda, people
from workshop.demo.notes import DemoNote
from workshop.demo.room import Room
from workshop.domain import demos, phases
from workshop.feed import Feed
from workshop.messages.incoming import OpenPhase
from workshop.views import boards
from workshop.views.read_record import read_record

KEYS = [f"{number:032x}" for number in range(12)]
NOTES = [
    DemoNote(f"{category} ข้อ {number}", category, f"กลุ่มที่ {number % 6 + 1}", "")
    for category in ("result", "problem", "cause", "solution", "proposal")
    for number in range(8)
]


class Stage:
    """A demo workshop on a real server, and the hand of its facilitator."""

    def __init__(self, app: Flask) -> None:
        self.feed: Feed = app.extensions["laena.feed"]
        self.code = self.feed.write(demos.create, agenda.draft(), KEYS)
        self.server = make_server("127.0.0.1", 0, app, threaded=True)
        self.base = f"http://127.0.0.1:{self.server.port}"
        self.stop = threading.Event()
        self.opened: list[int] = []
        groups = {group["name"]: group["id"] for group in self.state()["groups"]}
        phones = people.phones(self.base, self.code, KEYS, list(groups.values()), self.stop)
        self.phones = {name: [phone for phone in phones if phone.group_id == at] for name, at in groups.items()}

    def open(self, phase_id: int) -> None:
        self.opened.append(phase_id)
        self.feed.change(self.code, "demo", phases.open_phase, phase_id, OpenPhase())

    def close(self, phase_id: int) -> None:
        self.feed.change(self.code, "facilitator", phases.close_phase, phase_id)

    def state(self) -> dict[str, Any]:
        return self.feed.read(boards.phone, self.code)

    def texts(self) -> Counter[str]:
        return Counter(note.text for note in self.feed.read(read_record, self.code).notes)

    def room(self, notes: list[DemoNote] = NOTES, patience: float = 0.0, **options: Any) -> Room:
        return Room(self.phones, notes, [], self.open, self.stop, patience, **options)
