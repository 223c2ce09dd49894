"""The worker's loop: follow the feed and group what waits, a category at a time.

What waits is read from the notes themselves, so that the next worker finds what a dead one left. Several workers run
side by side, one at a time on each category (leases.py).
"""

import contextlib
import logging
import time
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy.orm import Session

from workshop.domain import differences, grouping, previews, proposals, watching
from workshop.domain.grouper import Grouper
from workshop.errors import UnknownWorkshop
from workshop.feed import Feed
from workshop.worker import leases, linking
from workshop.worker.leasing import Leasing, fenced

ACTOR = "worker"
FAILED_SECONDS = 1.0
# So often an idle worker looks whether a wall is calm enough to be compared with a regrouping.
COMPARE_SECONDS = 5.0
log = logging.getLogger("laena.worker")


class Follower:
    """Group, preview and link what waits in every workshop.

    `compute` runs what reads and computes, at low priority; writes run at normal priority.
    """

    def __init__(self, feed: Feed, grouper: Grouper, leasing: Leasing, compute: Callable[..., Any]) -> None:
        self._feed, self._grouper, self._leasing, self._compute = feed, grouper, leasing, compute
        self.times = watching.Times()
        self.progress_at = time.monotonic()
        self.stopping = False
        self._due = 0
        self._still: Any = None  # the seqs of all workshops when nothing was due
        self._compared_at = time.monotonic()

    def warm(self) -> None:
        """Load the models, so that the first note waits no longer than the others."""
        self._compute(self._grouper.warm)

    def complete(self) -> None:
        """Load, after the first round, what its results did not wait for."""
        self._compute(self._grouper.complete)

    def round(self) -> int:
        """Do all that waits; return how many pieces of work that was."""
        self.progress_at = time.monotonic()
        heads = self._compute(self._feed.read, linking.heads)
        if heads == self._still:  # new work comes with a change
            if not self._compute(self._grouper.deepen):
                self._compare_what_is_calm()
            return 0
        self._due = 0
        done = self._each(grouping.waiting, self._place) + self._each(previews.wanted, self._propose)
        done = done or self._each(linking.due, self._link)
        self._still = None if self._due else heads
        return done

    def _compare_what_is_calm(self) -> None:
        if time.monotonic() - self._compared_at >= COMPARE_SECONDS:
            self._each(differences.due, self._compare)
            self._compared_at = time.monotonic()

    def _each(self, due: Callable[[Session], list[Any]], work: Callable[..., None]) -> int:
        """Do each piece; one that fails delays no other workshop and is tried again in a later round."""
        done = 0
        pieces = self._compute(self._feed.read, due)
        self._due += len(pieces)
        for piece in pieces:
            if self.stopping:
                break
            try:
                with self._leased(due, piece) as lease:
                    if lease is not None:
                        work(lease, *piece)
                        done += 1
            except UnknownWorkshop:
                log.info("a workshop was removed meanwhile")
            except leases.Stale:
                log.warning("%s: another worker has taken over", work.__name__)
            except Exception as error:  # the notes still wait
                log.error("%s: %s", work.__name__, type(error).__name__)
                done += 1
                time.sleep(FAILED_SECONDS)
            self.progress_at = time.monotonic()
        return done

    @contextlib.contextmanager
    def _leased(self, due: Callable[[Session], list[Any]], piece: Any) -> Iterator[leases.Lease | None]:
        """Yield the lease of the piece's workshop and category; None where another works on it or has just done it."""
        begun = self._leasing.begin(".".join([str(piece[0]), *piece[2:]]))
        try:
            lease, new = begun or (None, False)
            yield lease if not new or piece in self._feed.read(due) else None
        finally:
            self._leasing.end()

    def _place(self, lease: leases.Lease, workshop_id: int, code: str, category: str) -> None:
        reading = self._compute(self._feed.read, grouping.read, workshop_id, code, category)
        with self.times.of("place"):
            found = self._compute(self._grouper.place, reading)
        ready = self._compute(self._feed.read, grouping.prepare, reading, found)
        self._feed.change(code, ACTOR, fenced, lease, grouping.apply, reading, found, ready)

    def _propose(self, lease: leases.Lease, workshop_id: int, code: str, category: str) -> None:
        self._leasing.release(keep=lease.scope)  # it takes seconds: others may take the other categories
        reading = self._compute(self._feed.read, grouping.read, workshop_id, code, category)
        with self.times.of("regroup"):
            found = self._compute(self._grouper.regroup, reading)
        self._feed.change(code, ACTOR, fenced, lease, proposals.ready, reading, found)

    def _compare(self, lease: leases.Lease, workshop_id: int, code: str, category: str) -> None:
        self._leasing.release(keep=lease.scope)
        reading = self._compute(self._feed.read, grouping.read, workshop_id, code, category)
        with self.times.of("compare"):
            found = self._compute(self._grouper.regroup, reading)
        self._feed.change(code, ACTOR, fenced, lease, differences.found, reading, found)

    def _link(self, lease: leases.Lease, workshop_id: int, code: str) -> None:
        wall = self._compute(self._feed.read, linking.read, workshop_id)
        with self.times.of("link"):
            linked = self._compute(linking.strengths, self._grouper, wall)
            tagged = self._compute(linking.tags, self._grouper, wall)
            named = self._compute(linking.names, self._grouper, wall)
            same = self._compute(linking.last_year, self._grouper, wall)
        self._feed.change(code, ACTOR, fenced, lease, linking.apply, wall, linked, tagged, named, same)
