"""The worker process: groups notes (follower.py) and writes reports (jobs.py). It never serves a socket."""

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
from workshop.domain import heartbeat, learning, lessons, watching
from workshop.domain.grouper import Grouper
from workshop.domain.unfit import unfit
from workshop.feed import Feed
from workshop.jobs import Jobs
from workshop.process import garbage
from workshop.reports.office_templates import libreoffice
from workshop.settings import Settings
from workshop.store.database import Database
from workshop.store.vectors import VectorFile
from workshop.worker import leases
from workshop.worker.follower import FAILED_SECONDS, Follower
from workshop.worker.leasing import Leasing
from workshop.worker.low_priority import LowPriority

IDLE_SECONDS = 0.1
# After work it rests three times as long as it worked, up to this: what arrives meanwhile is one piece of work, and on
# two cores the sockets have one.
REST_SECONDS = 1.0
# How long a stop waits for the current work; what is cut off is done again by another worker.
FINISH_SECONDS = 8.0
# After so long without progress the worker sends no more heartbeats.
_HUNG_SECONDS = 600.0
# So often an idle worker looks whether words went from what was learnt from people,
_OUTDATED_SECONDS = 30.0
# and whether a board is there that another one did not finish.
_BROKEN_OFF_SECONDS = 10.0
log = logging.getLogger("laena.worker")


class Heartbeat:
    """A thread that sends the worker's heartbeat, renews its lease and reports its times."""

    def __init__(self, feed: Feed, follower: Follower, leasing: Leasing) -> None:
        self._feed, self._follower, self._leasing = feed, follower, leasing
        self._reported_at = 0.0

    def start(self) -> None:
        threading.Thread(target=self._run, name="heartbeat", daemon=True).start()

    def _run(self) -> None:
        while True:
            time.sleep(leases.SECONDS / 3)
            try:
                if time.monotonic() - self._follower.progress_at < _HUNG_SECONDS:
                    self.beat()
            except Exception as error:  # the database may be away for a moment
                log.error("heartbeat: %s", type(error).__name__)

    def beat(self) -> None:
        self._leasing.renew()
        if time.monotonic() - self._reported_at > heartbeat.EVERY_SECONDS:
            self._reported_at = time.monotonic()
            self._feed.write(heartbeat.beat)
            self._feed.write(watching.report, self._leasing.name, self._follower.times)
            self._feed.write(leases.sweep)


def run(settings: Settings, with_parent: bool = False) -> None:
    """Work until SIGTERM or SIGINT or, `with_parent`, until the parent closes stdin."""
    feed = Feed(Database(settings.database))
    if settings.redis_url:
        bus = Bus(settings.redis_url)
        feed.subscribe(bus.announce)
        bus.start()
    libreoffice.forget_left()
    stop = threading.Event()
    learnt = settings.data / learning.FOLDER
    vectors = VectorFile(settings.data / "vectors.db")
    grouper = Grouper(settings.cores, vectors, settings.model, learnt, unfit(settings.coarse_words))
    jobs = Jobs(settings, feed, grouper, LowPriority(), LowPriority())
    consumers = [
        queue.create_consumer(
            workers=1, periodic=False, initial_delay=0.05, backoff=1.2, max_delay=0.3, check_worker_health=False
        )
        for queue in (jobs.huey, jobs.previews)
    ]
    for consumer in consumers:
        consumer.start()
    leasing = Leasing(feed)
    follower = Follower(feed, grouper, leasing, LowPriority())

    def end(*_signal: Any) -> None:
        follower.stopping = True
        stop.set()
        # Where the current work takes too long: another worker does it again.
        cut_off = threading.Timer(FINISH_SECONDS, _exit, [leasing])
        cut_off.daemon = True
        cut_off.start()

    for name in ("SIGTERM", "SIGINT"):
        signal.signal(getattr(signal, name), end)
    if with_parent:
        threading.Thread(target=_watch_parent, args=(leasing,), daemon=True).start()
    _retry(stop, lambda: feed.write(heartbeat.beat))
    follower.warm()
    Heartbeat(feed, follower, leasing).start()
    starting, looked_at, boards_at = True, 0.0, 0.0
    while not stop.is_set():
        began = time.monotonic()
        try:
            idle = not follower.round()
            if starting:
                starting = False
                follower.complete()
                garbage.freeze()
            if idle and began - looked_at > _OUTDATED_SECONDS:
                looked_at = began
                libreoffice.forget_left()
                if feed.read(lessons.outdated, settings.data):
                    jobs.learn(again=True)
            if idle and began - boards_at > _BROKEN_OFF_SECONDS:
                boards_at = began
                jobs.go_on()
            stop.wait(IDLE_SECONDS if idle else min(REST_SECONDS, 3 * (time.monotonic() - began)))
        except Exception as error:  # the database may be away for a moment: the notes are still there afterwards
            log.error("grouping: %s", type(error).__name__)
            stop.wait(1)
    for consumer in consumers:
        consumer.stop(graceful=True)
    with contextlib.suppress(Exception):  # then they expire
        leasing.release()
    log.info("the worker ends")


def _retry(stop: threading.Event, step: Callable[[], object]) -> None:
    """Do the step as soon as the database answers."""
    while not stop.is_set():
        try:
            step()
            return
        except Exception as error:
            log.error("database: %s", type(error).__name__)
            stop.wait(FAILED_SECONDS)


def _exit(leasing: Leasing) -> None:
    """End the process, with its leases released where the database answers within a second."""
    releasing = threading.Thread(target=leasing.release, daemon=True)
    releasing.start()
    releasing.join(1.0)
    os._exit(0)


def _watch_parent(leasing: Leasing) -> None:
    while sys.stdin.buffer.read(4096):
        pass
    _exit(leasing)
