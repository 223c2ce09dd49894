"""The demo's room: opens phase after phase, and sends the notes of each that is open.

A visitor may open and close phases too; after a visitor closed one, the room waits before it opens the next.
"""

import itertools
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workshop.demo.notes import DemoNote
from workshop.demo.phone import Gone, Phone, Refused

PATIENCE_SECONDS = 20.0
_POLL_SECONDS = 0.5


@dataclass
class Outcome:
    """`refused`: the notes that the server refused, each with its code."""

    sent: int = 0
    refused: list[tuple[DemoNote, str]] = field(default_factory=list)
    finished: bool = False


class Room:
    """The phones by their group's name; `open_phase(phase id)` opens a phase.

    `on_note(note id, its phone)` is called after each accepted note.
    """

    def __init__(
        self,
        phones: Mapping[str, Sequence[Phone]],
        notes: Sequence[DemoNote],
        pauses: Iterable[float],
        open_phase: Callable[[int], None],
        stop: threading.Event,
        patience: float = PATIENCE_SECONDS,
        on_note: Callable[[str, Phone], None] = lambda _note_id, _writer: None,
    ) -> None:
        self._phones = [phone for members in phones.values() for phone in members]
        self._turns = {name: itertools.cycle(members) for name, members in phones.items()}
        self._unsent: dict[str, deque[DemoNote]] = {}
        for note in notes:
            self._unsent.setdefault(note.category, deque()).append(note)
        self._pauses = iter(pauses)
        self._open_phase, self._stop, self._patience = open_phase, stop, patience
        self._on_note = on_note
        self._opened: int | None = None

    def play(self, on_phase: Callable[[str, int], None] = lambda _title, _notes: None) -> Outcome:
        """Send every note, or as many as `stop` allows. Calls `on_phase(title, count of notes)` at each phase."""
        outcome = Outcome()
        try:
            for phone in self._phones:
                phone.join()
            for category, phase_id in self._open_phases(on_phase):
                self._send_all(category, phase_id, outcome)
            outcome.finished = not any(self._unsent.values())
        except Gone:
            pass
        finally:
            for phone in self._phones:
                phone.close()
        return outcome

    def _send_all(self, category: str, phase_id: int, outcome: Outcome) -> None:
        """Send the category's unsent notes until the phase is closed."""
        waiting = self._unsent[category]
        while waiting and not self._stop.wait(next(self._pauses, 0.0)):
            note = waiting[0]
            phone = next(self._turns[note.group])
            try:
                sent = phone.send(phase_id, category, note.text)
                outcome.sent += 1
                self._on_note(sent["note"]["id"], phone)
            except Refused as refused:
                if refused.code == "phase_closed":
                    return
                outcome.refused.append((note, refused.code))
            waiting.popleft()

    def _open_phases(self, on_phase: Callable[[str, int], None]) -> Iterator[tuple[str, int]]:
        """Yield (category, phase id) of an open phase with unsent notes, until all are sent."""
        while any(self._unsent.values()) and not self._stop.is_set():
            found = self._open_now() or self._open_next()
            if found is None:
                continue
            category, phase = found
            if phase["id"] != self._opened:
                self._opened = phase["id"]
                on_phase(phase["title"], len(self._unsent[category]))
            yield category, phase["id"]

    def _unsent_in_agenda(self) -> list[tuple[str, dict[str, Any]]]:
        """Return (category, phase) for each category of the agenda with unsent notes, in order."""
        agenda = self._phones[0].state()["phases"]
        return [(category, phase) for phase in agenda for category in phase["categories"] if self._unsent.get(category)]

    def _open_now(self) -> tuple[str, dict[str, Any]] | None:
        return next((found for found in self._unsent_in_agenda() if found[1]["state"] == "open"), None)

    def _open_next(self) -> tuple[str, dict[str, Any]] | None:
        """Open the first phase with unsent notes; where a person closed the last one midway, wait first."""
        unsent = self._unsent_in_agenda()
        closed_midway = any(phase["id"] == self._opened for _category, phase in unsent)
        if closed_midway and self._opened_by_person_within(self._patience):
            return None
        if unsent and not self._stop.is_set():
            self._open_phase(unsent[0][1]["id"])
            return unsent[0]
        # No phase of an edited agenda takes the remaining notes.
        self._stop.set()
        return None

    def _opened_by_person_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self._stop.wait(_POLL_SECONDS):
            if self._open_now():
                return True
        return self._stop.is_set()
