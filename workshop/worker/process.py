"""The worker process: keeps the themes (follower.py) and writes reports (jobs.py). It never serves a socket."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from workshop.bus import Bus
from workshop.domain import heartbeat, watching
from workshop.domain.grouper import Grouper
from workshop.feed import Feed
from workshop.jobs import Jobs
from workshop.process import garbage
from workshop.settings import Settings
from workshop.store.database import Database
from workshop.store.vectors import VectorFile
from workshop.worker import leases
from workshop.worker.follower import FAILED_SECONDS, Follower
from workshop.worker.leasing import Leasing
from workshop.worker.low_priority import Aside

IDLE_SECONDS = 0.1
# After work it rests three times as long as it worked, at most so long: what comes meanwhile is done in one go, and on
# two cores the sockets have theirs.
REST_SECONDS = 1.0
# A piece of work that a stop finds under way; what is cut off is done again by another worker.
FINISH_SECONDS = 8.0
# A worker whose work has stood still for so long is no longer vouched for.
_HUNG_SECONDS = 600.0
log = logging.getLogger("laena.worker")


class Pulse:
    """A thread that says that the worker lives, keeps its lease, and tells its times."""

    def __init__(self, feed: Feed, follower: Follower, leasing: Leasing) -> None:
        self._feed, self._follower, self._leasing = feed, follower, leasing
        self._told = 0.0

    def start(self) -> None:
        threading.Thread(target=self._run, name="pulse", daemon=True).start()

    def _run(self) -> None:
        while True:
            time.sleep(leases.SECONDS / 3)
            try:
                if time.monotonic() - self._follower.moved_at < _HUNG_SECONDS:
                    self.beat()
            except Exception as error:  # the database may be away for a moment
                log.error("pulse: %s", type(error).__name__)

    def beat(self) -> None:
        self._leasing.renew()
        if time.monotonic() - self._told > heartbeat.EVERY_SECONDS:
            self._told = time.monotonic()
            self._feed.write(heartbeat.beat)
            self._feed.write(watching.report, self._leasing.name, self._follower.times)
            self._feed.write(leases.sweep)


def run(settings: Settings, with_parent: bool = False) -> None:
    """Works until the process is told to stop or, `with_parent`, until the parent's end of stdin closes."""
    feed = Feed(Database(settings.database))
    if settings.redis_url:
        bus = Bus(settings.redis_url)
        feed.subscribe(bus.announce)
        bus.start()
    stop = threading.Event()
    grouper = Grouper(settings.cores, VectorFile(settings.data / "vectors.db"), settings.model)
    consumer = Jobs(settings, feed, grouper, Aside()).huey.create_consumer(
        workers=1, periodic=False, initial_delay=0.05, backoff=1.2, max_delay=0.3, check_worker_health=False
    )
    consumer.start()
    leasing = Leasing(feed)
    follower = Follower(feed, grouper, leasing, Aside())

    def end(*_signal: Any) -> None:
        follower.stopping = True
        stop.set()
        # From a signal, and where the work under way takes too long: what it has not finished, another finds.
        threading.Thread(target=_cut_off, args=(leasing,), daemon=True).start()

    for name in ("SIGTERM", "SIGINT"):
        signal.signal(getattr(signal, name), end)
    if with_parent:
        threading.Thread(target=_watch_parent, args=(leasing,), daemon=True).start()
    _patiently(stop, lambda: feed.write(heartbeat.beat))
    follower.warm()
    garbage.freeze()
    Pulse(feed, follower, leasing).start()
    while not stop.is_set():
        began = time.monotonic()
        try:
            idle = not follower.round()
            stop.wait(IDLE_SECONDS if idle else min(REST_SECONDS, 3 * (time.monotonic() - began)))
        except Exception as error:  # the database may be away for a moment: the notes are still there afterwards
            log.error("grouping: %s", type(error).__name__)
            stop.wait(1)
    consumer.stop(graceful=True)
    with contextlib.suppress(Exception):  # then they run out by themselves
        leasing.release()
    log.info("the worker ends")


def _patiently(stop: threading.Event, step: Callable[[], object]) -> None:
    """Does the step as soon as the database answers."""
    while not stop.is_set():
        try:
            step()
            return
        except Exception as error:
            log.error("database: %s", type(error).__name__)
            stop.wait(FAILED_SECONDS)


def _cut_off(leasing: Leasing) -> None:
    time.sleep(FINISH_SECONDS)
    _leave(leasing)


def _leave(leasing: Leasing) -> None:
    """Ends the process at once, its leases given back where the database answers within a second."""
    giving = threading.Thread(target=leasing.release, daemon=True)
    giving.start()
    giving.join(1.0)
    os._exit(0)


def _watch_parent(leasing: Leasing) -> None:
    while sys.stdin.buffer.read(4096):
        pass
    _leave(leasing)
