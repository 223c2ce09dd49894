"""Token buckets, a queue for guesses and codes known to be right, in this process's memory."""

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

_FORGET_AT = 20_000
Clock = Callable[[], float]
What = Literal["look", "take", "charge", "give"]


class Buckets:
    """Token buckets: each key has `burst` tokens at first and gains `rate` a second."""

    def __init__(self, burst: float, rate: float, clock: Clock) -> None:
        self.burst, self.rate, self._clock = burst, rate, clock
        self._left: dict[str, tuple[float, float]] = {}

    def left(self, key: str) -> float:
        """Return the key's tokens; below 0 where it was overdrawn."""
        if key not in self._left:
            return self.burst
        left, at = self._left[key]
        return min(self.burst, left + (self._clock() - at) * self.rate)

    def take(self, key: str) -> None:
        """Take a token, also where there is none."""
        self.do(key, "take")

    def wait(self, key: str) -> float:
        """Return the seconds until there is a token; 0 when there is."""
        return self.do(key, "look")

    def do(self, key: str, what: What) -> float:
        """Return `wait`, then take a token: by "take" in any case, by "charge" where there is one.

        "give" puts a token back, and never waits.
        """
        if what == "give":
            self._left[key] = (min(self.burst, self.left(key) + 1), self._clock())
            return 0.0
        wait = max(0.0, (1 - self.left(key)) / self.rate)
        if what == "take" or (what == "charge" and not wait):
            if len(self._left) > _FORGET_AT:
                self._left = {other: state for other, state in self._left.items() if self.left(other) < self.burst}
            self._left[key] = (self.left(key) - 1, self._clock())
        return wait


# Buckets, the key, and what is done.
Step = tuple[Buckets, str, What]


def first_wait(waits: Iterable[float]) -> float:
    """Return the first wait that is not 0, else 0; later ones are not evaluated."""
    return next((wait for wait in waits if wait), 0.0)


def in_turn(steps: Sequence[Step]) -> float:
    """Do the steps until one has to wait; return its seconds, or 0."""
    return first_wait(buckets.do(key, what) for buckets, key, what in steps)


class Line:
    """Gives each key one turn a second, up to `patience` seconds ahead."""

    def __init__(self, patience: float, clock: Clock) -> None:
        self.patience, self._clock = patience, clock
        self._turns: dict[str, float] = {}
        self._guard = threading.Lock()

    def turn(self, key: str) -> float:
        """Return the seconds until the key's turn; more than `patience` where there is none."""
        with self._guard:
            now = self._clock()
            turn = max(now, self._turns.get(key, 0.0)) + 1.0
            if turn - now <= self.patience:
                if len(self._turns) > _FORGET_AT:
                    self._turns = {known: at for known, at in self._turns.items() if at > now}
                self._turns[key] = turn
            return turn - now


class Proven:
    """Codes known to be right, by address."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], None] = {}

    def here(self, address: str, code: str) -> bool:
        return (address, code) in self._known

    def anywhere(self, address: str, code: str) -> bool:
        """Return `here`, or whether another process knows the code."""
        return self.here(address, code)

    def add(self, address: str, code: str) -> None:
        if (address, code) not in self._known:
            self._known[(address, code)] = None
            while len(self._known) > _FORGET_AT:
                del self._known[next(iter(self._known))]
