"""Work of a server process once a second, by which several serve one room as one."""

import logging
import threading
from collections.abc import Callable

from workshop.bus import Bus, OnCommit
from workshop.feed import Feed
from workshop.live.other_processes import EVERY_SECONDS
from workshop.live.presence import Presence

log = logging.getLogger("laena.live")


class EverySecond:
    """Exchanges presence and calls `work` each second, `on_commit(workshop_id, seq)` at another process's commits."""

    def __init__(
        self, bus: Bus | None, feed: Feed, presence: Presence, on_commit: OnCommit, work: Callable[[], None]
    ) -> None:
        self._bus, self._presence, self._on_commit, self._work = bus, presence, on_commit, work
        self._stopped = threading.Event()
        if bus is not None:
            feed.subscribe(bus.announce)

    def start(self) -> None:
        if self._bus is not None:
            self._bus.start(self._on_commit)
        threading.Thread(target=self._run, name="every-second", daemon=True).start()

    def stop(self) -> None:
        """Stop, and delete this process's phones from what the others read."""
        self._stopped.set()
        if self._bus is not None:
            self._presence.stop()
            self._bus.stop()

    def _run(self) -> None:
        while not self._stopped.wait(EVERY_SECONDS):
            try:
                self._presence.exchange()
                self._work()
            except Exception as error:  # the next second tries again
                log.error("together: %s", type(error).__name__)
