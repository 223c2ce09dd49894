"""The demo's room: its facilitator opens phase after phase, and its phones send until every note is in.

A visitor may take over at any time. Notes go wherever a phase is open for them; where a person closed it, the room
waits a while before its own facilitator goes on.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workshop.demo.notes import DemoNote
from workshop.demo.phone import Gone, Phone, Refused

PATIENCE_SECONDS = 20.0
_POLL_SECONDS = 0.5


@dataclass
class Outcome:
    """`refused`: the notes that the server did not take, each with its code."""

    sent: int = 0
    refused: list[tuple[DemoNote, str]] = field(default_factory=list)
    finished: bool = False


class Room:
    """`phones` by the name of their group; `open_phase(phase id)` is the demo facilitator's hand;
    `heard(note id, its phone)` is called for each note that came in."""

    def __init__(
        self,
        phones: Mapping[str, Sequence[Phone]],
        notes: Sequence[DemoNote],
        pauses: Sequence[float],
        open_phase: Callable[[int], None],
        stop: threading.Event,
        patience: float = PATIENCE_SECONDS,
        heard: Callable[[str, Phone], None] = lambda _note_id, _writer: None,
    ) -> None:
        self._phones = [phone for members in phones.values() for phone in members]
        self._turns = {name: itertools.cycle(members) for name, members in phones.items()}
        self._unsent: dict[str, deque[DemoNote]] = {}
        for note in notes:
            self._unsent.setdefault(note.category, deque()).append(note)
        self._pauses = iter(pauses)
        self._open_phase, self._stop, self._patience = open_phase, stop, patience
        self._heard = heard
        self._opened: int | None = None

    def play(self, tell: Callable[[str, int], None] = lambda _title, _notes: None) -> Outcome:
        """Sends every note, or as many as there is time for before `stop`. `tell(phase title, its notes)` at each
        phase."""
        outcome = Outcome()
        try:
            for phone in self._phones:
                phone.join()
            for category, phase_id in self._open_phases(tell):
                self._send_all(category, phase_id, outcome)
            outcome.finished = not any(self._unsent.values())
        except Gone:
            pass
        finally:
            for phone in self._phones:
                phone.close()
        return outcome

    def _send_all(self, category: str, phase_id: int, outcome: Outcome) -> None:
        """Sends what is unsent of the category until the phase is closed."""
        waiting = self._unsent[category]
        while waiting and not self._stop.wait(next(self._pauses, 0.0)):
            note = waiting[0]
            phone = next(self._turns[note.group])
            try:
                sent = phone.send(phase_id, category, note.text)
                outcome.sent += 1
                self._heard(sent["note"]["id"], phone)
            except Refused as refused:
                if refused.code == "phase_closed":
                    return
                outcome.refused.append((note, refused.code))
            waiting.popleft()

    def _open_phases(self, tell: Callable[[str, int], None]) -> Iterator[tuple[str, int]]:
        """(category, phase id) of a phase that is open and has notes to come, again and again until all are sent."""
        while any(self._unsent.values()) and not self._stop.is_set():
            found = self._open_now() or self._opened_next()
            if found is None:
                continue
            category, phase_id, title = found
            if phase_id != self._opened:
                self._opened = phase_id
                tell(title, len(self._unsent[category]))
            yield category, phase_id

    def _open_now(self) -> tuple[str, int, str] | None:
        for phase in self._phones[0].state()["phases"]:
            for category in phase["categories"]:
                if phase["state"] == "open" and self._unsent.get(category):
                    return category, phase["id"], phase["title"]
        return None

    def _opened_next(self) -> tuple[str, int, str] | None:
        """Opens the first phase that has notes to come; where a person closed the last one midway, not at once."""
        agenda = self._phones[0].state()["phases"]
        closed_midway = any(
            phase["id"] == self._opened and any(self._unsent.get(category) for category in phase["categories"])
            for phase in agenda
        )
        if closed_midway and self._somebody_opens_within(self._patience):
            return None
        for phase in agenda:
            for category in phase["categories"]:
                if self._unsent.get(category) and not self._stop.is_set():
                    self._open_phase(phase["id"])
                    return category, phase["id"], phase["title"]
        # No phase takes what is left: an edited agenda. The demo ends rather than wait for ever.
        self._stop.set()
        return None

    def _somebody_opens_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self._stop.wait(_POLL_SECONDS):
            if self._open_now():
                return True
        return self._stop.is_set()
