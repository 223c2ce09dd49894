"""What the room does: mostly new notes; sometimes other words for one, or a note taken back."""

from __future__ import annotations

import random
import time
from typing import Any

from bench.clients.phone import Phone

_WORDS = ("น้ำท่วมทางเข้าหมู่บ้าน", "งบประมาณมาช้า", "เจ้าหน้าที่ไม่พอ", "ถนนเป็นหลุม", "ขอให้มีรถรับส่งผู้สูงอายุ", "อินเทอร์เน็ตช้า")


class Work:
    def __init__(self, phase: dict[str, Any], phones: list[Phone], chance: random.Random) -> None:
        self.phase, self.phones, self._chance = phase, phones, chance
        self._notes: dict[str, Phone] = {}
        self.made = 0

    @property
    def notes(self) -> list[str]:
        """Ids of the notes that nobody took back."""
        return list(self._notes)

    def step(self, clock_ms: int = 0) -> None:
        """One thing that a participant does. `clock_ms`: what the phones' clocks are off by."""
        dice = self._chance.random()
        if dice < 0.7 or not self._notes:
            phone, note_id = self._chance.choice(self.phones), self._new_id(clock_ms)
            self._notes[note_id] = phone
            self._write(phone, "note", note_id, self._chance.choice(self.phase["categories"]))
        elif dice < 0.92:
            note_id = self._chance.choice(self.notes)
            self._write(self._notes[note_id], "edit", note_id)
        else:
            note_id = self._chance.choice(self.notes)
            self._notes.pop(note_id).write("delete", self.phase["id"], "", "", note_id)

    def _write(self, phone: Phone, kind: Any, note_id: str, category: str = "") -> None:
        text = f"{self._chance.choice(_WORDS)} {self._chance.getrandbits(40):x}"
        phone.write(kind, self.phase["id"], category, text, note_id)

    def _new_id(self, clock_ms: int) -> str:
        """A UUIDv7 of a phone whose clock may be wrong."""
        self.made += 1
        at = max(0, time.time_ns() // 1_000_000 + clock_ms) & (2**48 - 1)
        tail = f"{0x8000 | self._chance.getrandbits(14):04x}-{self._chance.getrandbits(48):012x}"
        return f"{at >> 16:08x}-{at & 0xFFFF:04x}-7{self.made & 0xFFF:03x}-{tail}"
