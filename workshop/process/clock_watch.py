"""The machine's clock beside one that nobody sets, so that a clock put right moves no timer and deletes nothing."""

import logging
import time
from collections.abc import Callable

from workshop.domain import timers
from workshop.feed import Feed, now_ms

LOOK_SECONDS = 1
_SET_MS = 1_000
_DAY_MS = 86_400_000
log = logging.getLogger("laena.upkeep")


def steady_ms() -> int:
    """Return ms on a clock that never jumps; on Linux it runs on while the machine sleeps, as people's time does."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return (time.monotonic_ns() if boot is None else time.clock_gettime_ns(boot)) // 1_000_000


class ClockWatch:
    """Compares the two clocks since it was made; `wall` and `steady` return ms."""

    def __init__(self, wall: Callable[[], int] = now_ms, steady: Callable[[], int] = steady_ms) -> None:
        self._wall, self._steady = wall, steady
        self._first = self._last = self._apart()

    def step(self) -> int:
        """Return by how many ms the clock was set since the last call; 0 for what is no more than drift."""
        before, self._last = self._last, self._apart()
        return self._last - before if abs(self._last - before) >= _SET_MS else 0

    def far_off(self) -> bool:
        """Return whether the clock was set by more than a day: an age by it is no reason to delete anything."""
        return abs(self._apart() - self._first) > _DAY_MS

    def _apart(self) -> int:
        return self._wall() - self._steady()


def follow(feed: Feed, watch: ClockWatch) -> None:
    """Move the ends of running timers with a clock that was set, so that what is left of each stays."""
    ms = watch.step()
    if not ms:
        return
    log.warning("the clock was set by %d s", ms // 1000)
    for code in feed.read(timers.running):
        feed.change(code, "clock", timers.shift, ms)
