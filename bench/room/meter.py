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
    """Notes by id while they are under way: who heard of them, and how long after the outbox had them."""

    writes: dict[str, Write] = field(default_factory=dict)
    writer: dict[str, Phone] = field(default_factory=dict)
    lag: list[float] = field(default_factory=list)
    shared: list[float] = field(default_factory=list)
    heard: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    repeats: int = 0
    events: int = 0

    def sent(self, phone: Phone, write: Write) -> None:
        self.writes[write.note_id] = write
        self.writer[write.note_id] = phone
        self.lag.append(write.at - write.due)

    def arrived(self, phone: Phone, notes: list[dict[str, Any]], now: float) -> None:
        """The socket of a phone brought notes. Others' notes count; one that comes again (agreed with) is a repeat."""
        self.events += 1
        for note in notes:
            write = self.writes.get(note["id"])
            if write is None or self.writer[note["id"]] is phone:
                continue
            phones = self.heard[note["id"]]
            if id(phone) in phones:
                self.repeats += 1
            else:
                phones.add(id(phone))
                self.shared.append(now - write.at)

    @property
    def kept(self) -> list[Write]:
        return [write for write in self.writes.values() if write.answer == OK]

    def acks(self) -> Spread:
        return spread(write.answered - write.at for write in self.kept)

    def on(self, first: dict[str, float]) -> Spread:
        """From the outbox to a screen; `first` is when each note came there."""
        return spread(first[write.note_id] - write.at for write in self.kept if write.note_id in first)

    def deliveries(self) -> int:
        """First arrivals of acknowledged notes at others' phones, live."""
        return sum(len(self.heard.get(write.note_id, ())) for write in self.kept)
