"""What is measured while a room is at work. All times are of perf_counter, all spreads in milliseconds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bench.audit.log import OK, Write
from bench.clients.phone import Phone

SHARES = (0.5, 0.95, 0.99, 1.0)


@dataclass(frozen=True)
class Spread:
    """p50, p95, p99 and the largest, in milliseconds; `count` values."""

    count: int
    p50: float
    p95: float
    p99: float
    most: float

    def __str__(self) -> str:
        return f"{self.p50:.1f} / {self.p95:.1f} / {self.p99:.1f} / {self.most:.1f}" if self.count else "-"


def spread(seconds: Iterable[float]) -> Spread:
    values = sorted(seconds)
    if not values:
        return Spread(0, 0.0, 0.0, 0.0, 0.0)
    return Spread(len(values), *(1000 * values[min(len(values) - 1, int(len(values) * share))] for share in SHARES))


@dataclass
class Meter:
    """Notes by their phones' ids while they are under way: who received them, and how long after the outbox had them.

    Others know a note by the server's id, which its phone receives with the answer, so the sums are made at the end.
    """

    writes: dict[str, Write] = field(default_factory=dict)
    writer: dict[str, Phone] = field(default_factory=dict)
    lag: list[float] = field(default_factory=list)
    heard: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))  # by the server's id
    repeats: int = 0
    events: int = 0

    def sent(self, phone: Phone, write: Write) -> None:
        self.writes[write.note_id] = write
        self.writer[write.note_id] = phone
        self.lag.append(write.at - write.due)

    def arrived(self, phone: Phone, notes: list[dict[str, Any]], now: float) -> None:
        """The socket of a phone brought notes; one that comes again (agreed with) is a repeat."""
        self.events += 1
        for note in notes:
            phones = self.heard[note["id"]]
            if id(phone) in phones:
                self.repeats += 1
            else:
                phones[id(phone)] = now

    def public(self, write: Write) -> str:
        """The server's id of an acknowledged note."""
        return self.writer[write.note_id].log.names.get(write.note_id, write.note_id)

    def others(self, write: Write) -> list[float]:
        """When the note came to each other phone."""
        writer = id(self.writer[write.note_id])
        return [at for phone, at in self.heard.get(self.public(write), {}).items() if phone != writer]

    @property
    def shared(self) -> list[float]:
        """From the outbox to others' phones, of each acknowledged note and phone."""
        return [at - write.at for write in self.kept for at in self.others(write)]

    @property
    def kept(self) -> list[Write]:
        return [write for write in self.writes.values() if write.answer == OK]

    def acks(self) -> Spread:
        return spread(write.answered - write.at for write in self.kept)

    def on(self, first: dict[str, float]) -> Spread:
        """From the outbox to a screen; `first` is when each note came there."""
        kept = ((write, self.public(write)) for write in self.kept)
        return spread(first[note_id] - write.at for write, note_id in kept if note_id in first)

    def deliveries(self) -> int:
        """First arrivals of acknowledged notes at others' phones, live."""
        return sum(len(self.others(write)) for write in self.kept)
