"""What the simulated participants think: they agree with notes, and answer when somebody opens a voting or asks."""

from __future__ import annotations

import contextlib
import random
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from workshop.demo.phone import Gone, Phone, Refused
from workshop.errors import Refusal

_AGREES = 0.6  # how often a new note brings somebody to agree with one that is there
_TAKES_PART = 0.9
_MOODS = (1, 2, 6, 14, 12)  # weights of the answers 1 to 5: a good day, not a perfect one
_POLL_SECONDS = 1.0


class Agreeing:
    """Seeded, so that every demo is alike."""

    def __init__(self, phones: Sequence[Phone], seed: int = 2563) -> None:
        self._phones = phones
        self._chance = random.Random(seed)
        self._notes: list[tuple[str, Phone]] = []

    def heard(self, note_id: str, writer: Phone) -> None:
        """A note came in; now and then somebody agrees with it or, more often, with one that was there before."""
        self._notes.append((note_id, writer))
        if self._chance.random() >= _AGREES:
            return
        # Older notes have been read by more people.
        place = min(self._chance.randrange(len(self._notes)), self._chance.randrange(len(self._notes)))
        liked, its_writer = self._notes[place]
        reader = self._chance.choice([phone for phone in self._phones if phone is not its_writer])
        with contextlib.suppress(Refused):  # a visitor hid the note, or lets nobody see others' notes
            reader.agree(liked)


class Answering:
    """Votes and tells its mood, one phone after another, whenever the facilitator asks; `look()` is a phone's state."""

    def __init__(
        self,
        phones: Sequence[Phone],
        look: Callable[[], dict[str, Any]],
        stop: threading.Event,
        pause: float,
        poll_seconds: float = _POLL_SECONDS,
        seed: int = 2564,
    ) -> None:
        self._phones, self._look, self._stop, self._pause, self._poll_seconds = phones, look, stop, pause, poll_seconds
        self._done: set[tuple[str, int]] = set()
        self._chance = random.Random(seed)

    def follow(self) -> None:
        """Until it is told to stop."""
        with contextlib.suppress(Gone, Refusal):  # a workshop that was thrown away asks nobody any more
            while not self._stop.wait(self._poll_seconds):
                self.look()

    def look(self) -> None:
        """Answers what is open and was not answered yet. Raises Gone."""
        state = self._look()
        for kind, answer in (("voting", self._vote), ("pulse", self._tell_mood)):
            asked = state[kind]
            if asked and asked["state"] == "open" and (kind, asked["id"]) not in self._done:
                self._done.add((kind, asked["id"]))
                self._ask_all(asked, answer)

    def _ask_all(self, asked: dict[str, Any], answer: Callable[[Phone, dict[str, Any]], None]) -> None:
        for phone in self._chance.sample(self._phones, len(self._phones)):
            if self._chance.random() >= _TAKES_PART or self._stop.wait(self._chance.uniform(0.5, 1.5) * self._pause):
                continue
            try:
                answer(phone, asked)
            except Refused as refused:
                if refused.code != "not_joined":  # closed: nobody else needs to try
                    return

    def _vote(self, phone: Phone, voting: dict[str, Any]) -> None:
        names = [option["theme_id"] for option in voting["options"]]
        weights = [1 / place for place in range(1, len(names) + 1)]
        for theme_id, dots in Counter(self._chance.choices(names, weights, k=voting["dots"])).items():
            phone.vote(voting["id"], theme_id, dots)

    def _tell_mood(self, phone: Phone, pulse: dict[str, Any]) -> None:
        phone.tell_mood(pulse["id"], self._chance.choices(range(1, 6), _MOODS)[0])
