"""The worker process: follows the feed and keeps the themes, and writes reports. It never serves a socket.

What waits is read from the notes themselves, so nothing is forgotten when a worker dies: the next one finds it.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from workshop.domain import afterwork, grouping, heartbeat, proposals
from workshop.domain.grouper import Grouper
from workshop.errors import UnknownWorkshop
from workshop.feed import Feed
from workshop.jobs import Jobs
from workshop.settings import Settings
from workshop.store.database import Database
from workshop.store.vectors import VectorFile

ACTOR = "worker"
IDLE_SECONDS = 0.1
FAILED_SECONDS = 1.0
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
        """One look at all that waits; answers with how many pieces of work there were."""
        if time.monotonic() - self._beaten > heartbeat.EVERY_SECONDS:
            self._beaten = time.monotonic()
            self._feed.write(heartbeat.beat)
        done = self._each(grouping.waiting, self._place) + self._each(proposals.wanted, self._propose)
        return done or self._each(afterwork.due, self._link)

    def _each(self, due: Callable[[Session], list[Any]], work: Callable[..., None]) -> int:
        """Does each piece; one that fails keeps no other workshop waiting, and is tried again in a later round."""
        pieces = self._feed.read(due)
        for piece in pieces:
            try:
                work(*piece)
            except UnknownWorkshop:
                log.info("a workshop went away while the worker was at it")
            except Exception as error:  # the notes are still there, waiting
                log.error("%s: %s", work.__name__, type(error).__name__)
                time.sleep(FAILED_SECONDS)
        return len(pieces)

    def _place(self, workshop_id: int, code: str, category: str) -> None:
        reading = self._feed.read(grouping.read, workshop_id, code, category)
        self._feed.change(code, ACTOR, grouping.apply, reading, self._grouper.place(reading))

    def _propose(self, workshop_id: int, code: str, category: str) -> None:
        reading = self._feed.read(grouping.read, workshop_id, code, category)
        self._feed.change(code, ACTOR, proposals.ready, reading, self._grouper.regroup(reading))

    def _link(self, workshop_id: int, code: str) -> None:
        wall = self._feed.read(afterwork.read, workshop_id)
        linked, tagged = afterwork.strengths(self._grouper, wall), afterwork.tags(self._grouper, wall)
        self._feed.change(code, ACTOR, afterwork.apply, wall, linked, tagged)


def run(settings: Settings, with_parent: bool = False) -> None:
    """Works until the process is told to stop or, `with_parent`, until the parent's end of stdin closes."""
    _be_nice()
    feed = Feed(Database(settings.database))
    stop = threading.Event()
    if with_parent:
        threading.Thread(target=_watch_parent, daemon=True).start()
    grouper = Grouper(settings.cores, VectorFile(settings.data / "vectors.db"), settings.model)
    consumer = Jobs(settings, feed, grouper).huey.create_consumer(
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
