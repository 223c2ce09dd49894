"""A phone's outbox: every write sent in order, under the same id, until somebody has answered for it."""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from typing import Any

from bench.audit.log import OK, Write
from bench.clients.wire import Connection, NoAnswer

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 8.0  # seconds; the phone page waits 1 to 30
_KEEP_TRYING = {408, 425, 429}
_last = 0.0


def new_id() -> str:
    """A UUID version 7 (RFC 9562), rising within this process."""
    global _last
    _last = max(_last + 1 / 4096, time.time() * 1000)
    ms = int(_last)
    counter, tail = int((_last - ms) * 4096), bytearray(os.urandom(8))
    tail[0] = tail[0] & 0x3F | 0x80
    digits = f"{ms:012x}7{counter:03x}{tail.hex()}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def request(write: Write) -> tuple[str, str, dict[str, Any] | None]:
    """(method, path below the workshop, body) of a write."""
    words = {"text": write.text} | ({"category": write.category} if write.category else {})
    if write.kind == "note":
        return "POST", "/notes", {"id": write.note_id, "phase_id": write.phase_id, **words}
    if write.kind == "edit":
        return "PATCH", f"/notes/{write.note_id}", {"edit": write.id, **words}
    if write.kind == "delete":
        return "DELETE", f"/notes/{write.note_id}", None
    if write.kind == "reaction":
        return "PUT", f"/notes/{write.note_id}/reaction", {"id": write.id, "on": bool(write.value)}
    if write.kind == "vote":
        vote = {"voting_id": write.of, "theme_id": write.note_id, "dots": write.value}
        return "PUT", "/votes", {"id": write.id, **vote}
    return "PUT", "/pulse", {"id": write.id, "pulse_id": write.of, "value": write.value}


class Outbox:
    """`done(write, answer)` after each write that was answered, for good or ill; `rejoin` if the phone is forgotten."""

    def __init__(
        self,
        connection: Connection,
        base: str,
        done: Callable[[Write, dict[str, Any]], None],
        rejoin: Callable[[], Awaitable[object]],
    ) -> None:
        self.connection, self.base, self.done, self.rejoin = connection, base, done, rejoin
        self.guard = asyncio.Lock()
        self.failures = 0
        self.put_off = Counter[str]()  # tries that have to be made again, by the code of the refusal; "": no answer
        self._waiting: deque[Write] = deque()
        self._pump: asyncio.Task[None] | None = None
        self._empty = asyncio.Event()
        self._empty.set()

    def add(self, write: Write) -> None:
        self._waiting.append(write)
        self._empty.clear()
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._send_all())

    async def settled(self) -> None:
        """Returns when nothing waits any more."""
        await self._empty.wait()

    def stop(self) -> None:
        """The tab is closed: what waits stays as it is, and what is on its way stays unanswered."""
        if self._pump is not None:
            self._pump.cancel()

    async def _send_all(self) -> None:
        while self._waiting:
            write = self._waiting[0]
            pause = await self._send(write)
            if pause is None:
                self._waiting.popleft()
                self.failures = 0
                continue
            self.failures += 1
            most = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (self.failures - 1))
            await asyncio.sleep(max(pause, most * random.uniform(0.5, 1.0)))
        self._empty.set()

    async def _send(self, write: Write) -> float | None:
        """None when the write has its answer, else the seconds that the server asked to wait, 0 if it said nothing."""
        method, path, body = request(write)
        write.tries += 1
        try:
            async with self.guard:
                status, answer = await self.connection.ask(method, self.base + path, body)
            if status == 401:
                await self.rejoin()
                self.put_off["not_joined"] += 1
                return 0.0
        except (NoAnswer, PermissionError):
            self.put_off[""] += 1
            return 0.0
        if status < 300 and answer.get("ok"):
            write.answer, write.seq = OK, int(answer.get("seq", 0))
        elif write.kind == "delete" and status == 404:
            write.answer = OK
        elif status >= 500 or status < 400 or status in _KEEP_TRYING:
            self.put_off[str(answer.get("error", status))] += 1
            return float(answer.get("retry_after", 0))
        else:
            write.answer = str(answer.get("error", status))
        write.answered = time.perf_counter()
        self.done(write, answer)
        return None
