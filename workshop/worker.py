"""The worker process: follows the feed and keeps the themes, and writes reports. It never serves a socket.

What waits is read from the notes themselves, so nothing is forgotten when a worker dies: the next one finds it.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import time

from workshop import jobs
from workshop.domain import afterwork, grouping, heartbeat, proposals
from workshop.domain.grouper import Grouper
from workshop.errors import UnknownWorkshop
from workshop.feed import Feed
from workshop.settings import Settings
from workshop.store.database import Database
from workshop.store.vectors import VectorFile

IDLE_SECONDS = 0.1
log = logging.getLogger("laena.worker")


class Follower:
    """Brings the themes of every workshop up to its notes, a category at a time."""

    def __init__(self, feed: Feed, grouper: Grouper | None = None) -> None:
        self._feed = feed
        self._grouper = grouper or Grouper()
        self._beaten = 0.0

    def warm(self) -> None:
        """Loads the models, so that the first note of the day waits no longer than the others."""
        self._grouper.warm()

    def round(self) -> int:
        """One look at all that waits; answers with how many categories were grouped."""
        if time.monotonic() - self._beaten > heartbeat.EVERY_SECONDS:
            self._beaten = time.monotonic()
            self._feed.write(heartbeat.beat)
        waiting = self._feed.read(grouping.waiting)
        for workshop_id, code, category in waiting:
            reading = self._feed.read(grouping.read, workshop_id, code, category)
            try:
                self._feed.change(code, "worker", grouping.apply, reading, self._grouper.place(reading))
            except UnknownWorkshop:
                log.info("a workshop went away while it was grouped")
        return len(waiting) + self._propose() + (0 if waiting else self._link())

    def _link(self) -> int:
        due = self._feed.read(afterwork.due)
        for workshop_id, code in due:
            wall = self._feed.read(afterwork.read, workshop_id)
            try:
                self._feed.change(code, "worker", afterwork.apply, wall, afterwork.strengths(self._grouper, wall))
            except UnknownWorkshop:
                log.info("a workshop went away while it was linked")
        return len(due)

    def _propose(self) -> int:
        wanted = self._feed.read(proposals.wanted)
        for workshop_id, code, category in wanted:
            reading = self._feed.read(grouping.read, workshop_id, code, category)
            try:
                self._feed.change(code, "worker", proposals.ready, reading, self._grouper.regroup(reading))
            except UnknownWorkshop:
                log.info("a workshop went away while it was regrouped")
        return len(wanted)


def run(settings: Settings, with_parent: bool = False) -> None:
    """Works until the process is told to stop or, `with_parent`, until the parent's end of stdin closes."""
    _be_nice()
    feed = Feed(Database(settings.database))
    stop = threading.Event()
    if with_parent:
        threading.Thread(target=_watch_parent, daemon=True).start()
    grouper = Grouper(settings.cores, VectorFile(settings.data / "vectors.db"))
    consumer = jobs.queue(settings, feed).huey.create_consumer(
        workers=1, periodic=False, initial_delay=0.05, backoff=1.2, max_delay=0.3, check_worker_health=False
    )
    consumer.start()
    follower = Follower(feed, grouper)
    feed.write(heartbeat.beat)
    follower.warm()
    while not stop.is_set():
        try:
            if not follower.round():
                stop.wait(IDLE_SECONDS)
        except Exception as error:  # the database may be away for a moment: the notes are still there afterwards
            log.error("grouping: %s", type(error).__name__)
            stop.wait(1)


def _be_nice() -> None:
    """The server's sockets come first on a laptop of two cores."""
    if hasattr(os, "nice"):
        os.nice(10)


def _watch_parent() -> None:
    while sys.stdin.buffer.read(4096):
        pass
    os._exit(0)
