"""The simulated participants' reactions, votes and answers about the mood and last year's cards."""

import contextlib
import random
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from workshop.demo.phone import Gone, Phone, Refused
from workshop.errors import Refusal

_AGREES = 0.6  # probability that somebody agrees with a note when a new one arrives
_TAKES_PART = 0.9
_MOODS = (1, 2, 6, 14, 12)  # weights of the answers 1 to 5
_STANDS = (5, 4, 2)  # of done, under way, not done
_WORDS = ("สนุก", "สนุก", "ได้ความรู้", "ได้ความรู้", "ได้ความรู้", "เหนื่อย", "มีหวัง", "อบอุ่น", "หิว", "พร้อม")
_POLL_SECONDS = 1.0


def _vote(chance: random.Random, phone: Phone, voting: dict[str, Any]) -> None:
    names = [option["theme_id"] for option in voting["options"]]
    if scales := voting["scales"]:
        for at, theme_id in enumerate(names):
            values = [chance.choices(range(1, 6), _values(at, scale))[0] for scale in range(len(scales))]
            phone.put("/ratings", {"voting_id": voting["id"], "theme_id": theme_id, "values": values})
        return
    if voting["kind"] == "ranking":
        order = sorted(names, key=lambda name: (1 + names.index(name)) * chance.random())[: voting["dots"]]
        phone.put("/rankings", {"voting_id": voting["id"], "order": order})
        return
    weights = [1 / place for place in range(1, len(names) + 1)]
    for theme_id, dots in Counter(chance.choices(names, weights, k=voting["dots"])).items():
        phone.put("/votes", {"voting_id": voting["id"], "theme_id": theme_id, "dots": dots})


def _values(at: int, scale: int) -> list[int]:
    """Return weights of the values 1 to 5 that differ from option to option, so that a matrix is filled."""
    favourite = 1 + (at * (2 + scale) + scale) % 5
    return [1 if value != favourite else 5 for value in range(1, 6)]


def _mood(chance: random.Random, phone: Phone, pulse: dict[str, Any]) -> None:
    phone.put("/pulse", {"pulse_id": pulse["id"], "value": chance.choices(range(1, 6), _MOODS)[0]})
    if pulse["asks_word"]:
        phone.put("/pulse/word", {"pulse_id": pulse["id"], "word": chance.choice(_WORDS)})


def _cards(chance: random.Random, phone: Phone, lookback: dict[str, Any]) -> None:
    for card in lookback["cards"]:
        value = chance.choices(("done", "doing", "dropped"), _STANDS)[0]
        phone.put("/card", {"lookback_id": lookback["id"], "card": card["id"], "value": value})


# By what may be asked: what one phone answers, by chance.
Answer = Callable[[random.Random, Phone, dict[str, Any]], None]
ANSWERS: dict[str, Answer] = {"voting": _vote, "pulse": _mood, "lookback": _cards}
# What the terminal says of it.
INVITATION = (
    "\n  เปิดลงคะแนนหรือถามความสุขมวลรวมจากหน้าวิทยากร แล้วดูผู้เข้าร่วมจำลองตอบ"
    "\n  open a vote or ask for the mood on the facilitator's page: the simulated participants answer\n"
)


class Agreeing:
    """Seeded, so that every demo is alike."""

    def __init__(self, phones: Sequence[Phone], seed: int = 2563) -> None:
        self._phones = phones
        self._chance = random.Random(seed)
        self._notes: list[tuple[str, Phone]] = []

    def on_note(self, note_id: str, writer: Phone) -> None:
        """Record a note; with some probability somebody agrees with one of the notes so far, the older the likelier."""
        self._notes.append((note_id, writer))
        if self._chance.random() >= _AGREES:
            return
        index = min(self._chance.randrange(len(self._notes)), self._chance.randrange(len(self._notes)))
        liked, its_writer = self._notes[index]
        reader = self._chance.choice([phone for phone in self._phones if phone is not its_writer])
        with contextlib.suppress(Refused):  # a visitor hid the note, or ended sharing
            reader.agree(liked)


class Answering:
    """Answers whatever the room is asked, one phone after another; `state()` returns a phone's state."""

    def __init__(
        self,
        phones: Sequence[Phone],
        state: Callable[[], dict[str, Any]],
        stop: threading.Event,
        pause: float,
        poll_seconds: float = _POLL_SECONDS,
        seed: int = 2564,
    ) -> None:
        self._phones, self._state, self._stop = phones, state, stop
        self._pause, self._poll_seconds = pause, poll_seconds
        self._done: set[tuple[str, int]] = set()
        self._chance = random.Random(seed)

    def run(self) -> None:
        """Poll until `stop` is set or the workshop is deleted."""
        with contextlib.suppress(Gone, Refusal):
            while not self._stop.wait(self._poll_seconds):
                self.poll()

    def poll(self) -> None:
        """Answer what is open and not answered yet. Raises Gone."""
        state = self._state()
        for kind, answer in ANSWERS.items():
            open_now = state[kind]
            if open_now and open_now["state"] == "open" and (kind, open_now["id"]) not in self._done:
                self._done.add((kind, open_now["id"]))
                self._answer_all(open_now, answer)

    def _answer_all(self, open_now: dict[str, Any], answer: Answer) -> None:
        for phone in self._chance.sample(self._phones, len(self._phones)):
            if self._chance.random() >= _TAKES_PART or self._stop.wait(self._chance.uniform(0.5, 1.5) * self._pause):
                continue
            try:
                answer(self._chance, phone, open_now)
            except Refused as refused:
                if refused.code != "not_joined":  # closed: nobody else needs to try
                    return
