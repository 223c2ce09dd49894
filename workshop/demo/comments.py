"""The simulated participants' comments on each other's notes, in the phase that allows them."""

import contextlib
import random
from collections.abc import Callable, Sequence
from typing import Any

from workshop.demo.phone import Phone, Refused

_NOTES_A_COMMENT = 6
_TEXTS = (
    "เห็นด้วย ควรเริ่มจากพื้นที่ที่พร้อมก่อน",
    "ที่อำเภอเราเคยทำแล้วได้ผล ยินดีแบ่งปันวิธีการ",
    "ควรระบุผู้รับผิดชอบและกำหนดเวลาให้ชัด",
    "อยากให้มีงบประมาณรองรับตั้งแต่ต้นปี",
    "น่าสนใจ แต่ต้องคิดถึงภาระงานของพื้นที่ด้วย",
    "ขอให้ชวนภาคีเครือข่ายมาร่วมตั้งแต่วางแผน",
)


class Attaching:
    """`state()` returns a phone's state. Seeded, so that every demo is alike."""

    def __init__(self, phones: Sequence[Phone], state: Callable[[], dict[str, Any]], seed: int = 2565) -> None:
        self._phones, self._state = phones, state
        self._chance = random.Random(seed)
        self._notes: list[tuple[str, Phone]] = []
        self._texts = iter(_TEXTS)

    def on_note(self, note_id: str, writer: Phone) -> None:
        """Count a note; after every sixth somebody comments on one of the last six."""
        self._notes.append((note_id, writer))
        if len(self._notes) % _NOTES_A_COMMENT:
            return
        phase = next((each for each in self._state()["phases"] if each["state"] == "open" and each["comments"]), None)
        text = next(self._texts, None) if phase else None
        if phase is None or text is None:
            return
        about, its_writer = self._chance.choice(self._notes[-_NOTES_A_COMMENT:])
        reader = self._chance.choice([phone for phone in self._phones if phone is not its_writer])
        with contextlib.suppress(Refused):  # a visitor hid the note, or ended comments
            reader.post("/comments", {"phase_id": phase["id"], "note_id": about, "text": text})
