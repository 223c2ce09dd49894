"""A workshop and its screens, driven step by step: phones that sleep, boards, and a server that can be started anew."""

from __future__ import annotations

import contextlib
import itertools
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask

from bench.clients.shown import Shown
from tests.room import Desk, Phone, Room
from workshop.app import create_app
from workshop.feed import Feed
from workshop.settings import Settings
from workshop.store.database import Database
from workshop.web.limits import Buckets


class House:
    """The real application on one database; `restart` makes a new one on the same, as after a kill."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.clock = itertools.count(1)
        self.database: Database | None = None
        self.restart()

    def restart(self) -> None:
        if self.database is not None:
            self.database.close()
        self.database = Database(self.settings.database)
        self.app: Flask = create_app(self.settings, Feed(self.database))
        self.app.testing = True
        limits = self.app.extensions["laena.limits"]
        for name, limit in vars(limits).items():
            if isinstance(limit, Buckets):
                setattr(limits, name, Buckets(1e12, 1e12, lambda: 0.0))

    @property
    def feed(self) -> Feed:
        return self.app.extensions["laena.feed"]  # type: ignore[no-any-return]

    def deliver(self) -> None:
        """One round of delivery, later than any before."""
        self.app.extensions["laena.delivery"].round(next(self.clock) * 10.0)

    def socket(self, auth: dict[str, str], client: Any) -> Any:
        return self.app.extensions["laena.socketio"].test_client(self.app, auth=auth, flask_test_client=client)

    def close(self) -> None:
        assert self.database is not None
        self.database.close()


class Awake:
    """A screen with a socket; asleep it has none and hears nothing."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._socket: Any = None

    def auth(self) -> dict[str, str]:
        raise AssertionError

    def client(self) -> Any:
        raise AssertionError

    def catch_up(self) -> None:
        raise AssertionError

    def on_event(self, name: str, payload: Any) -> None:
        raise AssertionError

    def wake(self) -> None:
        """Connects, and asks for what was missed."""
        if self._socket is None:
            self._socket = self.house.socket(self.auth(), self.client())
            assert self._socket.is_connected()
        self.catch_up()

    def sleep(self) -> None:
        if self._socket is not None:
            with contextlib.suppress(RuntimeError):
                self._socket.disconnect()
        self._socket = None

    def listen(self) -> None:
        for event in self._socket.get_received() if self._socket else ():
            self.on_event(event["name"], event["args"][0] if event["args"] else None)


class PhoneScreen(Awake):
    """A participant's phone: writes over HTTP, shows its own notes and those that are shared."""

    def __init__(self, house: House, phone: Phone, joined: bool = True) -> None:
        super().__init__(house)
        self.phone, self.joined = phone, joined
        self.shown = Shown()

    def auth(self) -> dict[str, str]:
        return {"code": self.phone.code, "view": "phone", "device": self.phone.key}

    def client(self) -> Any:
        return self.phone.client

    def moved(self) -> None:
        """The server is a new one: the same phone at a new door."""
        self._socket = None
        self.phone.client = self.house.app.test_client()

    def catch_up(self) -> None:
        for _ in range(3):
            asked = self.shown.seq
            if not self.shown.caught_up(self.phone.state(asked), asked):
                return
        raise AssertionError("a phone never caught up")

    def on_event(self, name: str, payload: Any) -> None:
        if name == "notes" and self.shown.live(payload):
            self.catch_up()

    def view(self) -> dict[str, Any]:
        """What it shows, as plain data."""
        facts = {name: value for name, value in self.shown.facts.items() if name != "me"}
        return {"own": self.shown.own, "shared": self.shown.shared, **facts}


@dataclass
class Board:
    """Rows and facts by the deltas, as `static/js/lib/feed.js` keeps them."""

    seq: int = 0
    rows: dict[str, dict[str, Any]] = field(default_factory=lambda: {"notes": {}, "themes": {}})
    facts: dict[str, Any] = field(default_factory=dict)

    def take(self, delta: dict[str, Any]) -> bool:
        """False where something before it is missing."""
        if not delta["full"] and delta["from"] > self.seq:
            return False
        if delta["seq"] < self.seq:
            return True
        for name, gone in (("notes", "gone"), ("themes", "gone_themes")):
            if delta["full"]:
                self.rows[name] = {}
            self.rows[name] |= {row["id"]: row for row in delta.get(name, [])}
            for row_id in delta.get(gone, []):
                self.rows[name].pop(row_id, None)
        for row_id, voices in delta.get("voices", {}).items():
            if row_id in self.rows["themes"]:
                self.rows["themes"][row_id] = {**self.rows["themes"][row_id], "voices": voices}
        self.facts |= {name: delta[name] for name in delta if name not in _ENVELOPE}
        moved = {group["id"]: group for group in delta.get("progress", [])}
        self.facts["groups"] = [moved.get(group["id"], group) for group in self.facts["groups"]]
        self.seq = delta["seq"]
        return True


# What only tells of the delta itself, or of the moment.
_ENVELOPE = {
    "ok",
    "from",
    "seq",
    "full",
    "now",
    "notes",
    "gone",
    "themes",
    "gone_themes",
    "progress",
    "voices",
    "connected",
    "typing",
    "code",
    "trouble",
}


class BoardScreen(Awake):
    """A console or a projector."""

    def __init__(self, house: House, desk: Desk, view: str) -> None:
        super().__init__(house)
        self.desk, self.name = desk, view
        self.board = Board()

    def auth(self) -> dict[str, str]:
        return {"code": self.desk.code, "view": self.name}

    def client(self) -> Any:
        return self.desk.client

    def moved(self) -> None:
        self._socket = None

    def catch_up(self) -> None:
        assert self.board.take(self.desk.board(self.board.seq, self.name))

    def on_event(self, name: str, payload: Any) -> None:
        if name == "changes" and not self.board.take(payload):
            self.catch_up()

    def view(self) -> dict[str, Any]:
        groups = [
            (each["id"], each["name"], each["participants"], each["notes"]) for each in self.board.facts["groups"]
        ]
        return {**self.board.rows, **self.board.facts, "groups": groups}


def settings_for(url: str, data: Path) -> Settings:
    return Settings(data=data, database_url="" if url.startswith("sqlite") else url, grouping="off")


def room_in(house: House) -> Room:
    return Room(house.app)
