"""How much somebody has had of something: kept in this process's memory."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

_FORGET_AT = 20_000
Clock = Callable[[], float]
What = Literal["look", "take", "charge"]


class Buckets:
    """Token buckets: each key has `burst` at once and `rate` a second from then on."""

    def __init__(self, burst: float, rate: float, clock: Clock) -> None:
        self.burst, self.rate, self._clock = burst, rate, clock
        self._left: dict[str, tuple[float, float]] = {}

    def left(self, key: str) -> float:
        """How much the key has now; below 0 where it was overdrawn."""
        if key not in self._left:
            return self.burst
        left, at = self._left[key]
        return min(self.burst, left + (self._clock() - at) * self.rate)

    def take(self, key: str) -> None:
        """Take one, whether or not it is there."""
        self.do(key, "take")

    def wait(self, key: str) -> float:
        """Seconds until one more is there; 0 when it is."""
        return self.do(key, "look")

    def do(self, key: str, what: What) -> float:
        """Answer as `wait`, before one is taken: by "take" in any case, by "charge" where it is there."""
        wait = max(0.0, (1 - self.left(key)) / self.rate)
        if what == "take" or (what == "charge" and not wait):
            if len(self._left) > _FORGET_AT:
                self._left = {known: kept for known, kept in self._left.items() if self.left(known) < self.burst}
            self._left[key] = (self.left(key) - 1, self._clock())
        return wait


# Buckets, the key, and whether it is charged or only looked at.
Step = tuple[Buckets, str, What]


def first_wait(waits: Iterable[float]) -> float:
    """The first that has to wait, in seconds, or 0 where none has; what comes after it is not done."""
    return next((wait for wait in waits if wait), 0.0)


def in_turn(steps: Sequence[Step]) -> float:
    """Do each step until one has to wait: seconds, or 0 where none has."""
    return first_wait(buckets.do(key, what) for buckets, key, what in steps)


class Line:
    """Whoever stands in line has a turn a second after the one before; nobody stands longer than `patience` s."""

    def __init__(self, patience: float, clock: Clock) -> None:
        self.patience, self._clock = patience, clock
        self._turns: dict[str, float] = {}
        self._guard = threading.Lock()

    def turn(self, key: str) -> float:
        """Seconds until one's turn; more than `patience` where the line is too long to stand in."""
        with self._guard:
            now = self._clock()
            turn = max(now, self._turns.get(key, 0.0)) + 1.0
            if turn - now <= self.patience:
                if len(self._turns) > _FORGET_AT:
                    self._turns = {known: at for known, at in self._turns.items() if at > now}
                self._turns[key] = turn
            return turn - now


class Proven:
    """Codes that worked from an address."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], None] = {}

    def here(self, address: str, code: str) -> bool:
        return (address, code) in self._known

    def anywhere(self, address: str, code: str) -> bool:
        """As `here`, and by what other processes know."""
        return self.here(address, code)

    def add(self, address: str, code: str) -> None:
        if (address, code) not in self._known:
            self._known[(address, code)] = None
            while len(self._known) > _FORGET_AT:
                del self._known[next(iter(self._known))]
