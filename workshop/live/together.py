"""What a server process does by itself once a second, so that several serve one room as one."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from workshop.bus import Bus, Hear
from workshop.feed import Feed
from workshop.live.elsewhere import EVERY_SECONDS
from workshop.live.presence import Presence

log = logging.getLogger("laena.live")


class Together:
    """`hear(workshop_id, seq)` is called when another process committed; `also` each second, with or without a bus."""

    def __init__(self, bus: Bus | None, feed: Feed, presence: Presence, hear: Hear, also: Callable[[], None]) -> None:
        self._bus, self._presence, self._hear, self._also = bus, presence, hear, also
        self._stopped = threading.Event()
        if bus is not None:
            feed.subscribe(bus.announce)

    def start(self) -> None:
        if self._bus is not None:
            self._bus.start(self._hear)
        threading.Thread(target=self._run, name="together", daemon=True).start()

    def stop(self) -> None:
        """The others hear at once that nobody is here any more."""
        self._stopped.set()
        if self._bus is not None:
            self._presence.leave()
            self._bus.stop()

    def _run(self) -> None:
        while not self._stopped.wait(EVERY_SECONDS):
            try:
                self._presence.exchange()
                self._also()
            except Exception as error:  # the next second tries again
                log.error("together: %s", type(error).__name__)
