"""A phone of the room: joins, keeps its socket, sends its outbox, and shows what it is told."""

from __future__ import annotations

import asyncio
import contextlib
import random
import secrets
import time
from collections.abc import Callable
from typing import Any

from bench.audit.log import OK, Kind, PhoneLog, Write
from bench.clients import socket
from bench.clients.outbox import LONGEST_PAUSE, Outbox, new_id
from bench.clients.shown import Shown
from bench.clients.wire import Connection, Host, NoAnswer

# What came live: the phone, the notes of the event, when.
Arrived = Callable[["Phone", list[dict[str, Any]], float], None]


class Phone:
    """One participant. Its `log` says what it sent and was told; `finish` writes its final screen into it."""

    def __init__(self, host: Host, code: str, group_id: int, arrived: Arrived | None = None) -> None:
        self.host, self.code = host, code
        self.log = PhoneLog(code, secrets.token_hex(16), group_id)
        self.shown = Shown()
        self.socket: socket.Socket | None = None
        self.catch_ups = 0
        self.lost_sockets = 0
        self.connection = Connection(host, {"Authorization": f"Bearer {self.log.key}"})
        self.base = f"/api/w/{code}"
        self.outbox = Outbox(self.connection, self.base, self._answered, self.join)
        self._arrived = arrived
        self._missed = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def join(self) -> None:
        """Chooses the group, again and again until the server takes it. Raises PermissionError for a no that stays."""
        status, answer = await self._ask("POST", "/join", {"group_id": self.log.group_id})
        if status != 200:
            raise PermissionError(f"join: {status} {answer.get('error', '')}")

    async def open(self) -> None:
        """Connects the socket, enters the room of one's notes, and keeps doing so until `close`."""
        await self._connect()
        self._tasks = [asyncio.create_task(self._keep_socket()), asyncio.create_task(self._keep_up())]

    def write(self, kind: Kind, phase_id: int, category: str, text: str, note_id: str = "", due: float = 0.0) -> Write:
        """Puts a write into the outbox and answers with it; it is in the ledger from now on."""
        now = time.perf_counter()
        write = Write(kind, note_id or new_id(), text, category, phase_id=phase_id, due=due or now, at=now, id=new_id())
        self.log.writes.append(write)
        self.outbox.add(write)
        return write

    def tap(self, kind: Kind, value: int, note_id: str = "", of: int = 0) -> Write:
        """A reaction, a vote or a mood into the outbox; see Write for what the fields say."""
        now = time.perf_counter()
        write = Write(kind, note_id, due=now, at=now, id=new_id(), of=of, value=value)
        self.log.writes.append(write)
        self.outbox.add(write)
        return write

    async def catch_up(self) -> None:
        """Asks for what came since the last seq, as often as it takes."""
        again = True
        while again:
            self.catch_ups += 1
            asked = self.shown.seq
            status, state = await self._ask("GET", f"/state?since={asked}")
            if status != 200:
                raise PermissionError(f"state: {status} {state.get('error', '')}")
            again = self.shown.caught_up(state, asked)

    async def finish(self) -> None:
        """The final screen goes into the log, after one last catch-up where the phone can reach the server."""
        await self.catch_up()
        self.look()

    def look(self) -> None:
        """What the phone shows now goes into the log."""
        self.log.own = {note_id: note["text"] for note_id, note in self.shown.own.items()}
        self.log.shared = {note_id: note["text"] for note_id, note in self.shown.shared.items()}
        self.log.agreed = {note_id: note.get("agreed", 0) for note_id, note in self.shown.shared.items()}
        self.log.saved |= set(self.log.own)
        self.log.seq = self.shown.seq

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        self.outbox.stop()
        for task in self._tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        if self.socket is not None:
            self.socket.close()
        self.connection.close()

    def _answered(self, write: Write, answer: dict[str, Any]) -> None:
        if write.answer != OK:
            return
        if write.kind == "delete":
            note_id = self.log.names.get(write.note_id, write.note_id)
            self.shown.withdrawn(note_id)
            self.log.saved.discard(note_id)
        elif write.kind in ("note", "edit"):
            self.shown.saved(answer["note"])
            self.log.names[write.note_id] = answer["note"]["id"]
            self.log.saved.add(answer["note"]["id"])

    def _heard(self, event: str, payload: Any) -> None:
        if event == "notes":
            if self._arrived is not None:
                self._arrived(self, payload["notes"], time.perf_counter())
            if self.shown.live(payload):
                self._missed.set()
        elif event == "changes" and "workshop" in payload:
            self._missed.set()

    async def _connect(self) -> None:
        auth = {"code": self.code, "view": "phone", "device": self.log.key}
        self.socket = await socket.connect(self.host, auth, self._heard)

    async def _keep_socket(self) -> None:
        failures = 0
        while True:
            assert self.socket is not None
            await self.socket.lost.wait()
            if not failures:
                self.lost_sockets += 1
            try:
                await self._connect()
                failures = 0
                self._missed.set()
            except (OSError, socket.SocketRefused):
                failures += 1
                await asyncio.sleep(min(LONGEST_PAUSE, 0.5 * 2 ** (failures - 1)) * random.uniform(0.5, 1.0))

    async def _keep_up(self) -> None:
        """After each gap, reconnection or change of the rules."""
        while True:
            await self._missed.wait()
            self._missed.clear()
            await self.catch_up()

    async def _ask(self, method: str, path: str, body: Any = None) -> tuple[int, dict[str, Any]]:
        """Until somebody answers who can: the status is never one that asks to try again."""
        pause = 0.3
        while True:
            with contextlib.suppress(NoAnswer):
                async with self.outbox.guard:
                    status, answer = await self.connection.ask(method, self.base + path, body)
                if status < 500 and status != 429:
                    return status, answer
                pause = max(pause, float(answer.get("retry_after", 0)))
            await asyncio.sleep(pause * random.uniform(0.7, 1.3))
            pause = min(LONGEST_PAUSE, pause * 2)
