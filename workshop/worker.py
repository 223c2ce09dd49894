"""The worker process: follows the feed and keeps the themes, and writes reports. It never serves a socket.

What waits is read from the notes themselves, so nothing is forgotten when a worker dies: the next one finds it. Several
work side by side, one at a time on each category (workshop/domain/leases.py).
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy.orm import Session

from workshop.bus import Bus
from workshop.domain import afterwork, grouping, heartbeat, leases, proposals, watching
from workshop.domain.grouper import Grouper
from workshop.errors import UnknownWorkshop
from workshop.feed import Feed
from workshop.jobs import Jobs
from workshop.leasing import Leasing, fenced
from workshop.settings import Settings
from workshop.store.database import Database
from workshop.store.vectors import VectorFile

ACTOR = "worker"
IDLE_SECONDS = 0.1
FAILED_SECONDS = 1.0
# A piece of work that a stop finds under way; what is cut off is done again by another worker.
FINISH_SECONDS = 8.0
# A worker whose work has stood still for so long is no longer vouched for.
_HUNG_SECONDS = 600.0
log = logging.getLogger("laena.worker")


class Follower:
    """Brings the themes of every workshop up to its notes, a category at a time. Without `leasing` it works alone."""

    def __init__(self, feed: Feed, grouper: Grouper | None = None, leasing: Leasing | None = None) -> None:
        self._feed = feed
        self._grouper = grouper or Grouper()
        self._leasing = leasing
        self.times = watching.Times()
        self.moved_at = time.monotonic()
        self.stopping = False

    def warm(self) -> None:
        """Loads the models, so that the first note of the day waits no longer than the others."""
        self._grouper.warm()

    def round(self) -> int:
        """One look at all that waits; answers with how many pieces of work were done."""
        self.moved_at = time.monotonic()
        if self._leasing is None:
            self._feed.write(heartbeat.beat)
        done = self._each(grouping.waiting, self._place) + self._each(proposals.wanted, self._propose)
        return done or self._each(afterwork.due, self._link)

    def _each(self, due: Callable[[Session], list[Any]], work: Callable[..., None]) -> int:
        """Does each piece; one that fails keeps no other workshop waiting, and is tried again in a later round."""
        done = 0
        for piece in self._feed.read(due):
            if self.stopping:
                break
            try:
                with self._alone_at(due, piece) as lease:
                    if lease is not False:
                        work(lease, *piece)
                        done += 1
            except UnknownWorkshop:
                log.info("a workshop went away while the worker was at it")
            except leases.Stale:
                log.warning("%s: another worker has taken over", work.__name__)
            except Exception as error:  # the notes are still there, waiting
                log.error("%s: %s", work.__name__, type(error).__name__)
                done += 1
                time.sleep(FAILED_SECONDS)
            self.moved_at = time.monotonic()
        return done

    @contextlib.contextmanager
    def _alone_at(self, due: Callable[[Session], list[Any]], piece: Any) -> Iterator[leases.Lease | bool | None]:
        """The lease of the piece's workshop and category; False where another is at it, or has just done it."""
        if self._leasing is None:
            yield None
            return
        begun = self._leasing.begin(".".join([str(piece[0]), *piece[2:]]))
        try:
            if begun is None:
                yield False
            else:
                lease, new = begun
                yield lease if not new or piece in self._feed.read(due) else False
        finally:
            self._leasing.end()

    def _place(self, lease: leases.Lease | None, workshop_id: int, code: str, category: str) -> None:
        reading = self._feed.read(grouping.read, workshop_id, code, category)
        with self.times.of("place"):
            found = self._grouper.place(reading)
        self._feed.change(code, ACTOR, fenced, lease, grouping.apply, reading, found)

    def _propose(self, lease: leases.Lease | None, workshop_id: int, code: str, category: str) -> None:
        if self._leasing is not None and lease is not None:
            self._leasing.release(keep=lease.place)  # it takes seconds: let others place notes elsewhere
        reading = self._feed.read(grouping.read, workshop_id, code, category)
        with self.times.of("regroup"):
            found = self._grouper.regroup(reading)
        self._feed.change(code, ACTOR, fenced, lease, proposals.ready, reading, found)

    def _link(self, lease: leases.Lease | None, workshop_id: int, code: str) -> None:
        wall = self._feed.read(afterwork.read, workshop_id)
        with self.times.of("link"):
            linked, tagged = afterwork.strengths(self._grouper, wall), afterwork.tags(self._grouper, wall)
        self._feed.change(code, ACTOR, fenced, lease, afterwork.apply, wall, linked, tagged)


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


def run(settings: Settings, with_parent: bool = False) -> None:
    """Works until the process is told to stop or, `with_parent`, until the parent's end of stdin closes."""
    _be_nice()
    feed = Feed(Database(settings.database))
    if settings.redis_url:
        bus = Bus(settings.redis_url)
        feed.subscribe(bus.announce)
        bus.start()
    stop = threading.Event()
    grouper = Grouper(settings.cores, VectorFile(settings.data / "vectors.db"), settings.model)
    consumer = Jobs(settings, feed, grouper).huey.create_consumer(
        workers=1, periodic=False, initial_delay=0.05, backoff=1.2, max_delay=0.3, check_worker_health=False
    )
    consumer.start()
    leasing = Leasing(feed)
    follower = Follower(feed, grouper, leasing)

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
    Pulse(feed, follower, leasing).start()
    while not stop.is_set():
        try:
            if not follower.round():
                stop.wait(IDLE_SECONDS)
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


def _be_nice() -> None:
    """The server's sockets come first on a laptop of two cores."""
    if hasattr(os, "nice"):
        os.nice(10)


def _watch_parent(leasing: Leasing) -> None:
    while sys.stdin.buffer.read(4096):
        pass
    _leave(leasing)
