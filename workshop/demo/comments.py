"""What the simulated participants say of each other's notes, in the phase that allows it."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Sequence
from typing import Any

from workshop.demo.phone import Phone, Refused

_EVERY = 6  # notes to a comment
_TEXTS = (
    "เห็นด้วย ควรเริ่มจากพื้นที่ที่พร้อมก่อน",
    "ที่อำเภอเราเคยทำแล้วได้ผล ยินดีแบ่งปันวิธีการ",
    "ควรระบุผู้รับผิดชอบและกำหนดเวลาให้ชัด",
    "อยากให้มีงบประมาณรองรับตั้งแต่ต้นปี",
    "น่าสนใจ แต่ต้องคิดถึงภาระงานของพื้นที่ด้วย",
    "ขอให้ชวนภาคีเครือข่ายมาร่วมตั้งแต่วางแผน",
)


class Commenting:
    """`look()` is a phone's state. Seeded, so that every demo is alike."""

    def __init__(self, phones: Sequence[Phone], look: Callable[[], dict[str, Any]], seed: int = 2565) -> None:
        self._phones, self._look = phones, look
        self._chance = random.Random(seed)
        self._notes: list[tuple[str, Phone]] = []
        self._texts = iter(_TEXTS)

    def heard(self, note_id: str, writer: Phone) -> None:
        """A note came in; now and then somebody says something of one of the last few."""
        self._notes.append((note_id, writer))
        if len(self._notes) % _EVERY:
            return
        phase = next((each for each in self._look()["phases"] if each["state"] == "open" and each["comments"]), None)
        text = next(self._texts, None) if phase else None
        if phase is None or text is None:
            return
        about, its_writer = self._chance.choice(self._notes[-_EVERY:])
        reader = self._chance.choice([phone for phone in self._phones if phone is not its_writer])
        with contextlib.suppress(Refused):  # a visitor hid the note, or shut comments out
            reader.comment(phase["id"], about, text)
