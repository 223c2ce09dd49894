"""Phones with an outbox: every write is kept until it is answered, sent in order, and sent again as it is."""

from __future__ import annotations

import asyncio
import random
import secrets
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bench.faults.calls import NoAnswer, call
from bench.faults.screens import Screen
from bench.room.ledger import OK, PhoneLog, Write

_AGAIN = {401, 408, 425, 429}
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 1.6
_WORDS = ("น้ำท่วมทางเข้าหมู่บ้าน", "งบประมาณมาช้า", "เจ้าหน้าที่ไม่พอ", "ถนนเป็นหลุม", "ขอให้มีรถรับส่งผู้สูงอายุ", "อินเทอร์เน็ตช้า")


@dataclass
class Room:
    """What all phones of a run share. `port` is where their network is; `clock_ms` what their clocks are off by."""

    port: int
    code: str
    chance: random.Random
    phase: dict[str, Any]
    clock_ms: int = 0
    odd: Counter[str] = field(default_factory=Counter)  # answers that no fault explains
    last: int = 0

    def new_id(self) -> str:
        """A UUIDv7 of a phone whose clock may jump."""
        self.last += 1
        at = max(0, time.time_ns() // 1_000_000 + self.clock_ms) & (2**48 - 1)
        tail = f"{0x8000 | self.chance.getrandbits(14):04x}-{self.chance.getrandbits(48):012x}"
        return f"{at >> 16:08x}-{at & 0xFFFF:04x}-7{self.last & 0xFFF:03x}-{tail}"


@dataclass
class _Waiting:
    write: Write
    method: str
    path: str
    body: dict[str, Any] | None


class Phone:
    def __init__(self, room: Room, group_id: int) -> None:
        self.room = room
        self.log = PhoneLog(room.code, secrets.token_hex(16), group_id)
        self.screen = Screen(room.port, room.code, "phone", key=self.log.key)
        self._outbox: list[_Waiting] = []
        self._notes: list[str] = []
        self._filled = asyncio.Event()

    @property
    def idle(self) -> bool:
        return not self._outbox

    async def join(self) -> None:
        body = {"group_id": self.log.group_id, "name": "", "unit": "", "role": "", "scribe": False}
        await self._stubbornly("POST", "/join", body)

    def act(self) -> None:
        """One thing that a participant does: mostly a new note; sometimes another text, or a note taken back."""
        dice = self.room.chance.random()
        if dice < 0.7 or not self._notes:
            self._add_note()
        elif dice < 0.92:
            self._edit(self.room.chance.choice(self._notes))
        else:
            self._delete(self._notes.pop(self.room.chance.randrange(len(self._notes))))

    async def run(self) -> None:
        """Sends what waits, for as long as it is let."""
        while True:
            while self._outbox:
                await self._send(self._outbox[0])
                self._outbox.pop(0)
            self._filled.clear()
            await self._filled.wait()

    async def _send(self, waiting: _Waiting) -> None:
        write = waiting.write
        status, answer = await self._stubbornly(waiting.method, waiting.path, waiting.body, write)
        gone_already = write.kind == "delete" and status == 404
        write.answer = OK if status < 300 or gone_already else str(answer.get("error"))
        write.answered, write.seq = time.monotonic(), int(answer.get("seq") or 0)
        if write.answer != OK:
            self.room.odd[f"refused {write.kind} with {status} {write.answer}"] += 1
        elif write.kind == "note":
            self.log.saved.add(write.note_id)
        elif write.kind == "delete":
            self.log.saved.discard(write.note_id)

    async def _stubbornly(
        self, method: str, path: str, body: dict[str, Any] | None, write: Write | None = None
    ) -> tuple[int, dict[str, Any]]:
        pause = _FIRST_PAUSE
        while True:
            wait = 0.0
            try:
                if write:
                    write.tries += 1
                address = f"/api/w/{self.room.code}{path}"
                status, answer = await call(self.room.port, method, address, self.log.key, body)
                if status >= 500 and status != 503:
                    self.room.odd[f"{status} to {method} {path.split('/')[1]}"] += 1
                if status < 500 and status not in _AGAIN:
                    return status, answer
                if status == 401:
                    self.room.odd["a phone that had joined was asked to join"] += 1
                wait = float(answer.get("retry_after") or 0)
            except NoAnswer:
                pass
            await asyncio.sleep(max(wait, pause * self.room.chance.uniform(0.5, 1)))
            pause = min(_LONGEST_PAUSE, pause * 2)

    def _add_note(self) -> None:
        phase, note_id = self.room.phase, self.room.new_id()
        text, category = self._words(), self.room.chance.choice(phase["categories"])
        body = {"id": note_id, "phase_id": phase["id"], "category": category, "text": text}
        self._notes.append(note_id)
        self._queue(Write("note", note_id, text, category), "POST", "/notes", body)

    def _edit(self, note_id: str) -> None:
        text = self._words()
        body = {"text": text, "edit": self.room.new_id()}
        self._queue(Write("edit", note_id, text), "PATCH", f"/notes/{note_id}", body)

    def _delete(self, note_id: str) -> None:
        self._queue(Write("delete", note_id), "DELETE", f"/notes/{note_id}", None)

    def _queue(self, write: Write, method: str, path: str, body: dict[str, Any] | None) -> None:
        write.at = time.monotonic()
        self.log.writes.append(write)
        self._outbox.append(_Waiting(write, method, path, body))
        self._filled.set()

    def _words(self) -> str:
        return f"{self.room.chance.choice(_WORDS)} {self.room.chance.getrandbits(40):x}"
