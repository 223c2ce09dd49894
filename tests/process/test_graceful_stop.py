"""A stop while a room submits: what was acknowledged is in the database, and every client is told."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import secrets
import signal
import sqlite3
import subprocess
import sys
import threading
import uuid
from pathlib import Path
from typing import Any

from bench.servers import ports
from tests.room import draft
from workshop import migrations
from workshop.demo.sockets import LiveSocket
from workshop.domain import phases, workshops
from workshop.feed import Feed
from workshop.messages.incoming import OpenPhase
from workshop.store import folder_lock
from workshop.store.database import Database
from workshop.views import boards

PHONES = 20


class Sender(threading.Thread):
    """A phone that sends note after note over its own connection until the server is gone."""

    def __init__(self, port: int, code: str, state: dict[str, Any]) -> None:
        super().__init__(daemon=True)
        self.port, self.code, self.state = port, code, state
        self.key = secrets.token_hex(16)
        self.acknowledged: list[str] = []
        self.first = threading.Event()

    def call(self, path: str, body: dict[str, Any]) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        connection.request("POST", f"/api/w/{self.code}{path}", json.dumps(body), headers)
        status = connection.getresponse().status
        connection.close()
        return status

    def run(self) -> None:
        phase = self.state["phases"][0]
        with contextlib.suppress(OSError, http.client.HTTPException):
            self.call("/join", {"group_id": self.state["groups"][0]["id"]})
            while True:
                note_id, text = str(uuid.uuid4()), f"ถนนเป็นหลุม {secrets.token_hex(4)}"
                note = {"id": note_id, "phase_id": phase["id"], "category": phase["categories"][0], "text": text}
                status = self.call("/notes", note)
                if status == 200:
                    self.acknowledged.append(text)  # each is another
                    self.first.set()


class Listener(threading.Thread):
    """A phone's socket, until the server lets go of it."""

    def __init__(self, port: int, code: str) -> None:
        super().__init__(daemon=True)
        self.received: list[str] = []
        self.admitted = threading.Event()
        auth = {"code": code, "view": "phone"}
        self.socket = LiveSocket(f"http://127.0.0.1:{port}", auth, lambda name, _: self.received.append(name))

    def run(self) -> None:
        frames = 0
        with contextlib.suppress(ConnectionError):
            while True:
                frames += self.socket.listen(0.2)
                if frames >= 2:  # the server's hello, and its word that the room is open
                    self.admitted.set()


def a_workshop(data: Path) -> tuple[str, dict[str, Any]]:
    data.mkdir()
    database = Database(f"sqlite:///{(data / 'laena.db').as_posix()}")
    migrations.migrate(database.engine)
    feed = Feed(database)
    code = feed.write(workshops.create, draft())
    first = feed.read(boards.phone, code)["phases"][0]
    feed.change(code, "facilitator", phases.open_phase, first["id"], OpenPhase())
    state = feed.read(boards.phone, code)
    database.close()
    return code, state


def test_a_stop_while_phones_submit_loses_nothing_and_is_sent_to_every_client(tmp_path: Path) -> None:
    data = tmp_path / "data"
    code, state = a_workshop(data)
    port = ports.free()
    command = [sys.executable, "-m", "workshop.cli", "serve", "--data", str(data), "--host", "127.0.0.1"]
    process = subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdout is not None
    try:
        assert any(re.search(r"/setup/", line) for line in iter(process.stdout.readline, ""))
        listeners = [Listener(port, code) for _ in range(2)]
        senders = [Sender(port, code, state) for _ in range(PHONES)]
        for thread in [*listeners, *senders]:
            thread.start()
        assert all(sender.first.wait(60) for sender in senders)
        assert all(listener.admitted.wait(60) for listener in listeners)
        while not any(holder["what"] == "worker" for holder in folder_lock.holders(data)):
            assert process.poll() is None
            threading.Event().wait(0.05)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        for thread in [*listeners, *senders]:
            thread.join(60)
        assert [listener.received.count("stopping") for listener in listeners] == [1, 1]
    finally:
        process.kill()
        process.stdout.close()
    assert folder_lock.holders(data) == []
    acknowledged = [text for sender in senders for text in sender.acknowledged]
    with contextlib.closing(sqlite3.connect(data / "laena.db")) as database:
        stored = [text for (text,) in database.execute("SELECT text FROM note")]
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert [text for text in acknowledged if stored.count(text) != 1] == []
    assert len(acknowledged) >= PHONES
